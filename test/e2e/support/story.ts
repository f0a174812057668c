/** What every part of the story stands on: people at their devices, pages that may not complain, and axe. */
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page, type Route } from "@playwright/test";
import { BASE_URL, type Caller, signIn } from "./caller.ts";

export { expect } from "@playwright/test";

/** The competition that goes on from test to test. */
export const COMPETITION = "story-2026";
export const OFFICE = `/office/${COMPETITION}`;

export type EventOfStory = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly occupation: string;
  readonly kind: string;
  readonly scheme: string;
};
export const FIRST_EVENT: EventOfStory = {
  code: "DG",
  name: "电工",
  nameEn: "Electrician",
  occupation: "6-31-01-03",
  kind: "个人",
  scheme: "scheme-electrician.xlsx",
};
export const EVENTS: readonly EventOfStory[] = [
  FIRST_EVENT,
  {
    code: "WL",
    name: "网络系统管理",
    nameEn: "Network Systems Administration",
    occupation: "4-04-04-01",
    kind: "双人",
    scheme: "scheme-network.xlsx",
  },
  {
    code: "JD",
    name: "机电一体化",
    nameEn: "Mechatronics",
    occupation: "6-31-07-03",
    kind: "三人",
    scheme: "scheme-mechatronics.xlsx",
  },
];

export const JUDGES = ["judge-1", "judge-2", "judge-3"] as const;
export const TABLET: BrowserContextOptions = { viewport: { width: 1024, height: 768 }, hasTouch: true };

export function fileOf(name: string): string {
  return `test/e2e/files/${name}`;
}

export type People = {
  /** The same session for the whole run; a new one where `password` is given. */
  caller(username: string, password?: string): Promise<Caller>;
  /** A page of someone who is signed in. */
  page(username: string, options?: BrowserContextOptions): Promise<Page>;
  /** A page of someone without an account. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
};

type Device = { readonly context: BrowserContext; readonly complaints: string[] };
type WorkerFixtures = {
  readonly callers: Map<string, Promise<Caller>>;
  /** Browsers of people who are signed in, by name and kind of device: kept from test to test, as people keep theirs. */
  readonly devices: Map<string, Promise<Device>>;
};

export const test = base.extend<{ people: People }, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: a fixture names what it needs by destructuring.
  callers: [async ({}, use) => use(new Map()), { scope: "worker" }],
  devices: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const devices = new Map<string, Promise<Device>>();
      await use(devices);
      for (const device of devices.values()) await (await device).context.close();
    },
    { scope: "worker" },
  ],
  people: async ({ browser, callers, devices }, use) => {
    const visitors: Device[] = [];
    const pages: Page[] = [];
    const caller = (username: string, password?: string) => {
      const known = callers.get(username) ?? signIn(username, password);
      callers.set(username, known);
      return known;
    };
    const open = async (options: BrowserContextOptions): Promise<Device> => {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      return { context, complaints: listen(context) };
    };
    const openSignedIn = async (username: string, options: BrowserContextOptions) => {
      const { session } = await caller(username);
      const device = await open(options);
      const cookie = { name: "session", value: session, url: BASE_URL, httpOnly: true, sameSite: "Lax" } as const;
      await device.context.addCookies([cookie]);
      return device;
    };
    const openPage = async ({ context }: Device) => {
      const page = await context.newPage();
      pages.push(page);
      return page;
    };
    await use({
      caller,
      visitor: async (options = {}) => {
        const device = await open(options);
        visitors.push(device);
        return openPage(device);
      },
      page: async (username, options = {}) => {
        const name = `${username} ${JSON.stringify(options)}`;
        const device = devices.get(name) ?? openSignedIn(username, options);
        devices.set(name, device);
        return openPage(await device);
      },
    });
    await Promise.all(pages.map((page) => page.close()));
    await Promise.all(visitors.map(({ context }) => context.close()));
    const all = [...visitors, ...(await Promise.all(devices.values()))];
    expect(
      all.flatMap(({ complaints }) => complaints.splice(0)),
      "what browsers complained of",
    ).toEqual([]);
  },
});

/**
 * A refusal is an answer of status 422, which browsers report of their own accord; and the router gives up a read of its own when a
 * newer value is sent meanwhile: the page reads again after it.
 */
function isExpected(complaint: string): boolean {
  return /the server responded with a status of 422/.test(complaint) || complaint.startsWith("AbortError");
}

/** @returns what its pages complain of, filled as they do */
function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    const isLoud = message.type() === "error" || message.type() === "warning";
    if (isLoud && !isExpected(message.text())) complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => {
    if (!isExpected(String(error.error()))) complaints.push(`${error.page()?.url()}: ${error.error()}`);
  });
  return complaints;
}

/** A page whose programs are still on their way while somebody acts on it, as on a slow line. @returns when it is alive */
export async function actEarly(page: Page, url: string, act: () => Promise<void>): Promise<void> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const hold = async (route: Route) => {
    await arrived;
    await route.continue();
  };
  await page.route("**/assets/*.js", hold);
  await page.goto(url, { waitUntil: "commit" });
  await act();
  arrive();
  // React marks what it has taken over.
  await page.waitForFunction(() => {
    const field = document.querySelector("input:not([type=hidden])");
    return field !== null && Object.keys(field).some((key) => key.startsWith("__reactProps"));
  });
  await page.waitForLoadState("networkidle");
  await page.unroute("**/assets/*.js", hold);
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No serious and no critical violation on the screen as it stands; what is folded away is not on it. */
export async function checkScreen(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(STANDARDS).exclude("details:not([open]) > :not(summary)");
  // Nothing here has frames: the results need no page of their own to be put together on.
  const { violations } = await axe.setLegacyMode(true).analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`) }));
  expect(grave, `axe on ${page.url()}`).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, `${page.url()} is so much wider than its window`).toBe(0);
}
