import { expect, test } from "../support/test";
import { drawerOf, openDrawer, openPerson, openStaff, panelOf, resetDialogOf, rowOf } from "../support/steps";

test("with the network gone, each part says so and can be tried again", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectNoAnswer();
  await openStaff(page, practice);
  await context.setOffline(true);
  await rowOf(page, "Camille Nurse").getByRole("link", { name: "View" }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await expect(page.getByText("The server cannot be reached").first()).toBeVisible();
  await expect(rowOf(page, "Marcus Staff"), "what was loaded stays").toBeVisible();
  await context.setOffline(false);
  await again.first().click();
  await expect(panelOf(page, "Camille Nurse")).toContainText("camilles");

  await page.getByRole("link", { name: "Edit" }).click();
  const drawer = drawerOf(page);
  await expect(drawer.getByLabel("Last Name")).toHaveValue("Nurse");
  await drawer.getByLabel("Last Name").fill("Nurse-Smith");
  await context.setOffline(true);
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByText("The server cannot be reached")).toBeVisible();
  await expect(drawer.getByLabel("Last Name")).toHaveValue("Nurse-Smith");
  await context.setOffline(false);
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(panelOf(page, "Camille Nurse-Smith")).toBeVisible();
});

test("with the server gone, a search says so, and goes on when it is back", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectNoAnswer();
  await openStaff(page, practice);
  // A part of the app that is on its way would be missed too.
  await page.waitForLoadState("networkidle");
  await practice.stop();
  await page.getByRole("searchbox").fill("marcus");
  await expect(page.getByText("The server cannot be reached").first()).toBeVisible();
  await expect(page.getByText(/no staff/i)).toHaveCount(0);
  await practice.restart();
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(rowOf(page, "Marcus Staff")).toBeVisible();
  await expect(page.getByText("Showing 1 of 1 records")).toBeVisible();
});

for (const [what, fulfil] of [
  [
    "a 500 with a problem",
    {
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "urn:staffroom:problem:internal",
        title: "Something went wrong on the server",
        status: 500,
        code: "internal",
        request_id: "01J-request",
      }),
    },
  ],
  ["a proxy's page", { status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }],
  ["nonsense with 200", { status: 200, contentType: "application/json", body: "{]" }],
] as const) {
  test(`${what} in the panel, the drawer and the question: words, and a way on`, async ({
    page,
    practice,
    faults,
  }) => {
    faults.expectStatus(500, 502);
    await openStaff(page, practice);
    await page.route("**/api/v1/staff/*", (route) => route.fulfill(fulfil));
    await rowOf(page, "Camille Nurse").getByRole("link", { name: "View" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
    await page.unroute("**/api/v1/staff/*");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await panelOf(page, "Camille Nurse").getByRole("link", { name: "Edit" }).click();

    const drawer = drawerOf(page);
    await drawer.getByLabel("Last Name").fill("Nurse-Smith");
    await page.route("**/api/v1/staff/*", (route) =>
      route.request().method() === "PATCH" ? route.fulfill(fulfil) : route.continue(),
    );
    await drawer.getByRole("button", { name: "Save" }).click();
    await expect(drawer.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
    await expect(drawer.getByLabel("Last Name")).toHaveValue("Nurse-Smith");

    await page.route("**/password-reset", (route) => route.fulfill(fulfil), { times: 1 });
    await drawer.getByRole("button", { name: "Reset Password" }).click();
    const dialog = resetDialogOf(page, "Camille Nurse");
    await dialog.getByRole("button", { name: "Send link" }).click();
    await expect(dialog.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
    await dialog.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
  });
}

test("a path that is no page of the app is a small page of its own, with 404", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectStatus(404);
  for (const path of ["/nothing", "/staff/x/y/z", "/sign-in/"]) {
    const answer = await page.goto(practice.url + path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no page here" })).toBeVisible();
  }
  await page.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("someone else deactivates the person in the meantime: the question says so", async ({
  page,
  practice,
  faults,
}) => {
  faults.expectStatus(409);
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  await drawer.getByRole("button", { name: "Reset Password" }).click();
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/deactivate`);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("The account is not active.").first()).toBeVisible();
});

test("the panel does not show one person's data under another's name while it loads", async ({
  page,
  practice,
}) => {
  await openStaff(page, practice);
  await openPerson(page, "Camille Nurse");
  await page.route("**/api/v1/staff/*", async (route) => {
    await new Promise((done) => setTimeout(done, 1_000));
    await route.continue();
  });
  await rowOf(page, "Marcus Staff").getByRole("link", { name: "View" }).click();
  await expect(page).not.toHaveURL(/deactivate/);
  await expect(panelOf(page, "Marcus Staff").getByText("cnurse@email.xyz")).toHaveCount(0);
  await expect(panelOf(page, "Marcus Staff").getByText("mstaff@email.xyz")).toBeVisible();
});

test("without scripts, the page says what it needs", async ({ elsewhere }) => {
  const page = await (await elsewhere({ javaScriptEnabled: false })).newPage();
  await page.goto("/sign-in");
  await expect(page.getByText(/JavaScript/).first()).toBeVisible();
});
