import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { expectNoSidewaysScrolling, openStaff, rowOf } from "../support/steps";
import { expect, test } from "../support/test";

/** Begins to select, from the staff table on. */
async function select(page: Page, how: string | RegExp = "Select one by one"): Promise<Locator> {
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("dialog", { name: "Select" }).getByRole("button", { name: how }).click();
  const bar = page.getByRole("region", { name: "Selected people" });
  await expect(bar).toBeFocused();
  return bar;
}

/** Presses Tab until the keyboard is there. */
async function tabTo(page: Page, place: Locator, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    if (await place.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(place).toBeFocused();
}

const finished = (page: Page, outcome: string) =>
  expect(page.getByText(`Finished. ${outcome}`, { exact: true }).first()).toBeVisible({ timeout: 30_000 });

/** Whoever is left out is named before anything is done; everybody has a result, and the results can be taken along. */
test("many people get a reset link at once", async ({ page, practice, mail }) => {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("jamie_demo_staff")}/deactivate`);
  await openStaff(page, practice, "/staff?status=all");
  const bar = await select(page, "Select all 6 that match");
  await expect(bar.getByText("6 people selected")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select Marcus Staff" }).uncheck();
  await expect(bar.getByText("5 people selected")).toBeVisible();

  await bar.getByRole("button", { name: "Reset passwords" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset passwords" });
  await expect(dialog.getByText("This can be done to 4 of 5 people. Left out:")).toBeVisible();
  await expect(dialog.getByText("1: Is inactive")).toBeVisible();
  await dialog.getByText("Who is left out").click();
  await expect(dialog.getByText("Jamie Tester: Is inactive")).toBeVisible();
  await dialog.getByRole("button", { name: "Reset 4 passwords" }).click();

  await expect(page).toHaveURL(/\/bulk\?act=/);
  await finished(page, "4 done, 1 left out");
  await expect.poll(() => mail.mails.length).toBeGreaterThanOrEqual(4);
  await page.getByRole("link", { name: /^Left out/ }).click();
  await expect(page).toHaveURL(/result=left_out/);
  await expect(page.getByRole("row", { name: /Jamie Tester/ })).toContainText("Is inactive");
  await expect(page.getByRole("row", { name: /Camille Nurse/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("row", { name: /Jamie Tester/ })).toBeVisible();

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download results" }).click();
  const lines = (await readFile(await (await coming).path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(6);
  expect(lines.filter((line) => line.includes(",reset_password,done,"))).toHaveLength(4);
});

/** Each step is reached by keyboard, and the keyboard is where one would look for it. */
test("people are deactivated by keyboard alone", async ({ page, practice }) => {
  await openStaff(page, practice);
  await tabTo(page, page.getByRole("button", { name: "Select", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Select one by one" })).toBeFocused();
  await page.keyboard.press("Enter");
  const bar = page.getByRole("region", { name: "Selected people" });
  await expect(bar).toBeFocused();
  await tabTo(page, page.getByRole("checkbox", { name: "Select Marcus Staff" }), "Shift+Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(bar).toBeFocused();
  await expect(bar.getByText("1 person selected")).toBeVisible();
  await tabTo(page, bar.getByRole("button", { name: "Deactivate" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Deactivate" });
  await expect(dialog.getByText("This can be done to all 1.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(bar.getByRole("button", { name: "Deactivate" })).toBeFocused();

  await page.keyboard.press("Enter");
  await dialog.getByText("This can be done to all 1.").waitFor();
  await tabTo(page, dialog.getByLabel("Reason"), "Shift+Tab");
  await page.keyboard.type("the season is over");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/bulk\?act=/);
  await expect(page.getByRole("heading", { name: "Bulk actions" })).toBeFocused();
  await finished(page, "1 done");
  const api = await practice.signedIn();
  expect((await api.person("marcusstaff")).staff.status).toBe("inactive");
});

/** What the address asks for is kept apart: whom one has selected goes with the list that it was all of. */
test("all that match are all of one list", async ({ page, practice }) => {
  await openStaff(page, practice);
  const bar = await select(page, "Select all 6 that match");
  await page.getByRole("searchbox").fill("camille");
  await expect(page.getByText("Showing 1 of 1 records")).toBeVisible();
  await expect(bar.getByText("0 people selected")).toBeVisible();
  await expect(bar.getByRole("button", { name: "Deactivate" })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Select Camille Nurse" }).check();
  await page.getByRole("searchbox").fill("");
  await expect(rowOf(page, "Marcus Staff")).toBeVisible();
  await expect(bar.getByText("1 person selected")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select Camille Nurse" })).toBeChecked();
  await bar.getByRole("button", { name: "Stop selecting" }).click();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Select", exact: true })).toBeFocused();
});

test.describe("with many people", () => {
  test.use({ staff: 400 });

  /** It goes on without its page, and even without its server; another tab finds it. */
  test("closing the tab and stopping the server end nothing", async ({ page, context, practice }) => {
    const list = await (await practice.signedIn()).get("/api/v1/staff?status=active&limit=1");
    const active = list.json.total as number;
    await openStaff(page, practice);
    const bar = await select(page, `Select all ${active} that match`);
    await bar.getByRole("button", { name: "Reset passwords" }).click();
    await page.getByRole("button", { name: `Reset ${active} passwords` }).click();
    await expect(page).toHaveURL(/\/bulk\?act=/);
    await expect(page.getByRole("progressbar", { name: "Progress" })).toBeVisible();
    await page.close();
    await practice.stop();
    await practice.restart();

    const another = await context.newPage();
    await another.goto("/bulk");
    await another.getByRole("link", { name: "Reset passwords" }).click();
    await finished(another, `${active} done`);
    await expect(another.getByRole("link", { name: /^Everybody/ })).toContainText(String(active));
    const api = await practice.signedIn();
    const sent = (await api.get("/api/v1/audit-events?event=staff_password_reset_requested&limit=100")).json;
    const people = sent.items.map(({ subject }: { subject: { id: string } }) => subject.id);
    expect(new Set(people).size, "nobody gets two").toBe(100);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme });

    /** Each state is accessible. */
    test("axe finds nothing", async ({ page, practice }) => {
      await openStaff(page, practice);
      await page.getByRole("button", { name: "Select", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "Select" })).toBeVisible();
      await expectAccessible(page, "the ways to select");
      await page.getByRole("button", { name: "Select one by one" }).click();
      await page.getByRole("checkbox", { name: "Select Camille Nurse" }).check();
      await expectAccessible(page, "the table while somebody selects");
      await page.getByRole("button", { name: "Send invitations" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText("This can be done to 0 of 1 person. Left out:")).toBeVisible();
      await expectAccessible(page, "the question when it can be done to nobody");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("button", { name: "Change provider" }).click();
      await dialog.getByLabel("Primary Provider").selectOption("Hannah Provider");
      await expect(dialog.getByText("1: Nothing would change")).toBeVisible();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      const bar = page.getByRole("region", { name: "Selected people" });
      await bar.getByRole("button", { name: "Deactivate" }).click();
      await dialog.getByRole("button", { name: "Deactivate 1 person" }).click();
      await finished(page, "1 done");
      await expectAccessible(page, "the results");
      await page.goto("/bulk");
      await expect(page.getByRole("link", { name: "Deactivate" })).toBeVisible();
      await expectAccessible(page, "what one has begun");
    });
  });
}

test.describe("on a phone", () => {
  test.use(phone);

  /** Nothing is wider than the screen, and the table stays in sight behind the bar. */
  test("people are selected and followed", async ({ page, practice }) => {
    await openStaff(page, practice);
    const bar = await select(page);
    await page.getByRole("checkbox", { name: "Select Camille Nurse" }).check();
    await expectNoSidewaysScrolling(page);
    const box = await bar.boundingBox();
    expect(box?.height, "the bar's height").toBeLessThan(844 / 4);
    await bar.getByRole("button", { name: "Reset passwords" }).click();
    await page.getByRole("button", { name: "Reset 1 password" }).click();
    await finished(page, "1 done");
    await expectNoSidewaysScrolling(page);
  });
});
