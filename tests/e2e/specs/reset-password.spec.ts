import { expect, test } from "../support/test";
import {
  drawerOf,
  openDrawer,
  openPerson,
  openStaff,
  panelOf,
  resetDialogOf,
  sendLink,
} from "../support/steps";

const CAMILLE = "cnurse@email.xyz";

test("the question names the person, the address and the time; Cancel sends nothing", async ({
  page,
  practice,
  mail,
}) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  const opener = drawer.getByRole("button", { name: "Reset Password" });
  for (const way of ["Cancel", "Escape"]) {
    await opener.click();
    const dialog = resetDialogOf(page, "Camille Nurse");
    await expect(dialog).toContainText(CAMILLE);
    await expect(dialog).toContainText("72 hours");
    if (way === "Cancel") await dialog.getByRole("button", { name: "Cancel" }).click();
    else await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
    await expect(drawer).toBeVisible();
  }
  expect((await (await practice.signedIn()).person("camilles")).password_reset).toBeNull();
  expect(mail.mails).toHaveLength(0);
});

test("the dialog follows the drawer in the document", async ({ page, practice }) => {
  await openStaff(page, practice);
  await (await openDrawer(page, "Camille Nurse")).getByRole("button", { name: "Reset Password" }).click();
  await expect(resetDialogOf(page, "Camille Nurse")).toBeVisible();
  await expect(page.getByRole("dialog").last()).toHaveAccessibleName(
    "Send Camille Nurse a password reset link?",
  );
});

test("a double click on Send link is one mail", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  await (await openDrawer(page, "Camille Nurse")).getByRole("button", { name: "Reset Password" }).click();
  await page.getByRole("button", { name: "Send link" }).dblclick();
  await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
  await mail.mailTo(CAMILLE);
  await sendLinkTo(page, "Marcus Staff");
  await mail.mailTo("mstaff@email.xyz");
  expect(mail.to(CAMILLE)).toHaveLength(1);
});

test("an impatient Enter and click during a slow answer is one mail, and the button keeps its name", async ({
  page,
  practice,
  mail,
}) => {
  await openStaff(page, practice);
  await (await openDrawer(page, "Camille Nurse")).getByRole("button", { name: "Reset Password" }).click();
  await page.route("**/password-reset", async (route) => {
    await new Promise((done) => setTimeout(done, 1_500));
    await route.continue();
  });
  const send = page.getByRole("button", { name: "Send link", exact: true });
  await send.click();
  for (let time = 0; time < 3; time += 1) {
    await page.keyboard.press("Enter");
    await expect(send).toBeVisible();
    await send.click({ force: true, timeout: 300 }).catch(() => {});
  }
  await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
  await sendLinkTo(page, "Marcus Staff");
  await mail.mailTo("mstaff@email.xyz");
  expect(mail.to(CAMILLE)).toHaveLength(1);
});

