import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser";

export default defineConfig({
  testMatch: "screenshots.ts",
  outputDir: "test-results",
  timeout: 90_000,
  reporter: "list",
  use: { ...browser, viewport: { width: 1440, height: 900 } },
});
