import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { expectNoSidewaysScrolling, openStaff, panelOf, rowOf } from "../support/steps";

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("rowheader") });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Lists" }).getByRole("link", { name: new RegExp(`^${name}`) });
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const filters = (page: Page) => page.getByRole("dialog", { name: "Filters" });
const view = (page: Page) => page.getByRole("dialog", { name: "View" });
const attention = (page: Page) => page.getByRole("list", { name: "Needs attention" });
const names = (page: Page) => rows(page).locator("b");

/** Each list has its own people and says how many; a search says where else somebody is found. */
test("three lists with counts", async ({ page, practice }) => {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("jamie_demo_staff")}/deactivate`);
  await openStaff(page, practice);
  await expect(tab(page, "Active")).toHaveText("Active 5");
  await expect(tab(page, "Inactive")).toHaveText("Inactive 1");
  await expect(tab(page, "Pending")).toHaveText("Pending 0");
  await expect(tab(page, "All")).toHaveText("All 6");
  await expect(tab(page, "Active")).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("Showing 5 of 5 records")).toBeVisible();

  await tab(page, "Inactive").click();
  await expect(page).toHaveURL(/\/staff\?status=inactive$/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, "Jamie Tester")).toContainText("Inactive");
  await tab(page, "Pending").click();
  await expect(page.getByText("There is nobody in this list.")).toBeVisible();
  await page.goBack();
  await expect(rowOf(page, "Jamie Tester")).toBeVisible();

  await tab(page, "Active").click();
  await page.getByRole("searchbox").fill("jamie");
  await expect(page.getByText("No staff match “jamie”. There are some in the other lists.")).toBeVisible();
  await expect(tab(page, "Inactive")).toHaveText("Inactive 1");
  await tab(page, "All").click();
  await expect(rowOf(page, "Jamie Tester")).toBeVisible();
  await page.reload();
  await expect(rowOf(page, "Jamie Tester")).toBeVisible();
  expect(query(page)).toEqual({ search: "jamie", status: "all" });
});

/** Whoever is deactivated keeps their place in sight, and the counts follow. */
test("counts follow whoever is deactivated", async ({ page, practice }) => {
  await openStaff(page, practice);
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "Deactivate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(rowOf(page, "Camille Nurse")).toContainText("Inactive");
  await expect(tab(page, "Active")).toHaveText("Active 5");
  await expect(tab(page, "Inactive")).toHaveText("Inactive 1");
});

/** Filters, search and order stand in the address: they outlive a reload, and Back leads to what was before. */
test("filters are combined, shown, and taken away again", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await expect(filters(page).getByLabel("Role")).toBeFocused();
  await filters(page).getByLabel("Role").selectOption("Nurse");
  await expect(rows(page)).toHaveCount(2);
  await filters(page).getByLabel("Primary Provider").selectOption("Hannah Provider");
  await expect.poll(() => Object.keys(query(page)).sort()).toEqual(["primary_provider_id", "role"]);
  await filters(page).getByRole("button", { name: "Done" }).click();
  await expect(filters(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Filters", exact: true })).toBeFocused();

  const chips = page.getByRole("list", { name: "Filters in force" });
  await expect(chips.getByRole("listitem")).toHaveText(["Role: Nurse", "Primary Provider: Hannah Provider"]);
  await page.getByRole("searchbox").fill("marcus");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("columnheader", { name: "Staff" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Staff" })).toHaveAttribute("aria-sort", "descending");
  await page.reload();
  await expect(rowOf(page, "Marcus Staff")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(chips.getByRole("listitem")).toHaveText(["Role: Nurse", "Primary Provider: Hannah Provider"]);

  await rowOf(page, "Marcus Staff").getByRole("link", { name: "View" }).click();
  await expect(panelOf(page, "Marcus Staff")).toContainText("marcusstaff");
  expect(query(page)).toMatchObject({ role: "nurse", search: "marcus", direction: "descending" });
  await page.getByRole("link", { name: "Close" }).click();

  await chips.getByRole("button", { name: "Remove Role: Nurse" }).click();
  await expect(chips.getByRole("listitem")).toHaveCount(1);
  await page.goBack();
  await expect(chips.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("searchbox").fill("hannah");
  await expect(page.getByText("No staff match “hannah” and these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(rowOf(page, "Hannah Provider")).toBeVisible();
  await expect(chips).toBeHidden();
  expect(query(page)).toEqual({ search: "hannah", direction: "descending" });
});

/** An address that somebody mistyped shows nobody, and a way back. */
test("a filter that does not exist lets nobody through", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openStaff(page, practice);
  await page.goto("/staff?link=captain");
  await expect(page.getByText("No staff match these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
});

/** Columns and density are the browser's to remember, and the order is the address's. */
test("the table looks as it was left", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.getByRole("button", { name: "View", exact: true }).click();
  await view(page).getByLabel("Last sign-in").check();
  await view(page).getByLabel("2-Factor Auth").uncheck();
  await view(page).getByLabel("Compact").check();
  await view(page).getByLabel("Sort by").selectOption("Last sign-in");
  await view(page).getByLabel("Direction").selectOption("Descending");
  const headings = page.getByRole("columnheader");
  await expect(headings).toHaveText(["Staff", "Last sign-in", "Action"]);
  await expect(headings.nth(1)).toHaveAttribute("aria-sort", "descending");
  await expect(names(page).first()).toHaveText("Morgan Manager");
  await page.keyboard.press("Escape");
  await expect(view(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "View", exact: true })).toBeFocused();

  await page.reload();
  await expect(headings).toHaveText(["Staff", "Last sign-in", "Action"]);
  await expect(names(page).first()).toHaveText("Morgan Manager");
  await headings.nth(1).getByRole("link").click();
  await expect(headings.nth(1)).toHaveAttribute("aria-sort", "ascending");
  await expect(names(page).last()).toHaveText("Morgan Manager");
  await page.getByRole("button", { name: "View", exact: true }).click();
  await expect(view(page).getByLabel("Compact")).toBeChecked();
  await expect(view(page).getByLabel("2-Factor Auth")).not.toBeChecked();
});

test.describe("with people who need attention", () => {
  test.use({ staff: 300 });

  /** What needs attention is a link to who it is, and there are as many as were promised. */
  test("from a glance to a filter", async ({ page, practice }) => {
    const api = await practice.signedIn();
    await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, { valid_for_hours: 1 });
    await openStaff(page, practice);
    const numberIn = async (link: Locator) => Number.parseInt((await link.textContent())!);
    const soon = attention(page).getByRole("link", { name: /links? runs? out within 6 hours/ });
    const toRunOut = await numberIn(soon);
    await soon.click();
    await expect(rows(page)).toHaveCount(toRunOut);
    await expect(rowOf(page, "Camille Nurse")).toBeVisible();
    const stale = attention(page).getByRole("link", { name: /not signed in for 90 days/ });
    const number = await numberIn(stale);
    expect(number).toBeGreaterThan(1);
    await stale.click();
    await expect(page.getByText(new RegExp(`Showing \\d+ of ${number} records`))).toBeVisible();
    await page.getByRole("button", { name: "View", exact: true }).click();
    await view(page).getByLabel("Last sign-in").check();
    await view(page).getByLabel("Sort by").selectOption("Last sign-in");
    await expect(rows(page).first()).toContainText("Never");
  });

  /** However the list is ordered, no more than sixty rows stand in the document, and all can be reached. */
  test("a list in another order scrolls like any other", async ({ page, practice }) => {
    await openStaff(page, practice, "/staff?status=all&sort=primary_provider&direction=descending");
    await expect(page.getByText("Showing 60 of 300 records")).toBeVisible();
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      await expect(page.getByText("Showing 300 of 300 records")).toBeVisible({ timeout: 500 });
    }).toPass();
    expect(await rows(page).count()).toBeLessThanOrEqual(60);
  });
});

/** Everything can be done without a mouse. */
test("lists and filters work by keyboard", async ({ page, practice }) => {
  await openStaff(page, practice);
  await tab(page, "Inactive").focus();
  await page.keyboard.press("Enter");
  await expect(tab(page, "Inactive")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(tab(page, "Active")).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "Filters", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(filters(page).getByLabel("Role")).toBeFocused();
  await page.keyboard.type("Nurse");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(filters(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Filters", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Remove Role: Nurse" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByRole("button", { name: "Filters", exact: true })).toBeFocused();
});

for (const [way, options] of [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
] as const) {
  test.describe(way, () => {
    test.use({ ...options });

    test("each state of the lists is accessible", async ({ page, practice }) => {
      await openStaff(page, practice);
      await expectAccessible(page, "the lists");
      await page.goto("/staff?role=nurse&sign_in=never");
      await expect(page.getByText("No staff match these filters.")).toBeVisible();
      await expectAccessible(page, "filters that let nobody through");
      await page.goto("/staff?role=nurse&sort=last_sign_in");
      await expect(rows(page)).toHaveCount(2);
      await expect(page.getByRole("button", { name: "Remove Role: Nurse" })).toBeVisible();
      await expectAccessible(page, "chips");
      await page.getByRole("button", { name: "Filters", exact: true }).click();
      await expect(filters(page).getByLabel("Role")).toBeFocused();
      await expectAccessible(page, "the choice of filters");
      await expectNoSidewaysScrolling(page);
      await page.getByRole("button", { name: "View", exact: true }).click();
      await view(page).getByLabel("Last sign-in").check();
      await view(page).getByLabel("Compact").check();
      await expectAccessible(page, "the choice of columns and density");
      await expectNoSidewaysScrolling(page);
    });
  });
}
