import { join } from "node:path";
import type { Browser, Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { ServerProcess } from "../support/server";
import type { Practice } from "../support/practice";
import {
  expectNoSidewaysScrolling,
  NEW_PASSWORD,
  openPerson,
  openStaff,
  panelOf,
  rowOf,
  setPassword,
  signIn,
} from "../support/steps";

/** Opens the page as the practice's administrator. */
async function openSettings(page: Page, practice: Practice): Promise<void> {
  await page.goto("/sign-in?next=%2Fpractice");
  await signIn(page, practice.administrator);
  await expect(page.getByLabel("Practice name")).toBeVisible();
  await expect(page.getByText("Riverside")).toBeVisible();
  await expect(page.getByRole("link", { name: "Hannah Provider" })).toBeVisible();
}

/** A section of the page. */
function section(page: Page, name: string): Locator {
  return page.getByRole("region", { name });
}

async function save(page: Page, name: string): Promise<void> {
  await section(page, name).getByRole("button", { name: `Save ${name}` }).click();
  await expect(page.getByText("The settings are saved.").last()).toBeVisible();
}

/** Makes a second administrator from the command line, and signs them in in a browser of their own. */
async function second(browser: Browser, practice: Practice): Promise<Page> {
  const invited = await ServerProcess.run(
    [
      "admin",
      "invite",
      ...["--username", "btg", "--email", "btg@practice.example", "--first-name", "Glenn", "--last-name", "Breaker"],
    ],
    { STAFFROOM_DATA_DIR: join(practice.folder, "data"), STAFFROOM_PUBLIC_URL: practice.url },
  );
  const code = /accept-invitation(#[\w-]{43})/.exec(invited.stdout)?.[1];
  expect(code, invited.stderr).toBeTruthy();
  const page = await (await browser.newContext({ baseURL: practice.url })).newPage();
  await page.goto(`/accept-invitation${code}`);
  await setPassword(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { username: "btg", password: NEW_PASSWORD });
  await expect(rowOf(page, "Morgan Manager")).toBeVisible();
  return page;
}

test("each section is saved by itself, and a reload shows it", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Practice Settings" }).click();
  await expect(page).toHaveURL(/\/practice$/);
  await expect(page).toHaveTitle(/^Practice Settings · /);

  await page.getByLabel("Practice name").fill("Birch Hill");
  await page.getByLabel("Time zone").fill("America/Chicago");
  await save(page, "General");
  await expect(page).toHaveTitle("Practice Settings · Birch Hill");
  await page.getByLabel("Links are valid for").selectOption("24 hours");
  await page.getByLabel("Idle timeout in minutes").fill("30");
  await page.getByLabel("Minimum password length").fill("20");
  await save(page, "Sign-in and links");
  await page.getByLabel("Another domain").fill("@Email.XYZ");
  await section(page, "Email domains").getByRole("button", { name: "Add this domain" }).click();
  await page.getByLabel("Another domain").fill("BÜCHER.example");
  await save(page, "Email domains");

  await page.reload();
  await expect(page.getByLabel("Practice name")).toHaveValue("Birch Hill");
  await expect(page.getByLabel("Time zone")).toHaveValue("America/Chicago");
  await expect(page.getByLabel("Links are valid for")).toHaveValue("86400");
  await expect(page.getByLabel("Idle timeout in minutes")).toHaveValue("30");
  await expect(page.getByLabel("Minimum password length")).toHaveValue("20");
  await expect(section(page, "Email domains").getByRole("listitem")).toHaveText([
    /^email\.xyz/,
    /^xn--bcher-kva\.example/,
  ]);
  await section(page, "Email domains").getByRole("button", { name: "Remove email.xyz" }).click();
  await save(page, "Email domains");
  await page.reload();
  await expect(section(page, "Email domains").getByRole("listitem")).toHaveCount(1);
});

test("offices are added, renamed and closed in place", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openSettings(page, practice);
  const offices = section(page, "Offices");
  await offices.getByLabel("New office").fill("riverside");
  await offices.getByRole("button", { name: "Add office" }).click();
  await expect(offices.getByText("an open office has this one already")).toBeVisible();
  await expect(offices.getByLabel("New office")).toBeFocused();
  await offices.getByLabel("New office").fill("Hilltop");
  await page.keyboard.press("Enter");
  await expect(offices.getByText("Hilltop")).toBeVisible();

  await offices.getByRole("button", { name: "Rename Riverside" }).click();
  await expect(offices.getByLabel("Office name")).toBeFocused();
  await offices.getByLabel("Office name").fill("River Walk");
  await page.keyboard.press("Enter");
  await expect(offices.getByRole("button", { name: "Rename River Walk" })).toBeFocused();

  await offices.getByRole("button", { name: "Close River Walk" }).click();
  const question = page.getByRole("dialog", { name: "Close River Walk?" });
  await expect(question).toContainText("2 people work there");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await question.getByRole("button", { name: "Close office" }).click();
  await expect(offices.getByRole("listitem").last()).toHaveText(/River Walk\s+closed /);
  await page.reload();
  await expect(offices.getByRole("listitem").first()).toHaveText(/Hilltop/);
  await expect(offices.getByRole("button", { name: "Close River Walk" })).toHaveCount(0);
});

