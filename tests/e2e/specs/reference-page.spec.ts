import { expect, test } from "../support/test";
import {
  NEW_PASSWORD,
  drawerOf,
  openLink,
  panelOf,
  resetDialogOf,
  rowOf,
  setPassword,
  signIn,
  signOut,
} from "../support/steps";

/** The page that the product grew from, from its first step to its last, by a real mail. */
test("a staff member's password is reset, for real", async ({ practice, mail, page, elsewhere }) => {
  await test.step("the administrator signs in", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);
    await signIn(page, practice.administrator);
    await expect(page).toHaveURL(`${practice.url}/staff`);
  });

  await test.step("Account > Practice Management > General Management > Staff", async () => {
    const menu = page.getByRole("navigation", { name: "Main" });
    for (const heading of ["Account", "Practice Management", "General Management"]) {
      await expect(menu.getByText(heading, { exact: true })).toBeVisible();
    }
    await menu.getByRole("link", { name: "Staff", exact: true }).click();
    const breadcrumb = page.getByRole("navigation", { name: "Breadcrumb" });
    await expect(breadcrumb.getByRole("listitem")).toHaveText([
      "Account",
      "Practice Management",
      "General Management",
      "Staff",
    ]);
    await expect(breadcrumb.getByRole("link")).toHaveCount(0);
    await expect(page.getByRole("columnheader")).toHaveText(["Staff", "2-Factor Auth", "Action"]);
    const camille = rowOf(page, "Camille Nurse");
    for (const text of [
      "Nurse (System)",
      "Username: camilles",
      "Email: cnurse@email.xyz",
      "Cell Phone: 111-222-3333",
      "Primary Provider: Hannah Provider",
    ]) {
      await expect(camille).toContainText(text);
    }
    await expect(rowOf(page, "Marcus Staff")).not.toContainText("Cell Phone");
    await expect(camille.getByRole("link", { name: "Deactivate", exact: true })).toBeVisible();
    await expect(page.getByText("Showing 6 of 6 records")).toBeVisible();
    await expect(page.getByText("You have reached the end.")).toBeVisible();
  });

  await test.step("View", async () => {
    await rowOf(page, "Camille Nurse").getByRole("link", { name: "View", exact: true }).click();
    await expect(page).toHaveURL(/\/staff\/[\w-]+$/);
    const panel = panelOf(page, "Camille Nurse");
    await expect(panel.getByRole("heading", { name: "Basic" })).toBeVisible();
    const fields = [
      ["First Name", "Camille"],
      ["Care Team Role", "General nurse (occupation)"],
      ["Email", "cnurse@email.xyz"],
      ["Last Name", "Nurse"],
      ["Care Team Identifier", "-"],
      ["Cell Phone", "111-222-3333"],
      ["Primary Provider", "Hannah Provider"],
      ["Username", "camilles"],
      ["Home Phone", "-"],
    ];
    await expect(
      panel
        .getByRole("term")
        .filter({ hasText: new RegExp(`^(${fields.map(([label]) => label).join("|")})$`) }),
    ).toHaveText(fields.map(([label]) => label!));
    for (const [label, value] of fields) {
      const term = panel.getByRole("term").filter({ hasText: new RegExp(`^${label}$`) });
      await expect(term.locator("xpath=following-sibling::dd[1]")).toHaveText(value!);
    }
    await expect(panel.getByRole("columnheader")).toHaveText(["Setting", "Status", "Detail"]);
    await expect(
      panel
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader") })
        .getByRole("rowheader"),
    ).toHaveText(["App Unlock PIN", "Enable email update", "Restrict offices", "Send daily billing report"]);
  });

  await test.step("Edit", async () => {
    await panelOf(page, "Camille Nurse").getByRole("link", { name: "Edit", exact: true }).click();
    await expect(page).toHaveURL(/\/staff\/[\w-]+\/edit$/);
    const drawer = drawerOf(page);
    await expect(drawer.getByText("Staff Information")).toBeVisible();
    await expect(drawer.getByLabel("First Name")).toHaveValue("Camille");
    await expect(drawer.getByLabel("Username")).toHaveValue("camilles");
    await expect(drawer.getByRole("button", { name: "Change Email" })).toBeVisible();
  });

  await test.step("Reset Password", async () => {
    await drawerOf(page).getByRole("button", { name: "Reset Password", exact: true }).click();
    const dialog = resetDialogOf(page, "Camille Nurse");
    await expect(dialog).toContainText("cnurse@email.xyz");
    await expect(dialog).toContainText("72 hours");
    await dialog.getByRole("button", { name: "Send link", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/Queued.*Camille Nurse.*cnurse@email\.xyz.*valid until/)).toBeVisible();
  });

  const { link } = await mail.mailTo("cnurse@email.xyz");
  const hers = await (await elsewhere()).newPage();

  await test.step("the person selects the link in their mail, and chooses a new password", async () => {
    await openLink(hers, link);
    await expect(hers).toHaveURL(`${practice.url}/reset-password`);
    await expect(hers.getByLabel("Username")).toHaveValue("camilles");
    await expect(hers.getByRole("link", { name: "Sign in" })).toHaveCount(0);
    await setPassword(hers);
    await expect(hers.getByRole("button", { name: "Set password" })).toHaveCount(0);
  });

  await test.step("then they sign in with it", async () => {
    await hers.getByRole("link", { name: "Sign in", exact: true }).click();
    await expect(hers).toHaveURL(/\/sign-in/);
    await signIn(hers, { username: "camilles", password: NEW_PASSWORD });
    await expect(hers.getByText("Camille Nurse").first()).toBeVisible();
    await signOut(hers);
    await expect(hers).toHaveURL(/\/sign-in/);
  });

  await test.step("the administrator sees that the link was used", async () => {
    await page.goto(page.url().replace(/\/edit$/, ""));
    await expect(panelOf(page, "Camille Nurse")).toContainText("Used");
    await signOut(page);
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe("in the demo, without a mail server", () => {
  test.use({ mailGoes: "into the mailbox" });

  test("the whole path can be clicked through, by the built-in mailbox", async ({ practice, page }) => {
    await page.goto("/sign-in");
    await signIn(page, practice.administrator);
    await rowOf(page, "Marcus Staff").getByRole("link", { name: "View" }).click();
    await page.getByRole("link", { name: "Edit" }).click();
    await drawerOf(page).getByRole("button", { name: "Reset Password" }).click();
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText(/Queued.*Marcus Staff/)).toBeVisible();

    await page.goto(practice.mailbox!);
    const link = page.getByRole("link", { name: `${practice.url}/reset-password#` });
    await expect(async () => {
      await page.reload();
      await expect(link).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByText("mstaff@email.xyz").first()).toBeVisible();
    await link.click();
    await setPassword(page);
    await page.getByRole("link", { name: "Sign in" }).click();
    await signIn(page, { username: "marcusstaff", password: NEW_PASSWORD });
    await expect(page.getByText("Marcus Staff").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  });
});
