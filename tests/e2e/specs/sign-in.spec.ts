import { expect, test } from "../support/test";
import { NEW_PASSWORD, openPerson, signIn, signOut, useLink } from "../support/steps";

test("a wrong password or username gets one message, keeps the username, clears the password", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectStatus(401, 429);
  await page.goto("/sign-in");
  await expect(page).toHaveTitle("Sign in · Cedar Hill Family Practice");
  const said: (string | null)[] = [];
  for (const username of [practice.administrator.username, "nobody", "camilles"]) {
    await signIn(page, { username, password: "certainly not the password" });
    const message = page.getByRole("alert").filter({ hasText: "password is wrong" });
    await expect(message).toBeVisible();
    said.push(await message.textContent());
    await expect(page.getByLabel("Username")).toHaveValue(username);
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
  expect(new Set(said).size).toBe(1);
  // The administrator's account waits a second after the failure, which this machine may not have needed.
  await expect(async () => {
    await signIn(page, practice.administrator);
    await expect(page).toHaveURL(/\/staff$/, { timeout: 5_000 });
  }).toPass();
});

test("one empty field takes the focus; of two a summary does, and leads to each", async ({ page, practice }) => {
  await page.goto("/sign-in");
  await expect(page.getByText("Cedar Hill Family Practice"), "whose page it is").toBeVisible();
  await signIn(page, { username: "", password: "" });
  const summary = page.getByRole("alert", { name: "There is a problem" });
  await expect(summary).toBeFocused();
  await summary.getByRole("button", { name: "Fill in Password." }).click();
  await expect(page.getByLabel("Password")).toBeFocused();
  await signIn(page, { username: practice.administrator.username, password: "" });
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(summary).toBeHidden();
});

test("the button keeps its name while it waits, and one press is one request", async ({ page, practice }) => {
  let requests = 0;
  await page.route("**/api/v1/session", async (route) => {
    requests += 1;
    await new Promise((done) => setTimeout(done, 1_000));
    await route.continue();
  });
  await page.goto("/sign-in");
  await signIn(page, practice.administrator);
  const button = page.getByRole("button", { name: "Sign in" });
  await expect(button).toBeVisible();
  await button.click({ force: true, timeout: 500 }).catch(() => {});
  await expect(page).toHaveURL(/\/staff$/);
  expect(requests).toBe(1);
});

test("signed out, no page makes a request that would only work with a session", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.startsWith("/api/")) requests.push(request.url());
  });
  for (const path of ["/", "/staff", "/staff/some-id/edit", "/sign-in"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByLabel("Username")).toBeVisible();
  }
  expect(requests).toEqual([]);
});

test("one lands where one wanted to go, if it is a page of the app", async ({ page, practice }) => {
  await page.goto("/staff?search=camille");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, practice.administrator);
  await expect(page).toHaveURL(`${practice.url}/staff?search=camille`);
  await expect(page.getByText("Camille Nurse").first()).toBeVisible();
  await signOut(page);
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, practice.administrator);
    await expect(page).toHaveURL(`${practice.url}/staff`);
    await expect(page.getByText("Camille Nurse")).toBeVisible();
    await signOut(page);
    await expect(page.getByLabel("Username")).toBeVisible();
  }
});

test("someone without Manage Accounts gets a page with their name, and Sign out", async ({
  page,
  practice,
  mail,
}) => {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  await useLink(page, (await mail.mailTo("cnurse@email.xyz")).link);
  await page.goto("/sign-in");
  await signIn(page, { username: "CAMILLES", password: NEW_PASSWORD });
  await expect(page.getByText("Camille Nurse").first()).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  await page.goto("/staff");
  await expect(page.getByRole("row")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await signOut(page);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("signing out ends the session at the server, and Back shows nobody's data", async ({
  page,
  practice,
  context,
}) => {
  await page.goto("/sign-in");
  await signIn(page, practice.administrator);
  await openPerson(page, "Camille Nurse");
  const [cookie] = await context.cookies();
  await signOut(page);
  await expect(page).toHaveURL(/\/sign-in/);
  const replayed = await practice
    .api()
    .get("/api/v1/session", { headers: { cookie: `${cookie!.name}=${cookie!.value}` } });
  expect(replayed.status).toBe(401);
  await page.goBack();
  await expect(page.getByLabel("Username")).toBeVisible();
  await expect(page.getByText("Camille Nurse")).toHaveCount(0);
});

test("with the server gone, signing in says so and can be tried again", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectNoAnswer();
  await page.goto("/sign-in");
  await expect(page.getByLabel("Username")).toBeVisible();
  await practice.stop();
  await signIn(page, practice.administrator);
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(practice.administrator.username);
  await practice.restart();
  await signIn(page, practice.administrator);
  await expect(page).toHaveURL(/\/staff$/);
});

test("nothing is kept in the browser but the cookie", async ({ page, practice, context }) => {
  await page.goto("/sign-in");
  await signIn(page, practice.administrator);
  await expect(page.getByText("Camille Nurse")).toBeVisible();
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    "",
  ]);
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["__Host-sid"]);
});
