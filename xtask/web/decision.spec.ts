// A host decides by the links in the mail about a booking.
import { linkTo } from "./mails.ts";
import { fillIn, GRACE, bookingOf, opening } from "./steps.ts";
import { expect, test } from "./test.ts";

for (const [decision, button, said, status] of [
  ["approve", "Approve", "The booking is approved", "confirmed"],
  ["decline", "Decline", "The booking was declined", "declined"],
] as const) {
  test(`a host follows the link to ${decision} what somebody asks for`, async ({ page, api, host, date }) => {
    const asked = await api.eventType(host, "asked", { requiresApproval: true });
    await page.goto(`${api.page(host.username, asked.slug)}/bookings?start=${opening(date).toISOString()}`);
    await fillIn(page);
    await page.getByRole("button", { name: "Ask for the meeting" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your request was sent");
    await expect(page.getByText("Waits for approval")).toBeVisible();
    const id = bookingOf(page);
    await page.goto(await linkTo(decision, `${host.username}@example.org`));
    await expect(page.getByText(GRACE.email)).toBeVisible();
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByText(said)).toBeVisible();
    expect((await api.booking(id)).status).toBe(status);
  });
}
