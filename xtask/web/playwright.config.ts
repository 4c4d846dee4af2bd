// How the tests are run: in Debian's Chromium, one at a time for each core, without a second try.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { told } from "./told.ts";

/** What the pages do without a script. The other tests look at pages by means of one. */
const WITHOUT_SCRIPTS = /(booking|questions|taken|decision)\.spec\.ts$/;

const config: PlaywrightTestConfig = {
  testDir: ".",
  outputDir: join(told.folder, "results"),
  globalSetup: "./shown.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: availableParallelism(),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: told.server,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    // Its pictures would cost more than the tests.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: told.browser,
      // Nothing is asked of anybody but the server of the tests; and root has no sandbox.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "scripts" },
    { name: "no scripts", testMatch: WITHOUT_SCRIPTS, use: { javaScriptEnabled: false } },
  ],
};

export default defineConfig(config);
