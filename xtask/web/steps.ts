// What an invitee does on the pages of a booking, step by step.
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { HOST_ZONE, HOURS, STEP, type Api, type Person } from "./api.ts";
import { day, instant, inWords, monthInWords, shown, type Day } from "./clock.ts";
import { expect } from "./test.ts";

export const GRACE = { name: "Grace Hopper", email: "grace@example.org", notes: "About\ncompilers" };

/** Where the pages are: a window, or a frame in somebody's site. */
export type Place = Page | FrameLocator;

/** The first instant of the host's hours on a date. */
export function opening(date: Day): Date {
  return instant(date, HOURS.start, HOST_ZONE);
}

/** When a meeting on a date can begin, if nothing is booked yet. */
export function starts(date: Day): Date[] {
  const last = instant(date, HOURS.end, HOST_ZONE).getTime() - STEP * 60_000;
  const all = [];
  for (let at = opening(date).getTime(); at <= last; at += STEP * 60_000) all.push(new Date(at));
  return all;
}

export function end(start: Date): Date {
  return new Date(start.getTime() + STEP * 60_000);
}

/** When a meeting is, as pages write it. */
export function span(start: Date, zone: string): string {
  return `${inWords(day(start, zone))}, ${shown(start, zone)} – ${shown(end(start), zone)}`;
}

/** As the names of zones are shown. */
export function nameOf(zone: string): string {
  return zone.replaceAll("_", " ");
}

export async function chooseZone(page: Page, zone: string): Promise<void> {
  await page.getByText("Change time zone").click();
  // With the keys what is chosen does not apply at once.
  await page.getByLabel("Time zone", { exact: true }).press("Shift");
  await page.getByLabel("Time zone", { exact: true }).selectOption({ label: nameOf(zone) });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(`Times are in ${nameOf(zone)}`)).toBeVisible();
}

/** The date in the calendar, if it can be chosen. */
export function dateIn(page: Place, date: Day): Locator {
  return page.getByRole("link", { name: `${inWords(date)}, ` });
}

/** Goes to the month of a date, and shows the times of that date. */
export async function chooseDate(page: Page, date: Day): Promise<void> {
  const month = page.getByRole("heading", { level: 3 });
  for (let name = await month.innerText(); name !== monthInWords(date); name = await month.innerText()) {
    await page.getByRole("link", { name: "Next month" }).click();
    await expect(month).not.toHaveText(name);
  }
  await dateIn(page, date).click();
  await expect(page.getByRole("heading", { level: 2, name: inWords(date) })).toBeVisible();
}

/** The times that can be chosen. */
export function times(page: Place): Locator {
  return page.getByRole("button", { name: /^\d\d:\d\d$/ });
}

export async function chooseTime(page: Place, label: string): Promise<void> {
  await page.getByRole("button", { name: label, exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
}

export async function fillIn(page: Place, who = GRACE): Promise<void> {
  await page.getByLabel("Your name").fill(who.name);
  await page.getByLabel("Your e-mail").fill(who.email);
  await page.getByLabel("Anything that would help to prepare").fill(who.notes);
}

export async function send(page: Place): Promise<void> {
  await page.getByRole("button", { name: "Book the meeting" }).click();
}

/** Which booking a page is about. */
export function bookingOf(page: Page): string {
  const id = new URL(page.url()).pathname.split("/").at(3);
  if (id === undefined) throw new Error(`no booking in ${page.url()}`);
  return id;
}

/** Waits for the page of a booking that was just made; returns which one it is. */
export async function booked(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your meeting is booked");
  return bookingOf(page);
}

/** Sends the form as it is: what is wrong is for the server to find. */
export async function sendUnchecked(page: Page): Promise<void> {
  await page.locator("main form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await send(page);
}

/** Fills in who signs in, and sends it. */
export async function signIn(page: Page, api: Api, { email, password }: Person, next = ""): Promise<void> {
  await page.goto(`/admin/sign-in?${new URLSearchParams({ tenant: api.tenant.slug, email, next })}`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
