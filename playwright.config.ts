/** The browser story: the whole path in a real browser against a server of its own, with a fresh database and the demonstration story. */
import { defineConfig } from "@playwright/test";
import { findSystemChromium } from "./test/support/chromium.mjs";

const port = Number(process.env.E2E_PORT ?? 3979);
const executablePath = findSystemChromium() ?? undefined;

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  // The story is one competition that goes on from file to file.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // What comes after has nothing to go on from.
  maxFailures: 1,
  timeout: 60_000,
  expect: { timeout: 7_500 },
  reporter: "list",
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    // Costs a third of the time; `--trace on` asks for it.
    trace: "off",
    video: "off",
    launchOptions: {
      executablePath,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none", "--lang=zh-CN"],
    },
  },
  webServer: {
    command: "node test/e2e/support/serve.mjs",
    url: `http://localhost:${port}/healthz`,
    env: { PORT: String(port) },
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
    timeout: 240_000,
  },
});
