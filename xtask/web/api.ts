// The API, by which tests make what they need, and look at what was made.
import { randomUUID } from "node:crypto";
import { told, type Tenant } from "./told.ts";

/** What can be booked. */
export interface EventType {
  id: string;
  slug: string;
}

export interface Host {
  id: string;
  username: string;
}

/** What an invitee gets for a booking. */
export interface Booked {
  id: string;
  manageToken: string;
}

/** A question of an event type. */
export interface Question {
  id: string;
  label: string;
  type: "text" | "textarea" | "select" | "phone" | "checkbox";
  required?: boolean;
  options?: string[];
  placeholder?: string;
}

/** Who signs in. */
export interface Person {
  email: string;
  displayName: string;
  password: string;
}

interface Invited {
  token: string;
}

/** What an event type has besides its name. */
export interface Kind {
  name?: string;
  description?: string;
  duration?: number;
  requiresApproval?: boolean;
  confirmsAddress?: boolean;
  customQuestions?: Question[];
  location?: { type: string; value?: string };
  schedulingType?: "round_robin" | "collective" | "individual";
  hosts?: { userId: string }[];
}

/** Where hosts are, and when they can be met there: every day, so that no test depends on the date. */
export const HOST_ZONE = "Europe/Berlin";
export const HOURS = { start: "09:00", end: "17:00" };
/** Minutes. */
export const STEP = 30;
/** So long that the next change of the host's clocks is in it, with days on both sides. */
const WINDOW_DAYS = 300;

export class Api {
  readonly tenant: Tenant;

  constructor(tenant: Tenant) {
    this.tenant = tenant;
  }

  /** Where something of the tenant's is booked. */
  page(...path: string[]): string {
    return ["/book", this.tenant.slug, ...path].join("/");
  }

  async host(username: string, displayName: string, notice = 0): Promise<Host> {
    const user = { userId: username, username, displayName, email: `${username}@example.org`, timezone: HOST_ZONE };
    const rules = { minimumNoticeHours: notice, bookingWindowDays: WINDOW_DAYS, bufferBeforeMins: 0, bufferAfterMins: 0 };
    const { id } = await this.#admin<{ id: string }>("POST", "users", { ...user, ...rules });
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const weeklySchedule = Object.fromEntries(days.map((day) => [day, [HOURS]]));
    await this.#admin("PUT", "availability", { userId: id, timezone: HOST_ZONE, weeklySchedule });
    return { id, username };
  }

  /** An event type of a host. */
  eventType(host: Host, slug: string, kind: Kind = {}): Promise<EventType> {
    return this.#admin("POST", "event-types", { userId: host.id, ...usual(slug), ...kind });
  }

  async team(slug: string, name: string, hosts: Host[]): Promise<string> {
    const { id } = await this.#admin<{ id: string }>("POST", "teams", { name, slug });
    for (const host of hosts) await this.#admin("POST", `teams/${id}/members`, { userId: host.id });
    return id;
  }

  /** An event type of a team. */
  teamEventType(team: string, slug: string, hosts: Host[], kind: Kind): Promise<EventType> {
    const taken = { hosts: hosts.map((host) => ({ userId: host.id })), timezone: HOST_ZONE };
    return this.#admin("POST", `teams/${team}/event-types`, { ...usual(slug), ...taken, ...kind });
  }

  /** What is set for the whole tenant; all else is as it is for a new one. */
  async set(settings: { branding?: { displayName: string; accentColor: string }; allowedOrigins?: string[] }): Promise<void> {
    await this.#admin("PUT", "settings", settings);
  }

  /** Somebody who signs in to the admin pages; a member is a host. */
  async account(person: Person, host?: Host): Promise<void> {
    const taken = host === undefined ? { role: "admin" } : { role: "member", userId: host.id };
    const { token } = await this.#admin<Invited>("POST", "invitations", { email: person.email, ...taken });
    await accept(token, person);
  }

  async webhook(url: string, description: string): Promise<void> {
    await this.#admin("POST", "webhooks", { url, description, isActive: false });
  }

  /** Books as somebody else does. */
  book(eventType: EventType, start: string, name = "Alan Turing"): Promise<Booked> {
    const email = `${randomUUID()}@example.org`;
    const booking = { eventTypeId: eventType.id, startTime: start, timezone: HOST_ZONE, invitee: { name, email } };
    return send("POST", `/api/public/scheduling/${this.tenant.slug}/bookings`, booking, {});
  }

  /** Calls a meeting off, as its host does. */
  async cancel(id: string): Promise<void> {
    await this.#admin("POST", `bookings/${id}/cancel`, {});
  }

  /** Whether a key opens anything. */
  async opens(key: string): Promise<boolean> {
    const answer = await fetch(`${told.server}/api/admin/scheduling/users`, { headers: { Authorization: `Bearer ${key}` } });
    return answer.ok;
  }

  /** What is stored of a booking. */
  booking(id: string): Promise<Stored> {
    return this.#admin("GET", `bookings/${id}`);
  }

  #admin<T>(method: string, path: string, body?: unknown): Promise<T> {
    return send(method, `/api/admin/scheduling/${path}`, body, { Authorization: `Bearer ${this.tenant.key}` });
  }
}

/** As much of a booking as tests look at. */
export interface Stored {
  startTime: string;
  timezone: string;
  status: string;
  cancelReason: string | null;
  invitee: { name: string; email: string; notes: string | null; responses: { questionId: string; value: string | boolean }[] };
}

/** A tenant in which nobody else does anything, and its owner. */
export async function newTenant(): Promise<{ api: Api; owner: Person }> {
  const slug = `own-${randomUUID()}`;
  const owner = { email: `${slug}@example.org`, displayName: "Kurt Gödel", password: "correct horse battery" };
  const platform = { Authorization: `Bearer ${told.platformKey}` };
  const { id } = await send<{ id: string }>("POST", "/api/platform/tenants", { slug, name: "Initech" }, platform);
  const invitations = `/api/platform/tenants/${id}/owner-invitations`;
  const { token } = await send<Invited>("POST", invitations, { email: owner.email }, platform);
  await accept(token, owner);
  const key = await keyOf(owner, slug);
  return { api: new Api({ slug, key }), owner };
}

async function accept(token: string, { displayName, password }: Person): Promise<void> {
  await send("POST", "/api/account/invitations/accept", { token, displayName, password }, {});
}

/** Makes a key for everything, as somebody who has signed in. */
async function keyOf({ email, password }: Person, tenant: string): Promise<string> {
  const session = await ask("POST", "/api/account/session", { tenant, email, password }, {});
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const [cookie = ""] = (session.headers.get("set-cookie") ?? "").split(";");
  const signedIn = { Cookie: cookie, "X-CSRF-Token": csrfToken };
  const wanted = { name: "tests", scopes: ["admin"] };
  const { secret } = await send<{ secret: string }>("POST", "/api/admin/scheduling/api-keys", wanted, signedIn);
  return secret;
}

function usual(slug: string) {
  return { name: "Introduction", slug, duration: STEP, stepMinutes: STEP };
}

async function send<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const answer = await ask(method, path, body, headers);
  return (await answer.json()) as T;
}

/** Sends a request that must succeed. */
async function ask(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(told.server + path, { method, headers: { ...headers, "Content-Type": "application/json" }, ...sent });
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer;
}
