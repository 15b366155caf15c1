import { expect, test } from "../support/test";
import { expectAccessible } from "../support/accessibility";
import { phone } from "../support/browser";
import { expectNoSidewaysScrolling, NEW_PASSWORD, signIn, useLink } from "../support/steps";
import type { Page } from "@playwright/test";

const CAMILLE = "cnurse@email.xyz";

async function askFor(page: Page, login: string): Promise<void> {
  await page.getByLabel("Username or email").fill(login);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
}

test("from a forgotten password to a new one", async ({ page, mail }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(page).toHaveURL(/\/forgot-password$/);
  await expectAccessible(page, "the page for a forgotten password");
  await askFor(page, " CNurse@Email.xyz ");
  await expectAccessible(page, "the page after a link was asked for");
  const sent = await mail.mailTo(CAMILLE);
  expect(sent.text).toContain("If that was not you, you need not do anything");
  await useLink(page, sent.link);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { username: "camilles", password: NEW_PASSWORD });
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("it says the same of somebody who does not exist, and nobody gets a mail", async ({ page, mail }) => {
  const words: (string | null)[] = [];
  for (const login of ["nobody-at-all", "camilles"]) {
    await page.goto("/forgot-password");
    await askFor(page, login);
    words.push(await page.getByRole("main").textContent());
  }
  expect(words[0]).toBe(words[1]);
  await mail.mailTo(CAMILLE);
  expect(mail.mails).toHaveLength(1);
});

test("an empty field is marked, and gets the keyboard", async ({ page }) => {
  await page.goto("/forgot-password");
  const field = page.getByLabel("Username or email");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toBeFocused();
  await page.getByRole("link", { name: "Back to sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("whoever asks on and on is told how long to wait", async ({ page, practice, faults }) => {
  faults.expectStatus(429);
  const api = practice.api();
  for (let number = 0; number < 20; number += 1)
    await api.post("/api/v1/password-reset/request", { login: `guess-${number}` });
  await page.goto("/forgot-password");
  await page.getByLabel("Username or email").fill("camilles");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(/Wait \d+ seconds, then try again/)).toBeVisible();
});

test("on a phone it fits", async ({ elsewhere }) => {
  const page = await (await elsewhere(phone)).newPage();
  await page.goto("/forgot-password");
  await expectNoSidewaysScrolling(page);
  await askFor(page, "camilles");
  await expectNoSidewaysScrolling(page);
});
