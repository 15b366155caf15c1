import type { Page, Route } from "@playwright/test";
import { expect, test } from "../support/test";
import {
  NEW_PASSWORD,
  drawerOf,
  openDrawer,
  openLink,
  openStaff,
  panelOf,
  resetDialogOf,
  rowOf,
  sendLink,
  setPassword,
  signIn,
} from "../support/steps";

const CAMILLE = "cnurse@email.xyz";

/** Holds answers back until they are let go. */
interface Held {
  /** The server has answered; the page does not know yet. */
  answered: Promise<void>;
  /** Lets the page know, and waits until it does. */
  letGo: () => Promise<void>;
}

/** Something that is waited for. */
function moment(): { came: Promise<void>; comes: () => void } {
  let comes = () => {};
  const came = new Promise<void>((done) => (comes = done));
  return { came, comes };
}

/** Holds back the answer to the next request of this method to `url`. */
async function holdBack(page: Page, method: string, url: string): Promise<Held> {
  const [answered, released, arrived] = [moment(), moment(), moment()];
  let isHeld = false;
  await page.route(url, async (route: Route) => {
    if (isHeld || route.request().method() !== method) return route.fallback();
    isHeld = true;
    const response = await route.fetch();
    answered.comes();
    await released.came;
    await route.fulfill({ response }).catch(() => {});
    arrived.comes();
  });
  const letGo = async () => {
    released.comes();
    await arrived.came;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  };
  return { answered: answered.came, letGo };
}

test("signing in waits for a sign-out whose answer is late, and stays signed in", async ({
  page,
  practice,
}) => {
  await openStaff(page, practice);
  const signOut = await holdBack(page, "DELETE", "**/api/v1/session");
  await page.getByRole("button", { name: "Sign out" }).click();
  await signOut.answered;
  let signIns = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/session")) signIns += 1;
  });
  await signIn(page, practice.administrator);
  await expect(page.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-disabled", "true");
  expect(signIns, "until the cookie of the one before is gone").toBe(0);
  await signOut.letGo();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  expect(signIns).toBe(1);
  await page.reload();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
});

test("a sign-in that was left before its answer came signs nobody in here", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectStatus(401);
  await openStaff(page, practice);
  await context.clearCookies();
  await page.getByRole("searchbox").fill("camille");
  const ended = page.getByRole("dialog", { name: "Your session has ended" });
  const late = await holdBack(page, "POST", "**/api/v1/session");
  await ended.getByLabel("Password").fill(practice.administrator.password);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await late.answered;
  await ended.getByRole("button", { name: "Leave this page" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await late.letGo();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByLabel("Username")).toBeVisible();
});

test("a password that was set with an older code of the open page is no answer to the newer one", async ({
  page,
  practice,
  mail,
}) => {
  const api = await practice.signedIn();
  const send = async (username: string) =>
    api.post(`/api/v1/staff/${await api.idOf(username)}/password-reset`, {});
  await send("camilles");
  await send("marcusstaff");
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  const late = await holdBack(page, "POST", "**/password-reset/complete");
  await setPassword(page);
  await late.answered;
  const other = await mail.mailTo("mstaff@email.xyz");
  await page.evaluate((code) => (location.hash = code), other.code);
  const username = page.locator('input[autocomplete="username"]');
  await expect(username).toHaveValue("marcusstaff");
  await late.letGo();
  await expect(username).toHaveValue("marcusstaff");
  await setPassword(page, `${NEW_PASSWORD} of Marcus`);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("a drawer that was left while it saved does not come back, and what was saved is shown", async ({
  page,
  practice,
}) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  const late = await holdBack(page, "PATCH", "**/api/v1/staff/*");
  await drawer.getByRole("button", { name: "Save" }).click();
  await late.answered;
  await page.goBack();
  await page
    .getByRole("dialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Leave" })
    .click();
  await expect(drawer).toBeHidden();
  await late.letGo();
  await expect(rowOf(page, "Marcus Staff-Smith")).toBeVisible();
  await expect(drawer).toBeHidden();
});

test("Escape while the drawer saves leaves it there, and what was typed", async ({ page, practice }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  const late = await holdBack(page, "PATCH", "**/api/v1/staff/*");
  await drawer.getByRole("button", { name: "Save" }).click();
  await late.answered;
  for (let time = 0; time < 2; time += 1) await page.keyboard.press("Escape");
  await expect(drawerOf(page).getByLabel("Last Name")).toHaveValue("Staff-Smith");
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toHaveCount(0);
  await late.letGo();
  await expect(drawer).toBeHidden();
  await expect(panelOf(page, "Marcus Staff-Smith")).toBeVisible();
});

test("Enter again while a question is being answered sends nothing", async ({ page, practice }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  await drawer.getByRole("button", { name: "Change Email" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the email of Camille Nurse" });
  await dialog.getByLabel("New Email").fill("camille@home.example");
  let sent = 0;
  await page.route("**/email-change", async (route) => {
    sent += 1;
    const response = await route.fetch();
    if (sent === 1) await page.keyboard.press("Enter");
    await route.fulfill({ response });
  });
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  expect(sent).toBe(1);
});

test("Cancel while a link is being sent, and asking again, is one mail", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  const keys: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/password-reset"))
      keys.push(request.headers()["idempotency-key"]);
  });
  const late = await holdBack(page, "POST", "**/password-reset");
  const dialog = resetDialogOf(page, "Camille Nurse");
  await drawer.getByRole("button", { name: "Reset Password" }).click();
  await dialog.getByRole("button", { name: "Send link" }).click();
  await late.answered;
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await drawer.getByRole("button", { name: "Reset Password" }).click();
  await dialog.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(/Queued.*Camille Nurse/).first()).toBeVisible();
  await late.letGo();

  await page.goto("/staff");
  await sendLink(page, "Marcus Staff");
  await mail.mailTo("mstaff@email.xyz");
  expect(mail.to(CAMILLE)).toHaveLength(1);
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

test.describe("with many people", () => {
  test.use({ staff: 3_000, mailGoes: "into the mailbox" });

  test("whoever has gone on while a bulk act was stopped keeps the keyboard where they are", async ({
    page,
    practice,
  }) => {
    await openStaff(page, practice);
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("button", { name: /^Select all [\d,]+ that match$/ }).click();
    await page.getByRole("button", { name: "Reset passwords" }).click();
    await page.getByRole("button", { name: /^Reset [\d,]+ passwords$/ }).click();
    const late = await holdBack(page, "POST", "**/api/v1/bulk/*/stop");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await late.answered;
    await page.getByRole("link", { name: "Back to the staff table" }).click();
    await page.getByRole("searchbox").focus();
    await late.letGo();
    await expect(page.getByRole("searchbox")).toBeFocused();
  });
});
