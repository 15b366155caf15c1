import { expect, test } from "../support/test";
import { phone } from "../support/browser";
import {
  drawerOf,
  expectNoSidewaysScrolling,
  openStaff,
  panelOf,
  resetDialogOf,
  rowOf,
} from "../support/steps";

test.use(phone);

test("on a phone the whole way to Send link can be gone", async ({ page, practice }) => {
  await openStaff(page, practice);
  const menu = page.getByRole("button", { name: "Menu" });
  const staff = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Staff" });
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  await expect(staff).toBeHidden();
  await menu.tap();
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await staff.tap();
  await expect(staff).toBeHidden();

  await rowOf(page, "Camille Nurse").getByRole("link", { name: "View" }).tap();
  await panelOf(page, "Camille Nurse").getByRole("link", { name: "Edit" }).tap();
  await drawerOf(page).getByRole("button", { name: "Reset Password" }).tap();
  await resetDialogOf(page, "Camille Nurse").getByRole("button", { name: "Send link" }).tap();
  await expect(page.getByText(/Queued.*Camille Nurse/)).toBeVisible();
});

test("no page scrolls sideways, not even on a very narrow screen", async ({ page, practice }) => {
  const id = await (await practice.signedIn()).idOf("camilles");
  await page.setViewportSize({ width: 320, height: 640 });
  await openStaff(page, practice);
  for (const path of ["/staff", `/staff/${id}`, `/staff/${id}/edit`, `/staff/${id}/deactivate`]) {
    await page.goto(path);
    await expect(page.getByText("Camille").first()).toBeAttached();
    await expectNoSidewaysScrolling(page);
  }
});

test("whatever can be tapped is large enough", async ({ page, practice }) => {
  const id = await (await practice.signedIn()).idOf("camilles");
  await openStaff(page, practice);
  for (const path of ["/staff", `/staff/${id}`, `/staff/${id}/edit`]) {
    await page.goto(path);
    await expect(page.getByText("Camille").first()).toBeAttached();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("a, button, input, select")]
        .filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            !element.closest(".skip-link, [class*=visually-hidden]"),
        )
        .map((element) => ({ text: element.outerHTML.slice(0, 120), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
        .map(({ text, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${text}`),
    );
    expect(small, path).toEqual([]);
  }
});
