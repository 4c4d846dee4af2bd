// Going through a page by keys, and whether it is seen where one is.
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

/** No page has so many things to stop at. */
const STOPS = 120;

/** Whether it can be seen what has the focus: it, or what stands for it, is outlined. */
function outlined(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const shown = focused?.matches(".times input") ? focused.nextElementSibling : focused;
    if (!shown || shown === document.body) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
}

/** That something has the focus, and that this is seen. */
export async function expectFocus(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeFocused();
  expect(await outlined(page), `the focus cannot be seen on ${wanted}`).toBe(true);
}

/** Goes on to something. Wherever it stops on the way, that can be seen. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    expect(await outlined(page), `the focus cannot be seen at stop ${stop + 1} before ${wanted}`).toBe(true);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${wanted} is not reached`);
}

export async function enter(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}
