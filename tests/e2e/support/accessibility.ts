import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** Fails with every rule that axe-core finds broken in what the page shows now. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Motion under way makes colours that nobody designed.
  await expect
    .poll(() =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length),
    )
    .toBe(0);
  await page.evaluate(axe.source);
  const broken = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
    );
  });
  expect(broken, `axe-core on ${state}`).toEqual([]);
}
