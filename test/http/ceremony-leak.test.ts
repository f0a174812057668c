/** The ceremony's screen says nobody's name before his scene: not its page, not its data, not a message. A planted name is found in each. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { type AppServer, type AppServerOptions, startAppServer } from "../support/app-server.ts";
import { createCeremonyScene, findEarly, prepare, tap } from "../support/ceremony-steps.ts";
import type { Scene } from "../support/judging-steps.ts";
import type { TestRuntime } from "../support/runtime.ts";
import { listen } from "./collect.ts";

/** Shares of 10 and 20 percent, rounded up: of five entries one wins the first prize and one the second. */
const FIVE = { entries: [{}, {}, {}, {}, {}] };
/** A light page is kept for so long. */
const KEPT_MS = 1_100;

let server: AppServer;
let runtime: TestRuntime;
let scene: Scene;
let names: readonly string[];

beforeAll(async () => {
  server = await startAppServer();
  runtime = { ...server.runtime, clock: server.clock, dispose: async () => {} };
  ({ scene, names } = await createCeremonyScene(runtime, FIVE));
}, 300_000);
afterAll(() => server.close());

type Said = Readonly<Record<"page" | "data" | "socket", string>>;

/** What anyone gets of the screen now, by the way it comes. */
async function collect(of: AppServer): Promise<Said> {
  const address = `/competitions/${scene.competitionCode}/ceremony`;
  const page = await of.ask(address);
  const data = await of.ask(`${address}.data`);
  const heard = await listen(of, {
    cookie: "",
    watches: [{ name: "ceremony", payload: { competition: scene.competitionCode } }],
  });
  heard.close();
  expect([page.status, heard.collected.length > 0]).toEqual([200, true]);
  return { page: await page.text(), data: await data.text(), socket: JSON.stringify(heard.collected) };
}

const early = (said: Said, shown: readonly string[]) =>
  Object.entries(said).flatMap(([way, text]) => findEarly(text, names, shown).map((name) => `${way}: ${name}`));

async function withChanged<Result>(options: AppServerOptions, work: (changed: AppServer) => Promise<Result>): Promise<Result> {
  const changed = await startAppServer({ runtime: server.runtime, ...options });
  return work(changed).finally(() => changed.close());
}

/** The names of everyone in the round: what a careless query would have at hand. */
async function nameEveryone(): Promise<readonly string[]> {
  const holders = await listEntryHolders(
    server.runtime,
    scene.entries.map(({ entryId }) => entryId),
  );
  return [...holders.values()].flatMap((own) => own.map(({ name }) => name));
}

describe("before the first name", () => {
  beforeAll(async () => {
    await prepare(runtime, scene);
    await tap(runtime, scene, "next");
    await new Promise((resolve) => setTimeout(resolve, KEPT_MS));
  });

  it("nobody is named", async () => {
    expect(early(await collect(server), [])).toEqual([]);
  });

  it("a name planted in the data of the page is found in the page and in its data", async () => {
    const change = (build: AppServer["build"]) => {
      const route = build.routes["routes/public/ceremony"];
      if (!route) throw new Error("There is no screen of the ceremony.");
      const own = route.module.loader as unknown as (of: unknown) => Promise<object>;
      const loader = async (of: unknown) => ({ ...(await own(of)), next: await nameEveryone() });
      return { ...build, routes: { ...build.routes, [route.id]: { ...route, module: { ...route.module, loader } } } };
    };
    await withChanged({ change: change as NonNullable<AppServerOptions["change"]> }, async (changed) => {
      const found = early(await collect(changed), []);
      for (const way of ["page", "data"]) expect(found.filter((one) => one.startsWith(way)).length).toBe(names.length);
      expect(found.filter((one) => one.startsWith("socket"))).toEqual([]);
    });
  });

  it("a name planted in the message to those who watch is found there", async () => {
    const changeWatches: AppServerOptions["changeWatches"] = (all) =>
      all.map((one) =>
        one.name === "ceremony"
          ? {
              ...one,
              read: async (of: Parameters<typeof one.read>[0], key: string) => {
                const shown = await one.read(of, key);
                return { ...shown, snapshot: { ...(shown.snapshot as object), next: (await nameEveryone()).slice(0, 1) } };
              },
            }
          : one,
      ) as typeof all;
    await withChanged({ changeWatches }, async (changed) => {
      const found = early(await collect(changed), []);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/^socket: /);
    });
  });
});

describe("from scene to scene", () => {
  it("each is named when his scene has come, and nobody before", async () => {
    const shown = new Set<string>();
    for (let isOver = false; !isOver; isOver = !(await tap(runtime, scene, "next")).ok) {
      await new Promise((resolve) => setTimeout(resolve, KEPT_MS));
      const said = await collect(server);
      const { shown: now } = await readShown();
      if (now.kind === "name") for (const name of now.winner.names) shown.add(name);
      expect(early(said, [...shown])).toEqual([]);
      if (now.kind === "name") expect(said.page).toContain(now.winner.names[0]);
    }
    expect([...shown]).toEqual([names[1], names[0]]);
  }, 60_000);

  async function readShown() {
    const watch = server.entry.listWatches().find(({ name }) => name === "ceremony");
    const { snapshot } = (await watch?.read(server.runtime, scene.competitionId)) ?? {};
    return snapshot as import("#app/domain/ceremony/shown.ts").CeremonySnapshot;
  }
});
