import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { HOUR, MINUTE, MovedClock } from "../support/clock";
import type { Mail, MailServer } from "../support/mail";
import type { Practice } from "../support/practice";
import {
  expectNoSidewaysScrolling,
  NEW_PASSWORD,
  openStaff,
  panelOf,
  rowOf,
  signIn,
  useLink,
} from "../support/steps";
import type { Page } from "@playwright/test";

const CAMILLE = "cnurse@email.xyz";
const MARCUS = "mstaff@email.xyz";
const DAY = 24 * HOUR;
const hers = { username: "camilles", password: NEW_PASSWORD };

/** Sets somebody's password with a link, and returns the notice of it. */
async function resetPassword(
  practice: Practice,
  mail: MailServer,
  username = "camilles",
  address = CAMILLE,
): Promise<Mail> {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf(username)}/password-reset`, {});
  const { code } = await mail.mailTo(address);
  await practice
    .api()
    .post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password: NEW_PASSWORD });
  return mail.noticeTo(address);
}

/** Opens the link of a notice as from a mail program, and waits for its question. */
async function openFreezeLink(page: Page, link: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
  await expect(freeze(page)).toBeVisible();
}

function freeze(page: Page) {
  return page.getByRole("button", { name: "Freeze my account" });
}

function heading(page: Page, name: string) {
  return page.getByRole("heading", { name, exact: true });
}

async function statusOf(practice: Practice): Promise<string> {
  return (await (await practice.signedIn()).person("camilles")).staff.status;
}

test("from a password that was not one's own to an account of one's own again", async ({
  page,
  practice,
  mail,
  elsewhere,
  faults,
}) => {
  faults.expectStatus(401, 410);
  const notice = await resetPassword(practice, mail);
  expect(notice.subject).toContain("Your password was changed");
  const intruder = await (await elsewhere()).newPage();
  await intruder.goto("/sign-in");
  await signIn(intruder, hers);
  await expect(intruder.getByRole("button", { name: "Sign out" })).toBeVisible();

  await openFreezeLink(page, notice.link);
  await freeze(page).click();
  await expect(heading(page, "Your account is frozen")).toBeFocused();
  await expect(freeze(page)).toHaveCount(0);
  const told = await mail.noticeTo((await (await practice.signedIn()).person("morganm")).staff.email);
  expect(told.subject).toContain("An account was frozen");
  expect(told.text).toContain("Camille Nurse (camilles)");
  expect(told.text).not.toContain(notice.code);

  await intruder.reload();
  await expect(intruder.getByLabel("Username")).toBeVisible();
  await signIn(intruder, hers);
  await expect(intruder.getByText("password is wrong")).toBeVisible();

  await openFreezeLink(page, notice.link);
  await freeze(page).click();
  await expect(page.getByText("It was frozen with this link before.")).toBeVisible();

  const office = await (await elsewhere()).newPage();
  const id = await (await practice.signedIn()).idOf("camilles");
  await openStaff(office, practice, `/staff/${id}?status=all`);
  await expect(panelOf(office, "Camille Nurse")).toContainText("Frozen on");
  await rowOf(office, "Camille Nurse").getByRole("link", { name: "Reactivate" }).click();
  const question = office.getByRole("dialog", { name: "Reactivate Camille Nurse?" });
  await expect(question).toContainText("gets an invitation at cnurse@email.xyz");
  await question.getByRole("button", { name: "Reactivate" }).click();
  await expect(panelOf(office, "Camille Nurse")).not.toContainText("Frozen on");
  await signIn(intruder, hers);
  await expect(intruder.getByText("password is wrong")).toBeVisible();

  const mine = { ...hers, password: "a password of my very own" };
  await useLink(page, (await mail.mailTo(CAMILLE, 2)).link, mine.password);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, mine);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("opening the link does nothing, however often, and leaves no code behind", async ({
  page,
  practice,
  mail,
}) => {
  const { link, code } = await resetPassword(practice, mail);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  for (let time = 0; time < 3; time += 1) await openFreezeLink(page, link);
  expect(page.url()).toBe(`${practice.url}/freeze-account`);
  expect(await page.title()).not.toContain(code);
  const kept = await page.evaluate(() =>
    JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(code);
  await page.waitForLoadState("networkidle");
  expect(requests.filter((request) => !request.startsWith("GET ") || request.includes(code))).toEqual([]);
  expect(await statusOf(practice)).toBe("active");
  expect((await practice.signedIn(hers)).cookie).toBeDefined();
});

test("pressing twice freezes once", async ({ page, practice, mail }) => {
  await openFreezeLink(page, (await resetPassword(practice, mail)).link);
  let requests = 0;
  await page.route("**/account-freeze", async (route) => {
    requests += 1;
    await new Promise((done) => setTimeout(done, 1_000));
    await route.continue();
  });
  await freeze(page).dblclick();
  await expect(heading(page, "Your account is frozen")).toBeVisible();
  expect(requests).toBe(1);
});

test("every dead link says in its own words why it freezes nothing, and who helps", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(410);
  const { link } = await resetPassword(practice, mail);
  await page.goto("/freeze-account#broken");
  await expect(heading(page, "This link is malformed")).toBeVisible();
  await openFreezeLink(page, `/freeze-account#${"A".repeat(43)}`);
  await freeze(page).click();
  await expect(heading(page, "This link is malformed")).toBeFocused();
  await page.getByRole("button", { name: "Paste another code" }).click();
  await expect(page.getByRole("textbox", { name: /code/i })).toBeVisible();

  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/deactivate`);
  await openFreezeLink(page, link);
  await freeze(page).click();
  await expect(heading(page, "Your account is inactive")).toBeFocused();
  await expect(page.getByRole("main")).toContainText("Call your administrator");
  await expect(freeze(page)).toHaveCount(0);
});

test("a code can be pasted, with a link around it and line breaks in it", async ({
  page,
  practice,
  mail,
}) => {
  const { link } = await resetPassword(practice, mail);
  await page.goto("/freeze-account");
  const field = page.getByRole("textbox", { name: /code/i });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toBeFocused();
  await field.fill(` ${link.slice(0, 50)}  ${link.slice(50)} `);
  await page.getByRole("button", { name: "Continue" }).click();
  await freeze(page).click();
  await expect(heading(page, "Your account is frozen")).toBeVisible();
  expect(await statusOf(practice)).toBe("inactive");
});

test("with the server gone it says so, and can be tried again", async ({ page, practice, mail, faults }) => {
  faults.expectNoAnswer();
  await openFreezeLink(page, (await resetPassword(practice, mail)).link);
  await practice.stop();
  await freeze(page).click();
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await practice.restart();
  await freeze(page).click();
  await expect(heading(page, "Your account is frozen")).toBeVisible();
});

test("by keyboard alone", async ({ page, practice, mail }) => {
  const { code } = await resetPassword(practice, mail);
  await page.goto("/freeze-account");
  const field = page.getByRole("textbox", { name: /code/i });
  await expect(field).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(field).toBeFocused();
  await page.keyboard.insertText(code);
  await page.keyboard.press("Enter");
  await expect(heading(page, "Freeze your account")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(freeze(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Your account is frozen")).toBeFocused();
});

test("on a phone it is one thing to do", async ({ elsewhere, practice, mail }) => {
  const page = await (await elsewhere(phone)).newPage();
  await openFreezeLink(page, (await resetPassword(practice, mail)).link);
  await expectNoSidewaysScrolling(page);
  await expect(freeze(page)).toBeInViewport();
  await freeze(page).tap();
  await expect(heading(page, "Your account is frozen")).toBeVisible();
  await expectNoSidewaysScrolling(page);
});

test.describe("by the moved clock of the server", () => {
  test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
  test.use({ hasMovedClock: true });

  test("the link ends after seven days, and not before", async ({ page, practice, mail, clock, faults }) => {
    faults.expectStatus(410);
    const camille = await resetPassword(practice, mail);
    const marcus = await resetPassword(practice, mail, "marcusstaff", MARCUS);
    await clock.moveTo(7 * DAY - 2 * MINUTE);
    await openFreezeLink(page, camille.link);
    await freeze(page).click();
    await expect(heading(page, "Your account is frozen")).toBeFocused();
    await clock.moveTo(7 * DAY + 2);
    await openFreezeLink(page, marcus.link);
    await freeze(page).click();
    await expect(heading(page, "This link has ended")).toBeFocused();
  });
});

for (const [way, options] of [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
] as const) {
  test.describe(way, () => {
    test.use({ ...options });

    test("every state is accessible", async ({ page, practice, mail, faults }) => {
      faults.expectStatus(410, 500);
      const { link } = await resetPassword(practice, mail);
      await page.goto("/freeze-account");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("textbox", { name: /code/i })).toBeFocused();
      await expectAccessible(page, "the field for the code, refused");
      await page.goto("/freeze-account#broken");
      await expect(heading(page, "This link is malformed")).toBeVisible();
      await expectAccessible(page, "a malformed link");
      await openFreezeLink(page, link);
      await expectAccessible(page, "the question");
      await page.route("**/account-freeze", (route) => route.fulfill({ status: 500 }), { times: 1 });
      await freeze(page).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page, "a failure");
      await freeze(page).click();
      await expect(heading(page, "Your account is frozen")).toBeFocused();
      await expectAccessible(page, "the frozen account");
      await openFreezeLink(page, link);
      await freeze(page).click();
      await expect(page.getByText("It was frozen with this link before.")).toBeVisible();
      await expectAccessible(page, "a used link");
    });
  });
}
