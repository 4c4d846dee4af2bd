// What a tenant's own people do on the admin pages, each in a tenant of its own.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { HOST_ZONE } from "./api.ts";
import { addDays, inWords, shown } from "./clock.ts";
import { expectFocus, tabTo } from "./keys.ts";
import { bookingOf, end, opening, signIn } from "./steps.ts";
import { alone as test, expect } from "./test.ts";

/** The page's own part; what leads to other parts stands beside it. */
const content = (page: Page) => page.getByRole("main");

async function expectDone(page: Page, done: string): Promise<void> {
  await expect(page.getByRole("status")).toHaveText(done);
}

async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: section }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(section);
}

async function goToSetting(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

test("somebody signs in, goes through the sections by keys, and signs out", async ({ page, api, owner, host }) => {
  await signIn(page, api, { ...owner, password: "wrong horse battery" }, "/admin/bookings?view=past");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(owner.email);
  await expect(page.getByLabel("Password")).toHaveValue("");
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/bookings\?view=past$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bookings");

  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).not.toBeInViewport();
  await page.keyboard.press("Tab");
  await expectFocus(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(content(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expectFocus(page, page.getByRole("link", { name: "Book for somebody" }));
  await page.reload();
  const links = page.getByRole("navigation", { name: "Sections" }).getByRole("link");
  await tabTo(page, links.first());
  const names = await links.allInnerTexts();
  expect(names.length).toBeGreaterThan(5);
  for (const name of names.slice(1)) {
    await page.keyboard.press("Tab");
    await expectFocus(page, links.filter({ hasText: name }));
  }
  await tabTo(page, page.getByRole("button", { name: "Sign out" }));
  await page.keyboard.press("Enter");
  await expectDone(page, "You are signed out.");
  await page.goto(`/admin/hosts/${host.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("requests and meetings: approved, found, exported, moved, cancelled, and booked for somebody", async ({
  page,
  api,
  owner,
  host,
  intro,
  date,
}) => {
  const review = await api.eventType(host, "review", { name: "Review", requiresApproval: true });
  const first = opening(date);
  const second = end(first);
  const turing = await api.book(intro, first.toISOString(), "Alan Turing");
  const noether = await api.book(review, second.toISOString(), "Emmy Noether");
  await signIn(page, api, owner);
  await expect(page.getByText("One request waits for a decision.")).toBeVisible();
  await page.getByRole("link", { name: "Look at them" }).click();
  await page.getByRole("row", { name: /Emmy Noether/ }).getByRole("link").click();
  await page.getByRole("button", { name: "Approve" }).click();
  await expectDone(page, "The booking is approved, and its invitee is told.");
  expect((await api.booking(noether.id)).status).toBe("confirmed");

  await goTo(page, "Bookings");
  const rows = content(page).getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Name or e-mail address").fill("turing");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Alan Turing");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("bookings.csv");
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Alan Turing");
  await rows.getByRole("link").click();

  // To a time that is taken first: what is free instead is offered.
  await page.getByRole("link", { name: "Move the meeting" }).click();
  await page.getByLabel("Date").fill(date);
  await page.getByLabel("Time", { exact: true }).fill(shown(second, HOST_ZONE));
  await page.getByLabel("What the invitee is told").fill("Another room");
  await page.getByRole("button", { name: "Move the meeting" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("What the invitee is told")).toHaveValue("Another room");
  const third = end(second);
  const instead = page.getByRole("group", { name: "These times are free" });
  await instead.getByRole("button", { name: `${inWords(date)}, ${shown(third, HOST_ZONE)}` }).click();
  await expectDone(page, "The meeting is moved, and those concerned are told. This is the booking that took its place.");
  expect((await api.booking(turing.id)).status).toBe("rescheduled");
  const moved = bookingOf(page);
  expect(new Date((await api.booking(moved)).startTime)).toEqual(third);

  await page.getByLabel("What the invitee is told").fill("The train is late");
  await page.getByRole("button", { name: "Cancel the meeting" }).click();
  await expectDone(page, "The meeting is cancelled, and those concerned are told.");
  expect(await api.booking(moved)).toMatchObject({ status: "cancelled", cancelReason: "The train is late" });
  await expect(page.getByText("Nothing is left to be done.")).toBeVisible();

  await goTo(page, "Bookings");
  await page.getByRole("link", { name: "Book for somebody" }).click();
  await page.getByLabel("Event type").selectOption("Introduction");
  await page.getByRole("button", { name: "Choose" }).click();
  await page.getByLabel("Date").fill(date);
  await page.getByLabel("Time", { exact: true }).fill(shown(third, HOST_ZONE));
  await page.getByLabel("Name", { exact: true }).fill("Grace Hopper");
  await page.getByLabel("E-mail address").fill("grace@example.org");
  await page.getByRole("button", { name: "Book", exact: true }).click();
  await expectDone(page, "The meeting is booked, and those concerned are told.");
  const made = await api.booking(bookingOf(page));
  expect(made).toMatchObject({ status: "confirmed", invitee: { name: "Grace Hopper", email: "grace@example.org" } });
  expect(new Date(made.startTime)).toEqual(third);
});

test("figures, why a time is not free, and who changed what", async ({ page, api, owner, intro, date }) => {
  const start = opening(date);
  const kept = await api.book(intro, start.toISOString());
  const other = addDays(date, 1);
  const called = await api.book(intro, opening(other).toISOString());
  await signIn(page, api, owner, "/admin/analytics");
  await page.getByLabel("To", { exact: true }).fill(addDays(date, 7));
  await page.getByLabel("From").fill(date);
  await page.getByRole("button", { name: "Show" }).click();
  const chart = page.getByRole("figure").filter({ hasText: "Bookings by date" });
  await chart.getByText("As a table").click();
  const figures = chart.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(figures).toHaveCount(8);
  await expect(figures.nth(0).getByRole("cell")).toHaveText(["1", "0"]);
  await expect(figures.nth(1).getByRole("cell")).toHaveText(["1", "0"]);
  await expect(figures.nth(2).getByRole("cell")).toHaveText(["0", "0"]);
  await api.cancel(called.id);
  await page.reload();
  await chart.getByText("As a table").click();
  await expect(figures.nth(1).getByRole("cell")).toHaveText(["1", "1"]);
  await expect(content(page).getByRole("row", { name: /^Introduction/ }).getByRole("cell")).toHaveText([/^2/, "1"]);

  await goTo(page, "Why not free?");
  await page.getByLabel("Event type").selectOption("Introduction");
  await page.getByLabel("Week from").fill(date);
  await page.getByRole("button", { name: "Explain" }).click();
  const explained = content(page).locator("section").filter({ has: page.getByRole("heading", { name: inWords(date) }) });
  const stretches = explained.getByRole("listitem");
  await expect(stretches.first()).toContainText("Outside of the hours");
  await expect(stretches.filter({ hasText: shown(start, HOST_ZONE) })).toContainText("Booked");
  await expect(stretches.filter({ hasText: /Free$/ })).toContainText(shown(end(start), HOST_ZONE));
  await stretches.getByRole("link", { name: "Booked" }).first().click();
  expect(bookingOf(page)).toBe(kept.id);

  await goTo(page, "Audit log");
  const changes = content(page).getByRole("listitem");
  await page.getByLabel("What was changed").selectOption("Booking");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(changes).toHaveCount(3);
  await expect(changes.first()).toContainText(/Booking cancelled by the key “tests”/);
  await changes.first().getByText("What changed").click();
  await expect(changes.first().getByRole("row", { name: /^state/ }).getByRole("cell")).toHaveText(["confirmed", "cancelled"]);
  await changes.first().getByRole("link").click();
  expect(bookingOf(page)).toBe(called.id);
});

test("the organisation looks otherwise, has a new host, and says something else in a mail", async ({
  page,
  api,
  owner,
  intro,
}) => {
  expect(intro.slug).toBe("intro");
  await signIn(page, api, owner, "/admin/settings");
  await page.getByLabel("Name above the pages").fill("Initech Advice");
  await page.getByLabel("Accent colour").fill("green");
  await page.getByRole("button", { name: "Save" }).click();
  const colour = page.getByLabel("Accent colour");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(colour).toHaveAttribute("aria-invalid", "true");
  await colour.fill("#0b7a5c");
  await page.getByRole("button", { name: "Save" }).click();
  await expectDone(page, "Saved.");
  await expect(page.getByText("Initech Advice").first()).toBeVisible();

  await goToSetting(page, "Hosts");
  await page.getByRole("link", { name: "New host" }).click();
  await page.getByLabel("Name that invitees see").fill("Grace Hopper");
  await page.getByLabel("Username").fill("grace");
  await page.getByLabel("E-mail address").fill("grace@example.org");
  await page.getByLabel("Time zone").selectOption("America/New_York");
  await page.getByLabel("Id", { exact: true }).fill("people-7");
  await page.getByRole("button", { name: "Save" }).click();
  await expectDone(page, "Made.");
  await goToSetting(page, "Hosts");
  await expect(content(page).getByRole("row", { name: /Grace Hopper/ })).toContainText("America/New York");

  await goToSetting(page, "Messages");
  await page.getByRole("row", { name: /^Confirmation Invitee/ }).getByRole("link").click();
  const look = content(page).locator("section").filter({ has: page.getByRole("heading", { name: "How it reads" }) });
  await page.getByLabel("Subject").fill("{{ nothing_like_that");
  await page.getByRole("button", { name: "Try it out" }).click();
  await expect(look.locator(".wrong")).toContainText("subject");
  await page.getByLabel("Subject").fill("Until soon, {{ invitee_name }}");
  await page.getByRole("button", { name: "Try it out" }).click();
  await expect(look.locator("strong")).toHaveText(/^Until soon, \w/);
  await expect(page.getByRole("button", { name: "Send the product's texts again" })).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expectDone(page, "Saved.");
  await expect(page.getByLabel("Subject")).toHaveValue("Until soon, {{ invitee_name }}");
  await page.getByRole("button", { name: "Send the product's texts again" }).click();
  await expectDone(page, "Removed.");

  await page.getByRole("link", { name: "Booking pages" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Initech Advice");
});

test("somebody is invited, comes, forgets the password, and is let in no more", async ({ page, api, owner, browser }) => {
  const email = `grace-of-${api.tenant.slug}@example.org`;
  const grace = { email, displayName: "Grace Hopper", password: "nanoseconds are short" };
  await signIn(page, api, owner, "/admin/accounts");
  await page.getByLabel("E-mail address").fill(grace.email);
  await page.getByLabel("Role").selectOption({ value: "admin" });
  await page.getByRole("button", { name: "Make an invitation" }).click();
  const secret = page.getByLabel("It is shown this once");
  const invitation = await secret.inputValue();
  await page.getByRole("link", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Invitations" })).toBeVisible();

  const elsewhere = await browser.newContext();
  const theirs = await elsewhere.newPage();
  await theirs.goto(invitation);
  await theirs.getByLabel("Your name").fill(grace.displayName);
  await theirs.getByLabel("Password").fill("short");
  await theirs.getByRole("button", { name: "Make your account" }).click();
  await expect(theirs.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  await theirs.getByLabel("Password").fill(grace.password);
  await theirs.getByRole("button", { name: "Make your account" }).click();
  await expectDone(theirs, "Your account is made. Please sign in.");

  await page.reload();
  await expect(page.getByRole("heading", { name: "Invitations" })).toHaveCount(0);
  await page.getByRole("link", { name: grace.displayName }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await theirs.goto(await secret.inputValue());
  const changed = { ...grace, password: "microseconds are longer" };
  await theirs.getByLabel("Password").fill(changed.password);
  await theirs.getByRole("button", { name: "Set a password" }).click();
  await expectDone(theirs, "Your password is set. Please sign in.");
  await signIn(theirs, api, grace);
  await expect(theirs.getByRole("alert")).toBeVisible();
  await signIn(theirs, api, changed);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(theirs.locator(".person")).toContainText("Grace Hopper Admin");

  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: grace.displayName }).click();
  await page.getByLabel("May sign in").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expectDone(page, "Saved.");
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await elsewhere.close();
});

test("an API key opens until it is revoked; a webhook is told of a test until it is deleted", async ({ page, api, owner }) => {
  await signIn(page, api, owner, "/admin/api-keys");
  await page.getByLabel("What it is for").fill("Customer files");
  await page.getByLabel("See everything that it reaches").check();
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.getByLabel("It is shown this once").inputValue();
  expect(await api.opens(key)).toBe(true);
  await page.getByRole("link", { name: "Done" }).click();
  const row = content(page).getByRole("listitem").filter({ hasText: "Customer files" });
  await expect(row).toContainText("Works");
  await row.getByRole("button", { name: "Revoke now" }).click();
  await expectDone(page, "Removed.");
  await expect(row).toContainText("Ended");
  expect(await api.opens(key)).toBe(false);

  const listener = createServer();
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const heard = new Promise<string>((resolve) => {
    listener.on("request", async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      response.end();
      resolve(Buffer.concat(parts).toString());
    });
  });
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/heard`;
  await goToSetting(page, "Webhooks");
  await page.getByLabel("Address").fill(url);
  await page.getByRole("button", { name: "Make a webhook" }).click();
  await expect(page.getByLabel("It is shown this once")).toHaveValue(/^whsec_/);
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expectDone(page, "A test is on its way; its delivery is shown below.");
  expect(JSON.parse(await heard)).toMatchObject({ type: "webhook.test" });
  const sent = content(page).getByRole("listitem").filter({ hasText: "Webhook test" });
  await expect(sent).toHaveCount(1);
  await page.getByRole("button", { name: "Delete" }).click();
  await expectDone(page, "Removed.");
  await expect(page.getByText("Nothing is told of what happens yet.")).toBeVisible();
  listener.close();
});

test("an event type is made, changed, copied and archived; a team is made and gets a member", async ({ page, api, owner, host }) => {
  await signIn(page, api, owner);
  await goTo(page, "Event types");
  await page.getByRole("link", { name: "New event type" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Deep dive");
  await page.getByRole("button", { name: "Make event type" }).click();
  await expectDone(page, "Made.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deep dive");
  await page.getByLabel("Description").fill("All of it.");
  await content(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await expectDone(page, "Saved.");
  await expect(page.getByLabel("Description")).toHaveValue("All of it.");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Here is the copy.");
  await goTo(page, "Event types");
  const card = content(page).getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Deep dive" }) });
  await card.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("status")).toContainText("Archived");
  await expect(page.getByRole("heading", { name: "Deep dive" })).toHaveCount(0);

  await goTo(page, "Teams");
  await page.getByRole("link", { name: "New team" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Sales");
  await page.getByRole("button", { name: "Make team" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sales");
  await page.getByLabel("Who joins").selectOption(host.id);
  await page.getByRole("button", { name: /^Add/ }).click();
  await expectDone(page, "Saved.");
  await expect(page.getByLabel("Who joins")).toHaveCount(0);
});

test("hours are copied and tried before they are saved; time is taken off; holidays are kept", async ({ page, api, owner, host, intro }) => {
  await signIn(page, api, owner, `/admin/availability?host=${host.id}`);
  await page.getByLabel("Monday, hours 1, to").fill("12:00");
  await expect(page.getByLabel("Event type on which the change is tried")).toHaveValue(intro.id);
  await page.getByRole("button", { name: "What would change?" }).click();
  await expect(page.getByText("Nothing is saved yet.")).toBeVisible();
  await expect(page.getByLabel("Monday, hours 1, to")).toHaveValue("12:00");
  await content(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await expectDone(page, "Saved.");
  await expect(page.getByLabel("Monday, hours 1, to")).toHaveValue("12:00");

  await page.getByRole("link", { name: "Time off" }).click();
  await page.getByLabel("First date").fill("2030-08-05");
  await page.getByLabel("Reason").fill("Sea and sun");
  await page.getByRole("button", { name: "Add time off" }).click();
  await expect(page.getByRole("status")).toContainText("The time is off.");
  await expect(page.getByText("Sea and sun")).toBeVisible();

  await page.getByRole("link", { name: "Holidays" }).click();
  await page.getByLabel("Add a country or region").selectOption("DE-BY");
  await content(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await expectDone(page, "Saved.");
  await expect(page.getByLabel("Germany: Bayern")).toBeChecked();
  await expect(page.getByText("Epiphany").first()).toBeVisible();
});
