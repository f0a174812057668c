/**
 * What disclosure or a freeze hides has no effect on anything public: everything that anyone can collect is the same before and after
 * it was confirmed, in pages and their data, files, the API and the messages of sockets. What is planted makes a difference.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Disclosure } from "#app/domain/shared/vocabulary.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { freezeBoard } from "#app/services/results/freeze-board.server.ts";
import { setDisclosure } from "#app/services/results/set-disclosure.server.ts";
import { type AppServer, type AppServerOptions, startAppServer } from "../support/app-server.ts";
import { addBoardWorld, type BoardWorld, confirmMark } from "../support/board-steps.ts";
import { must } from "../support/competition-steps.ts";
import { type Answer, crawl, type Listener, listen } from "./collect.ts";

const ORGANISER: Actor = { userId: "organiser", displayName: "organiser", organisationId: null, sessionId: "test", grants: [] };
/** Stands nowhere else. */
const HIDDEN_MARK = 3719;

let server: AppServer;
let world: BoardWorld;
let competitions = 0;

beforeAll(async () => {
  server = await startAppServer();
}, 300_000);
afterAll(() => server.close());
beforeEach(async () => {
  competitions += 1;
  world = await addBoardWorld(server.runtime, { competition: `hidden-${competitions}` });
  must(await confirm(0, 4000));
});

async function confirm(index: 0 | 1 | 2, mark: number, form = "A1") {
  await confirmMark(server.runtime, world.entries[index], form, mark);
  return { ok: true as const, value: null };
}

const disclose = async (disclosure: Disclosure) =>
  must(await setDisclosure(server.runtime, ORGANISER, { roundId: world.roundId, disclosure }));
const freeze = async () => must(await freezeBoard(server.runtime, ORGANISER, { roundId: world.roundId, reason: "ceremony" }));

/** Everything public, by address. What differs with each answer and says nothing is left out. */
async function collectPublic(of: AppServer): Promise<ReadonlyMap<string, string>> {
  const base = `/competitions/${world.competition}`;
  const board = `${base}/events/${world.event}`;
  const isInteresting = (link: string) => link === "/" || link.startsWith(base) || link.startsWith("/boards");
  const from = ["/", base, board, `${board}?round=1`, `${base}/screen`, "/boards"];
  const found = await crawl(of, { cookie: "", from, isInteresting, known: new Set(), questions: 1 });
  const heard = await listen(of, { cookie: "", watches: watches() });
  heard.close();
  for (const file of ["board.json", "board.json?round=1"]) {
    const answer = await of.ask(`${board}/${file}`);
    expect(answer.status).toBe(200);
    found.push({ from: file, text: `${answer.headers.get("etag")} ${await answer.text()}`, channel: "file" });
  }
  return new Map([...found, ...heard.collected].map((one, index) => [`${index} ${one.channel} ${one.from}`, toComparable(one)]));
}

/** Without what is new in each answer and says nothing: its nonce, its number, that of a reader, the time of day. */
function toComparable(one: Answer): string {
  return JSON.stringify("text" in one ? one.text : one.tree)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "request")
    .replace(/[\w+/]{22}==/g, "nonce")
    .replace(/"reader":\d+/g, "reader")
    .replace(/docProps\/core\.xml\\n[\dTZ:-]+/g, "made")
    .replace(/(\\?"now\\?":)(?:\d+|\\?"[\dTZ:.-]+\\?")/g, "$1now");
}

function watches() {
  const { competition, event } = world;
  return [
    { name: "board", payload: { competition, event } },
    { name: "board", payload: { competition, event, round: 1 } },
  ];
}

/** What is public before and after something is confirmed, and what those who watched were told of it. */
async function confirmHidden(of: AppServer): Promise<{ readonly differences: readonly string[]; readonly told: Listener }> {
  const told = await listen(of, { cookie: "", watches: watches() });
  const answers = told.collected.length;
  const before = await collectPublic(of);
  await confirm(1, HIDDEN_MARK);
  await confirm(2, 5000);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const after = await collectPublic(of);
  told.close();
  told.collected.splice(0, answers);
  expect([...after.keys()]).toEqual([...before.keys()]);
  const differences = [...after.keys()].filter((key) => after.get(key) !== before.get(key));
  return { differences, told };
}

async function withChanged<Result>(options: AppServerOptions, work: (changed: AppServer) => Promise<Result>): Promise<Result> {
  const changed = await startAppServer({ runtime: server.runtime, ...options });
  return work(changed).finally(() => changed.close());
}

describe("nothing public changes", () => {
  it("while the board is frozen, whatever is confirmed", async () => {
    await freeze();
    const { differences, told } = await confirmHidden(server);
    expect(differences).toEqual([]);
    expect(told.collected).toEqual([]);
  }, 120_000);

  it("while the board is frozen at progress", async () => {
    await disclose("progress");
    await freeze();
    const { differences, told } = await confirmHidden(server);
    expect(differences).toEqual([]);
    expect(told.collected).toEqual([]);
  }, 120_000);

  it("while the board is closed", async () => {
    await disclose("closed");
    const { differences, told } = await confirmHidden(server);
    expect(differences).toEqual([]);
    expect(told.collected).toEqual([]);
  }, 120_000);

  it("of marks while only progress is shown", async () => {
    await disclose("progress");
    const { differences, told } = await confirmHidden(server);
    // Counts change; a mark, a place or a code is in none of it.
    expect(differences.length).toBeGreaterThan(0);
    const all = JSON.stringify([...(await collectPublic(server)).values(), told.collected]);
    for (const secret of [HIDDEN_MARK, "37.19", ...world.entries.map(({ publicCode }) => publicCode)])
      expect(all).not.toContain(String(secret));
  }, 120_000);
});

describe("what is planted is found", () => {
  it("without a freeze, as what a live board shows", async () => {
    const { differences, told } = await confirmHidden(server);
    for (const channel of ["page", "data", "file", "socket"])
      expect(differences.some((one) => one.includes(` ${channel} `))).toBe(true);
    expect(JSON.stringify(told.collected)).toContain(String(HIDDEN_MARK));
  }, 120_000);

  it("in the data of a frozen board's page", async () => {
    await freeze();
    const planted = (build: AppServer["build"]) => {
      const route = build.routes["routes/public/board"];
      if (!route) throw new Error("there is no board");
      const own = route.module.loader as unknown as (of: unknown) => Promise<object>;
      const loader = async (of: unknown) => ({
        ...(await own(of)),
        confirmed: await server.runtime.database.read.formConfirmation.count(),
      });
      return { ...build, routes: { ...build.routes, [route.id]: { ...route, module: { ...route.module, loader } } } };
    };
    await withChanged({ change: planted as NonNullable<AppServerOptions["change"]> }, async (changed) => {
      expect((await confirmHidden(changed)).differences).toContainEqual(expect.stringContaining(" data "));
    });
  }, 120_000);

  it("in a message to those who watch a frozen board", async () => {
    await freeze();
    const read = async () => {
      const { version } = await server.runtime.database.read.board.findUniqueOrThrow({ where: { roundId: world.roundId } });
      return { snapshot: { version }, encoded: null };
    };
    const changeWatches: AppServerOptions["changeWatches"] = (all) =>
      all.map((one) => (one.name === "board" ? { ...one, read, step: () => null } : one));
    await withChanged({ changeWatches }, async (changed) => {
      const told = await listen(changed, { cookie: "", watches: watches() });
      told.collected.splice(0);
      await confirm(1, HIDDEN_MARK);
      await expect.poll(() => told.collected.length).toBeGreaterThan(0);
      told.close();
    });
  }, 120_000);
});
