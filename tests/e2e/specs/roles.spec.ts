import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { NEW_PASSWORD, expectNoSidewaysScrolling, openPerson, openStaff, signIn } from "../support/steps";
import type { Practice } from "../support/practice";

/** The row of a role. */
function roleRow(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) });
}

/** Opens the roles as the practice's administrator. */
async function openRoles(page: Page, practice: Practice, path = "/roles"): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, practice.administrator);
  await expect(roleRow(page, "Nurse")).toBeVisible();
}

/** Makes a role by the API. */
async function makeRole(practice: Practice, name: string, permissions: string[]): Promise<string> {
  const api = await practice.signedIn();
  const answer = await api.post("/api/v1/roles", { name, based_on: "nurse", permissions });
  expect(answer.status, answer.text).toBe(201);
  return answer.json.id;
}

/** Gives a person a role by the API. */
async function giveRole(practice: Practice, username: string, role: string): Promise<void> {
  const api = await practice.signedIn();
  const { staff } = await api.person(username);
  const headers = { "if-match": `"${staff.version}"` };
  const json = { role_id: role };
  const answer = await api.send("PUT", `/api/v1/staff/${staff.id}/role`, { json, headers });
  expect(answer.status, answer.text).toBe(200);
}

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("a role is made, given to somebody, and holds from their next click on", async ({
  page,
  practice,
  mail,
  elsewhere,
}) => {
  // Camille has a password, and no page yet but that of her own account.
  const api = await practice.signedIn();
  const camille = await api.idOf("camilles");
  expect((await api.post(`/api/v1/staff/${camille}/password-reset`, {})).status).toBe(202);
  const link = (await mail.mailTo("cnurse@email.xyz")).link;
  const hers = await (await elsewhere({ baseURL: practice.url })).newPage();
  await hers.goto(link);
  await hers.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await hers.getByRole("button", { name: "Set password" }).click();
  await hers.getByRole("link", { name: "Sign in" }).click();
  await signIn(hers, { username: "camilles", password: NEW_PASSWORD });
  await expect(hers.getByRole("heading", { name: "Your account" })).toBeVisible();

  await openRoles(page, practice);
  await page.getByRole("link", { name: "Make a role from it: Nurse" }).click();
  const drawer = page.getByRole("dialog", { name: "New role" });
  await expect(drawer.getByLabel("Made from")).toHaveValue("nurse");
  await drawer.getByLabel("Name").fill("Charge Nurse");
  await drawer.getByRole("checkbox", { name: "View Audit Log" }).check();
  await drawer.getByRole("checkbox", { name: "Manage Accounts" }).check();
  await drawer.getByRole("button", { name: "Create role" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText("The role Charge Nurse was made.")).toBeVisible();
  await expect(roleRow(page, "Charge Nurse")).toContainText("Made from Nurse");
  await expect(roleRow(page, "Charge Nurse")).toContainText("Nobody");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Staff" }).click();
  const panel = await openPerson(page, "Camille Nurse");
  await panel.getByRole("link", { name: "Change role" }).click();
  const change = page.getByRole("dialog", { name: "Change role" });
  await change.getByLabel("Role", { exact: true }).selectOption({ label: "Charge Nurse" });
  await expect(change.getByRole("status")).toContainText(
    "Camille Nurse will have in addition: Manage Accounts, View Audit Log.",
  );
  await change.getByRole("checkbox", { name: "Manage Accounts" }).uncheck();
  await expect(change.getByText("Taken away")).toBeVisible();
  await change.getByRole("button", { name: "Save" }).click();
  await expect(change).toBeHidden();
  await expect(panel.getByText("Charge Nurse (Custom)").first()).toBeVisible();
  await expect(panel.getByRole("link", { name: "Change role" })).toBeFocused();

  await hers.goto("/");
  await expect(hers.getByRole("heading", { name: "Audit Log", level: 1 })).toBeVisible();
  const menu = hers.getByRole("navigation", { name: "Main" });
  await expect(menu.getByRole("link")).toHaveText(["Audit Log", "Your account"]);
  await giveRole(practice, "camilles", "office_manager");
  await menu.getByRole("link", { name: "Audit Log" }).click();
  await menu.getByRole("link", { name: "Staff" }).click();
  await expect(hers.getByRole("row").filter({ hasText: "Office Manager (System)" })).toContainText("Camille");
});

test("whoever loses a permission loses its page with the next click", async ({ page, practice }) => {
  await openRoles(page, practice);
  await page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    const session = await answer.json();
    await route.fulfill({ json: { ...session, permissions: ["view_audit_log"] } });
  });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Staff" }).click();
  await expect(page.getByRole("heading", { name: "Audit Log", level: 1 })).toBeVisible();
});

