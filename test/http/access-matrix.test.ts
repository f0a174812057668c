/** Everything that the server answers, replayed as everyone: admitted or not, what is visible, and nothing changed by those denied. */
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, loadBuild, startAppServer } from "../support/app-server.ts";
import { type Fields, INTENTS, type IntentRow, READS, type ReadRow, secretsOf } from "./access-matrix.ts";
import { addressOf, type Cells, denialOf, listThings, read, routeIdOf, submit } from "./cells.ts";
import { ACTORS, type ActorName, createMatrixWorld, type MatrixWorld, type PlaceName, type Secret } from "./world.ts";

const build = await loadBuild();
const entry = build.entry.module as unknown as AppServer["entry"];
const registered = listThings({ build, entry });
const watches = entry.listWatches().map(({ name }) => `watch ${name}`);

let server: AppServer;
let world: MatrixWorld;
const cookies = new Map<ActorName, string>();
let cells: Cells;
/** Everything that anyone was shown before unblinding, by person: which kinds of secrets stood in one answer. */
const seenTogether = new Map<ActorName, Set<string>>();

beforeAll(async () => {
  server = await startAppServer();
  world = await createMatrixWorld(server);
  cells = { world, cookies, registered };
  await signInAll();
}, 180_000);
afterAll(() => server?.close());

describe("the table", () => {
  it("has a row for everything that answers, and no other", () => {
    expect(compareWithRegistered([...READS, ...INTENTS].map(({ thing }) => thing))).toEqual([]);
  });

  it("finds a missing row and a row of nothing", () => {
    const things = [...READS, ...INTENTS].map(({ thing }) => thing);
    expect(compareWithRegistered(things.filter((thing) => thing !== "routes/judge/marks take-marks"))).toEqual([
      "routes/judge/marks take-marks has no row",
    ]);
    expect(compareWithRegistered([...things, "routes/judge/form erase-mark"])).toEqual([
      "nothing answers routes/judge/form erase-mark",
    ]);
  });
});

describe.each(READS)("$thing", (row) => {
  it.each(row.places)("at %s", async (place) => {
    const before = server.fingerprint();
    expect(await findReadFaults(server, row, place)).toEqual([]);
    expect(server.fingerprint()).toEqual(before);
  });
});

describe("before unblinding", () => {
  const IDENTITIES: readonly Secret[] = ["names", "documents", "telephones", "units", "delegations", "entrant-numbers"];

  /** What can be reached from a mark over values that stood in one answer. */
  function followMarks(answers: Iterable<string>): Set<string> {
    const reached = new Set<string>(["marks"]);
    const groups = [...answers].map((answer) => answer.split(" "));
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const group of groups)
        if (group.some((secret) => reached.has(secret))) for (const secret of group) reached.add(secret);
    }
    return reached;
  }

  it.each(ACTORS)("nothing leads %s from a mark to a person", (actor) => {
    const reached = followMarks(seenTogether.get(actor) ?? []);
    expect(IDENTITIES.filter((secret) => reached.has(secret))).toEqual([]);
  });

  it("a planted page that shows seats beside review codes to the office would", () => {
    const seen = [...(seenTogether.get("organiser") ?? []), "seat-codes review-codes"];
    expect(followMarks(seen)).toContain("names");
  });
});

describe("pages", () => {
  const pages = READS.filter(
    ({ thing }) => thing.endsWith(" load") && build.routes[routeIdOf(thing)]?.module.default !== undefined,
  );

  it.each(pages)("$thing renders in both languages", async (row) => {
    for (const place of row.places.filter((one) => !row.nothingAt?.includes(one))) {
      const actor = ACTORS.find((one) => secretsOf(row, one, place) !== null) ?? "public";
      for (const locale of ["zh-CN", "en"]) {
        const response = await server.ask(addressOf(cells, row.thing, place), {
          cookie: `${cookies.get(actor)}; locale=${locale}`,
        });
        const html = await response.text();
        expect(`${response.status} ${/<html lang="([^"]+)"/.exec(html)?.[1]}`).toBe(`200 ${locale}`);
      }
    }
  });
});

describe.each(INTENTS)("$thing at $place", (row) => {
  it("is done by those who may, and changes nothing for the others", async () => {
    await row.before?.(world);
    await signInAll();
    const place = world.places[row.place];
    const fields = await row.body(place, world);
    expect(await findDeniedFaults(row, fields)).toEqual([]);
    if (row.foreign) expect(await findForeignFaults(row, await row.foreign(place, world))).toEqual([]);
    const answers: string[] = [];
    for (const actor of row.allowed) {
      const { outcome, texts } = await submit(cells, server, row, fields, actor);
      // The first of them does it; for the others it may be done already. The reasons are said where it should have been.
      const isExpected = outcome === (row.answer ?? "done") || (answers.length > 0 && outcome === "refused");
      answers.push(isExpected ? "as expected" : `${outcome}: ${texts.join(" ").slice(0, 500)}`);
    }
    expect(answers.filter((answer) => answer !== "as expected")).toEqual([]);
  });
});

