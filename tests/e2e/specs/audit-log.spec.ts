import type { Locator, Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import {
  NEW_PASSWORD,
  expectNoSidewaysScrolling,
  openPerson,
  openStaff,
  sendLink,
  signIn,
  useLink,
} from "../support/steps";
import type { Practice } from "../support/practice";

const SENT = "Sent Camille Nurse a password reset link";
const REFUSED = /^Tried to deactivate/;

/** The rows that tell this. */
function rowsOf(page: Page, sentence: string | RegExp): Locator {
  return page.getByRole("row").filter({ has: page.getByText(sentence) });
}

/** Opens the audit log as the practice's administrator, by its address. */
async function openLog(page: Page, practice: Practice, path = "/audit-log"): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, practice.administrator);
  await expect(page.getByRole("heading", { name: "Audit Log", level: 1 })).toBeVisible();
}

/** Sends Camille a link, is refused to deactivate oneself, and gives Camille another first name. */
async function leaveTraces(practice: Practice): Promise<{ camille: string }> {
  const api = await practice.signedIn();
  const camille = await api.idOf("camilles");
  expect((await api.post(`/api/v1/staff/${camille}/password-reset`, {})).status).toBeLessThan(300);
  const self = await api.idOf(practice.administrator.username);
  expect((await api.post(`/api/v1/staff/${self}/deactivate`)).status).toBe(409);
  const person = await api.person("camilles");
  const answer = await api.patch(`/api/v1/staff/${camille}`, person.staff.version, { first_name: "Camilla" });
  expect(answer.status).toBe(200);
  return { camille };
}

test("the menu leads to the log, which tells what was just done", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  await sendLink(page, "Camille Nurse");
  await mail.mailTo("cnurse@email.xyz");
  await page.goto("/staff");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Audit Log", exact: true })
    .click();
  await expect(page).toHaveURL(/\/audit-log$/);
  await expect(page).toHaveTitle(/^Audit Log · /);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("listitem")).toHaveText([
    "Account",
    "Practice Management",
    "General Management",
    "Audit Log",
  ]);
  await expect(page.getByRole("columnheader")).toHaveText([
    "When",
    "Who",
    "What",
    "Whom",
    "Result",
    "From where",
  ]);
  const sent = rowsOf(page, SENT);
  await expect(sent).toHaveCount(1);
  await expect(sent).toContainText("Camille Nurse");
  await expect(sent).toContainText("cnurse@email.xyz");
  await expect(sent).toContainText("Done");
  await expect(sent).toContainText("127.0.0.1");
});

