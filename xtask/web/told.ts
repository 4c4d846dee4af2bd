// What `cargo xtask test-web` has started, as it tells in a file.
import { readFileSync } from "node:fs";

/** A tenant, and a key for everything in it. */
export interface Tenant {
  slug: string;
  key: string;
}

interface Told {
  /** Where the server is. */
  server: string;
  /** The browser's program. */
  browser: string;
  /** Where pictures, mails and what belongs to failed tests are kept. */
  folder: string;
  /** By which tests make tenants. */
  platformKey: string;
  /** Whose pages look alike every time. */
  shown: Tenant;
  /** Where tests make hosts for themselves. */
  used: Tenant;
}

const file = process.env["SCHEDULING_WEB_TESTS"];
if (file === undefined) throw new Error("run this by `cargo xtask test-web`, which starts the server");

export const told: Told = JSON.parse(readFileSync(file, "utf8"));