describe("a planted hole is found", () => {
  it("when a loader lets everyone in", async () => {
    const routeId = "routes/delegation/roster";
    const loader = build.routes[routeId]?.module.loader;
    expect(loader).toBeDefined();
    const open = async (parameters: Parameters<NonNullable<typeof loader>>[0]) => {
      const headers = new Headers(parameters.request.headers);
      headers.set("Cookie", cookies.get("team-leader") ?? "");
      return loader?.({ ...parameters, request: new Request(parameters.request.url, { headers }) });
    };
    const row = READS.find(({ thing }) => thing === `${routeId} load`);
    expect(row).toBeDefined();
    if (row)
      expect(await onChangedBuild(routeId, { loader: open }, (changed) => findReadFaults(changed, row, "judging"))).not.toEqual(
        [],
      );
  });

  it("when a page shows a judge more than his codes", async () => {
    const routeId = "routes/judge/correction";
    const name = (
      await world.runtime.database.read.delegation.findFirstOrThrow({
        where: { competitionId: world.places.judging.competitionId },
      })
    ).name;
    const loader = build.routes[routeId]?.module.loader;
    const chatty = async (parameters: Parameters<NonNullable<typeof loader>>[0]) => ({
      ...((await loader?.(parameters)) as object),
      name,
    });
    const row = READS.find(({ thing }) => thing === `${routeId} load`);
    expect(row).toBeDefined();
    if (row) {
      const faults = await onChangedBuild(routeId, { loader: chatty }, (changed) => findReadFaults(changed, row, "judging"));
      expect(faults).toContain("marking-judge sees delegations review-codes instead of review-codes");
    }
  });

  it("when a row says less than the server does", async () => {
    const row = READS.find(({ thing }) => thing === "routes/office/people load");
    expect(row).toBeDefined();
    if (row)
      expect(await findReadFaults(server, { ...row, sees: { organiser: "units delegations" } }, "judging")).toHaveLength(2);
  });

  it("when a route declares no access, before it answers anything", () => {
    const routes = { ...build.routes, planted: { id: "planted", path: "planted", module: { loader: async () => "anything" } } };
    expect(() => entry.listRegistered({ routes } as unknown as ServerBuild)).toThrow("planted (loader)");
  });
});

/** New sessions for everyone, in one transaction: an act may have ended the last ones. */
async function signInAll(): Promise<void> {
  await Promise.all(ACTORS.map(async (actor) => cookies.set(actor, await world.signIn(actor))));
}

function compareWithRegistered(things: readonly string[]): string[] {
  const answering = [...registered.keys(), ...watches];
  return [
    ...answering.filter((thing) => !things.includes(thing)).map((thing) => `${thing} has no row`),
    ...[...new Set(things)].filter((thing) => !answering.includes(thing)).map((thing) => `nothing answers ${thing}`),
  ];
}

/** Everyone asks at once: most of an answer is waiting. */
async function findReadFaults(on: AppServer, row: ReadRow, place: PlaceName): Promise<string[]> {
  const faults: string[] = [];
  const answers = await Promise.all(ACTORS.map(async (actor) => ({ actor, answer: await read(cells, on, row, place, actor) })));
  for (const { actor, answer } of answers) {
    const expected = secretsOf(row, actor, place);
    const seen = world.findSecrets(answer.texts, answer.numbers);
    if (on === server && (place === "judging" || place === "complete") && seen.length > 1) {
      seenTogether.set(actor, (seenTogether.get(actor) ?? new Set()).add(seen.join(" ")));
    }
    const outcome = expected === null ? denialOf(cells, row.thing, actor) : "done";
    if (answer.outcome !== outcome) faults.push(`${actor} is answered ${answer.outcome} instead of ${outcome}`);
    const wanted = [...(expected ?? [])].sort().join(" ");
    const found = [...seen].sort().join(" ");
    if (answer.outcome === outcome && found !== wanted)
      faults.push(`${actor} sees ${found || "nothing"} instead of ${wanted || "nothing"}`);
  }
  return faults;
}

/** All of them send it at once; where something changed after all, nobody was allowed to. */
async function findDeniedFaults(row: IntentRow, fields: Fields): Promise<string[]> {
  const before = server.fingerprint();
  const denied = ACTORS.filter((one) => !row.allowed.includes(one));
  const answers = await Promise.all(
    denied.map(async (actor) => ({ actor, ...(await submit(cells, server, row, fields, actor)) })),
  );
  const faults = answers.flatMap(({ actor, outcome }) => {
    const denial = row.admitted?.includes(actor) ? "refused" : denialOf(cells, row.thing, actor);
    return outcome === denial ? [] : [`${actor} is answered ${outcome} instead of ${denial}`];
  });
  const changes = listChanges(before, server.fingerprint());
  return [...faults, ...changes.map((table) => `one of ${denied.join(", ")} changed ${table}`)];
}

/** Those who may do it to their own may not do it to what is not theirs. */
async function findForeignFaults(row: IntentRow, fields: Fields): Promise<string[]> {
  const before = server.fingerprint();
  const faults: string[] = [];
  for (const actor of row.allowed) {
    const { outcome } = await submit(cells, server, row, fields, actor);
    if (outcome !== "refused" && outcome !== "not-found") faults.push(`${actor} is answered ${outcome}`);
  }
  return [...faults, ...listChanges(before, server.fingerprint()).map((table) => `${table} changed`)];
}

function listChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table);
}

/** Serves the world's database with one route's module changed. */
async function onChangedBuild<Result>(
  routeId: string,
  module: object,
  work: (on: AppServer) => Promise<Result>,
): Promise<Result> {
  const changed = await startAppServer({
    runtime: server.runtime,
    change: (original) => {
      const route = original.routes[routeId];
      return {
        ...original,
        routes: { ...original.routes, [routeId]: { ...route, module: { ...route?.module, ...module } } },
      } as ServerBuild;
    },
  });
  try {
    return await work(changed);
  } finally {
    await changed.close();
  }
}
