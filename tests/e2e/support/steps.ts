import { expect, type Locator, type Page } from "@playwright/test";
import type { Credentials, Practice } from "./practice";

/** A password that no test's practice has yet, and that the rules accept. */
export const NEW_PASSWORD = "a new and long enough password";

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, { username, password }: Credentials): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs out, and waits until the server knows of it. */
export async function signOut(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.getByRole("button", { name: "Sign out" }).click();
  await answered;
}

/** Opens the staff table as the practice's administrator. */
export async function openStaff(page: Page, practice: Practice, path = "/staff"): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, practice.administrator);
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "View" }).first()).toBeVisible();
}

/** The row of a person in the staff table. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) });
}

/** The detail panel. */
export function panelOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name });
}

/** Opens a person's detail panel from the staff table. */
export async function openPerson(page: Page, name: string): Promise<Locator> {
  await rowOf(page, name).getByRole("link", { name: "View" }).click();
  const panel = panelOf(page, name);
  await expect(panel.getByRole("link", { name: "Edit" })).toBeVisible();
  return panel;
}

/** The Update Staff drawer. */
export function drawerOf(page: Page): Locator {
  return page.getByRole("dialog", { name: "Update Staff" });
}

/** Opens a person's Update Staff drawer from the staff table. */
export async function openDrawer(page: Page, name: string): Promise<Locator> {
  const panel = await openPerson(page, name);
  await panel.getByRole("link", { name: "Edit" }).click();
  await expect(drawerOf(page)).toBeVisible();
  return drawerOf(page);
}

/** The dialog that asks whether to send a link. */
export function resetDialogOf(page: Page, name: string): Locator {
  return page.getByRole("dialog", { name: `Send ${name} a password reset link?` });
}

/** Sends a person a reset link, from the staff table on. Leaves the drawer open. */
export async function sendLink(page: Page, name: string): Promise<void> {
  const drawer = await openDrawer(page, name);
  await drawer.getByRole("button", { name: "Reset Password" }).click();
  await resetDialogOf(page, name).getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`Queued: a password reset link for ${name}`)).toBeVisible();
}

/** Opens a reset link and waits until the page can be used. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
}

/** Sets a password on the landing page. */
export async function setPassword(page: Page, password = NEW_PASSWORD): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
}

/** Uses a reset link from its opening to the end. */
export async function useLink(page: Page, link: string, password = NEW_PASSWORD): Promise<void> {
  await openLink(page, link);
  await setPassword(page, password);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** Fails if the page is wider than the screen. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const widths = await page.evaluate(
    () => [document.documentElement.scrollWidth, window.innerWidth] as const,
  );
  expect(widths[0], "the page's width, on this screen").toBeLessThanOrEqual(widths[1]);
}
