import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { HOUR } from "../support/clock";
import {
  NEW_PASSWORD,
  expectNoSidewaysScrolling,
  openStaff,
  panelOf,
  rowOf,
  setPassword,
  signIn,
} from "../support/steps";
import { expect, test } from "../support/test";

const ADA = "ada@email.xyz";

/** The Add Staff drawer. */
function drawerOf(page: Page): Locator {
  return page.getByRole("dialog", { name: "Add Staff" });
}

/** Opens the drawer from the staff table. */
async function openDrawer(page: Page): Promise<Locator> {
  await page.getByRole("link", { name: "Add Staff" }).click();
  await expect(page).toHaveURL(/\/staff\/new$/);
  const drawer = drawerOf(page);
  await expect(drawer.getByLabel("First Name")).toBeFocused();
  return drawer;
}

/** The list of care team roles. */
function rolesIn(drawer: Locator): Locator {
  return drawer.getByRole("listbox", { name: "Care Team Role" });
}

/** Fills in all that is required. */
async function fill(drawer: Locator, { username = "anurse", email = ADA } = {}): Promise<void> {
  await drawer.getByLabel("First Name").fill("Ada");
  await drawer.getByLabel("Last Name").fill("Nurse");
  await drawer.getByLabel("Primary Provider").selectOption("Hannah Provider");
  await drawer.getByLabel("Role", { exact: true }).selectOption("Nurse (System)");
  await drawer.getByLabel("Username").fill(username);
  await drawer.getByLabel("Email").fill(email);
}

/** Adds Ada, from the staff table on; her panel. */
async function addAda(page: Page): Promise<Locator> {
  const drawer = await openDrawer(page);
  await fill(drawer);
  await drawer.getByRole("button", { name: "Add and invite" }).click();
  const panel = panelOf(page, "Ada Nurse");
  await expect(panel.getByRole("heading", { name: "Invitation" })).toBeVisible();
  return panel;
}

test("a person is added by keyboard alone, accepts on a phone, and signs in", async ({
  page,
  practice,
  mail,
  elsewhere,
}) => {
  await openStaff(page, practice);
  await page.getByRole("link", { name: "Add Staff" }).focus();
  await page.keyboard.press("Enter");
  const drawer = drawerOf(page);
  await expect(drawer.getByLabel("First Name")).toBeFocused();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Nursè");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Hannah");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Nurse");
  await page.keyboard.press("Tab");
  await expect(drawer.getByLabel("Username")).toBeFocused();
  await expect(drawer.getByLabel("Username")).toHaveValue("anurse");
  await page.keyboard.press("Tab");
  await page.keyboard.type(ADA);
  await page.keyboard.press("Tab");

  const role = drawer.getByRole("combobox", { name: "Care Team Role" });
  await expect(role).toBeFocused();
  await page.keyboard.type("nurse general");
  await expect(rolesIn(drawer).getByRole("option")).toHaveText(["General nurse (occupation)"]);
  await page.keyboard.press("Escape");
  await expect(role).toHaveAttribute("aria-expanded", "false");
  await expect(drawer).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const option = rolesIn(drawer).getByRole("option", { name: "General nurse (occupation)" });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(role).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id"))!);
  await page.keyboard.press("Enter");
  await expect(role).toHaveValue("General nurse (occupation)");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1234567893");
  await page.keyboard.press("Enter");

  await expect(page.getByText(`Invitation sent to ${ADA}.`)).toBeVisible();
  await expect(page).toHaveURL(/\/staff\/[\w-]{22}$/);
  const panel = panelOf(page, "Ada Nursè");
  await expect(panel.getByRole("heading", { name: "Ada Nursè" })).toBeFocused();
  await expect(panel).toContainText("General nurse (occupation)");
  await expect(panel).toContainText("1234567893");
  const lists = page.getByRole("navigation", { name: "Lists" });
  await expect(lists.getByRole("link", { name: /^Pending/ })).toHaveText("Pending 1");

  const invitation = await mail.mailTo(ADA);
  expect(invitation.subject).toContain("Choose your password");
  expect(invitation.text).toContain("Morgan Manager has made an account for you");
  const hers = await (await elsewhere(phone)).newPage();
  await hers.goto(invitation.link);
  await expect(hers.getByRole("heading", { name: "Choose your password" })).toBeVisible();
  await expectAccessible(hers, "an invitation on a phone");
  await setPassword(hers);
  await hers.getByRole("link", { name: "Sign in" }).tap();
  await signIn(hers, { username: "anurse", password: NEW_PASSWORD });
  await expect(hers.getByRole("heading", { level: 1 })).toBeVisible();
  await page.reload();
  await expect(rowOf(page, "Ada Nursè")).toBeVisible();
  await expect(lists.getByRole("link", { name: /^Pending/ })).toHaveText("Pending 0");
});

