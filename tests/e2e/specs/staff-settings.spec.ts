import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { MINUTE, MovedClock } from "../support/clock";
import { expectNoSidewaysScrolling, openPerson, openStaff, panelOf } from "../support/steps";

const NAME = "Camille Nurse";

const rowOf = (panel: Locator, name: string) =>
  panel.getByRole("row").filter({ has: panel.page().getByRole("rowheader", { name }) });

test("a switch is turned by keyboard, with a sentence that says what it means", async ({ page, practice }) => {
  await openStaff(page, practice);
  const panel = await openPerson(page, NAME);
  for (const [name, means] of [
    ["Enable email update", "can then change their own email address"],
    ["Send daily billing report", "billing report every day"],
  ] as const) {
    const row = rowOf(panel, name);
    await expect(row.getByRole("cell").first()).toHaveText("Off");
    await row.getByRole("button", { name: `Turn on: ${name}` }).focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: `Turn on “${name}” for ${NAME}?` });
    await expect(question).toContainText(means);
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expectAccessible(page, `the question about ${name}`);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(panel.getByText(`“${name}” is on for ${NAME}.`)).toBeVisible();
    await expect(row.getByRole("cell").first()).toHaveText("On");
  }
  await rowOf(panel, "Enable email update").getByRole("button", { name: "Turn off" }).click();
  await page.keyboard.press("Escape");
  const { settings } = (await (await practice.signedIn()).person("camilles")).staff;
  expect(settings).toMatchObject({ enable_email_update: true, send_daily_billing_report: true });
});

test("a PIN is revealed, hidden, typed and generated", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openStaff(page, practice);
  const panel = await openPerson(page, NAME);
  const row = rowOf(panel, "App Unlock PIN");
  await expect(row).toContainText("••••");
  await expect(page.locator("body")).not.toContainText("8453");
  await row.getByRole("button", { name: "Reveal" }).focus();
  await page.keyboard.press("Enter");
  await expect(row).toContainText("8453");
  await expect(row.getByRole("button", { name: "Hide" })).toBeFocused();
  await expectAccessible(page, "a PIN in sight");
  await page.keyboard.press("Enter");
  await expect(row).not.toContainText("8453");

  await row.getByRole("button", { name: "Set PIN" }).click();
  const dialog = page.getByRole("dialog", { name: `App Unlock PIN of ${NAME}` });
  const field = dialog.getByLabel("New PIN");
  await expect(field).toBeFocused();
  for (const [typed, says] of [
    ["1234", "among the first that are tried"],
    ["12", "Enter four digits"],
    ["", "Fill in New PIN"],
  ] as const) {
    await field.fill(typed);
    await page.keyboard.press("Enter");
    await expect(field).toHaveAccessibleDescription(new RegExp(says));
  }
  await expectAccessible(page, "a refused PIN");
  await field.fill("8207");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("8207");

  await row.getByRole("button", { name: "Set PIN" }).click();
  await dialog.getByRole("button", { name: "Generate new" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).not.toContainText("8207");
  await expect(row.getByRole("button", { name: "Hide" })).toBeVisible();

  // With another person it is out of sight.
  await page.goBack();
  await openPerson(page, NAME);
  await expect(rowOf(panelOf(page, NAME), "App Unlock PIN")).toContainText("••••");
});

test("a PIN goes out of sight by itself", async ({ page, practice }) => {
  await page.clock.install();
  await openStaff(page, practice);
  const row = rowOf(await openPerson(page, NAME), "App Unlock PIN");
  await row.getByRole("button", { name: "Reveal" }).click();
  await expect(row).toContainText("8453");
  await page.clock.runFor(31_000);
  await expect(row).not.toContainText("8453");
});

test("settings on a phone", async ({ page, practice }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStaff(page, practice);
  await openPerson(page, NAME);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page, "settings on a phone");
});

test.describe("after a while", () => {
  test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
  test.use({ hasMovedClock: true });

  test("a PIN needs the password again", async ({ page, practice, clock, faults }) => {
    faults.expectStatus(403);
    await openStaff(page, practice);
    const row = rowOf(await openPerson(page, NAME), "App Unlock PIN");
    await clock.moveTo(6 * MINUTE);
    await row.getByRole("button", { name: "Reveal" }).click();
    const asked = page.getByRole("dialog", { name: "Enter your password to go on" });
    await expect(asked.getByLabel("Password")).toBeFocused();
    await page.keyboard.type(practice.administrator.password);
    await page.keyboard.press("Enter");
    await expect(asked).toBeHidden();
    await expect(row).toContainText("8453");
  });
});
