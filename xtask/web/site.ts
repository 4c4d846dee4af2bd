// Somebody's site: another origin than the server's, with the element by which the pages are shown in it.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { told } from "./told.ts";

export interface Site {
  origin: string;
  /** Shows the element with these attributes. */
  show(page: Page, attributes: Record<string, string>): Promise<void>;
  close(): void;
}

/** What is told in the page, as `told`. */
const EVENTS = ["scheduling:height", "scheduling:time-chosen", "scheduling:booked"];

export async function openSite(): Promise<Site> {
  let element = "";
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html>
      <html lang="en">
        <title>Initech</title>
        <script>
          window.told = [];
          for (const name of ${JSON.stringify(EVENTS)}) {
            document.addEventListener(name, ({ target, detail }) => told.push({ name, on: target.localName, detail }));
          }
        </script>
        <script src="${told.server}/embed.js" async></script>
        <h1>Talk to us</h1>
        ${element}
      </html>`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    show: async (page, attributes) => {
      const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
      element = `<scheduling-booking ${written.join(" ")}></scheduling-booking>`;
      await page.goto(origin);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
