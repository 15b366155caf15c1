import { expect, test } from "../support/test";
import type { Locator, Page } from "@playwright/test";
import { drawerOf, panelOf, resetDialogOf, rowOf } from "../support/steps";

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Whether what has the focus is drawn so that one can tell. */
async function expectFocusToBeSeen(page: Page): Promise<void> {
  const isSeen = await page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement!);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  });
  expect(isSeen, "the focus is seen").toBe(true);
}

test("by keyboard alone from signing in to Send link, and back", async ({ page, practice }) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("Username"));
  await page.keyboard.type(practice.administrator.username);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(practice.administrator.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/staff$/);
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();

  const view = rowOf(page, "Camille Nurse").getByRole("link", { name: "View" });
  await tabTo(page, view);
  await expectFocusToBeSeen(page);
  await page.keyboard.press("Enter");
  const edit = panelOf(page, "Camille Nurse").getByRole("link", { name: "Edit" });
  await expect(edit).toBeVisible();
  await tabTo(page, edit);
  await page.keyboard.press("Enter");

  const drawer = drawerOf(page);
  await expect(drawer).toBeVisible();
  await expect(drawer.locator(":focus")).toHaveCount(1);
  const reset = drawer.getByRole("button", { name: "Reset Password" });
  await tabTo(page, reset);
  await expectFocusToBeSeen(page);
  await page.keyboard.press("Enter");
  const dialog = resetDialogOf(page, "Camille Nurse");
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await tabTo(page, dialog.getByRole("button", { name: "Send link" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
  await expect(drawer.locator(":focus")).toHaveCount(1);

  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.locator("body:focus")).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
});

test("the skip link comes first and leads to the page", async ({ page, practice }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Username").fill(practice.administrator.username);
  await page.getByLabel("Password").fill(practice.administrator.password);
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  await page.reload();
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: /skip/i });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(
    true,
  );
});

test("a slash leads to the search, but not while one types", async ({ page, practice }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Username").fill(practice.administrator.username);
  await page.getByLabel("Password").fill(practice.administrator.password);
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Camille Nurse")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("a/b");
  await expect(page.getByRole("searchbox")).toHaveValue("a/b");
});

test("the focus stays within an open dialog", async ({ page, practice }) => {
  await page.goto(`/sign-in?next=/staff/${await (await practice.signedIn()).idOf("camilles")}/edit`);
  await page.getByLabel("Username").fill(practice.administrator.username);
  await page.getByLabel("Password").fill(practice.administrator.password);
  await page.keyboard.press("Enter");
  const drawer = drawerOf(page);
  await expect(drawer.getByLabel("First Name")).toHaveValue("Camille");
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const isWithin = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body || Boolean(activeElement?.closest("dialog"));
    });
    expect(isWithin).toBe(true);
  }
});
