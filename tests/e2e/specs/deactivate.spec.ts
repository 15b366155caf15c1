import { expect, test } from "../support/test";
import { NEW_PASSWORD, openPerson, openStaff, rowOf, signIn, useLink } from "../support/steps";

test("a deactivated person's sessions end at once, and they come back by a new password only", async ({
  page,
  practice,
  mail,
  elsewhere,
  faults,
}) => {
  faults.expectStatus(401);
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  const hers = await (await elsewhere()).newPage();
  await useLink(hers, (await mail.mailTo("cnurse@email.xyz")).link);
  const camille = { username: "camilles", password: NEW_PASSWORD };
  await hers.goto("/sign-in");
  await signIn(hers, camille);
  await expect(hers.getByRole("button", { name: "Sign out" })).toBeVisible();

  await openStaff(page, practice);
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "Deactivate" }).click();
  await expect(page).toHaveURL(/\/staff\/[\w-]+\/deactivate$/);
  const question = page.getByRole("dialog", { name: "Deactivate Camille Nurse?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  expect((await api.person("camilles")).staff.status).toBe("active");
  await page.goto("/staff");
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "Deactivate" }).click();
  await question.getByRole("button", { name: "Deactivate" }).click();
  await expect(question).toBeHidden();
  await expect(rowOf(page, "Camille Nurse")).toContainText("Inactive");

  await hers.reload();
  await expect(hers.getByLabel("Username")).toBeVisible();
  await signIn(hers, camille);
  await expect(hers.getByText("password is wrong")).toBeVisible();

  await page.goto("/staff?status=inactive");
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "Reactivate" }).click();
  const back = page.getByRole("dialog", { name: "Reactivate Camille Nurse?" });
  await back.getByRole("button", { name: "Reactivate" }).click();
  await expect(back).toBeHidden();
  await expect(page.getByText("Invitation sent to cnurse@email.xyz.")).toBeVisible();
  await expect(rowOf(page, "Camille Nurse")).toContainText("Pending");
  await hers.waitForTimeout(2_000);
  await signIn(hers, camille);
  await expect(hers.getByText("password is wrong")).toBeVisible();

  const password = "yet another long enough password";
  await useLink(hers, (await mail.mailTo("cnurse@email.xyz", 2)).link, password);
  await hers.goto("/sign-in");
  await signIn(hers, { ...camille, password });
  await expect(hers.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("nobody deactivates themselves, and the page says why", async ({ page, practice, faults }) => {
  faults.expectStatus(409);
  await openStaff(page, practice);
  await rowOf(page, "Morgan Manager").getByRole("link", { name: "Deactivate" }).click();
  const question = page.getByRole("dialog", { name: "Deactivate Morgan Manager?" });
  const confirm = question.getByRole("button", { name: "Deactivate" });
  if ((await confirm.getAttribute("aria-disabled")) === "true") {
    await expect(confirm).toHaveAccessibleDescription(/your own account/);
  } else {
    await confirm.click();
    await expect(page.getByText("This is your own account.")).toBeVisible();
  }
});

test("a deactivation that fails says so, and can be tried again", async ({ page, practice, faults }) => {
  faults.expectStatus(500);
  await openStaff(page, practice);
  await page.route(
    "**/deactivate",
    (route) => (route.request().method() === "POST" ? route.fulfill({ status: 500 }) : route.continue()),
    { times: 1 },
  );
  await openPerson(page, "Marcus Staff");
  await rowOf(page, "Marcus Staff").getByRole("link", { name: "Deactivate" }).click();
  const question = page.getByRole("dialog", { name: "Deactivate Marcus Staff?" });
  await question.getByRole("button", { name: "Deactivate" }).click();
  await expect(question.getByRole("alert")).toBeVisible();
  await question.getByRole("button", { name: "Deactivate" }).click();
  await expect(rowOf(page, "Marcus Staff")).toContainText("Inactive");
});
