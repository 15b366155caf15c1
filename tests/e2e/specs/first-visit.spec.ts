import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";
import { openStaff, rowOf } from "../support/steps";
import { phone } from "../support/browser";

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** Notes what jumps while the page loads, and how far; must be called before it does. */
async function watchLayout(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const watched = window as unknown as { shifts: string[] };
    watched.shifts = [];
    const place = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}x${height}`;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
        if (hadRecentInput) continue;
        for (const { node, previousRect, currentRect } of sources) {
          const what = node instanceof Element ? node.outerHTML.slice(0, 80) : node;
          watched.shifts.push(`${value}: ${what} from ${place(previousRect)} to ${place(currentRect)}`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

/** Counts what comes over the network, headers and answers of the API included; must be called before it does. */
async function watchBytes(page: Page): Promise<() => number> {
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  return () => bytes;
}

for (const [where, options] of [
  ["at a desk", {}],
  ["on a phone", phone],
] as const) {
  test.describe(where, () => {
    test.use({ ...options });

    test("nothing jumps while the staff table loads", async ({ page, practice, elsewhere }) => {
      await openStaff(page, practice);
      const cookies = await page.context().cookies();
      const fresh = await elsewhere(options);
      await fresh.addCookies(cookies);
      const visit = await fresh.newPage();
      const shifts = await watchLayout(visit);
      const bytes = await watchBytes(visit);
      await visit.goto("/staff");
      await expect(rowOf(visit, "Camille Nurse")).toBeVisible();
      await visit.waitForLoadState("networkidle");
      expect(await shifts()).toEqual([]);
      console.log(`first visit to the staff table ${where}: ${bytes()} bytes`);
    });

    test("nothing jumps while a person's panel and drawer load", async ({ page, practice }) => {
      await openStaff(page, practice);
      const id = await (await practice.signedIn()).idOf("camilles");
      const shifts = await watchLayout(page);
      for (const path of [`/staff/${id}`, `/staff/${id}/edit`]) {
        await page.goto(path);
        await expect(page.getByText("camilles").first()).toBeAttached();
        await page.waitForLoadState("networkidle");
        expect(await shifts(), path).toEqual([]);
      }
    });

    test("nothing jumps while the sign-in and landing pages load", async ({ page, practice, mail }) => {
      const api = await practice.signedIn();
      await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
      const { link } = await mail.mailTo("cnurse@email.xyz");
      const shifts = await watchLayout(page);
      const bytes = await watchBytes(page);
      await page.goto(link);
      await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await shifts()).toEqual([]);
      console.log(`first visit to the landing page ${where}: ${bytes()} bytes`);
      await page.goto("/sign-in");
      await expect(page.getByLabel("Username")).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await shifts()).toEqual([]);
    });
  });
}

test("the frame is drawn before the app's code is there", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.route("**/*.wasm", async (route) => {
    await new Promise((done) => setTimeout(done, 3_000));
    await route.continue();
  });
  await page.goto("/staff", { waitUntil: "commit" });
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByType("paint").length), { timeout: 2_500 })
    .toBeGreaterThan(0);
  expect(await page.locator("input").count()).toBe(0);
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
});

test("the app's code that cannot be loaded is said in words", async ({ page, faults }) => {
  faults.expectNoAnswer();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/sign-in");
  await expect(page.getByText(/(could not|cannot) be (loaded|started)/i).first()).toBeVisible();
});
