import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import type { MailServer } from "../support/mail";
import type { Practice } from "../support/practice";
import { NEW_PASSWORD, expectNoSidewaysScrolling, signIn, signOut } from "../support/steps";

const CAMILLE = { username: "camilles", password: "a password of Camille's own" };

/** Gives Camille, who does not manage accounts, a password. */
async function letCamilleIn(practice: Practice, mail: MailServer): Promise<void> {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  const { code } = await mail.mailTo("cnurse@email.xyz");
  const { password } = CAMILLE;
  const reset = { purpose: "password_reset", code, password };
  expect((await practice.api().post("/api/v1/password-reset/complete", reset)).status).toBe(204);
}

/** Opens one's own account, from signing in on. */
async function openAccount(page: Page, who: { username: string; password: string }): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent("/account")}`);
  await signIn(page, who);
  await expect(page.getByRole("heading", { name: "Your account", level: 1 })).toBeVisible();
  await expect(sessionsOf(page).getByRole("listitem").first()).toBeVisible();
}

function sessionsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Where you are signed in" });
}

function eventsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Recent security events" });
}

/** The advice under the new password. */
function adviceOf(page: Page): Locator {
  return page.locator("[aria-live=polite]").filter({ hasText: /characters?|guess|tried|Checking|enough/ });
}

async function changePassword(page: Page, current: string, password: string): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
}

test("whoever manages no accounts starts at their own, and can change their password there", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(422, 429);
  await letCamilleIn(practice, mail);
  await page.goto("/sign-in");
  await signIn(page, CAMILLE);
  await expect(page).toHaveURL(/\/account$/);
  await expect(page).toHaveTitle("Your account · Cedar Hill Family Practice");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(["Your account"]);

  await changePassword(page, "certainly not the password", NEW_PASSWORD);
  const current = page.getByLabel("Current password");
  await expect(current).toHaveAttribute("aria-invalid", "true");
  await expect(current).toBeFocused();
  await changePassword(page, CAMILLE.password, NEW_PASSWORD);
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expect(current).toHaveValue("");
  await expect(eventsOf(page).getByRole("listitem").first()).toContainText("You changed your password");
  await page.reload();
  await expect(sessionsOf(page).getByRole("listitem")).toHaveCount(1);

  await signOut(page);
  await signIn(page, { ...CAMILLE, password: NEW_PASSWORD });
  await expect(page).toHaveURL(/\/account$/);
});

test("while a password is typed, it is said what it is worth", async ({ page, practice }) => {
  await openAccount(page, practice.administrator);
  const field = page.getByLabel("New password", { exact: true });
  expect(await field.getAttribute("maxlength")).toBeNull();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/password-strength")) asked.push(request.postData() ?? "");
  });
  await field.pressSequentially("passwordpasswo");
  await expect(adviceOf(page)).toHaveText("1 more character");
  expect(asked).toEqual([]);
  await field.pressSequentially("rd1");
  await expect(adviceOf(page)).toContainText("among the first that are tried");
  await field.fill("12/24/1999iloveyou");
  await expect(adviceOf(page)).toContainText("easy to guess. Leave out dates");
  await field.fill("correct horse battery staple");
  await expect(adviceOf(page)).toHaveText("Long enough, and hard to guess");
  expect(asked).toHaveLength(3);
  await expectAccessible(page, "a password that is hard to guess");
});

test("another browser's session is ended, which it learns with its next request", async ({
  page,
  practice,
  elsewhere,
  faults,
}) => {
  faults.expectStatus(401);
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Safari/604.1";
  const other = await (await elsewhere({ userAgent })).newPage();
  await other.goto("/sign-in");
  await signIn(other, practice.administrator);
  await expect(other.getByRole("link", { name: "View" }).first()).toBeVisible();

  await openAccount(page, practice.administrator);
  await expect(sessionsOf(page).getByRole("listitem")).toHaveCount(2);
  await expect(sessionsOf(page).getByRole("listitem").first()).toContainText("This browser");
  await sessionsOf(page).getByRole("button", { name: "End Safari on iPhone" }).click();
  await expect(page.getByText("You are signed out of Safari on iPhone.")).toBeVisible();
  await expect(sessionsOf(page).getByText("You are signed in nowhere else.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Where you are signed in" })).toBeFocused();
  await expect(eventsOf(page).getByRole("listitem").first()).toContainText("You ended one of your sessions");

  await other.getByRole("searchbox").fill("camille");
  await expect(other.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
});

test("all other sessions are ended at once, and what went before is told", async ({
  page,
  practice,
  elsewhere,
  faults,
}) => {
  faults.expectStatus(401);
  for (let number = 0; number < 2; number += 1) {
    const other = await (await elsewhere()).newPage();
    await other.goto("/sign-in");
    await signIn(other, practice.administrator);
    await expect(other.getByRole("link", { name: "View" }).first()).toBeVisible();
  }
  const { username } = practice.administrator;
  await practice.api().post("/api/v1/session", { username, password: "certainly not the password" });
  await page.waitForTimeout(1_100);
  await openAccount(page, practice.administrator);
  await expect(eventsOf(page).getByText("Somebody entered a wrong password for your account")).toBeVisible();
  await sessionsOf(page).getByRole("button", { name: "End all others" }).click();
  await expect(sessionsOf(page).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("You are signed out everywhere but here.")).toBeVisible();
});

test("by keyboard alone to one's account, and to a new password", async ({ page, practice }) => {
  await page.goto("/staff");
  await signIn(page, practice.administrator);
  await expect(page.getByRole("link", { name: "View" }).first()).toBeVisible();
  const account = page.getByRole("banner").getByRole("link", { name: "Morgan Manager" });
  await account.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your account", level: 1 })).toBeFocused();
  const current = page.getByLabel("Current password");
  await expect(current).toBeVisible();
  for (let presses = 0; presses < 5; presses += 1) {
    if (await current.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type(practice.administrator.password);
  await page.keyboard.press("Tab");
  await page.keyboard.type(NEW_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Password", exact: true })).toBeFocused();
});

test("lists that do not come say so, and come when asked again", async ({ page, practice, faults }) => {
  faults.expectNoAnswer();
  await openAccount(page, practice.administrator);
  await page.route("**/api/v1/account/*", (route) => route.abort());
  await page.reload();
  const failed = page.getByRole("alert");
  await expect(failed).toHaveCount(3);
  await expectAccessible(page, "lists that did not come");
  await page.unroute("**/api/v1/account/*");
  await page.getByRole("region", { name: "Email" }).getByRole("button", { name: "Try again" }).click();
  await sessionsOf(page).getByRole("button", { name: "Try again" }).click();
  await eventsOf(page).getByRole("button", { name: "Try again" }).click();
  await expect(failed).toHaveCount(0);
  await expect(sessionsOf(page).getByRole("listitem")).toHaveCount(1);
  await expect(eventsOf(page).getByRole("listitem").first()).toContainText("You signed in");
});

test("older events come when they are asked for", async ({ page, practice }) => {
  for (let number = 0; number < 13; number += 1) {
    const api = await practice.signedIn();
    await api.delete("/api/v1/session");
  }
  await openAccount(page, practice.administrator);
  const items = eventsOf(page).getByRole("listitem");
  await expect(items).toHaveCount(20);
  await eventsOf(page).getByRole("button", { name: "Show older events" }).click();
  await expect(items).toHaveCount(27);
  await expect(eventsOf(page).getByRole("button", { name: "Show older events" })).toHaveCount(0);
});

test("signing in waits for a sign-out in another tab, and stays signed in", async ({
  page,
  practice,
  context,
}) => {
  await openAccount(page, practice.administrator);
  const other = await context.newPage();
  await other.goto("/staff");
  await expect(other.getByRole("link", { name: "View" }).first()).toBeVisible();
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.route("**/api/v1/session", async (route) => {
    if (route.request().method() !== "DELETE") return route.fallback();
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, practice.administrator);
  await expect(other.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-disabled", "true");
  letGo();
  await expect(other.getByRole("link", { name: "View" }).first()).toBeVisible();
  await other.reload();
  await expect(other.getByRole("link", { name: "View" }).first()).toBeVisible();
});

for (const [way, options] of [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone in dark", { ...phone, colorScheme: "dark" }],
] as const) {
  test.describe(way, () => {
    test.use({ ...options });

    test("everybody can use their account in each of its states", async ({ page, practice, elsewhere }) => {
      const other = await (await elsewhere()).newPage();
      await other.goto("/sign-in");
      await signIn(other, practice.administrator);
      await expect(other.getByRole("button", { name: "Sign out" })).toBeVisible();
      await openAccount(page, practice.administrator);
      await expectAccessible(page, "one's own account");
      await expectNoSidewaysScrolling(page);
      await page.getByRole("button", { name: "Change password" }).click();
      await expect(page.getByRole("alert", { name: "There is a problem" })).toBeFocused();
      await expectAccessible(page, "a password that is refused");
      const field = page.getByLabel("New password", { exact: true });
      await field.fill("passwordpassword1");
      await expect(adviceOf(page)).toContainText("among the first that are tried");
      await expectAccessible(page, "a common password");
      await sessionsOf(page).getByRole("button", { name: "End all others" }).click();
      await expect(sessionsOf(page).getByText("You are signed in nowhere else.")).toBeVisible();
      await expectAccessible(page, "signed in nowhere else");
    });
  });
}
