import { expect, test } from "../support/test";
import { MINUTE, MovedClock } from "../support/clock";
import { openDrawer, openStaff, resetDialogOf, rowOf } from "../support/steps";

test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
test.use({ hasMovedClock: true });

test("an act that weighs heavily asks for the password again, and then happens once", async ({
  page,
  practice,
  mail,
  clock,
  faults,
}) => {
  faults.expectStatus(401, 403, 429);
  await openStaff(page, practice);
  await clock.moveTo(6 * MINUTE);
  const drawer = await openDrawer(page, "Camille Nurse");
  await drawer.getByRole("button", { name: "Reset Password" }).click();
  await resetDialogOf(page, "Camille Nurse").getByRole("button", { name: "Send link" }).click();

  const asked = page.getByRole("dialog", { name: "Enter your password to go on" });
  await expect(asked.getByLabel("Username")).toHaveValue(practice.administrator.username);
  await expect(asked.getByLabel("Password")).toBeFocused();
  await page.keyboard.type("certainly not the password");
  await page.keyboard.press("Enter");
  await expect(asked.getByText("This is not your password.")).toBeVisible();
  expect(mail.mails).toHaveLength(0);
  await asked.getByLabel("Password").fill(practice.administrator.password);
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
  await expect(page.getByText("Queued: a password reset link for Camille Nurse")).toBeVisible();
  await mail.mailTo("cnurse@email.xyz");
  expect(mail.mails).toHaveLength(1);
});

test("whoever cancels finds everything as it was", async ({ page, practice, clock, faults }) => {
  faults.expectStatus(403);
  await openStaff(page, practice);
  await rowOf(page, "Marcus Staff").getByRole("link", { name: "Deactivate" }).click();
  await clock.moveTo(6 * MINUTE);
  const question = page.getByRole("dialog", { name: "Deactivate Marcus Staff?" });
  await question.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("dialog", { name: "Enter your password to go on" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await expect(question.getByRole("alert")).toContainText("nothing was changed");
  const api = await practice.signedIn();
  expect((await api.person("marcusstaff")).staff.status).toBe("active");
});
