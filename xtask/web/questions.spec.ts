// What is asked: each kind of question, what is missing, and what a link has answered already.
import type { Locator } from "@playwright/test";
import { booked, fillIn, GRACE, opening, send, sendUnchecked } from "./steps.ts";
import { QUESTIONS } from "./shown.ts";
import { expect, test } from "./test.ts";

const label = (id: string) => QUESTIONS.find((question) => question.id === id)?.label ?? "";

/** Where the form is, with what the address says of it. */
const form = test.extend<{ form: string }>({
  form: async ({ api, host, date }, use) => {
    const asked = await api.eventType(host, "asked", { customQuestions: QUESTIONS });
    await use(`${api.page(host.username, asked.slug)}/bookings?start=${opening(date).toISOString()}`);
  },
});

form("questions of each kind are answered", async ({ page, api, form }) => {
  await page.goto(form);
  await fillIn(page);
  await page.getByLabel(label("topic")).fill("Compilers");
  await page.getByLabel(label("background")).fill("Two\nlines");
  await page.getByLabel(label("size")).selectOption("2 to 10");
  await page.getByLabel(label("call")).fill("+49 30 1234567");
  await page.getByLabel(label("terms")).check();
  await page.getByLabel("Guests").fill("alan@example.org\nkurt@example.org");
  await send(page);
  const { invitee } = await api.booking(await booked(page));
  expect(Object.fromEntries(invitee.responses.map(({ questionId, value }) => [questionId, value]))).toEqual({
    topic: "Compilers",
    background: "Two\nlines",
    size: "2 to 10",
    call: "+49 30 1234567",
    terms: true,
  });
});

function borderOf(field: Locator): Promise<string> {
  return field.evaluate((element) => getComputedStyle(element).borderTopColor);
}

form("what is missing or wrong is said at its field, and the rest stays", async ({ page, form }) => {
  await page.goto(form);
  await page.getByLabel("Your name").fill(GRACE.name);
  await page.getByLabel("Your e-mail").fill("nobody");
  await page.getByLabel(label("background")).fill("Two\nlines");
  await sendUnchecked(page);
  await expect(page.getByRole("alert")).toContainText("Something is missing");
  const email = page.getByLabel("Your e-mail");
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/This is not an e-mail address/);
  await expect(page.getByLabel("Your name")).toHaveValue(GRACE.name);
  await expect(page.getByLabel("Your name")).not.toHaveAttribute("aria-invalid");
  expect(await borderOf(email)).not.toBe(await borderOf(page.getByLabel("Your name")));
  await expect(page.getByLabel(label("background"))).toHaveValue("Two\nlines");

  await email.fill(GRACE.email);
  await sendUnchecked(page);
  for (const id of ["topic", "terms"]) {
    await expect(page.getByLabel(label(id))).toHaveAccessibleDescription("Please fill this in.");
  }
  await expect(page.getByLabel(label("size"))).toHaveAttribute("aria-invalid", "true");
  await expect(email).not.toHaveAttribute("aria-invalid");
  await page.getByLabel(label("topic")).fill("Compilers");
  await page.getByLabel(label("size")).selectOption("Only me");
  await page.getByLabel(label("terms")).check();
  await send(page);
  await booked(page);
});

form("a link fills the form in", async ({ page, form }) => {
  const said = { name: "Grace", email: "g@example.org", notes: "Hello", "q-topic": "Maths", "q-size": "More", "q-terms": "yes" };
  await page.goto(`${form}&${new URLSearchParams(said)}`);
  await expect(page.getByLabel("Your name")).toHaveValue("Grace");
  await expect(page.getByLabel("Your e-mail")).toHaveValue("g@example.org");
  await expect(page.getByLabel("Anything that would help to prepare")).toHaveValue("Hello");
  await expect(page.getByLabel(label("topic"))).toHaveValue("Maths");
  await expect(page.getByLabel(label("size"))).toHaveValue("More");
  await expect(page.getByLabel(label("terms"))).toBeChecked();
  await send(page);
  await booked(page);
});