test("what is refused is named at its field, and nobody is added", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openStaff(page, practice);
  const drawer = await openDrawer(page);
  await expectAccessible(page, "the empty drawer");
  await drawer.getByRole("button", { name: "Add and invite" }).click();
  await expect(drawer.getByText("There is a problem")).toBeVisible();
  await expectAccessible(page, "the drawer with all that is missing");

  await fill(drawer, { username: "CamilleS", email: "CNurse@EMAIL.xyz" });
  await drawer.getByLabel("Care Team Identifier").fill("1234567890");
  await drawer.getByRole("button", { name: "Add and invite" }).click();
  await expect(drawer.getByLabel("Care Team Identifier")).toBeFocused();
  await expect(drawer.getByLabel("Care Team Identifier")).toHaveAccessibleDescription(/Check each digit/);
  await drawer.getByLabel("Care Team Identifier").fill("1234567893");
  await drawer.getByRole("button", { name: "Add and invite" }).click();
  await expect(drawer.getByLabel("Username")).toHaveAccessibleDescription(/Camille Nurse already has/);
  await expect(drawer.getByLabel("Email")).toHaveAccessibleDescription(/Camille Nurse already has/);

  await drawer.getByLabel("Username").fill("anurse");
  await drawer.getByLabel("Email").fill(ADA);
  await drawer.getByRole("combobox", { name: "Care Team Role" }).fill("astronaut");
  await expect(drawer.getByText("Nothing fits. Type other words.").first()).toBeVisible();
  await expectAccessible(page, "a search for a role that finds nothing");
  await page.keyboard.press("Tab");
  await drawer.getByRole("button", { name: "Add and invite" }).click();
  await expect(drawer.getByRole("combobox", { name: "Care Team Role" })).toHaveAccessibleDescription(/Choose another value/);
  await drawer.getByRole("combobox", { name: "Care Team Role" }).fill("");
  await expect(rolesIn(drawer).getByRole("option").first()).toBeVisible();
  await expectAccessible(page, "the list of roles");
  await rolesIn(drawer).getByRole("option", { name: "Physician (occupation)", exact: true }).click();
  await expect(drawer.getByRole("combobox", { name: "Care Team Role" })).toHaveValue("Physician (occupation)");

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page.getByRole("link", { name: "Add Staff" })).toBeFocused();
  await expect(page).toHaveURL(/\/staff$/);
  await expect(page.getByText(/Showing 6 of 6/)).toBeVisible();
});

test("an invitation is sent again, taken back, and says so", async ({ page, practice, mail, elsewhere, faults }) => {
  faults.expectStatus(410);
  await openStaff(page, practice);
  const panel = await addAda(page);
  const first = await mail.mailTo(ADA);
  await expect(panel.getByText("Sent", { exact: true })).toBeVisible();
  await expectAccessible(page, "the panel of somebody who was invited");
  await panel.getByRole("link", { name: "Edit" }).click();
  const reset = page.getByRole("button", { name: "Reset Password" });
  await expect(reset).toHaveAccessibleDescription(/not accepted their invitation/);
  await page.keyboard.press("Escape");

  await panel.getByRole("button", { name: "Send again" }).click();
  const question = page.getByRole("dialog", { name: "Send Ada Nurse an invitation?" });
  await expect(question).toContainText(`It goes to ${ADA} and is valid for 72 hours.`);
  await expectAccessible(page, "the question whether to invite again");
  await question.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(/Queued: an invitation for Ada Nurse/)).toBeVisible();
  const second = await mail.mailTo(ADA, 2);
  const hers = await (await elsewhere()).newPage();
  await hers.goto(first.link);
  await expect(hers.getByRole("heading", { name: /replaced by a newer one/ })).toBeVisible();

  await panel.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog", { name: "Revoke the invitation of Ada Nurse?" })
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect(panel.getByText("Revoked", { exact: true })).toBeVisible();
  await expectAccessible(page, "the panel of somebody whose invitation was revoked");
  await hers.goto("about:blank");
  await hers.goto(second.link);
  await expect(hers.getByRole("heading", { name: /revoked/ })).toBeVisible();
});

test.describe("once three days are over", () => {
  test.use({ hasMovedClock: true });

  test("an invitation that ran out keeps its person, marked", async ({ page, practice, clock, faults }) => {
    faults.expectStatus(401);
    await openStaff(page, practice);
    await addAda(page);
    const address = page.url();
    await clock.moveTo(72 * HOUR + 1);
    await openStaff(page, practice, new URL(address).pathname);
    const panel = panelOf(page, "Ada Nurse");
    await expect(panel.getByText("Invitation ran out")).toBeVisible();
    await expect(panel.getByRole("button", { name: "Send again" })).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the drawer is one column, and nothing scrolls sideways", async ({ page, practice }) => {
    await openStaff(page, practice);
    const drawer = await openDrawer(page);
    await expectNoSidewaysScrolling(page);
    await drawer.getByRole("combobox", { name: "Care Team Role" }).tap();
    await expect(rolesIn(drawer).getByRole("option").first()).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, "the drawer on a phone");
  });
});
