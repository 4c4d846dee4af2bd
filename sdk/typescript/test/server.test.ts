// Against a server that runs: SCHEDULING_READY_FILE names the file that it wrote with --ready-file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { ProblemError, Scheduling } from "@scheduling-rs/client";

const BOOKINGS = "/api/public/scheduling/{tenantSlug}/bookings";
const RESCHEDULE = "/api/public/scheduling/{tenantSlug}/bookings/{id}/reschedule";
const CANCEL = "/api/public/scheduling/{tenantSlug}/bookings/{id}/cancel";

interface Ready {
  baseUrl: string;
  tenant: string;
  username: string;
  eventSlug: string;
  apiKey: string;
}

let ready: Ready;
let guest: Scheduling;
let eventTypeId: string;
let starts: string[];

before(async () => {
  const file = process.env["SCHEDULING_READY_FILE"];
  assert(file, "run the tests with `cargo xtask sdk --test`");
  ready = JSON.parse(readFileSync(file, "utf8"));
  guest = new Scheduling({ baseUrl: ready.baseUrl });
  const slots = await guest.get("/api/public/scheduling/{tenantSlug}/users/{username}/{eventSlug}/slots", {
    params: {
      path: { tenantSlug: ready.tenant, username: ready.username, eventSlug: ready.eventSlug },
      query: { timezone: "Europe/Berlin", from: inDays(7), to: inDays(35) },
    },
  });
  eventTypeId = slots.eventType.id;
  starts = slots.days.flatMap((day) => day.slots.slice(0, 1).map((slot) => slot.startTime));
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function book(startTime: string, { email = "grace@example.org", key }: { email?: string; key?: string } = {}) {
  return guest.post(BOOKINGS, {
    params: { path: { tenantSlug: ready.tenant }, ...(key ? { header: { "Idempotency-Key": key } } : {}) },
    body: { eventTypeId, startTime, timezone: "Europe/Berlin", invitee: { name: "Grace Hopper", email } },
  });
}

function cancel(booking: { id: string; manageToken: string | null }) {
  assert(booking.manageToken, "who books gets a token");
  const path = { tenantSlug: ready.tenant, id: booking.id };
  return guest.as(booking.manageToken).post(CANCEL, { params: { path }, body: { reason: "I have fallen ill." } });
}

/** A free start; each is used once. */
function free(): string {
  const start = starts.shift();
  assert(start, "the demo host has free times");
  return start;
}

async function problem(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => assert.fail("the call went through"),
    (error: unknown) => error,
  );
  assert(error instanceof ProblemError, String(error));
  return error;
}

test("a slot is booked and cancelled, once", async () => {
  const start = free();
  const booking = await book(start);
  assert.equal(booking.status, "confirmed");
  assert.equal(Date.parse(booking.startTime), Date.parse(start));

  const cancelled = await cancel(booking);
  assert.equal(cancelled.status, "cancelled");
  assert.equal(cancelled.cancelReason, "I have fallen ill.");
  const again = await problem(cancel(booking));
  assert.deepEqual([again.status, again.code], [409, "already_cancelled"]);
});

test("a booking is moved, and its old link tells where to", async () => {
  const [old, start] = [free(), free()];
  const booking = await book(old);
  assert(booking.manageToken);
  const path = { tenantSlug: ready.tenant, id: booking.id };
  const invitee = guest.as(booking.manageToken);
  const moved = await invitee.post(RESCHEDULE, {
    params: { path },
    body: { startTime: start, timezone: "Europe/Berlin", reason: "I have to see a doctor." },
  });
  assert.deepEqual([Date.parse(moved.startTime), moved.rescheduledFrom], [Date.parse(start), booking.id]);
  const left = await invitee.get("/api/public/scheduling/{tenantSlug}/bookings/{id}", { params: { path } });
  assert.deepEqual([left.status, left.rescheduledTo], ["rescheduled", moved.id]);

  const other = await book(old);
  const taken = await problem(
    guest.as(moved.manageToken ?? "").post(RESCHEDULE, {
      params: { path: { ...path, id: moved.id } },
      body: { startTime: old, timezone: "Europe/Berlin" },
    }),
  );
  assert.deepEqual([taken.status, taken.code], [409, "slot_taken"]);
  for (const kept of [other, moved]) await cancel(kept);
});

test("a time that is taken is a 409 with the next free ones", async () => {
  const start = free();
  const booking = await book(start);
  const taken = await problem(book(start, { email: "alan@example.org" }));
  assert.deepEqual([taken.status, taken.code], [409, "slot_taken"]);
  assert(taken.nextSlots[0] && Date.parse(taken.nextSlots[0].startTime) > Date.parse(start));
  assert.deepEqual(taken.problem.reasons, ["slot_taken"]);
  await cancel(booking);
});

test("everything that is wrong with a request is named", async () => {
  const invalid = await problem(book(free(), { email: "nobody" }));
  assert.deepEqual([invalid.status, invalid.code], [422, "invalid_email"]);
  assert.deepEqual(
    invalid.errors.map(({ pointer, code }) => [pointer, code]),
    [["/invitee/email", "invalid_email"]],
  );
});

test("a request that is sent again under its key is done once", async () => {
  const start = free();
  const key = crypto.randomUUID();
  const first = await book(start, { key });
  assert.deepEqual(await book(start, { key }), first);
  await cancel(first);
});

test("a list is read page by page", async () => {
  for (const booking of [await book(free()), await book(free()), await book(free())]) await cancel(booking);
  const admin = guest.as(ready.apiKey);
  const ids = new Set<string>();
  let items = 0;
  const query = { status: "cancelled", limit: 2 } as const;
  for await (const booking of admin.items("/api/admin/scheduling/bookings", { params: { query } })) {
    ids.add(booking.id);
    items += 1;
  }
  assert(items >= 3 && ids.size === items, `${items} items, ${ids.size} of them different`);
});

test("a missing credential is a problem too", async () => {
  const refused = await problem(guest.get("/api/admin/scheduling/settings"));
  assert.deepEqual([refused.status, refused.code], [401, "unauthenticated"]);
});

test("types are those of the document", async () => {
  const admin = guest.as(ready.apiKey);
  // @ts-expect-error there is no such path
  await assert.rejects(admin.get("/api/admin/scheduling/nothing"));
  // @ts-expect-error a booking needs an invitee
  await assert.rejects(guest.post(BOOKINGS, { params: { path: { tenantSlug: ready.tenant } }, body: { eventTypeId } }));
  // @ts-expect-error settings have no pages
  await assert.rejects(admin.items("/api/admin/scheduling/settings").next());
});
