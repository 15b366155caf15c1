import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import {
  drawerOf,
  openLink,
  openStaff,
  panelOf,
  resetDialogOf,
  rowOf,
  setPassword,
  signIn,
} from "../support/steps";

const ways = [
  ["in light", { colorScheme: "light" }],
  ["in dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone in dark", { ...phone, colorScheme: "dark" }],
] as const;

for (const [way, options] of ways) {
  test.describe(way, () => {
    test.use({ ...options });

    test("every page and state of the staff pages", async ({ page, practice, faults, context }) => {
      faults.expectStatus(401, 404, 500);
      faults.expectNoAnswer();
      const id = await (await practice.signedIn()).idOf("camilles");
      await page.goto("/sign-in");
      await expect(page.getByLabel("Username")).toBeFocused();
      await expectAccessible(page, "the sign-in page");
      await signIn(page, { username: "nobody", password: "nothing" });
      await expect(page.getByText("password is wrong")).toBeVisible();
      await expectAccessible(page, "the sign-in page after a refusal");

      await openStaff(page, practice);
      await expectAccessible(page, "the staff table");
      await page.getByRole("searchbox").fill("zzzz");
      await expect(page.getByText("No staff match")).toBeVisible();
      await expectAccessible(page, "a search that finds nobody");
      await page.goto("/staff/nobody");
      await expect(page.getByText("Nobody on the staff has this address.")).toBeVisible();
      await expectAccessible(page, "the panel of nobody");

      await page.goto(`/staff/${id}`);
      await expect(panelOf(page, "Camille Nurse")).toContainText("camilles");
      await expectAccessible(page, "the detail panel");
      await panelOf(page, "Camille Nurse").getByRole("link", { name: "Edit" }).click();
      const drawer = drawerOf(page);
      await expect(drawer.getByLabel("Username")).toHaveValue("camilles");
      await expectAccessible(page, "the drawer");
      await drawer.getByRole("button", { name: "Reset Password" }).click();
      await expect(resetDialogOf(page, "Camille Nurse")).toBeVisible();
      await expectAccessible(page, "the question whether to send a link");
      await page.getByRole("button", { name: "Send link" }).click();
      await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
      await expectAccessible(page, "the drawer after sending a link");
      await drawer.getByLabel("First Name").fill("");
      await drawer.getByLabel("Username").fill("a b");
      await drawer.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("There is a problem")).toBeVisible();
      await expectAccessible(page, "the drawer with refused fields");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
      await expectAccessible(page, "the question whether to leave");
      await page.getByRole("button", { name: "Leave" }).click();
      await expect(panelOf(page, "Camille Nurse").getByRole("button", { name: "Revoke" })).toBeVisible();
      await expectAccessible(page, "the panel with a live link");
      await page.getByRole("button", { name: "Revoke" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "the question whether to revoke");

      await page.goto(`/staff/${id}/deactivate`);
      await expect(page.getByRole("dialog", { name: "Deactivate Camille Nurse?" })).toBeVisible();
      await expectAccessible(page, "the question whether to deactivate");
      await page.getByRole("button", { name: "Deactivate" }).click();
      await expect(panelOf(page, "Camille Nurse")).toContainText("Inactive");
      await panelOf(page, "Camille Nurse").getByRole("link", { name: "Close" }).click();
      await expect(rowOf(page, "Camille Nurse")).toContainText("Inactive");
      await expectAccessible(page, "the table with somebody inactive");

      await page.route("**/api/v1/staff?*", (route) => route.fulfill({ status: 500 }));
      await page.getByRole("searchbox").fill("marcus");
      await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
      await expectAccessible(page, "a load that failed");
      await page.unroute("**/api/v1/staff?*");
      await context.clearCookies();
      await page.getByRole("searchbox").fill("jamie");
      await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
      await expectAccessible(page, "the question to sign in again");
    });

    test("every state of the landing page", async ({ page, practice, mail, faults }) => {
      faults.expectStatus(410);
      const api = await practice.signedIn();
      await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
      const { link } = await mail.mailTo("cnurse@email.xyz");
      await page.goto("/reset-password");
      await expect(page.getByRole("textbox", { name: /code/i })).toBeVisible();
      await expectAccessible(page, "the field for the code");
      await openLink(page, link);
      await expectAccessible(page, "the field for the password");
      await setPassword(page, "too short");
      await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page, "a refused password");
      await setPassword(page);
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
      await expectAccessible(page, "done");
      await page.goto("about:blank");
      await page.goto(link);
      await expect(page.getByText(/already (been )?used/i).first()).toBeVisible();
      await expectAccessible(page, "a dead link");
    });

    test("the page of someone without Manage Accounts, and the page that is none", async ({
      page,
      practice,
      mail,
      faults,
    }) => {
      faults.expectStatus(404);
      const api = await practice.signedIn();
      await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
      const { code } = await mail.mailTo("cnurse@email.xyz");
      const password = "a password of Camille's own";
      await practice
        .api()
        .post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password });
      await page.goto("/sign-in");
      await signIn(page, { username: "camilles", password });
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
      await expectAccessible(page, "the page of someone without Manage Accounts");
      await page.goto("/nothing");
      await expectAccessible(page, "the page that is none");
    });

    test.describe("in the demo", () => {
      test.use({ mailGoes: "into the mailbox" });

      test("the mailbox, empty and with a mail", async ({ page, practice }) => {
        await page.goto(practice.mailbox!);
        await expectAccessible(page, "the empty mailbox");
        const api = await practice.signedIn();
        await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
        await expect(async () => {
          await page.reload();
          await expect(page.getByText("cnurse@email.xyz").first()).toBeVisible({ timeout: 500 });
        }).toPass();
        await expectAccessible(page, "the mailbox with a mail");
      });
    });
  });
}
