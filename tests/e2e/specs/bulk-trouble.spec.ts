import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { expectNoSidewaysScrolling, openStaff, signIn } from "../support/steps";
import { expect, test } from "../support/test";

/** Selects all that match, from the staff table on. */
async function selectAll(page: Page, count: string): Promise<Locator> {
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("button", { name: `Select all ${count} that match` }).click();
  return page.getByRole("region", { name: "Selected people" });
}

/** Nothing is begun with people whom nobody has looked at, however many they are. */
test("people who have changed meanwhile are looked at again", async ({ page, practice, faults }) => {
  faults.expectStatus(409);
  const api = await practice.signedIn();
  await openStaff(page, practice);
  const bar = await selectAll(page, "6");
  await bar.getByRole("button", { name: "Reset passwords" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset passwords" });
  await expect(dialog.getByText("This can be done to all 6.")).toBeVisible();
  await api.post(`/api/v1/staff/${await api.idOf("marcusstaff")}/deactivate`);
  await dialog.getByRole("button", { name: "Reset 6 passwords" }).click();
  await expect(dialog.getByText("The list has changed meanwhile. Look at the numbers again.")).toBeVisible();
  await expect(dialog.getByText("This can be done to all 5.")).toBeVisible();
  await dialog.getByRole("button", { name: "Reset 5 passwords" }).click();
  await expect(page.getByText("Finished. 5 done", { exact: true }).first()).toBeVisible();
});

/** What cannot be looked up is said where it would stand, with a way to try again. */
test("a question without an answer is asked again", async ({ page, practice, faults }) => {
  faults.expectStatus(500);
  await openStaff(page, practice);
  const bar = await selectAll(page, "6");
  for (const path of ["**/api/v1/bulk/preview", "**/api/v1/providers"]) {
    await page.route(path, (route) => route.fulfill({ status: 500 }));
  }
  await bar.getByRole("button", { name: "Reset passwords" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset passwords" });
  const again = dialog.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await expect(dialog.getByText("It is not known yet to whom this can be done. Try again first.")).toBeVisible();
  await expect(dialog.getByText("Choose first.")).toHaveCount(0);
  await expectAccessible(page, "a question without an answer");
  await page.unroute("**/api/v1/bulk/preview");
  await again.click();
  await expect(dialog.getByText("This can be done to all 6.")).toBeVisible();
  await expect(again).toHaveCount(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await bar.getByRole("button", { name: "Change provider" }).click();
  const move = page.getByRole("dialog", { name: "Change provider" });
  await expect(move.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(move.getByText("Choose first.")).toBeVisible();
  await page.unroute("**/api/v1/providers");
  await move.getByRole("button", { name: "Try again" }).click();
  await move.getByLabel("Primary Provider").selectOption("Hannah Provider");
  await expect(move.getByText(/This can be done to/)).toBeVisible();
});

/** All that match cannot be selected where they are too many, and it is said why, wherever it is offered. */
test("too many cannot be selected at once", async ({ page, practice }) => {
  await page.route("**/api/v1/staff?*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), total: 10_001 } });
  });
  await openStaff(page, practice);
  const why = "At most 10,000 people at once. Narrow the list first.";
  await page.getByRole("button", { name: "Select", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Select" });
  await expect(dialog.getByText(why)).toBeVisible();
  await dialog.getByRole("button", { name: "Select one by one" }).click();
  const bar = page.getByRole("region", { name: "Selected people" });
  const all = bar.getByRole("button", { name: "Select all 10,001 that match" });
  await expect(all).toHaveAccessibleDescription(why);
  await all.click({ force: true });
  await expect(bar.getByText("0 people selected")).toBeVisible();
  await expectAccessible(page, "too many to select");
});

/** An address that leads nowhere says so, and leads on. */
test("an act that is not there shows a way back", async ({ page, practice, faults }) => {
  faults.expectStatus(404);
  await page.goto(`/sign-in?next=${encodeURIComponent("/bulk?act=nothing")}`);
  await signIn(page, practice.administrator);
  await expect(page.getByText("There is no such bulk action, or it is not yours to see.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await expectAccessible(page, "an act that is not there");
  await page.getByRole("link", { name: "All your bulk actions" }).click();
  await expect(page).toHaveURL(/\/bulk$/);
  await expect(page.getByText("You have not done anything to many people at once yet.")).toBeVisible();
});

test.describe("with many people", () => {
  test.use({ staff: 3_000, mailGoes: "into the mailbox", ...phone });

  /**
   * Whoever began it stops it at once; nothing happens to those who wait, and they can be tried again. The keyboard is
   * at the heading once its button is gone, however that came, and stays at any other place.
   */
  test("what runs is stopped", async ({ page, practice }) => {
    await openStaff(page, practice);
    const api = await practice.signedIn();
    const list = await api.get("/api/v1/staff?status=active&limit=1");
    const active = (list.json.total as number).toLocaleString("en-US");
    const bar = await selectAll(page, active);
    await bar.getByRole("button", { name: "Reset passwords" }).click();
    await page.getByRole("button", { name: `Reset ${active} passwords` }).click();
    const stop = page.getByRole("button", { name: "Stop", exact: true });
    await expect(stop).toHaveAccessibleDescription(/Nothing happens to those who still wait/);
    await expectNoSidewaysScrolling(page);
    await stop.click();
    await expect(page.getByText(/^Stopped\. ([\d,]+ done, )?[\d,]+ not reached$/).first()).toBeVisible();
    await expect(stop).toHaveCount(0);
    const heading = page.getByRole("heading", { name: "Bulk actions" });
    await expect(heading).toBeFocused();
    await page.getByRole("link", { name: /^Not reached/ }).click();
    await expect(page.getByText(/^Was stopped before their turn/).first()).toBeVisible();
    await expectAccessible(page, "what was stopped");

    const again = page.getByRole("button", { name: /^Try again with [\d,]+ people$/ });
    await again.press("Enter");
    await expect(stop).toBeVisible();
    await expect(heading).toBeFocused();
    await stop.focus();
    await api.post(`/api/v1/bulk/${new URL(page.url()).searchParams.get("act")}/stop`);
    await expect(again).toBeVisible();
    await expect(heading).toBeFocused();

    await again.click();
    const elsewhere = page.getByRole("link", { name: "Download results" });
    await page.route("**/api/v1/bulk/*/stop", async (route) => {
      const response = await route.fetch();
      await elsewhere.focus();
      await route.fulfill({ response });
    });
    await stop.press("Enter");
    await expect(again).toBeVisible();
    await expect(elsewhere).toBeFocused();
  });
});
