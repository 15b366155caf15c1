import { expect, test } from "../support/test";
import { HOUR, MINUTE, MovedClock } from "../support/clock";
import { NEW_PASSWORD, openDrawer, openLink, openStaff, panelOf, setPassword } from "../support/steps";

const CAMILLE = "cnurse@email.xyz";

test.describe("by the moved clock of the server", () => {
  test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
  test.use({ hasMovedClock: true });

  test("a link works after 71 h 59 m, and has expired after 72 h 0 m 2 s", async ({
    page,
    practice,
    mail,
    clock,
    faults,
  }) => {
    faults.expectStatus(410);
    const api = await practice.signedIn();
    const camille = await api.idOf("camilles");
    const marcus = await api.idOf("marcusstaff");
    const hers = await api.post(`/api/v1/staff/${camille}/password-reset`, {});
    expect(hers.json.expires_at - hers.json.requested_at).toBe(72 * HOUR);
    await api.post(`/api/v1/staff/${marcus}/password-reset`, {});
    const links = { camille: await mail.mailTo(CAMILLE), marcus: await mail.mailTo("mstaff@email.xyz") };

    await clock.moveTo(71 * HOUR + 59 * MINUTE);
    const other = await page.context().newPage();
    await openLink(other, links.marcus.link);
    await openLink(page, links.camille.link);
    await setPassword(page);
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

    await clock.moveTo(72 * HOUR + 2);
    await setPassword(other);
    await expect(other.getByText(/expired/i).first()).toBeVisible();
    await page.goto("about:blank");
    await page.goto(links.marcus.link);
    await expect(page.getByText(/expired/i).first()).toBeVisible();
    await expect(page.getByLabel("New password", { exact: true })).toHaveCount(0);
    const { status } = await practice
      .api()
      .post("/api/v1/session", { username: "marcusstaff", password: NEW_PASSWORD });
    expect(status).toBe(401);
  });

  test("the administrator sees that a link has expired", async ({ page, practice, clock }) => {
    const api = await practice.signedIn();
    const id = await api.idOf("camilles");
    await api.post(`/api/v1/staff/${id}/password-reset`, {});
    await clock.moveTo(73 * HOUR);
    await openStaff(page, practice, `/staff/${id}`);
    await expect(panelOf(page, "Camille Nurse").getByText("Expired").first()).toBeVisible();
  });

  test("a session falls idle after 15 minutes, and not before", async ({ practice, clock }) => {
    const api = await practice.signedIn();
    for (let turn = 1; turn <= 3; turn += 1) {
      await clock.moveTo(turn * 14 * MINUTE);
      expect((await api.get("/api/v1/session")).status).toBe(200);
    }
    await clock.moveTo(3 * 14 * MINUTE + 16 * MINUTE);
    expect((await api.get("/api/v1/session")).status).toBe(401);
  });

  test("a timer's requests do not keep a session from falling idle", async ({ practice, clock }) => {
    const api = await practice.signedIn();
    const id = await api.idOf("camilles");
    await clock.moveTo(10 * MINUTE);
    expect((await api.get(`/api/v1/staff/${id}`, { headers: { "staffroom-background": "1" } })).status).toBe(
      200,
    );
    await clock.moveTo(16 * MINUTE);
    expect((await api.get(`/api/v1/staff/${id}`, { headers: { "staffroom-background": "1" } })).status).toBe(
      401,
    );
  });

  test("a session ends after 8 hours, however busy", async ({ practice, clock }) => {
    const api = await practice.signedIn();
    for (let elapsed = 10 * MINUTE; elapsed < 8 * HOUR; elapsed += 10 * MINUTE) {
      await clock.moveTo(elapsed);
      expect((await api.get("/api/v1/session")).status, `${elapsed / MINUTE} minutes`).toBe(200);
    }
    await clock.moveTo(8 * HOUR + 2);
    expect((await api.get("/api/v1/session")).status).toBe(401);
  });

  test("a session that ends in mid-edit asks to sign in over the page, and nothing typed is lost", async ({
    page,
    practice,
    clock,
    faults,
  }) => {
    faults.expectStatus(401);
    await openStaff(page, practice);
    const drawer = await openDrawer(page, "Camille Nurse");
    await drawer.getByLabel("Home Phone").fill("777-888-9999");
    await clock.moveTo(16 * MINUTE);
    await drawer.getByRole("button", { name: "Save" }).click();
    const ended = page.getByRole("dialog", { name: "Your session has ended" });
    await expect(ended.getByLabel("Username")).toHaveValue(practice.administrator.username);
    await ended.getByLabel("Password").fill(practice.administrator.password);
    await ended.getByRole("button", { name: "Sign in" }).click();
    await expect(drawer.getByLabel("Home Phone")).toHaveValue("777-888-9999");
    await drawer.getByRole("button", { name: "Save" }).click();
    await expect(panelOf(page, "Camille Nurse")).toContainText("777-888-9999");
  });
});
