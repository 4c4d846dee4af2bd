// The mails that the server has written, as files in a folder.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { told } from "./told.ts";

/** Waits for a mail to an address with a link to a page of a booking, such as `approve`; returns the link's path. */
export async function linkTo(page: string, address: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(() => (link = find(page, address)), { message: `a mail to ${address} with a link to ${page}` })
    .toBeDefined();
  return link ?? "";
}

function find(page: string, address: string): string | undefined {
  const folder = join(told.folder, "mails");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".eml"))) {
    const mail = readable(readFileSync(join(folder, file), "utf8"));
    const [head = ""] = mail.split("\n\n", 1);
    if (!head.includes(address)) continue;
    const link = mail.match(new RegExp(`(/booking/[^/\\s]+/[^/\\s]+/${page}\\?token=[\\w.~-]+)`));
    if (link) return link[1];
  }
  return undefined;
}

/** Without the encoding that keeps its lines short (RFC 2045, section 6.7). */
function readable(mail: string): string {
  const lines = mail.replaceAll("\r\n", "\n").replaceAll("=\n", "");
  return lines.replaceAll("=3D", "=");
}
