import { expect, test } from "../support/test";
import { MINUTE, MovedClock } from "../support/clock";
import { openPerson, openStaff, panelOf, resetDialogOf } from "../support/steps";

test("a link's life is told in the panel, and how long it is valid can be chosen", async ({ page, practice, mail }) => {
  const api = await practice.signedIn();
  const id = await api.idOf("camilles");
  await api.post(`/api/v1/staff/${id}/password-reset`, {});
  await openStaff(page, practice, `/staff/${id}`);
  const panel = panelOf(page, "Camille Nurse");
  const steps = panel.getByRole("list", { name: "What happened to the link" }).getByRole("listitem");
  await expect(steps.first()).toContainText("Queued by Morgan Manager");
  await expect(steps.filter({ hasText: "Sent" })).toBeVisible();

  await panel.getByRole("button", { name: "Send again" }).click();
  const dialog = resetDialogOf(page, "Camille Nurse");
  await expect(dialog.getByLabel("Valid for")).toHaveValue(String(72 * 60 * MINUTE));
  await dialog.getByLabel("Valid for").selectOption("1 hour");
  await expect(dialog).toContainText("and is valid for 1 hour.");
  await dialog.getByRole("button", { name: "Send link" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => mail.mails.length).toBe(2);
  const { password_reset: newest } = await api.person("camilles");
  expect(newest.expires_at - newest.requested_at).toBe(60 * MINUTE);

  await page.reload();
  await panel.getByText("Earlier links").click();
  await expect(panel.getByText(/^Replaced by Morgan Manager/)).toBeVisible();
});

test.describe("by the moved clock of the server", () => {
  test.skip(!MovedClock.isPossible, "moving the server's clock works on Linux only");
  test.use({ hasMovedClock: true });

  test("mail that does not leave is shown over the table, until it does", async ({ page, practice, mail, clock }) => {
    test.slow();
    await mail.stop();
    await openStaff(page, practice);
    const api = await practice.signedIn();
    await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
    await clock.moveTo(6 * MINUTE);
    await page.reload();
    const banner = page.getByRole("status").filter({ hasText: "Mail has not been leaving since" });
    await expect(banner).toContainText("The mail server cannot be reached.");
    const panel = await openPerson(page, "Camille Nurse");
    await expect(panel.getByText("Not sent yet.")).toBeVisible();
    await mail.start();
    await clock.moveTo(14 * MINUTE);
    await expect(banner).toHaveCount(0, { timeout: 45_000 });
  });
});
