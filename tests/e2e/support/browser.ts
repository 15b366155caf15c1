import type { PlaywrightTestConfig } from "@playwright/test";

/** The browser of all tests: the Chromium that `cargo xtask` found, quiet and without a screen. */
export const browser: PlaywrightTestConfig["use"] = {
  browserName: "chromium",
  locale: "en-US",
  timezoneId: "America/New_York",
  viewport: { width: 1280, height: 800 },
  screenshot: "only-on-failure",
  launchOptions: {
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-sync",
      "--no-default-browser-check",
      "--no-first-run",
    ],
  },
};

/** A phone in the hand. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
