import type { Request } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectNoSidewaysScrolling, openStaff, panelOf, rowOf, signIn } from "../support/steps";
import { phone } from "../support/browser";

test("search finds by name, username, email and phone, and stands in the URL", async ({ page, practice }) => {
  await openStaff(page, practice);
  const search = page.getByRole("searchbox");
  const rows = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
  for (const [typed, found] of [
    ["camille", "Camille Nurse"],
    ["NURSE CAM", "Camille Nurse"],
    ["marcusstaff", "Marcus Staff"],
    ["jamie_demo_staff@example.com", "Jamie Tester"],
    ["(111) 222-3333", "Camille Nurse"],
    ["Tests, Jr.", "Employee13 Tests, Jr."],
  ] as const) {
    await search.fill(typed);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(found);
    await expect(page.getByText("Showing 1 of 1 records")).toBeVisible();
    await expect.poll(() => new URL(page.url()).searchParams.get("search")).toBe(typed);
  }
  await page.reload();
  await expect(search).toHaveValue("Tests, Jr.");
  await expect(rows).toHaveCount(1);
  await search.fill("");
  await expect(rows).toHaveCount(6);
  expect(new URL(page.url()).search).toBe("");
});

test("a search that finds nobody says so", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.getByRole("searchbox").fill("zzzz");
  await expect(page.getByText("No staff match “zzzz”.")).toBeVisible();
  await expect(page.getByText("You have reached the end.")).toHaveCount(0);
  for (const typed of ["100%", "_", "'; DROP TABLE staff; --", "\\", '"', "*", "a\u0000b"]) {
    await page.getByRole("searchbox").fill(typed);
    await expect(page.getByText(/No staff match|Showing/).first()).toBeVisible();
  }
  await page.getByRole("searchbox").fill("");
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
});

test("the slower answer of an earlier search does not win", async ({ page, practice }) => {
  await openStaff(page, practice);
  const isEarlier = (request: Request) => request.url().includes("search=camille");
  const ended = Promise.race([
    page.waitForEvent("requestfinished", isEarlier),
    page.waitForEvent("requestfailed", isEarlier),
  ]);
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route("**/api/v1/staff?*search=camille*", async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  await page.getByRole("searchbox").fill("camille");
  await page.waitForRequest(isEarlier);
  await page.getByRole("searchbox").fill("marcus");
  await expect(rowOf(page, "Marcus Staff")).toBeVisible();
  release();
  await ended;
  await expect(rowOf(page, "Marcus Staff")).toBeVisible();
  await expect(rowOf(page, "Camille Nurse")).toHaveCount(0);
});

test("a search in the address that is too long says so, and can be cleared", async ({ page, practice }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/staff?search=${"x".repeat(101)}`)}`);
  await signIn(page, practice.administrator);
  await expect(page.getByText("This search is too long. Use 100 characters or fewer.")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("the search survives opening and closing a person", async ({ page, practice }) => {
  await openStaff(page, practice, "/staff?search=nurse");
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "View" }).click();
  await expect(page).toHaveURL(/\/staff\/[\w-]+\?search=nurse$/);
  await panelOf(page, "Camille Nurse").getByRole("link", { name: "Close" }).click();
  await expect(page).toHaveURL(`${practice.url}/staff?search=nurse`);
  await page.goBack();
  await expect(panelOf(page, "Camille Nurse")).toBeVisible();
});

test("a failed load is never “no staff”, and can be tried again", async ({ page, practice, faults }) => {
  faults.expectStatus(500);
  let isBroken = true;
  await page.route("**/api/v1/staff*", (route) =>
    isBroken
      ? route.fulfill({ status: 500, contentType: "text/html", body: "<h1>no</h1>" })
      : route.continue(),
  );
  await page.goto("/sign-in?next=/staff");
  await page.getByLabel("Username").fill(practice.administrator.username);
  await page.getByLabel("Password").fill(practice.administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await expect(page.getByText(/no staff|showing 0/i)).toHaveCount(0);
  isBroken = false;
  await again.click();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
});

test.describe("with a thousand people", () => {
  test.use({ staff: 1_000 });

  test("more load as one scrolls, the document stays small, and the end is reached", async ({
    page,
    practice,
  }) => {
    await openStaff(page, practice);
    const rowCount = () => page.getByRole("row").count();
    const total = (await (await practice.signedIn()).get("/api/v1/staff?status=active&limit=1")).json
      .total as number;
    const words = total.toLocaleString("en-US");
    await expect(page.getByText(`Showing 60 of ${words} records`)).toBeVisible();
    await expect(page.getByRole("table").first()).toHaveAttribute("aria-rowcount", String(total + 1));
    for (let turn = 0; turn < 200; turn += 1) {
      await page.mouse.move(600, 400);
      await page.mouse.wheel(0, 6_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await rowCount()).toBeLessThanOrEqual(61);
      if (await page.evaluate(() => document.body.innerText.includes("You have reached the end."))) break;
    }
    await page.getByText("You have reached the end.").scrollIntoViewIfNeeded();
    await expect(page.getByText(`Showing ${words} of ${words} records`)).toBeVisible();
    await page.mouse.wheel(0, 1_000_000);
    const last = page.getByRole("row").last();
    await expect(last).toHaveAttribute("aria-rowindex", String(total + 1));
    await expect(last).toBeInViewport();
  });

  test("a further page that does not come says so, and can be tried again", async ({
    page,
    practice,
    faults,
  }) => {
    faults.expectStatus(500);
    await openStaff(page, practice);
    let isBroken = true;
    await page.route("**/api/v1/staff?*after=*", (route) =>
      isBroken ? route.fulfill({ status: 500 }) : route.continue(),
    );
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 10_000);
    await expect(page.getByText("More could not be loaded.")).toBeVisible();
    await expect(page.getByText("You have reached the end.")).toHaveCount(0);
    isBroken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText(/Showing 1[28]0 of/)).toBeVisible();
  });
});

test("on a phone the table reads as well, and keeps its headers for screen readers", async ({
  elsewhere,
  practice,
}) => {
  const page = await (await elsewhere(phone)).newPage();
  await openStaff(page, practice);
  await expect(page.getByRole("columnheader")).toHaveText(["Staff", "2-Factor Auth", "Action"]);
  await expect(rowOf(page, "Camille Nurse").getByRole("link", { name: "View" })).toBeVisible();
  await expectNoSidewaysScrolling(page);
});