test("a role is changed and retired", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  const id = await makeRole(practice, "Float Nurse", ["view_audit_log"]);
  await giveRole(practice, "camilles", id);
  await openRoles(page, practice);
  await page.getByRole("link", { name: "Edit: Float Nurse" }).click();
  const drawer = page.getByRole("dialog", { name: "Edit role" });
  await expect(drawer.getByText("1 person holds this role.")).toBeVisible();
  await drawer.getByLabel("Name").fill("NURSE");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByText("Choose another name")).toBeVisible();
  await expect(drawer.getByLabel("Name")).toBeFocused();
  await expectAccessible(page, "a refused name");
  await drawer.getByLabel("Name").fill("Floater");
  await drawer.getByRole("checkbox", { name: "View Audit Log" }).uncheck();
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(roleRow(page, "Floater")).toContainText("Only their own account");
  await expect(page.getByRole("link", { name: "Edit: Floater" })).toBeFocused();

  await page.getByRole("link", { name: "Retire: Floater" }).click();
  const question = page.getByRole("dialog", { name: "Retire Floater?" });
  await expect(question.getByText("1 person holds this role. Give them another one first.")).toBeVisible();
  await expectAccessible(page, "a role that cannot be retired");
  await question.getByRole("button", { name: "Cancel" }).click();
  await giveRole(practice, "camilles", "nurse");
  await page.reload();
  await page.getByRole("link", { name: "Retire: Floater" }).click();
  await question.getByRole("button", { name: "Retire" }).click();
  await expect(page.getByText("The role Floater was retired.")).toBeVisible();
  await expect(roleRow(page, "Floater")).toHaveCount(0);
});

test("roles and permissions are searched", async ({ page, practice }) => {
  await openRoles(page, practice);
  await page.getByLabel("Search roles").fill("view audit");
  await expect(page.getByText("Showing 2 of 6 roles")).toBeVisible();
  await page.getByLabel("Search roles").fill("plumber");
  await expect(page.getByText("No roles match “plumber”.")).toBeVisible();
  await expectAccessible(page, "a search that finds no role");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(page.getByLabel("Search roles")).toBeFocused();
  await page.getByRole("link", { name: "New role" }).click();
  const drawer = page.getByRole("dialog", { name: "New role" });
  await drawer.getByLabel("Search permissions").fill("deactivate");
  await expect(drawer.getByRole("checkbox")).toHaveCount(1);
});

test("by keyboard alone a role is made", async ({ page, practice }) => {
  await openRoles(page, practice);
  await expectAccessible(page, "the roles");
  await tabTo(page, page.getByRole("link", { name: "New role" }));
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "New role" });
  await expect(drawer.getByLabel("Name")).toBeFocused();
  await expectAccessible(page, "a role that is made");
  await page.keyboard.type("Reader");
  await tabTo(page, drawer.getByRole("checkbox", { name: "View Audit Log" }));
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(question.getByRole("button", { name: "Keep editing" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, drawer.getByRole("button", { name: "Create role" }));
  await page.keyboard.press("Enter");
  await expect(roleRow(page, "Reader")).toBeVisible();
  await expect(page.getByRole("link", { name: "New role" })).toBeFocused();
});

test("nobody changes their own role, and it says why", async ({ page, practice }) => {
  await openStaff(page, practice);
  const panel = await openPerson(page, "Morgan Manager");
  await expectAccessible(page, "a person's role in the panel");
  await panel.getByRole("link", { name: "Change role" }).click();
  const drawer = page.getByRole("dialog", { name: "Change role" });
  await expect(drawer.getByText("Another administrator can change its role.")).toBeVisible();
  await expectAccessible(page, "the drawer that changes a role");
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the roles and their drawer fit", async ({ page, practice }) => {
    await makeRole(practice, "A role with a name that is as long as a name gets", ["view_audit_log", "manage_accounts"]);
    await openRoles(page, practice);
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, "the roles on a phone");
    await page.getByRole("link", { name: "New role" }).click();
    const drawer = page.getByRole("dialog", { name: "New role" });
    await expect(drawer).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, "the drawer on a phone");
  });
});
