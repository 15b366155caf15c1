import { expect, test } from "../support/test";
import { openStaff, signOut } from "../support/steps";

test("who does nothing is asked after 13 minutes, and stays by a key", async ({ page, practice }) => {
  await page.clock.install();
  await openStaff(page, practice);
  await page.clock.fastForward("12:30");
  const question = page.getByRole("dialog", { name: "Are you still there?" });
  await expect(question).toHaveCount(0);
  await page.clock.fastForward("00:45");
  await expect(question.getByRole("button", { name: "Stay signed in" })).toBeFocused();
  await expect(question.getByRole("status")).toContainText("2 minutes");
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await page.clock.fastForward("12:00");
  await expect(question).toHaveCount(0);
});

test("who does not answer finds the page closed after 15 minutes, without a network as well", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectNoAnswer();
  await page.clock.install();
  await openStaff(page, practice);
  await context.setOffline(true);
  await page.clock.fastForward("15:01");
  await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Are you still there?" })).toHaveCount(0);
});

test("signing out clears every tab of the browser, without a network as well", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectNoAnswer();
  await openStaff(page, practice);
  const other = await context.newPage();
  await other.goto("/staff");
  await expect(other.getByText("Camille Nurse")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sign out" }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText("Camille Nurse")).toHaveCount(0);
    await expect(tab.getByLabel("Username")).toBeVisible();
  }
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("signing out in one tab closes the other", async ({ page, practice, context }) => {
  await openStaff(page, practice);
  const other = await context.newPage();
  await other.goto("/staff");
  await expect(other.getByText("Camille Nurse")).toBeVisible();
  await signOut(page);
  await expect(other.getByLabel("Username")).toBeVisible();
  await expect(other.getByText("Camille Nurse")).toHaveCount(0);
});
