// Makes the tenant whose pages are looked at: before all tests, and once.
import { Api, HOST_ZONE, HOURS, type Person, type Question } from "./api.ts";
import { addDays, day, instant } from "./clock.ts";
import { told } from "./told.ts";

export const ACCENT = "#0b7a5c";

/** Who sees the admin pages. */
export const KURT: Person = { email: "kurt@example.org", displayName: "Kurt Gödel", password: "correct horse battery" };

/** The same, as one of the hosts. */
export const ADA: Person = { email: "ada@example.org", displayName: "Ada Lovelace", password: KURT.password };

export const WEBHOOK = "https://hooks.example.org/bookings";

/** One of each kind. */
export const QUESTIONS: Question[] = [
  { id: "topic", label: "What is it about?", type: "text", required: true, placeholder: "In a few words" },
  { id: "background", label: "What should we know before?", type: "textarea" },
  { id: "size", label: "How many are you?", type: "select", required: true, options: ["Only me", "2 to 10", "More"] },
  { id: "call", label: "Where do we call you if the line breaks?", type: "phone" },
  { id: "terms", label: "I have read the terms", type: "checkbox", required: true },
];

export default async function make(): Promise<void> {
  const api = new Api(told.shown);
  await api.set({ branding: { displayName: "Acme Advice", accentColor: ACCENT } });
  const ada = await api.host("ada", "Ada Lovelace");
  const grace = await api.host("grace", "Grace Hopper");
  const intro = await api.eventType(ada, "intro", {
    description: "A short talk to get to know each other.\nNothing needs to be prepared.",
    location: { type: "google_meet" },
  });
  await api.eventType(ada, "workshop", { name: "Workshop", duration: 90, customQuestions: QUESTIONS });
  const review = await api.eventType(grace, "review", { name: "Review", duration: 60, requiresApproval: true });
  const team = await api.team("sales", "Sales", [ada, grace]);
  await api.teamEventType(team, "demo", [ada, grace], { name: "Demo", schedulingType: "round_robin" });
  await api.teamEventType(team, "offer", [ada, grace], { name: "Offer", schedulingType: "individual" });
  await api.account(KURT);
  await api.account(ADA, ada);
  await api.webhook(WEBHOOK, "Customer files");
  const start = instant(addDays(day(new Date(), HOST_ZONE), 4), HOURS.start, HOST_ZONE).toISOString();
  await api.book(intro, start, "Alan Turing");
  await api.book(review, start, "Emmy Noether");
}
