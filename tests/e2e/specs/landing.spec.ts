import { expect, test } from "../support/test";
import type { Practice } from "../support/practice";
import {
  expectNoSidewaysScrolling,
  NEW_PASSWORD,
  openLink,
  setPassword,
  signIn,
  useLink,
} from "../support/steps";
import { phone } from "../support/browser";

const CAMILLE = "cnurse@email.xyz";
const MARCUS = "mstaff@email.xyz";

async function send(practice: Practice, username = "camilles") {
  const api = await practice.signedIn();
  const id = await api.idOf(username);
  await api.post(`/api/v1/staff/${id}/password-reset`, {});
  return { api, id };
}

test("the code leaves the address bar at once, and is kept nowhere", async ({ page, practice, mail }) => {
  await send(practice);
  const { link, code } = await mail.mailTo(CAMILLE);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await openLink(page, link);
  expect(page.url()).toBe(`${practice.url}/reset-password`);
  expect(await page.title()).not.toContain(code);
  const kept = await page.evaluate(() =>
    JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(code);
  for (const request of requests) expect(request).not.toContain(code);
  for (const request of requests) expect(request.startsWith(practice.url), request).toBe(true);
  await page.goBack();
  expect(page.url()).not.toContain(code);
});

test("it says whose account it is for, and what a password must be, before anything is typed", async ({
  page,
  practice,
  mail,
}) => {
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  await expect(page.getByText("Cedar Hill Family Practice").first()).toBeVisible();
  await expect(page.locator('input[autocomplete="username"]')).toHaveValue("camilles");
  await expect(page.getByText(/15 to 256 characters/)).toBeVisible();
  await expect(page.getByText("Camille Nurse")).toHaveCount(0);
  const field = page.getByLabel("New password", { exact: true });
  await expect(field).toHaveAttribute("autocomplete", "new-password");
  expect(await field.getAttribute("name")).toBeNull();
  expect(await field.getAttribute("maxlength")).toBeNull();
});

test("Show and Hide", async ({ page, practice, mail }) => {
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  const field = page.getByLabel("New password", { exact: true });
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(field).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(field).toHaveAttribute("type", "password");
});

test("a password that the rules refuse is judged in the browser, by the server's own rules", async ({
  page,
  practice,
  mail,
}) => {
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  let requests = 0;
  page.on("request", (request) => (requests += request.url().endsWith("/complete") ? 1 : 0));
  const field = page.getByLabel("New password", { exact: true });
  for (const password of ["", "too short", "Cedar Hill Family Practice", "x".repeat(257)]) {
    await setPassword(page, password);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
  }
  expect(requests).toBe(0);
  await setPassword(page);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("a common password is not called long enough, and is refused", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(422);
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  const field = page.getByLabel("New password", { exact: true });
  await field.fill("passwordpassword1");
  await expect(page.getByText("this is among the first that are tried")).toBeVisible();
  await expect(page.getByText("Long enough")).toHaveCount(0);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill(NEW_PASSWORD);
  await expect(page.getByText("Long enough, and hard to guess")).toBeVisible();
});

test("a password that only the server can refuse is marked as well, and the link lives", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(422);
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  await setPassword(page, "c nurse @ email xyz");
  await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await setPassword(page);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("the old password no longer works, and the new one does", async ({ page, practice, mail, faults }) => {
  faults.expectStatus(401, 429);
  await send(practice);
  await useLink(page, (await mail.mailTo(CAMILLE)).link, "the first password of hers");
  await send(practice);
  await useLink(page, (await mail.mailTo(CAMILLE, 2)).link);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { username: "camilles", password: "the first password of hers" });
  await expect(page.getByText("password is wrong")).toBeVisible();
  await signIn(page, { username: "camilles", password: NEW_PASSWORD });
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("a code can be pasted, with a link around it and line breaks in it", async ({
  page,
  practice,
  mail,
}) => {
  await send(practice);
  const { link } = await mail.mailTo(CAMILLE);
  await page.goto("/reset-password");
  await page.getByRole("textbox", { name: /code/i }).fill(` ${link.slice(0, 50)}  ${link.slice(50)} `);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
});

test("a new code in the address bar of the open page starts afresh", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(410);
  await send(practice);
  const first = await mail.mailTo(CAMILLE);
  await openLink(page, first.link);
  await page.getByLabel("New password", { exact: true }).fill("typed for the first link");
  await send(practice);
  const second = await mail.mailTo(CAMILLE, 2);
  await page.evaluate((code) => (location.hash = code), second.code);
  await expect(page).toHaveURL(`${practice.url}/reset-password`);
  await expect(page.getByLabel("New password", { exact: true })).toHaveValue("");
  await setPassword(page);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.evaluate((code) => (location.hash = code), first.code);
  await expect(page.getByText("replaced by a newer one").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
});

test("every dead link says in its own words how it died, and offers what helps", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(410);
  const { api, id } = await send(practice);
  const first = await mail.mailTo(CAMILLE);
  await send(practice);
  const second = await mail.mailTo(CAMILLE, 2);

  const wayOn = page.getByRole("link", { name: "Forgot password?" });
  const says = async (link: string, words: RegExp, canAskAnew = true) => {
    await page.goto("about:blank");
    await page.goto(link);
    await expect(page.getByRole("main")).toContainText(words);
    await expect(wayOn).toHaveCount(canAskAnew ? 1 : 0);
    await expect(page.getByLabel("New password", { exact: true })).toHaveCount(0);
  };
  await says(first.link, /replaced by a newer/i);
  await api.delete(`/api/v1/staff/${id}/password-reset`);
  await says(second.link, /revoked/i, false);
  await send(practice);
  const third = await mail.mailTo(CAMILLE, 3);
  await useLink(page, third.link);
  await says(third.link, /already (been )?used/i);
  const marcus = await send(practice, "marcusstaff");
  const fourth = await mail.mailTo(MARCUS);
  await api.post(`/api/v1/staff/${marcus.id}/deactivate`);
  await says(fourth.link, /inactive/i, false);
  await says(`${practice.url}/reset-password#${"A".repeat(43)}`, /(not|no) .*(link|code)/i);
  await says(`${practice.url}/reset-password#broken`, /(malformed|incomplete|not a)/i);
  await wayOn.click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
});

test("a link that is spent while its page is open says so, too", async ({ page, practice, mail, faults }) => {
  faults.expectStatus(410);
  await send(practice);
  const { link, code } = await mail.mailTo(CAMILLE);
  await openLink(page, link);
  await practice
    .api()
    .post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password: NEW_PASSWORD });
  await setPassword(page, "another password altogether");
  await expect(page.getByText(/already (been )?used/i).first()).toBeVisible();
});

test("pressing Set password twice sets it once", async ({ page, practice, mail }) => {
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  let requests = 0;
  await page.route("**/password-reset/complete", async (route) => {
    requests += 1;
    await new Promise((done) => setTimeout(done, 1_000));
    await route.continue();
  });
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).dblclick();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(requests).toBe(1);
});