test("filters stand in the address and survive a reload", async ({ page, practice }) => {
  const { camille } = await leaveTraces(practice);
  await openLog(page, practice);
  await expect(rowsOf(page, SENT)).toBeVisible();

  await page.getByLabel("Result").selectOption("Refused");
  await expect(page).toHaveURL(/\?result=refused$/);
  await expect(rowsOf(page, SENT)).toHaveCount(0);
  const refused = rowsOf(page, REFUSED);
  await expect(refused).toContainText("It was their own account.");
  await page.reload();
  await expect(page.getByLabel("Result")).toHaveValue("refused");
  await expect(refused).toBeVisible();
  await expect(rowsOf(page, SENT)).toHaveCount(0);

  await page.getByLabel("Until").fill("0020-01-31");
  await expect(refused).toBeVisible();
  await page.getByLabel("Until").fill("2001-01-31");
  await expect(page).toHaveURL(/\?result=refused&until=2001-01-31$/);
  await expect(page.getByText("No events match these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/audit-log$/);
  await expect(page.getByLabel("Until")).toHaveValue("");

  await rowsOf(page, SENT).getByRole("link", { name: /^Camille Nurse/ }).click();
  await expect(page).toHaveURL(`${practice.url}/audit-log?subject=${camille}`);
  await expect(rowsOf(page, REFUSED)).toHaveCount(0);
  await expect(rowsOf(page, "First Name: “Camille” → “Camilla”")).toBeVisible();
  await page.getByRole("button", { name: /^Remove the filter Whom: Camill/ }).click();
  await expect(page).toHaveURL(/\/audit-log$/);
  await expect(rowsOf(page, REFUSED)).toBeVisible();
});

test("a person's panel leads to what was done to them", async ({ page, practice }) => {
  await leaveTraces(practice);
  await openStaff(page, practice);
  const panel = await openPerson(page, "Camilla Nurse");
  await panel.getByRole("link", { name: "Audit Log" }).click();
  await expect(page.getByRole("button", { name: "Remove the filter Whom: Camilla Nurse" })).toBeVisible();
  await expect(rowsOf(page, SENT)).toBeVisible();
});

test("what a bulk act did leads to its results", async ({ page, practice }) => {
  const api = await practice.signedIn();
  const act = { kind: "move_provider", primary_provider_id: await api.idOf("employee13") };
  const selection = { people: [await api.idOf("camilles")] };
  const { digest } = (await api.post("/api/v1/bulk/preview", { act, selection })).json;
  expect((await api.post("/api/v1/bulk", { act, selection, expected: digest })).status).toBe(202);
  await openLog(page, practice, "/audit-log?event=bulk_started");
  const row = rowsOf(page, "Began a bulk action");
  await expect(row).toContainText("Act: Change provider");
  await row.getByRole("link", { name: /^Bulk action: / }).click();
  await expect(page.getByRole("heading", { name: /^Change provider: Employee13/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Camille Nurse/ })).toBeVisible();
  await page.goto("/audit-log?event=staff_updated");
  await expect(rowsOf(page, "Primary Provider: “Hannah Provider” → “Employee13 Tests, Jr.”")).toBeVisible();
});

test("the file holds what the filters let through", async ({ page, practice }) => {
  await leaveTraces(practice);
  await openLog(page, practice, "/audit-log?event=staff_password_reset_requested");
  await expect(rowsOf(page, SENT)).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("audit-events.csv");
  const [heading, ...lines] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(heading).toMatch(/^number,at,event,/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("staff_password_reset_requested,done");
  await expect(page).toHaveURL(/\/audit-log\?event=/);
});

test("more rows come, and a page that fails can be asked for again", async ({ page, practice, faults }) => {
  faults.expectStatus(500);
  const api = await practice.signedIn();
  for (let times = 0; times < 60; times += 1) await api.get("/api/v1/audit-events.csv");
  await page.route("**/api/v1/audit-events?*", (route) => route.fulfill({ status: 500 }));
  await openLog(page, practice, "/audit-log?event=audit_events_exported");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.unroute("**/api/v1/audit-events?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/Showing (the newest 50|60) events/)).toBeVisible();
  await page.mouse.wheel(0, 20_000);
  await expect(page.getByText("Showing 60 events. You have reached the end.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("somebody without View Audit Log gets no page", async ({ page, practice, mail }) => {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  await useLink(page, (await mail.mailTo("cnurse@email.xyz")).link);
  await page.goto("/sign-in?next=%2Faudit-log");
  await signIn(page, { username: "camilles", password: NEW_PASSWORD });
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(page).toHaveURL(`${practice.url}/account`);
  await expect(page.getByText("Audit Log")).toHaveCount(0);
  const camille = await practice.signedIn({ username: "camilles", password: NEW_PASSWORD });
  expect((await camille.get("/api/v1/audit-events")).status).toBe(403);
});

for (const [way, options] of [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone in dark", { ...phone, colorScheme: "dark" }],
] as const) {
  test.describe(way, () => {
    test.use({ ...options });

    test("the log is for everybody, and never wider than the screen", async ({ page, practice }) => {
      const { camille } = await leaveTraces(practice);
      await openLog(page, practice);
      await expect(rowsOf(page, REFUSED)).toBeVisible();
      await expectAccessible(page, "the audit log");
      await expectNoSidewaysScrolling(page);
      await page.goto(`/audit-log?subject=${camille}&event=staff_invited`);
      await expect(page.getByText("No events match these filters.")).toBeVisible();
      await expectAccessible(page, "filters that let nothing through");
      await expectNoSidewaysScrolling(page);
    });
  });
}
