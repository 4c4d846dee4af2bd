// What tests begin with: a host of their own, so that none is in the way of another.
import { randomUUID } from "node:crypto";
import { test as base } from "@playwright/test";
import { Api, HOST_ZONE, newTenant, type EventType, type Host, type Person } from "./api.ts";
import { addDays, day, type Day } from "./clock.ts";
import { told } from "./told.ts";

interface Fixtures {
  api: Api;
  host: Host;
  /** What can be booked with that host. */
  intro: EventType;
  /** A date on which the host has time. */
  date: Day;
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the first parameter what a fixture needs.
  api: async ({}, use) => use(new Api(told.used)),
  host: async ({ api }, use) => use(await api.host(`host-${randomUUID()}`, "Ada Lovelace")),
  intro: async ({ api, host }, use) => use(await api.eventType(host, "intro")),
  date: async ({}, use) => use(addDays(day(new Date(), HOST_ZONE), 3)),
});

interface Alone {
  tenant: { api: Api; owner: Person };
  /** Who signs in. */
  owner: Person;
}

/** The same in a tenant of the test's own: its lists and figures have nothing of others, and its settings bother nobody. */
export const alone = test.extend<Alone>({
  tenant: async ({}, use) => use(await newTenant()),
  api: async ({ tenant }, use) => use(tenant.api),
  owner: async ({ tenant }, use) => use(tenant.owner),
});

export { expect } from "@playwright/test";
