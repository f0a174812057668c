/**
 * Pictures of the main screens, out of the demonstration story: `node --import tsx test/e2e/pictures.ts`. Without more it writes
 * those of the README, each at the size of the device that it is made for; with `--all` each at three sizes, into .cache/pictures.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { findSystemChromium } from "../support/chromium.mjs";
import { BASE_URL, PORT, signIn } from "./support/caller.ts";
import { findStored } from "./support/stored.ts";

const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
type Size = keyof typeof SIZES;

type Picture = {
  readonly name: string;
  readonly size: Size;
  /** Who looks at it; nobody: the public. */
  readonly username: string | null;
  readonly path: () => string;
  /** What to do on the page before the picture. */
  readonly prepare?: (page: Page) => Promise<void>;
};

/** A form that nobody has begun, of a sub-criterion that is judged and measured. */
const OPEN_FORM = `select f.id from MarkingForm f join Round r on r.id = f.roundId join Event e on e.id = r.eventId
  join Competition c on c.id = e.competitionId join BlindSubject s on s.id = f.subjectId
  where c.code = 'tongwulang-2026' and e.code = 'DG' and f.subCriterionId = 'B1' and f.revision = 0 order by s.code limit 1`;

const LIVE_EVENT = `select e.code from Event e join Competition c on c.id = e.competitionId join Round r on r.eventId = e.id
  where c.code = 'tongwulang-2026' and r.phase = 'judging' order by e.code limit 1`;

async function waitUntilLive(page: Page): Promise<void> {
  await page.getByText("实时更新").waitFor();
}

const PICTURES: readonly Picture[] = [
  {
    name: "judge-form",
    size: "tablet",
    username: "judge-1",
    path: () => `/judge/forms/${findStored(OPEN_FORM)}`,
  },
  { name: "overview", size: "desktop", username: "organiser", path: () => "/office/tongwulang-2026" },
  {
    name: "board",
    size: "desktop",
    username: null,
    path: () => `/competitions/tongwulang-2026/events/${findStored(LIVE_EVENT)}`,
    prepare: waitUntilLive,
  },
  {
    name: "entitlements",
    size: "desktop",
    username: "policy",
    path: () => "/office/dalian-2026/entitlements",
  },
  { name: "screen", size: "desktop", username: null, path: () => "/competitions/tongwulang-2026/screen", prepare: waitUntilLive },
];

const isAll = process.argv.includes("--all");
const directory = isAll ? ".cache/pictures" : "test/e2e/pictures";

const server = spawn(process.execPath, ["test/e2e/support/serve.mjs"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, PORT: String(PORT) },
});
const browser = await chromium.launch({
  executablePath: findSystemChromium() ?? undefined,
  args: ["--no-sandbox", "--disable-gpu", "--lang=zh-CN"],
});
try {
  await waitUntilReady();
  fs.mkdirSync(directory, { recursive: true });
  for (const picture of PICTURES) {
    for (const size of isAll ? (Object.keys(SIZES) as Size[]) : [picture.size]) {
      const file = `${directory}/${picture.name}${isAll ? `-${size}` : ""}.png`;
      await take(picture, size, file);
      console.log(file);
    }
  }
} finally {
  await browser.close();
  server.kill("SIGTERM");
}

async function waitUntilReady(): Promise<void> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 500))) {
    if (server.exitCode !== null) throw new Error("The server did not start.");
    const answer = await fetch(`${BASE_URL}/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error("The server was not ready in four minutes.");
}

async function take({ username, path, prepare }: Picture, size: Size, file: string): Promise<void> {
  const context: BrowserContext = await browser.newContext({
    baseURL: BASE_URL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: SIZES[size],
    hasTouch: size !== "desktop",
    reducedMotion: "reduce",
  });
  if (username !== null) {
    const { session } = await signIn(username);
    await context.addCookies([{ name: "session", value: session, url: BASE_URL }]);
  }
  const page = await context.newPage();
  const answer = await page.goto(path(), { waitUntil: "load" });
  if (!answer?.ok()) throw new Error(`${path()} answered ${answer?.status()}.`);
  await page.evaluate(() => document.fonts.ready);
  await prepare?.(page);
  await page.screenshot({ path: file });
  await context.close();
}
