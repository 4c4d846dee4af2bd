// Somebody else is faster: that is said, what is free instead is shown, and nothing that was typed is lost.
import { HOST_ZONE } from "./api.ts";
import { inWords, shown } from "./clock.ts";
import { booked, chooseTime, fillIn, GRACE, opening, send, span, starts, times } from "./steps.ts";
import { expect, test } from "./test.ts";

const GONE = "That time cannot be had any more";

test("a time is taken between its being shown and its being chosen", async ({ page, api, host, intro, date }) => {
  // Whoever is faster than the news has not heard it.
  await page.route("**/live?*", (route) => route.abort());
  await page.goto(`${api.page(host.username, intro.slug)}?date=${date}&name=Grace`);
  const labels = starts(date).map((start) => shown(start, HOST_ZONE));
  await expect(times(page)).toHaveText(labels);
  await api.book(intro, opening(date).toISOString());
  await times(page).first().click();
  await expect(page.getByRole("alert")).toContainText(GONE);
  await expect(times(page)).toHaveText(labels.slice(1));
  await chooseTime(page, labels[1] ?? "");
  await expect(page.getByLabel("Your name")).toHaveValue("Grace");
  await fillIn(page);
  await send(page);
  await booked(page);
});

test("a time that nobody kept is taken while the form is filled in", async ({ page, api, host, intro, date }) => {
  const [start, next] = starts(date);
  if (start === undefined || next === undefined) throw new Error("a host has more than one time a day");
  await page.goto(`${api.page(host.username, intro.slug)}/bookings?start=${start.toISOString()}`);
  await fillIn(page);
  await api.book(intro, start.toISOString());
  await send(page);
  await expect(page.getByRole("alert")).toContainText(GONE);
  await expect(page.getByLabel("Your name")).toHaveValue(GRACE.name);
  await expect(page.getByLabel("Your e-mail")).toHaveValue(GRACE.email);
  await expect(page.getByLabel("Anything that would help to prepare")).toHaveValue(GRACE.notes);
  const instead = page.getByRole("group", { name: "These times are free" });
  await expect(instead.getByRole("radio")).toHaveCount(5);
  await instead.getByLabel(`${inWords(date)}, ${shown(next, HOST_ZONE)}`).check();
  await send(page);
  const id = await booked(page);
  await expect(page.getByText(span(next, HOST_ZONE))).toBeVisible();
  expect((await api.booking(id)).invitee).toMatchObject(GRACE);
});
