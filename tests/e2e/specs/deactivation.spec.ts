import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { HOUR, MovedClock } from "../support/clock";
import {
  NEW_PASSWORD,
  expectNoSidewaysScrolling,
  openStaff,
  panelOf,
  signIn,
} from "../support/steps";
import type { Page } from "@playwright/test";

const questionOf = (page: Page, name: string) => page.getByRole("dialog", { name: `Deactivate ${name}?` });

/** The day this many days on, as a date field takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * HOUR * 1000).toISOString().slice(0, 10);
}

test("what deactivating ends is said before, and a provider's people are handed over", async ({
  page,
  practice,
}) => {
  const api = await practice.signedIn();
  const hannah = await api.idOf("hannahp");
  await api.post(`/api/v1/staff/${hannah}/password-reset`, {});
  await openStaff(page, practice, `/staff/${hannah}/deactivate`);
  const question = questionOf(page, "Hannah Provider");
  await expect(question).toContainText("The link that was sent to them stops working.");
  const successor = question.getByLabel(/New Primary Provider of/);
  await expect(successor.getByRole("option", { name: "Hannah Provider" })).toHaveCount(0);
  await successor.selectOption("Employee13 Tests, Jr.");
  await question.getByLabel("Reason").fill("Moves to another practice");
  await expectAccessible(page, "the question whether to deactivate a provider");
  await question.getByRole("button", { name: "Deactivate" }).click();
  await expect(question).toBeHidden();
  await expect
    .poll(async () => (await api.person("camilles")).staff.primary_provider.full_name)
    .toBe("Employee13 Tests, Jr.");
});

test("a slip is undone from the note that says it happened", async ({ page, practice }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  await openStaff(page, practice, `/staff/${id}/deactivate`);
  await questionOf(page, "Camille Nurse").getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("Camille Nurse was deactivated.")).toBeVisible();
  await expectAccessible(page, "the note with its way to undo it");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Camille Nurse can sign in again.")).toBeVisible();
  await expect.poll(async () => (await api.person("camilles")).staff.status).toBe("active");
  await expect(panelOf(page, "Camille Nurse").getByRole("link", { name: "Deactivate" })).toBeVisible();
});

test("by keyboard alone on a phone, on a day to come, and cancelled again", async ({ page, practice }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  await openStaff(page, practice);
  await page.goto(`/staff/${id}/deactivate`);
  const question = questionOf(page, "Camille Nurse");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await question.getByLabel("When").focus();
  await page.keyboard.press("ArrowDown");
  await expect(question.getByLabel("Day")).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await question.getByLabel("Reason").focus();
  await page.keyboard.press("Enter");
  await expect(question).toContainText("Choose a day after today, at most a year ahead.");
  await expect(question.getByLabel("Day")).toBeFocused();
  await expectAccessible(page, "the question with a day that was refused");
  await question.getByLabel("Day").fill(inDays(3));
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  const panel = panelOf(page, "Camille Nurse");
  await expect(panel).toContainText("This account is deactivated at the beginning of");
  await expectAccessible(page, "the panel of somebody who leaves");
  expect((await api.person("camilles")).staff.status).toBe("active");

  await panel.getByRole("button", { name: "Cancel deactivation" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The deactivation was cancelled.")).toBeVisible();
  await expect(panel).not.toContainText("This account is deactivated at the beginning of");
});

test.describe("by the moved clock of the server", () => {
  test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
  test.use({ hasMovedClock: true });

  test("on its day the person is out, with nobody at the desk", async ({ page, practice, mail, clock, elsewhere, faults }) => {
    test.slow();
    faults.expectStatus(401);
    const api = await practice.signedIn();
    const id = await api.idOf("camilles");
    await api.post(`/api/v1/staff/${id}/deactivate`, { on: inDays(2) });
    await clock.moveTo(70 * HOUR);
    await expect
      .poll(() => mail.mails.map((sent) => sent.subject).join("\n"), { timeout: 45_000 })
      .toContain("Your account was deactivated");
    await openStaff(page, practice);
    await expect.poll(async () => {
      const again = await practice.signedIn();
      return (await again.person("camilles")).staff.status;
    }).toBe("inactive");
    const hers = await (await elsewhere()).newPage();
    await hers.goto("/sign-in");
    await signIn(hers, { username: "camilles", password: NEW_PASSWORD });
    await expect(hers.getByText("password is wrong")).toBeVisible();
  });
});
