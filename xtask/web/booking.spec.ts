// A time is found and booked, and the meeting called off or moved: on both sides of the next change of the host's clocks.
import { HOST_ZONE } from "./api.ts";
import { addDays, day, inWords, nextChange, shown } from "./clock.ts";
import { booked, chooseDate, chooseTime, chooseZone, fillIn, GRACE, nameOf, opening, send, span, starts, times } from "./steps.ts";
import { expect, test } from "./test.ts";

// From tomorrow on, so that the date before it has not begun.
const CHANGE = nextChange(addDays(day(new Date(), HOST_ZONE), 2), HOST_ZONE);
const SIDES = { before: addDays(CHANGE, -1), after: addDays(CHANGE, 1) };

for (const zone of ["America/New_York", "Asia/Kolkata"]) {
  for (const [side, date] of Object.entries(SIDES)) {
    const start = opening(date);

    test(`somebody in ${zone} books ${side} the host's clocks are changed, and cancels`, async ({ page, api, host, intro }) => {
      await page.goto(api.page(host.username));
      await page.getByRole("link", { name: "Introduction" }).click();
      await chooseZone(page, zone);
      await chooseDate(page, date);
      await expect(times(page)).toHaveText(starts(date).map((start) => shown(start, zone)));
      await chooseTime(page, shown(start, zone));
      await expect(page.locator("dd", { has: page.locator("time") })).toContainText(span(start, zone));
      await fillIn(page);
      await send(page);
      const id = await booked(page);
      await expect(page.getByText(span(start, zone))).toBeVisible();
      await expect(page.getByText(nameOf(zone))).toBeVisible();
      const stored = await api.booking(id);
      expect(new Date(stored.startTime)).toEqual(start);
      expect(stored).toMatchObject({ status: "confirmed", timezone: zone, invitee: GRACE });

      await page.getByRole("link", { name: "Cancel the meeting" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancel this meeting?");
      await page.getByLabel("Reason").fill("The train is late");
      await page.getByRole("button", { name: "Cancel the meeting" }).click();
      await expect(page.getByText("Cancelled")).toBeVisible();
      await expect(page.getByText("The train is late")).toBeVisible();
      expect((await api.booking(id)).status).toBe("cancelled");
      await page.goto(`${api.page(host.username, intro.slug)}?date=${date}&timezone=${zone}`);
      await expect(times(page).first()).toHaveText(shown(start, zone));
    });

    test(`somebody in ${zone} books ${side} the host's clocks are changed, and moves it to the other side`, async ({
      page,
      api,
      host,
      intro,
    }) => {
      await page.goto(`${api.page(host.username, intro.slug)}?timezone=${zone}`);
      await chooseDate(page, date);
      await chooseTime(page, shown(start, zone));
      await fillIn(page);
      await send(page);
      const first = await booked(page);
      const before = page.url();

      const other = date === SIDES.before ? SIDES.after : SIDES.before;
      const to = opening(other);
      await page.getByRole("link", { name: "Choose another time" }).click();
      await expect(page.getByText(span(start, zone))).toBeVisible();
      await page.goto(`${page.url()}&from=${other}`);
      const there = page.getByRole("group", { name: inWords(other) });
      await expect(there.locator("label")).toHaveText(starts(other).map((start) => shown(start, zone)));
      await there.getByLabel(shown(to, zone), { exact: true }).check();
      await page.getByRole("button", { name: "Move the meeting" }).click();
      await expect(page.getByText(span(to, zone))).toBeVisible();
      await expect(page.getByText("Confirmed")).toBeVisible();
      expect((await api.booking(first)).status).toBe("rescheduled");

      await page.goto(before);
      await expect(page.getByRole("status")).toContainText("This meeting was moved to another time.");
    });
  }
}
