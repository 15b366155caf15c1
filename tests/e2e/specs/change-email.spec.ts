import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import type { Mail, MailServer } from "../support/mail";
import {
  drawerOf,
  expectNoSidewaysScrolling,
  openDrawer,
  openPerson,
  openStaff,
  panelOf,
} from "../support/steps";

const OLD = "cnurse@email.xyz";
const NEW = "camille@home.example";
const NAME = "Camille Nurse";

/** The newest mail to an address whose subject says this. */
async function mailTo(mail: MailServer, address: string, subject: string): Promise<Mail> {
  const found = () =>
    mail.mails.filter((each) => each.recipients.includes(address) && each.subject.includes(subject));
  await expect.poll(() => found().length, { timeout: 20_000 }).toBeGreaterThan(0);
  return found().at(-1)!;
}

const confirmation = (mail: MailServer, address = NEW) => mailTo(mail, address, "Confirm your email address");
const warning = (mail: MailServer) => mailTo(mail, OLD, "is to be changed");

/** Asks for another address in the drawer, with the keyboard alone. */
async function ask(page: Page, address: string): Promise<void> {
  const drawer = await openDrawer(page, NAME);
  await drawer.getByRole("button", { name: "Change Email" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Change the email of ${NAME}` });
  await expect(dialog.getByLabel("New Email")).toBeFocused();
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
}

test("an address changes once it is confirmed, by keyboard alone", async ({ page, practice, mail, elsewhere, faults }) => {
  faults.expectStatus(410);
  await openStaff(page, practice);
  await ask(page, NEW);
  await expect(drawerOf(page).getByText(`Queued: a link goes to ${NEW}`)).toBeVisible();
  await expect(drawerOf(page).getByRole("button", { name: "Change Email" })).toBeFocused();
  await expect(drawerOf(page).getByText("Not confirmed")).toBeVisible();
  await expect(drawerOf(page).getByRole("textbox", { name: "Email", exact: true })).toHaveValue(OLD);
  await expectAccessible(page, "the drawer with a change that waits");

  expect((await warning(mail)).text).toContain(NEW);
  const theirs = await (await elsewhere()).newPage();
  await theirs.goto((await confirmation(mail)).link);
  await expect(theirs.getByRole("heading", { name: "Confirm your email address" })).toBeVisible();
  expect(new URL(theirs.url()).hash).toBe("");
  await expectAccessible(theirs, "the question whether to confirm");
  // Opening it has changed nothing.
  expect((await (await practice.signedIn()).person("camilles")).staff.email).toBe(OLD);
  await theirs.keyboard.press("Tab");
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("heading", { name: "Your email address is confirmed" })).toBeFocused();
  await expectAccessible(theirs, "the confirmed address");
  expect((await (await practice.signedIn()).person("camilles")).staff.email).toBe(NEW);
  await mailTo(mail, OLD, "Your email address was changed");
  await mailTo(mail, NEW, "Your email address was changed");

  await page.keyboard.press("Escape");
  await page.reload();
  await expect(panelOf(page, NAME).getByText(NEW)).toBeVisible();
  await expect(panelOf(page, NAME).getByText("Not confirmed")).toBeHidden();

  // The same link again says what became of it.
  await theirs.goto((await confirmation(mail)).link);
  await theirs.getByRole("button", { name: "Confirm" }).click();
  await expect(theirs.getByRole("heading", { name: "The new address is in force" })).toBeVisible();
});

test("an address that cannot be had is refused at its field", async ({ page, practice, faults }) => {
  faults.expectStatus(422);
  await openStaff(page, practice);
  await ask(page, "mstaff@EMAIL.xyz");
  const dialog = page.getByRole("dialog", { name: `Change the email of ${NAME}` });
  const field = dialog.getByLabel("New Email");
  await expect(field).toHaveAccessibleDescription(/Marcus Staff already has this one/);
  await expect(field).toBeFocused();
  await expectAccessible(page, "a refused address");
  for (const [typed, says] of [
    ["", "Fill in New Email."],
    ["camille", "Enter an email address in the correct format"],
    [OLD, "this one is on file already"],
  ] as const) {
    await field.fill(typed);
    await page.keyboard.press("Enter");
    await expect(field).toHaveAccessibleDescription(new RegExp(says));
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(drawerOf(page).getByRole("button", { name: "Change Email" })).toBeFocused();
});

test("the old address can object, and nothing is changed", async ({ page, practice, mail, elsewhere, faults }) => {
  faults.expectStatus(410);
  await openStaff(page, practice);
  await ask(page, NEW);
  const theirs = await (await elsewhere()).newPage();
  await theirs.goto((await warning(mail)).link);
  await expect(theirs.getByRole("heading", { name: "Keep your email address" })).toBeVisible();
  await expectAccessible(theirs, "the question whether to object");
  await theirs.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(theirs.getByRole("heading", { name: "Your email address stays as it is" })).toBeVisible();
  await expectAccessible(theirs, "the objection");

  const other = await (await elsewhere()).newPage();
  await other.goto((await confirmation(mail)).link);
  await other.getByRole("button", { name: "Confirm" }).click();
  await expect(other.getByRole("heading", { name: "This change is off" })).toBeVisible();
  await expectAccessible(other, "a change that is off");
  expect((await (await practice.signedIn()).person("camilles")).staff.email).toBe(OLD);
});

test("a change that waits is sent again and cancelled in the panel", async ({ page, practice, mail }) => {
  await openStaff(page, practice);
  await ask(page, NEW);
  await confirmation(mail);
  await page.keyboard.press("Escape");
  const panel = panelOf(page, NAME);
  await panel.getByRole("button", { name: "Send again the mail to the new address" }).click();
  await expect(panel.getByText(`Queued: the mail goes to ${NEW} again.`)).toBeVisible();
  await expect
    .poll(() => mail.mails.filter((each) => each.recipients.includes(NEW)).length, { timeout: 20_000 })
    .toBe(2);
  const [first, second] = mail.mails.filter((each) => each.recipients.includes(NEW));
  expect(second!.link).toBe(first!.link);

  await panel.getByRole("button", { name: "Cancel the change of email" }).click();
  const question = page.getByRole("dialog", { name: `Cancel the change of email of ${NAME}?` });
  await expect(question.getByRole("button", { name: "Cancel", exact: true })).toBeFocused();
  await expectAccessible(page, "the question whether to cancel");
  await question.getByRole("button", { name: "Cancel change" }).click();
  await expect(panel.getByText(`The change of email of ${NAME} was cancelled.`)).toBeVisible();
  await expect(panel.getByText("Not confirmed")).toBeHidden();
  await expect(panel.getByRole("heading", { name: NAME })).toBeFocused();
});

test("on a phone, with the code from the mail", async ({ practice, mail, elsewhere, page }) => {
  await openStaff(page, practice);
  await ask(page, NEW);
  const phone = await elsewhere({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const theirs = await phone.newPage();
  await theirs.goto("/confirm-email");
  await expectAccessible(theirs, "the page without a code");
  await theirs.getByLabel("Code from the mail").fill((await confirmation(mail)).code);
  await theirs.getByRole("button", { name: "Continue" }).click();
  await expectNoSidewaysScrolling(theirs);
  await theirs.getByRole("button", { name: "Confirm" }).click();
  await expect(theirs.getByRole("heading", { name: "Your email address is confirmed" })).toBeVisible();

  const narrow = await elsewhere({ viewport: { width: 390, height: 844 } });
  const admin = await narrow.newPage();
  await openStaff(admin, practice);
  await openPerson(admin, NAME);
  await expect(panelOf(admin, NAME).getByText(NEW)).toBeVisible();
  await expectNoSidewaysScrolling(admin);
});
