import { expect, test } from "../support/test";
import {
  drawerOf,
  expectNoSidewaysScrolling,
  openDrawer,
  openStaff,
  panelOf,
  rowOf,
  signIn,
} from "../support/steps";

test("the drawer has the seven fields of the page, filled, the required ones marked", async ({
  page,
  practice,
}) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Jamie Tester");
  const fields: [string, string, boolean][] = [
    ["First Name", "Jamie", true],
    ["Last Name", "Tester", true],
    ["Username", "jamie_demo_staff", true],
    ["Email", "jamie_demo_staff@example.com", false],
    ["Cell Phone", "", false],
    ["Home Phone", "", false],
  ];
  for (const [label, value, isRequired] of fields) {
    const field = drawer.getByRole("textbox", { name: label, exact: true });
    await expect(field, label).toHaveValue(value);
    expect(await field.evaluate((input: HTMLInputElement) => input.required), label).toBe(isRequired);
  }
  const provider = drawer.getByRole("combobox", { name: "Primary Provider", exact: true });
  await expect(provider.locator("option:checked")).toHaveText("Employee13 Tests, Jr.");
  expect(await provider.evaluate((select: HTMLSelectElement) => select.required)).toBe(true);
  await expect(drawer.getByLabel("Email", { exact: true })).toHaveAttribute("readonly", "");
  await expect(drawer.getByRole("button", { name: "Change Email" })).toBeEnabled();
});

test("saving shows the new values everywhere at once", async ({ page, practice }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("First Name").fill("  Marc ");
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  await drawer.getByLabel("Primary Provider").selectOption({ label: "Employee13 Tests, Jr." });
  await drawer.getByLabel("Cell Phone").fill("+1 (222) 333-4444");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(/\/staff\/[\w-]+$/);
  const panel = panelOf(page, "Marc Staff-Smith");
  await expect(panel).toContainText("+1 (222) 333-4444");
  await expect(panel).toContainText("Employee13 Tests, Jr.");
  await expect(rowOf(page, "Marc Staff-Smith")).toContainText("+1 (222) 333-4444");
  await expect(rowOf(page, "Marcus Staff")).toHaveCount(0);
  await page.reload();
  await expect(rowOf(page, "Marc Staff-Smith")).toBeVisible();
});

test("a field that the rules refuse is marked and focused, and the rest is kept", async ({
  page,
  practice,
}) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  let requests = 0;
  page.on("request", (request) => (requests += request.method() === "PATCH" ? 1 : 0));
  await drawer.getByLabel("First Name").fill("Marc");
  await drawer.getByLabel("Home Phone").fill("call me");
  await drawer.getByRole("button", { name: "Save" }).click();
  const phone = drawer.getByLabel("Home Phone");
  await expect(phone).toHaveAttribute("aria-invalid", "true");
  await expect(phone).toBeFocused();
  await expect(drawer.getByLabel("First Name")).toHaveValue("Marc");
  expect(requests, "the browser judges by the same rule").toBe(0);
  await phone.fill("");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, "Marc Staff")).toBeVisible();
});

test("a username that is taken, in any case, is marked by the server's word", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectStatus(422);
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  await drawer.getByLabel("Username").fill("CamilleS");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  await expect(drawer.getByLabel("Username")).toBeFocused();
  await expect(drawer.getByLabel("Last Name")).toHaveValue("Staff-Smith");
  await page.reload();
  await expect(drawer.getByLabel("Username")).toHaveValue("marcusstaff");
});

test("several refused fields: a summary takes the focus, and leads to each", async ({ page, practice }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("First Name").fill("");
  await drawer.getByLabel("Username").fill("a b");
  await drawer.getByRole("button", { name: "Save" }).click();
  const summary = drawer.getByRole("alert", { name: "There is a problem" });
  await expect(summary).toBeFocused();
  await summary.getByRole("button", { name: /Username/ }).click();
  await expect(drawer.getByLabel("Username")).toBeFocused();
});

for (const way of ["X", "Cancel", "Escape", "Back"] as const) {
  test(`${way} closes the drawer, and asks first when something was changed`, async ({ page, practice }) => {
    await openStaff(page, practice);
    const drawer = await openDrawer(page, "Marcus Staff");
    const close = async () => {
      if (way === "X") await drawer.getByRole("button", { name: "Close" }).click();
      else if (way === "Cancel") await drawer.getByRole("button", { name: "Cancel" }).click();
      else if (way === "Escape") await page.keyboard.press("Escape");
      else await page.goBack();
    };
    await drawer.getByLabel("Last Name").fill("Somebody Else");
    await close();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Keep editing" }).click();
    await expect(question).toBeHidden();
    await expect(drawer.getByLabel("Last Name")).toHaveValue("Somebody Else");
    await close();
    await question.getByRole("button", { name: "Leave" }).click();
    await expect(drawer).toBeHidden();
    await expect(panelOf(page, "Marcus Staff")).toBeVisible();

    await page.getByRole("link", { name: "Edit" }).click();
    await expect(drawer.getByLabel("Last Name")).toHaveValue("Staff");
    await close();
    await expect(drawer).toBeHidden();
    await expect(question).toBeHidden();
  });
}

test("a drawer's address can be opened, reloaded and left", async ({ page, practice }) => {
  const id = await (await practice.signedIn()).idOf("camilles");
  await page.goto(`/sign-in?next=/staff/${id}/edit`);
  await signIn(page, practice.administrator);
  await expect(drawerOf(page).getByLabel("First Name")).toHaveValue("Camille");
  await page.reload();
  await expect(drawerOf(page).getByLabel("First Name")).toHaveValue("Camille");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${practice.url}/staff/${id}`);
});

test("an address of nobody says so and leads back", async ({ page, practice, faults }) => {
  faults.expectStatus(404);
  await page.goto("/sign-in?next=/staff/nobody");
  await signIn(page, practice.administrator);
  await expect(page.getByText("Nobody on the staff has this address.")).toBeVisible();
  await page.getByRole("link", { name: "Back to the staff table" }).click();
  await expect(page).toHaveURL(`${practice.url}/staff`);
});

test("a slow answer saves once", async ({ page, practice }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  let requests = 0;
  await page.route("**/api/v1/staff/*", async (route) => {
    if (route.request().method() === "PATCH") {
      requests += 1;
      await new Promise((done) => setTimeout(done, 1_000));
    }
    await route.continue();
  });
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  await drawer.getByRole("button", { name: "Save" }).dblclick();
  await expect(drawer).toBeHidden();
  expect(requests).toBe(1);
});

test("long names of any script neither break the page nor are cut short in the drawer", async ({
  page,
  practice,
}) => {
  const api = await practice.signedIn();
  const { staff } = await api.person("marcusstaff");
  const first = "Wolfeschlegelsteinhausenbergerdorff".repeat(2);
  const last = "<b>山田</b> & “O’Brien” Nguyễn";
  await api.patch(`/api/v1/staff/${staff.id}`, staff.version, { first_name: first, last_name: last });
  await openStaff(page, practice, `/staff/${staff.id}`);
  await expect(page.getByText(`${first} ${last}`).first()).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(drawerOf(page).getByLabel("First Name")).toHaveValue(first);
  await expect(drawerOf(page).getByLabel("Last Name")).toHaveValue(last);
});