test("with the server gone it says so, keeps the link, and can be tried again", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectNoAnswer();
  await send(practice);
  const { link } = await mail.mailTo(CAMILLE);
  await openLink(page, link);
  await practice.stop();
  await setPassword(page);
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await practice.restart();
  await setPassword(page);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("a link whose inspection fails can be tried again", async ({ page, practice, mail, faults }) => {
  faults.expectStatus(500);
  await send(practice);
  const { link } = await mail.mailTo(CAMILLE);
  await page.route("**/password-reset/inspect", (route) => route.fulfill({ status: 500, body: "" }), {
    times: 1,
  });
  await page.goto(link);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
});

test("with the app's code gone, Enter sends the password nowhere", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  await send(practice);
  await openLink(page, (await mail.mailTo(CAMILLE)).link);
  faults.expect(/form-action|form action/i);
  await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    document.documentElement.replaceChild(copy, document.body);
  });
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForLoadState("networkidle");
  expect(
    requests.filter((request) => request.includes("password=") || request.includes("long%20enough")),
  ).toEqual([]);
  expect(page.url()).not.toContain("enough");
});

test("on a phone it is one thing to do", async ({ elsewhere, practice, mail }) => {
  await send(practice);
  const page = await (await elsewhere(phone)).newPage();
  await useLink(page, (await mail.mailTo(CAMILLE)).link);
  await expectNoSidewaysScrolling(page);
});