test("an answer that is lost after the act, and asked for again, is one mail", async ({
  page,
  practice,
  mail,
  faults,
}) => {
  faults.expectNoAnswer();
  await openStaff(page, practice);
  await (await openDrawer(page, "Camille Nurse")).getByRole("button", { name: "Reset Password" }).click();
  await page.route(
    "**/password-reset",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  const send = page.getByRole("button", { name: "Send link" });
  await send.click();
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await send.click();
  await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
  await sendLinkTo(page, "Marcus Staff");
  await mail.mailTo("mstaff@email.xyz");
  expect(mail.to(CAMILLE)).toHaveLength(1);
});

test("the panel shows the link's state and its countdown; it can be sent again and revoked", async ({
  page,
  practice,
  mail,
}) => {
  await openStaff(page, practice);
  await sendLink(page, "Camille Nurse");
  await page.keyboard.press("Escape");
  const panel = panelOf(page, "Camille Nurse");
  await expect(panel.getByText(/valid 7[12] h( \d+ m)? more/)).toBeVisible();
  await expect(panel.getByText("Sent", { exact: true })).toBeVisible({ timeout: 30_000 });
  const first = await mail.mailTo(CAMILLE);

  await panel.getByRole("button", { name: "Send again" }).click();
  await resetDialogOf(page, "Camille Nurse").getByRole("button", { name: "Send link" }).click();
  const second = await mail.mailTo(CAMILLE, 2);
  expect(second.code).not.toBe(first.code);

  await panel.getByRole("button", { name: "Revoke" }).click();
  const question = page.getByRole("dialog", { name: "Revoke the password reset link of Camille Nurse?" });
  await question.getByRole("button", { name: "Revoke" }).click();
  await expect(panel.getByText("Revoked").first()).toBeVisible();
  await expect(panel.getByRole("button", { name: "Revoke" })).toHaveCount(0);
  const inspected = await practice
    .api()
    .post("/api/v1/password-reset/inspect", { purpose: "password_reset", code: second.code });
  expect(inspected.json.code).toBe("reset_revoked");
});

test("that the link was opened is shown, and that this proves nothing", async ({
  page,
  practice,
  mail,
  elsewhere,
}) => {
  await openStaff(page, practice);
  await sendLink(page, "Camille Nurse");
  await page.keyboard.press("Escape");
  const hers = await (await elsewhere()).newPage();
  await hers.goto((await mail.mailTo(CAMILLE)).link);
  await expect(hers.getByRole("button", { name: "Set password" })).toBeVisible();
  await page.reload();
  await expect(panelOf(page, "Camille Nurse").getByText(/unverified/)).toBeVisible();
});

test("with the mail server down the answer is the same, and the mail goes out when it is back", async ({
  page,
  practice,
  mail,
}) => {
  await mail.stop();
  await openStaff(page, practice);
  await sendLink(page, "Camille Nurse");
  await page.keyboard.press("Escape");
  await expect(panelOf(page, "Camille Nurse").getByText("Queued", { exact: true })).toBeVisible();
  await mail.start();
  const { link } = await mail.mailTo(CAMILLE);
  expect(link).toContain(practice.url);
  await expect(panelOf(page, "Camille Nurse").getByText("Sent", { exact: true })).toBeVisible({
    timeout: 30_000,
  });
});

test("a mail that waits is not lost when the server ends", async ({ practice, mail }) => {
  await mail.stop();
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  await practice.stop();
  await mail.start();
  await practice.restart();
  expect((await mail.mailTo(CAMILLE)).link).toContain(practice.url);
});

test("who has been deactivated is offered no link, and the reason is said", async ({ page, practice }) => {
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/deactivate`);
  await openStaff(page, practice, "/staff?status=inactive");
  const drawer = await openDrawer(page, "Camille Nurse");
  const button = drawer.getByRole("button", { name: "Reset Password" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/not active/);
});

test("the mail says all that its reader needs, in text and in HTML", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  await sendLink(page, "Camille Nurse");
  const sent = await mail.mailTo(CAMILLE);
  expect(sent.recipients).toEqual([CAMILLE]);
  expect(sent.subject).not.toContain(sent.code);
  expect(sent.link).toBe(`${practice.url}/reset-password#${sent.code}`);
  expect(sent.code).toMatch(/^[\w-]{43}$/);
  for (const words of ["Cedar Hill Family Practice", "camilles"]) expect(sent.text).toContain(words);
  expect(sent.text.split("\n").map((line) => line.trim())).toContain(sent.code);
  expect(sent.text).toMatch(/\b(20\d\d)\b.*\b(EST|EDT|Eastern)/);
  expect(sent.text).toMatch(/did not (expect|ask)/);
  expect(sent.html).toContain(sent.link);
  expect(sent.html).toContain(sent.code);
  expect(sent.html).not.toMatch(/<img|<script|http:\/\/(?!localhost)/);
  expect(sent.header("auto-submitted")).toBe("auto-generated");
  expect(sent.header("message-id")).toMatch(/^<.+@.+>$/);
  await expect(drawerOf(page)).toBeVisible();
});

async function sendLinkTo(page: Parameters<typeof openPerson>[0], name: string): Promise<void> {
  await page.goto("/staff");
  await sendLink(page, name);
}
