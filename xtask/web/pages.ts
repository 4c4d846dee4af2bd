// The pages that are looked at: each is a line here, with what leads to it.
import type { Page } from "@playwright/test";
import { Api, type EventType, type Host, type Kind } from "./api.ts";
import type { Day } from "./clock.ts";
import { linkTo } from "./mails.ts";
import { ADA, KURT, QUESTIONS, WEBHOOK } from "./shown.ts";
import { fillIn, GRACE, opening, send, sendUnchecked, signIn, times } from "./steps.ts";
import { expect } from "./test.ts";
import { told } from "./told.ts";

/** What a page can be made of: a host of the test's own, with an event type and a date. */
export interface Ground {
  page: Page;
  api: Api;
  host: Host;
  intro: EventType;
  date: Day;
}

/** Leads to a page, and waits until it is there. */
export type Way = (ground: Ground) => Promise<void>;

const shown = new Api(told.shown);

/** A page that an address leads to. */
function at(address: string, heading: string): Way {
  return async ({ page }) => {
    await page.goto(address);
    await see(page, heading);
  };
}

async function see(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
}

/** The form of an event type for the first time of the date. */
async function form({ page, api, host, date }: Ground, eventType: EventType): Promise<void> {
  await page.goto(`${api.page(host.username, eventType.slug)}/bookings?start=${opening(date).toISOString()}`);
}

/** The page of a booking that was just made of an event type. */
async function asked(ground: Ground, kind: Kind): Promise<void> {
  await form(ground, await ground.api.eventType(ground.host, "asked", kind));
  await fillIn(ground.page);
  await ground.page.locator("main form button:not(.quiet)").click();
  await expect(ground.page.getByText("Status")).toBeVisible();
}

/** What a mail to an invitee whose address is asked for leads to. */
async function address(ground: Ground): Promise<void> {
  const { page, api, host } = ground;
  await form(ground, await api.eventType(host, "asked", { confirmsAddress: true }));
  // Only so many mails go to an address that has confirmed nothing.
  const email = `invitee-of-${host.username}@example.org`;
  await fillIn(page, { ...GRACE, email });
  await send(page);
  await expect(page.getByText("This meeting does not count yet")).toBeVisible();
  await page.goto(await linkTo("confirm-address", email));
  await see(page, "Confirm your e-mail address?");
}

/** A page of a booking. */
function ofBooking(below: string, heading: string): Way {
  return async (ground) => {
    const { page, api, intro, date } = ground;
    const { id, manageToken } = await api.book(intro, opening(date).toISOString());
    await page.goto(`/booking/${api.tenant.slug}/${id}${below}?token=${manageToken}`);
    await see(page, heading);
  };
}

/** What a mail to the host of a booking that waits for approval leads to. */
function decision(name: string, heading: string): Way {
  return async (ground) => {
    await asked(ground, { requiresApproval: true });
    await ground.page.goto(await linkTo(name, `${ground.host.username}@example.org`));
    await see(ground.page, heading);
  };
}

/** A page of the tenant's own people, to whom signing in leads. */
function admin(address: string, heading: string | RegExp, person = KURT): Way {
  return async ({ page }) => {
    await signIn(page, shown, person, address);
    await see(page, heading);
  };
}

/** The page of a booking that is to come. */
async function adminBooking(ground: Ground): Promise<void> {
  await admin("/admin/bookings", "Bookings")(ground);
  await ground.page.getByRole("row", { name: /Alan Turing/ }).getByRole("link").click();
  await see(ground.page, "Introduction with Alan Turing");
}

/** The times as they are in a frame. */
async function embedded(page: Page, date: Day): Promise<void> {
  await page.goto(`${shown.page("ada", "intro")}?embed=1&date=${date}`);
  await see(page, "Introduction");
  await onGround(page);
}

/** A page in a frame has no ground of its own: the browser's is behind it, of which axe does not know. */
async function onGround(page: Page): Promise<void> {
  await page.evaluate(() => (document.documentElement.style.background = "Canvas"));
}

