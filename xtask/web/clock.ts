// Times by the browser engine's own tables of zones, so that what the server says of them is held against somebody else's word.

/** A date as calendars write it: `2026-03-16`. */
export type Day = string;

const DAY = 24 * 60 * 60 * 1000;

/** What clocks in a zone show. */
export function shown(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

export function day(at: Date, zone: string): Day {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
}

/** As pages write a date: `Monday, 16 March 2026`. */
export function inWords(date: Day): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(`${date}T00:00:00Z`));
  return `${part({ weekday: "long" })}, ${part({ day: "numeric", month: "long", year: "numeric" })}`;
}

/** The month of a date as pages write it: `March 2026`. */
export function monthInWords(date: Day): string {
  return inWords(date).split(" ").slice(-2).join(" ");
}

export function addDays(date: Day, days: number): Day {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** When clocks in a zone show a time on a date. */
export function instant(date: Day, time: string, zone: string): Date {
  // No clock is more than a day from UTC, and all are set in quarters of an hour.
  const utc = Date.parse(`${date}T${time}:00Z`);
  for (let at = utc - DAY; at <= utc + DAY; at += DAY / 96) {
    const candidate = new Date(at);
    if (day(candidate, zone) === date && shown(candidate, zone) === time) return candidate;
  }
  throw new Error(`there is no ${time} on ${date} in ${zone}`);
}

/** The first date from this one on, on which the clocks of a zone are changed. */
export function nextChange(from: Day, zone: string): Day {
  const noon = (date: Day) => instant(date, "12:00", zone).getTime();
  for (let date = from; ; date = addDays(date, 1)) {
    if (noon(date) - noon(addDays(date, -1)) !== DAY) return date;
  }
}
