import { resolve } from "node:path";
import { expect, test } from "./support/test";
import { phone } from "./support/browser";
import { drawerOf, openLink, openStaff, panelOf, sendLink } from "./support/steps";

/** Where the README's pictures stand. */
const picture = (name: string) => resolve(import.meta.dirname, "../../docs/screenshots", `${name}.png`);

test.use({ staff: 48 });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the staff page, the drawer and the question", async ({ page, practice }) => {
      await openStaff(page, practice);
      await sendLink(page, "Camille Nurse");
      await page.keyboard.press("Escape");
      const panel = panelOf(page, "Camille Nurse");
      await expect(panel.getByText("Sent", { exact: true })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText("Queued:")).toBeHidden();
      await page.mouse.move(0, 0);
      await page.screenshot({ path: picture(`staff-${colorScheme}`) });

      await panel.getByRole("link", { name: "Edit" }).click();
      const drawer = drawerOf(page);
      await expect(drawer.getByLabel("Username")).toHaveValue("camilles");
      await page.screenshot({ path: picture(`update-staff-${colorScheme}`), animations: "disabled" });
      await drawer.getByRole("button", { name: "Reset Password" }).click();
      await expect(page.getByRole("button", { name: "Send link" })).toBeVisible();
      await page.screenshot({ path: picture(`reset-password-${colorScheme}`), animations: "disabled" });
    });
  });
}

test.describe("on a phone", () => {
  test.use({ ...phone, deviceScaleFactor: 2 });

  test("the landing page and the staff table", async ({ page, practice, mail }) => {
    const api = await practice.signedIn();
    await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
    await openLink(page, (await mail.mailTo("cnurse@email.xyz")).link);
    await page.screenshot({ path: picture("reset-password-phone"), animations: "disabled" });
    await openStaff(page, practice);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: picture("staff-phone"), animations: "disabled" });
  });
});
