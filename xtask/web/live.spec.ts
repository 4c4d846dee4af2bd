// What scripts add where a time is found: the visitor's zone, what others take meanwhile, and how long a time is kept.
import { HOST_ZONE } from "./api.ts";
import { addDays, inWords, monthInWords, shown } from "./clock.ts";
import { booked, chooseTime, dateIn, fillIn, GRACE, opening, send, span, starts, times } from "./steps.ts";
import { expect, test } from "./test.ts";

/** As many minutes as a time is kept. */
const KEPT = 5;
const MINUTE = 60_000;

test("what somebody else takes goes away while it is looked at, and comes back when it is free again", async ({
  page,
  api,
  host,
  intro,
  date,
}) => {
  const day = await api.eventType(host, "day", { duration: 480 });
  const next = addDays(date, 1);
  const other = monthInWords(next) === monthInWords(date) ? next : addDays(date, -1);
  const labels = starts(date).map((start) => shown(start, HOST_ZONE));
  await page.goto(`${api.page(host.username, intro.slug)}?date=${date}`);
  await expect(times(page)).toHaveText(labels);
  await expect(dateIn(page, other)).toBeVisible();
  let loaded = 0;
  page.on("domcontentloaded", () => (loaded += 1));

  const first = page.getByRole("button", { name: labels[0] ?? "", exact: true });
  const second = page.getByRole("button", { name: labels[1] ?? "", exact: true });
  await first.focus();
  const place = await second.boundingBox();
  const taken = await api.book(intro, opening(date).toISOString());
  await expect(times(page)).toHaveText(labels.slice(1));
  await expect(page.getByRole("status")).toHaveText(`No longer free: ${labels[0]}`);
  await expect(page.locator("#times")).toBeFocused();
  expect(await second.boundingBox(), "nothing moves under the finger").toEqual(place);

  await api.book(day, opening(other).toISOString());
  await expect(dateIn(page, other)).toHaveCount(0);
  await api.cancel(taken.id);
  await expect(times(page)).toHaveText(labels);
  await chooseTime(page, labels[0] ?? "");
  expect(loaded, "only the form was loaded").toBe(1);
});

test.describe("somebody whose browser is in another zone", () => {
  test.use({ timezoneId: "Asia/Tehran" });

  test("sees times in that zone at once, and in another that an address names", async ({ page, api, host, intro, date }) => {
    const address = api.page(host.username, intro.slug);
    await page.goto(api.page(host.username));
    await page.getByRole("link", { name: "Introduction" }).click();
    await expect(page.getByText("Times are in Asia/Tehran, UTC+3:30")).toBeVisible();
    expect(new URL(page.url()).searchParams.get("timezone")).toBe("Asia/Tehran");
    // There is nothing between that page and the one before.
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Lovelace");

    await page.goto(`${address}?date=${date}`);
    await expect(times(page)).toHaveText(starts(date).map((start) => shown(start, "Asia/Tehran")));
    await page.goto(`${address}?date=${date}&timezone=${HOST_ZONE}`);
    await expect(times(page)).toHaveText(starts(date).map((start) => shown(start, HOST_ZONE)));
    // What is chosen with a pointer applies at once.
    await page.getByText("Change time zone").click();
    await page.getByLabel("12 hours (am/pm)").check();
    await expect(times(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^9:00\sam$/i })).toBeVisible();
  });
});

test("it is told how long a time is kept, and it can be had after that too", async ({ page, api, host, intro, date }) => {
  await page.clock.install();
  await page.goto(`${api.page(host.username, intro.slug)}?date=${date}`);
  await chooseTime(page, shown(opening(date), HOST_ZONE));
  const seen = page.locator("#kept");
  const heard = page.getByRole("status");
  await expect(seen).toHaveText(/^This time is kept for you for (5:00|4:[345]\d)\.$/);
  await expect(heard).toBeEmpty();
  await page.clock.fastForward((KEPT - 1) * MINUTE);
  await expect(seen).toHaveText(/^This time is kept for you for (1:00|0:\d\d)\.$/);
  await expect(heard).toHaveText("This time is kept for you for one more minute.");
  await page.clock.fastForward(MINUTE);
  await expect(heard).toHaveText("This time is kept no more: somebody else may take it. You can still try to book it.");
  await expect(seen).toHaveText("This time is kept no more: somebody else may take it. You can still try to book it.");
  await fillIn(page);
  await send(page);
  await booked(page);
});

test("whoever chooses another time keeps what was typed, and the first one is free at once", async ({
  page,
  api,
  host,
  intro,
  date,
}) => {
  const [start, next] = starts(date);
  if (start === undefined || next === undefined) throw new Error("a host has more than one time a day");
  await page.goto(`${api.page(host.username, intro.slug)}?date=${date}`);
  await chooseTime(page, shown(start, HOST_ZONE));
  await expect(api.book(intro, start.toISOString()), "it is kept").rejects.toThrow("409");
  await fillIn(page);
  await page.getByRole("button", { name: "Choose another time" }).click();
  await expect(page.getByRole("heading", { name: "Choose a time" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: inWords(date) })).toBeVisible();
  await expect(times(page).first()).toHaveText(shown(start, HOST_ZONE));
  expect(page.url()).not.toContain("grace");
  await api.book(intro, start.toISOString());
  await expect(times(page).first()).toHaveText(shown(next, HOST_ZONE));
  await chooseTime(page, shown(next, HOST_ZONE));
  await expect(page.getByLabel("Your name")).toHaveValue(GRACE.name);
  await expect(page.getByLabel("Your e-mail")).toHaveValue(GRACE.email);
  await expect(page.getByLabel("Anything that would help to prepare")).toHaveValue(GRACE.notes);
  await send(page);
  await booked(page);
  await expect(page.getByText(span(next, HOST_ZONE))).toBeVisible();
});
