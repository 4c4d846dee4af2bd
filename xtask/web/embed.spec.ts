// The pages in somebody's site: in its text, in dialogs, and not at all where they may not be.
import type { FrameLocator, Page } from "@playwright/test";
import { HOST_ZONE } from "./api.ts";
import { shown } from "./clock.ts";
import { openSite, type Site } from "./site.ts";
import { chooseTime, end, fillIn, opening, send, times } from "./steps.ts";
import { alone, expect } from "./test.ts";

const test = alone.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = await openSite();
    await use(site);
    site.close();
  },
});

interface Told {
  name: string;
  on: string;
  detail: Record<string, unknown>;
}

/** What the site was told of this. */
function told(page: Page, name: string): Promise<Told[]> {
  return page.evaluate((name) => (window as unknown as { told: Told[] }).told.filter((told) => told.name === name), name);
}

function frameOf(page: Page): FrameLocator {
  return page.locator("scheduling-booking").frameLocator("iframe");
}

/** Waits until the frame is as high as what is in it; returns how high that is. */
async function grown(page: Page): Promise<number> {
  const inside = frameOf(page).locator("html");
  const lacking = () => inside.evaluate((html) => Math.ceil(html.getBoundingClientRect().height) - window.innerHeight);
  await expect.poll(lacking).toBe(0);
  return inside.evaluate(() => window.innerHeight);
}

test("in the text of a site a meeting is booked, and the site is told", async ({ page, api, host, intro, date, site }) => {
  await api.set({ allowedOrigins: [site.origin] });
  await site.show(page, { tenant: api.tenant.slug, host: host.username, event: intro.slug, date, name: "Grace" });
  const frame = frameOf(page);
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Introduction");
  const high = await grown(page);
  const heights = await told(page, "scheduling:height");
  expect(heights.at(-1)?.detail).toEqual({ height: high });
  const start = opening(date);
  await chooseTime(frame, shown(start, HOST_ZONE));
  await expect(frame.getByLabel("Your name")).toHaveValue("Grace");
  await fillIn(frame);
  await send(frame);
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Your meeting is booked");
  expect(await grown(page), "the page has another height").not.toBe(high);

  const chosen = await told(page, "scheduling:time-chosen");
  expect(chosen.map(({ on, detail }) => [on, new Date(String(detail["start"]))])).toEqual([["scheduling-booking", start]]);
  const [booked, ...more] = await told(page, "scheduling:booked");
  expect(more).toEqual([]);
  const { bookingId, ...times } = booked?.detail ?? {};
  expect(Object.keys(times).sort()).toEqual(["end", "start"]);
  expect([times["start"], times["end"]].map((at) => new Date(String(at)))).toEqual([start, end(start)]);
  const stored = await api.booking(String(bookingId));
  expect([new Date(stored.startTime), stored.invitee.name]).toEqual([start, "Grace Hopper"]);
  const all = JSON.stringify(await page.evaluate(() => (window as unknown as { told: Told[] }).told));
  expect(all).not.toMatch(/token|grace/i);

  // The meeting is called off in the frame as well, and nothing is booked by that.
  await frame.getByRole("link", { name: "Cancel the meeting" }).click();
  await frame.getByRole("button", { name: "Cancel the meeting" }).click();
  await expect(frame.getByText("Cancelled")).toBeVisible();
  expect(await told(page, "scheduling:booked")).toHaveLength(1);
  expect((await api.booking(String(bookingId))).status).toBe("cancelled");
});

for (const mode of ["popup", "button"]) {
  test(`behind a ${mode} the pages are in a dialog, which keeps what was begun`, async ({ page, api, host, intro, date, site }) => {
    await api.set({ allowedOrigins: [site.origin] });
    const what = { tenant: api.tenant.slug, host: host.username, event: intro.slug, date };
    await site.show(page, { ...what, mode, label: "Book a talk" });
    const button = page.getByRole("button", { name: "Book a talk" });
    const dialog = page.getByRole("dialog", { name: "Book a talk" });
    await expect(button).toBeVisible();
    await expect(dialog).toHaveCount(0);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const place = await button.boundingBox();
    const isAtEdge = place !== null && width - place.x - place.width < 50 && height - place.y - place.height < 50;
    expect(isAtEdge).toBe(mode === "button");

    await button.click();
    await expect(dialog).toBeVisible();
    const frame = frameOf(page);
    await chooseTime(frame, shown(opening(date), HOST_ZONE));
    await frame.getByLabel("Your name").fill("Grace");
    await frame.getByLabel("Your name").press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(frame.getByLabel("Your name")).toHaveValue("Grace");
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
    await button.click();
    await fillIn(frame);
    await send(frame);
    await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Your meeting is booked");
    const [booked] = await told(page, "scheduling:booked");
    expect((await api.booking(String(booked?.detail["bookingId"]))).status).toBe("confirmed");
  });
}

test("a site that is not the tenant's cannot show the pages", async ({ page, api, host, intro, site }) => {
  await api.set({ allowedOrigins: ["https://www.example.org"] });
  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await site.show(page, { tenant: api.tenant.slug, host: host.username, event: intro.slug });
  await refused;
  const framed = () => page.frames().filter((frame) => frame !== page.mainFrame()).map((frame) => frame.url());
  await expect.poll(framed).toEqual(["chrome-error://chromewebdata/"]);
  await expect(times(frameOf(page))).toHaveCount(0);
  expect(await told(page, "scheduling:height")).toEqual([]);
  // By itself it is seen: only the frame is refused.
  await page.goto(api.page(host.username, intro.slug));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Introduction");
});