export const PAGES: Record<string, Way> = {
  tenant: at(shown.page(), "Acme Advice"),
  host: at(shown.page("ada"), "Ada Lovelace"),
  team: at(shown.page("team", "sales"), "Sales"),
  hosts: at(shown.page("team", "sales", "offer"), "Offer"),
  times: at(shown.page("ada", "intro"), "Introduction"),
  "times of a team": at(`${shown.page("team", "sales", "demo")}?timezone=Asia/Kolkata&clock=12h`, "Demo"),
  "times, none": at(`${shown.page("ada", "intro")}?month=${new Date().getUTCFullYear() + 1}-12`, "Introduction"),
  "times, another zone": async ({ page }) => {
    await page.goto(shown.page("ada", "intro"));
    await page.getByText("Change time zone").click();
    await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
  },
  "times, one gone": async ({ page, api, host, intro, date }) => {
    await page.route("**/live?*", (route) => route.abort());
    await page.goto(`${api.page(host.username, intro.slug)}?date=${date}`);
    await api.book(intro, opening(date).toISOString());
    await times(page).first().click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  form: async ({ page, date }) => {
    await page.goto(`${shown.page("ada", "workshop")}?date=${date}`);
    await times(page).first().click();
    await expect(page.getByText("kept for you")).toBeVisible();
  },
  "form, faults": async (ground) => {
    await form(ground, await ground.api.eventType(ground.host, "asked", { customQuestions: QUESTIONS }));
    await ground.page.getByLabel("Your name").fill("Grace Hopper");
    await ground.page.getByLabel("Your e-mail").fill("grace@example.org");
    await sendUnchecked(ground.page);
    await expect(ground.page.getByRole("alert")).toBeVisible();
  },
  "form, time gone": async (ground) => {
    await form(ground, ground.intro);
    await fillIn(ground.page);
    await ground.api.book(ground.intro, opening(ground.date).toISOString());
    await send(ground.page);
    await expect(ground.page.getByRole("alert")).toBeVisible();
  },
  booked: async (ground) => {
    await asked(ground, { location: { type: "in_person", value: "Unter den Linden 5, Berlin" } });
    await see(ground.page, "Your meeting is booked");
  },
  "booked, not yet": async (ground) => {
    await asked(ground, { requiresApproval: true });
    await see(ground.page, "Your request was sent");
  },
  booking: ofBooking("", "Your meeting"),
  cancel: ofBooking("/cancel", "Cancel this meeting?"),
  cancelled: async (ground) => {
    await ofBooking("/cancel", "Cancel this meeting?")(ground);
    await ground.page.getByRole("button", { name: "Cancel the meeting" }).click();
    await expect(ground.page.getByText("Cancelled")).toBeVisible();
  },
  reschedule: ofBooking("/reschedule", "Choose another time"),
  approve: decision("approve", "Approve this booking?"),
  decline: decision("decline", "Decline this booking?"),
  "confirm-address": address,
  "embedded, times": async ({ page, date }) => embedded(page, date),
  "embedded, form": async ({ page, date }) => {
    await embedded(page, date);
    await times(page).last().click();
    await expect(page.getByText("kept for you")).toBeVisible();
    await onGround(page);
  },
  "admin, sign in": at("/admin/sign-in", "Sign in"),
  "admin, not signed in": async ({ page }) => {
    await signIn(page, shown, { ...KURT, password: "wrong" });
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "admin, invitation": at("/admin/invitation?token=anything", "Make your account"),
  "admin, password reset": at("/admin/password-reset?token=anything", "Set a password"),
  "admin, overview": admin("/admin", "Overview"),
  "admin, bookings": admin("/admin/bookings", "Bookings"),
  "admin, book for somebody": admin("/admin/bookings/new", "Book for somebody"),
  "admin, booking to come": adminBooking,
  "admin, booking moved": async (ground) => {
    await adminBooking(ground);
    await ground.page.getByRole("link", { name: "Move the meeting" }).click();
    await see(ground.page, "Move a meeting");
  },
  "admin, booking": async (ground) => {
    await admin("/admin/bookings?view=pending", "Bookings")(ground);
    await ground.page.getByRole("row", { name: /Emmy Noether/ }).getByRole("link").click();
    await expect(ground.page.getByRole("button", { name: "Approve" })).toBeVisible();
  },
  "admin, event types": admin("/admin/event-types", "Event types"),
  "admin, new event type": admin("/admin/event-types/new", "New event type"),
  "admin, event type": async (ground) => {
    await admin("/admin/event-types", "Event types")(ground);
    await ground.page.getByRole("link", { name: "Edit" }).first().click();
    await expect(ground.page.getByRole("link", { name: "Preview" })).toBeVisible();
  },
  "admin, teams": admin("/admin/teams", "Teams"),
  "admin, new team": admin("/admin/teams/new", "New team"),
  "admin, hours": admin("/admin/availability", "Availability"),
  "admin, new schedule": admin("/admin/availability/schedules/new", "Availability"),
  "admin, time off": admin("/admin/availability/blocked-dates", "Availability"),
  "admin, holidays": admin("/admin/availability/holidays", "Availability"),
  "admin, analytics": admin("/admin/analytics", "Analytics"),
  "admin, explain": admin("/admin/explain", "Why not free?"),
  "admin, settings": admin("/admin/settings", "Organisation"),
  "admin, hosts": admin("/admin/hosts", "Hosts"),
  "admin, new host": admin("/admin/hosts/new", "New host"),
  "admin, host": async (ground) => {
    await admin("/admin/hosts", "Hosts")(ground);
    await ground.page.locator("main").getByRole("link", { name: "Ada Lovelace" }).click();
    await see(ground.page, "Ada Lovelace");
  },
  "admin, accounts": admin("/admin/accounts", "Accounts"),
  "admin, account": async (ground) => {
    await admin("/admin/accounts", "Accounts")(ground);
    await ground.page.getByRole("link", { name: ADA.displayName }).click();
    await see(ground.page, ADA.displayName);
  },
  "admin, profile": admin("/admin/profile", ADA.displayName, ADA),
  "admin, messages": admin("/admin/mails", "Messages"),
  "admin, message": admin("/admin/mails/confirmation/invitee", "Confirmation to the invitee"),
  "admin, API keys": admin("/admin/api-keys", "API keys"),
  "admin, webhooks": admin("/admin/webhooks", "Webhooks"),
  "admin, webhook": async (ground) => {
    await admin("/admin/webhooks", "Webhooks")(ground);
    await ground.page.getByRole("link", { name: WEBHOOK }).click();
    await see(ground.page, "Webhook");
  },
  "admin, audit log": admin("/admin/changes", "Audit log"),
  "admin, nothing": admin("/admin/nothing", /./),
  nothing: at(shown.page("nobody"), "There is nothing here"),
  "nothing at all": at("/book/nobody", "There is nothing here"),
};
