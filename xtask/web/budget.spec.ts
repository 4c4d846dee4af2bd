// What the first page of a booking costs whoever opens it.
import type { Page } from "@playwright/test";
import { Api } from "./api.ts";
import { expect, test } from "./test.ts";
import { told } from "./told.ts";

const KB = 1000;
const PAGE = 60 * KB;
const SCRIPT = 25 * KB;

test("the first page is small, needs one request and stays where it is", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => {
    // What is told later which times are free is never over, and nothing waits for it.
    const isLater = request.resourceType() === "eventsource";
    if (!request.url().startsWith("data:") && !isLater) requests.push(request.url());
  });
  const network = await page.context().newCDPSession(page);
  let received = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (received += encodedDataLength));
  await network.send("Network.enable");
  await page.goto(new Api(told.shown).page("ada", "intro"), { waitUntil: "load" });
  const scripts = await page.evaluate(() => [...document.scripts].reduce((sum, script) => sum + script.text.length, 0));
  const shifts = await shiftsOf(page);
  console.log(`the first page: ${requests.length} request, ${received} bytes, ${scripts} of script, ${shifts} shifts`);
  expect(requests).toHaveLength(1);
  expect(received).toBeGreaterThan(KB);
  expect(received).toBeLessThanOrEqual(PAGE);
  expect(scripts).toBeLessThanOrEqual(SCRIPT);
  expect(shifts).toBe(0);
});

/** How often what was shown has moved. They are told in order: once one that is made here is told, all before it were. */
function shiftsOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        let before = 0;
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) {
            if (startTime < begun) before += 1;
            else resolve(before);
          }
        }).observe({ type: "layout-shift", buffered: true });
        const moves = document.createElement("div");
        moves.style.height = "200px";
        requestAnimationFrame(() => document.body.prepend(moves));
      }),
  );
}