test("what is refused is told beside its field, and nothing is lost on the way out", async ({ page, practice }) => {
  await openStaff(page, practice);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Practice Settings" }).click();
  await page.getByLabel("Practice name").fill("");
  await section(page, "General").getByRole("button", { name: "Save General" }).click();
  await expect(page.getByText("Fill in Practice name.")).toBeVisible();
  await expect(page.getByLabel("Practice name")).toBeFocused();
  await page.getByLabel("Idle timeout in minutes").fill("4");
  await page.getByLabel("Minimum password length").fill("65");
  await section(page, "Sign-in and links").getByRole("button", { name: "Save Sign-in and links" }).click();
  await expect(section(page, "Sign-in and links").getByRole("alert")).toContainText("Enter 5 or more");
  await page.getByLabel("Another domain").fill("clinic");
  await section(page, "Email domains").getByRole("button", { name: "Add this domain" }).click();
  await expect(page.getByText("Enter a domain like example.com.")).toBeVisible();

  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Staff" }).click();
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(page.getByLabel("Another domain")).toHaveValue("clinic");
  await page.goBack();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(page).toHaveURL(/\/practice$/);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Staff" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/staff$/);
});

test("two who change the settings at once: the second is told, and loses nothing", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectStatus(412);
  await openSettings(page, practice);
  const other = await context.newPage();
  await other.goto("/practice");
  await other.getByLabel("Practice name").fill("Elm Hill");
  await page.getByLabel("Practice name").fill("Birch Hill");
  await save(page, "General");
  await other.getByRole("button", { name: "Save General" }).click();
  await expect(other.getByText("Practice name: now Birch Hill. You have Elm Hill.")).toBeVisible();
  await expect(other.getByLabel("Practice name")).toHaveValue("Elm Hill");
  await save(other, "General");
  await page.reload();
  await expect(page.getByLabel("Practice name")).toHaveValue("Elm Hill");
});

test("a shorter idle timeout asks whether somebody is there two minutes before", async ({ page, practice }) => {
  await page.clock.install();
  await openSettings(page, practice);
  await page.getByLabel("Idle timeout in minutes").fill("5");
  await save(page, "Sign-in and links");
  const question = page.getByRole("dialog", { name: "Are you still there?" });
  await page.clock.fastForward("02:50");
  await expect(question).toHaveCount(0);
  await page.clock.fastForward("00:15");
  await expect(question.getByRole("status")).toContainText("2 minutes");
});

test("with the keyboard alone: name, domain, office", async ({ page, practice }) => {
  await openSettings(page, practice);
  await page.getByLabel("Practice name").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("Birch Hill");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The settings are saved.")).toBeVisible();
  const tabTo = async (target: Locator) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  };
  await tabTo(page.getByLabel("Another domain"));
  await page.keyboard.type("email.xyz");
  await tabTo(page.getByRole("button", { name: "Add this domain" }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Another domain")).toBeFocused();
  await tabTo(page.getByRole("button", { name: "Save Email domains" }));
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Close Riverside" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Close Riverside?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Close Riverside" })).toBeFocused();
});

