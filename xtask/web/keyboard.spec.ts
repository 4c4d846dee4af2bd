// Everything can be done without a mouse, and it can always be seen where one is.
import { HOST_ZONE } from "./api.ts";
import { inWords, shown } from "./clock.ts";
import { enter, expectFocus, tabTo } from "./keys.ts";
import { booked, dateIn, GRACE, opening, span, starts } from "./steps.ts";
import { expect, test } from "./test.ts";

test("a meeting is booked and moved by keys alone", async ({ page, api, host, intro, date }) => {
  expect(intro.slug).toBe("intro");
  const start = opening(date);
  await page.goto(api.page(host.username));
  await enter(page, page.getByRole("link", { name: "Introduction" }));
  await expect(page.getByRole("heading", { name: "Choose a time" })).toBeVisible();
  if (!(await dateIn(page, date).isVisible())) await enter(page, page.getByRole("link", { name: "Next month" }));
  await enter(page, dateIn(page, date));
  await expect(page.getByRole("heading", { level: 2, name: inWords(date) })).toBeVisible();
  await enter(page, page.getByRole("button", { name: shown(start, HOST_ZONE), exact: true }));
  await tabTo(page, page.getByLabel("Your name"));
  await page.keyboard.type(GRACE.name);
  await page.keyboard.press("Tab");
  await expectFocus(page, page.getByLabel("Your e-mail"));
  await page.keyboard.type(GRACE.email);
  await enter(page, page.getByRole("button", { name: "Book the meeting" }));
  const first = await booked(page);
  expect((await api.booking(first)).invitee).toMatchObject({ name: GRACE.name, email: GRACE.email });

  await enter(page, page.getByRole("link", { name: "Choose another time" }));
  // The arrows lead from one time to the next.
  const radios = page.getByRole("radio");
  await tabTo(page, radios.first());
  await page.keyboard.press("ArrowDown");
  await expectFocus(page, radios.nth(1));
  await expect(radios.nth(1)).toBeChecked();
  const chosen = new Date((await radios.nth(1).getAttribute("value")) ?? "");
  await enter(page, page.getByRole("button", { name: "Move the meeting" }));
  await expect(page.getByText(span(chosen, HOST_ZONE))).toBeVisible();
  expect((await api.booking(first)).status).toBe("rescheduled");
});

test("the zone is chosen by keys alone", async ({ page, api, host, intro, date }) => {
  await page.goto(`${api.page(host.username, intro.slug)}?date=${date}`);
  await enter(page, page.getByText("Change time zone"));
  await tabTo(page, page.getByLabel("Time zone", { exact: true }));
  await page.keyboard.type("Asia/Kol");
  await enter(page, page.getByRole("button", { name: "Apply" }));
  await expect(page.getByText("Times are in Asia/Kolkata, UTC+5:30")).toBeVisible();
  const labels = starts(date).map((start) => shown(start, "Asia/Kolkata"));
  await expect(page.getByRole("button", { name: labels[0] ?? "", exact: true })).toBeVisible();
});
