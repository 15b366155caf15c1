import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import type { Practice } from "../support/practice";
import { expectNoSidewaysScrolling, openStaff, signIn } from "../support/steps";
import { expect, test } from "../support/test";

const HEADING = "first_name,last_name,username,email,role,primary_provider";

/** Opens the import as the practice's administrator, by its address. */
async function openImport(page: Page, practice: Practice): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent("/import")}`);
  await signIn(page, practice.administrator);
  await expect(page.getByRole("heading", { name: "Import Staff", level: 1 })).toBeVisible();
}

/** Chooses a file with these lines under its heading. */
async function choose(page: Page, lines: string[], heading = HEADING): Promise<void> {
  const buffer = Buffer.from([heading, ...lines].join("\r\n"));
  await page.getByLabel("CSV file").setInputFiles({ name: "staff.csv", mimeType: "text/csv", buffer });
}

function nurse(username: string, first = "Ada"): string {
  return `${first},Nurse,${username},${username}@email.xyz,Nurse,employee13`;
}

/** The row of the table that begins with this number. */
function rowOf(page: Page, number: number) {
  return page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: String(number), exact: true }) });
}

test("a file is checked, confirmed, and each row has its result", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  await page.getByRole("link", { name: "Import" }).click();
  await expect(page).toHaveTitle(/^Import Staff · /);
  await expectAccessible(page, "the choice of a file");
  await choose(page, [nurse("anurse"), nurse("CAMILLES", "Bea"), nurse("cnurse99", "Cleo")]);
  await expect(page).toHaveURL(/\/import\?id=/);
  await expect(page.getByText("2 people can be added. 1 row has problems.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(rowOf(page, 3)).toContainText("Choose another Username: Camille Nurse already has this one.");
  await expect(rowOf(page, 2)).toHaveCount(0);
  await page.getByLabel("Show").selectOption({ label: "Can be added (2)" });
  await expect(rowOf(page, 2)).toContainText("Ada Nurse");
  await expectAccessible(page, "the result of a check");

  await page.getByRole("button", { name: "Add 2 people, leave out 1 row" }).click();
  await expect(page.getByText("2 people were added and invited. 1 row was left out.")).toBeVisible();
  await expectAccessible(page, "the result of an import");
  await mail.mailTo("anurse@email.xyz");
  await mail.mailTo("cnurse99@email.xyz");

  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download results" }).click();
  const file = await readFile(await (await downloaded).path(), "utf8");
  expect(file).toContain("3,left_out,,,username: taken (Camille Nurse)");
  // The tab was closed in between.
  await page.goto("/import");
  await page.getByRole("link", { name: /^Import of / }).click();
  await expect(page.getByText("2 people were added and invited.", { exact: false })).toBeVisible();
  await rowOf(page, 2).getByRole("link", { name: "Ada Nurse" }).click();
  await expect(page.getByRole("region", { name: "Ada Nurse" })).toBeVisible();
});

test("a file that cannot be read says what to do, and can be chosen again", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openImport(page, practice);
  await choose(page, ["Ada,Nurse,anurse,ada@email.xyz,1000"], "first_name,last_name,username,email,wage");
  await expect(page.getByRole("alert")).toContainText("Remove the column “wage”: nothing is known by this name.");
  await expect(page.getByRole("alert")).toContainText("Add a column “role”.");
  await expectAccessible(page, "a file that was refused");
  const utf16 = Buffer.from(`\ufeff${HEADING}\r\n${nurse("anurse")}`, "utf16le");
  await page.getByLabel("CSV file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: utf16 });
  await expect(page.getByRole("alert")).toContainText("Save the file as CSV in UTF-8");
  await choose(page, [nurse("anurse")]);
  await expect(page.getByText("1 person can be added. Nothing is wrong with the file.")).toBeVisible();
});

test("a check that nobody wants is discarded", async ({ page, practice }) => {
  await openImport(page, practice);
  await choose(page, [nurse("anurse")]);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("The import was discarded. Nobody was added.")).toBeVisible();
  await expect(page).toHaveURL(/\/import$/);
  await expect(page.getByRole("link", { name: /^Import of / })).toHaveCount(0);
});

test("whoever leaves while a check is discarded stays where they went", async ({ page, practice }) => {
  await openImport(page, practice);
  await choose(page, [nurse("anurse")]);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/imports/*", async (route) => {
    if (route.request().method() === "DELETE") await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Staff", exact: true }).first().click();
  await expect(page).toHaveURL(/\/staff$/);
  release();
  await expect(page.getByText("The import was discarded. Nobody was added.")).toBeVisible();
  await expect(page).toHaveURL(/\/staff$/);
});

test("a second import waits until the first is done", async ({ page, practice, faults }) => {
  faults.expectStatus(409);
  await openImport(page, practice);
  await choose(page, [nurse("anurse")]);
  await page.route("**/api/v1/imports/*/confirm", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "Another import of yours still runs",
        status: 409,
        code: "import_running",
      }),
    }),
  );
  await page.getByRole("button", { name: "Add 1 person" }).click();
  await expect(page.getByText("Another import of yours still runs. Wait until it is done")).toBeVisible();
  await expect(page.getByRole("button", { name: "Discard" })).toBeVisible();
});

test("the keyboard alone imports people", async ({ page, practice }) => {
  await openImport(page, practice);
  await page.getByLabel("CSV file").focus();
  await expect(page.getByLabel("CSV file")).toBeFocused();
  await choose(page, [nurse("anurse")]);
  const confirm = page.getByRole("button", { name: "Add 1 person" });
  await expect(confirm).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(confirm).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 person was added and invited.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the template has the headings that are known", async ({ page, practice }) => {
  await openImport(page, practice);
  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download a template" }).click();
  const file = await readFile(await (await downloaded).path(), "utf8");
  expect(file).toContain(HEADING);
});

test("the staff table downloads as the file of what it shows", async ({ page, practice }) => {
  await openStaff(page, practice, "/staff?search=camille");
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("link", { name: "Download CSV" }).click();
  const file = await readFile(await (await downloaded).path(), "utf8");
  expect(file.startsWith("\ufeff"), "the mark that has Excel read it as UTF-8").toBe(true);
  const lines = file.trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Camille,Nurse,camilles,");
});

test.describe("on a phone", () => {
  test.use(phone);

  test("nothing of an import is wider than the screen", async ({ page, practice }) => {
    await openImport(page, practice);
    await expectNoSidewaysScrolling(page);
    const long = "A".repeat(90);
    await choose(page, [`${long},${long},x,y,nobody,nobody`, nurse("anurse")]);
    await expect(page.getByText("1 person can be added. 1 row has problems.")).toBeVisible();
    await expect(rowOf(page, 2)).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, "a check on a phone");
  });
});