test("whoever is restricted to an office sees only it, in the browser that is open already", async ({
  page,
  practice,
  browser,
  faults,
}) => {
  faults.expectStatus(404);
  await openStaff(page, practice);
  await expect(rowOf(page, "Jamie Tester")).toBeVisible();
  const glenn = await second(browser, practice);
  const panel = await openPerson(glenn, "Morgan Manager");
  await panel.getByRole("link", { name: "Change Restrict offices" }).click();
  const drawer = glenn.getByRole("dialog", { name: "Restrict offices" });
  await expectAccessible(glenn, "the drawer for offices");
  await drawer.getByRole("switch", { name: "Restrict to these offices" }).check();
  await drawer.getByLabel("Main Street").uncheck();
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByText("Choose at least one office")).toBeVisible();
  await drawer.getByLabel("Main Street").check();
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toHaveCount(0);
  await expect(panel.getByRole("row", { name: /Restrict offices/ })).toContainText("On");
  await expect(panel.getByRole("link", { name: "Change Restrict offices" })).toBeFocused();

  const jamie = await rowOf(page, "Jamie Tester").getByRole("link", { name: "View" }).getAttribute("href");
  await rowOf(page, "Jamie Tester").getByRole("link", { name: "View" }).click();
  await expect(page.getByText("Nobody on the staff has this address.")).toBeVisible();
  await page.goto("/staff");
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  await expect(rowOf(page, "Jamie Tester")).toHaveCount(0);
  await expect(page.getByText("Showing 4 of 4 records")).toBeVisible();
  await page.goto(jamie!);
  await expect(page.getByText("Nobody on the staff has this address.")).toBeVisible();

  await page.goto("/staff");
  await (await openPerson(page, "Camille Nurse")).getByRole("link", { name: "Change Restrict offices" }).click();
  const own = page.getByRole("dialog", { name: "Restrict offices" });
  await expect(own.getByLabel(/Riverside/)).toBeDisabled();
  await expect(own.getByLabel(/Main Street/)).toBeEnabled();
  await glenn.context().close();
});

const ways = [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
] as const;

for (const [way, options] of ways) {
  test.describe(way, () => {
    test.use({ ...options });

    test("every state of the settings", async ({ page, practice, faults }) => {
      faults.expectStatus(500);
      await openSettings(page, practice);
      await expectAccessible(page, "the settings");
      await expectNoSidewaysScrolling(page);
      await page.getByLabel("Practice name").fill("");
      await page.getByRole("button", { name: "Save General" }).click();
      await page.getByLabel("Idle timeout in minutes").fill("");
      await page.getByLabel("Minimum password length").fill("1");
      await page.getByRole("button", { name: "Save Sign-in and links" }).click();
      await expectAccessible(page, "refused settings");
      await page.getByRole("button", { name: "Rename Riverside" }).click();
      await expectAccessible(page, "an office being renamed");
      await page.getByRole("button", { name: "Close Main Street" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "the question whether to close an office");
      await page.keyboard.press("Escape");
      await page.route("**/api/v1/offices", (route) => route.fulfill({ status: 500, body: "" }));
      await page.reload();
      await expect(section(page, "Offices").getByRole("button", { name: "Try again" })).toBeVisible();
      await expectAccessible(page, "offices that did not load");
      await expectNoSidewaysScrolling(page);
    });
  });
}

test("whoever does not manage the practice has no way there", async ({ practice }) => {
  const api = practice.api();
  expect((await api.get("/api/v1/practice")).status).toBe(401);
  expect((await api.get("/practice")).status).toBe(200);
});

test("a person's offices stand in their panel", async ({ page, practice }) => {
  await openStaff(page, practice);
  await openPerson(page, "Camille Nurse");
  await expect(panelOf(page, "Camille Nurse").getByRole("row", { name: /Restrict offices/ })).toContainText("Main Street");
});
