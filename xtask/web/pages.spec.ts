// What holds for every page: in light and in dark, on a phone and on a desk. The pictures are kept to be looked at.
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { PAGES } from "./pages.ts";
import { expect, test } from "./test.ts";
import { told } from "./told.ts";

const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
/** WCAG 2.2, AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** 1280 pixels at four times the size (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 };

/** What is wrong, with where it is. */
async function violations(page: Page): Promise<string[]> {
  // Otherwise each look opens a page of its own for what is in frames. There are none: the pages' policy allows none.
  const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  expect(passes.length, "it was looked at").toBeGreaterThan(5);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const [name, way] of Object.entries(PAGES)) {
  test(`the page ${name}: it can be read by everybody`, async ({ page, api, host, intro, date }) => {
    await way({ page, api, host, intro, date });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const file = `${name.replaceAll(/\W+/g, "-")}.${size}.${colorScheme}.png`;
        await page.screenshot({ path: join(told.folder, "screenshots", file), fullPage: true });
        // Colours are the same on a phone.
        if (size === "phone" && colorScheme === "dark") continue;
        expect.soft(await violations(page), `${size}, ${colorScheme}`).toEqual([]);
      }
    }
    await page.setViewportSize(NARROW);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
  });
}
