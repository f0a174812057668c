/**
 * While a round is in judging everyone collects everything that he can reach: pages and their data, files, socket messages, what he
 * is refused with; and the server's log is kept. Marking roles have met no name, unit or delegation; nothing that one person has
 * leads from a person to a code or a mark; and what is planted is found in each of these.
 */
import type { ServerBuild } from "@remix-run/node";
import PDFDocument from "pdfkit";
import { createElement } from "react";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { createLogger } from "#app/platform/logger.server.ts";
import { setResultHolderCookie } from "#app/platform/sessions/result-holder.server.ts";
import { type AppServer, type AppServerOptions, loadBuild, startAppServer } from "../support/app-server.ts";
import { digestOf } from "../support/file-text.ts";
import { makePng } from "../support/picture.ts";
import { type Fields, INTENTS, READS } from "./access-matrix.ts";
import {
  type Answer,
  type Channel,
  collectAddress,
  collectIntent,
  crawl,
  type Listener,
  listen,
  tryNamespace,
} from "./collect.ts";
import { findForbidden, findInLog, findLinks } from "./leak-check.ts";
import { countLists, findOrders, findTraits } from "./leak-rows.ts";
import { createLeakWorld, type LeakWorld } from "./leak-world.ts";
import { ACTORS, type ActorName } from "./world.ts";

/** The competitor is one of the round in judging, who asks for his results; the blinding judge keeps the last layer, each keeper another. */
type Collector = ActorName | "competitor" | Keeper;
type Keeper = "keeper-1" | "keeper-2";
const KEEPERS: readonly Keeper[] = ["keeper-1", "keeper-2"];
const COLLECTORS: readonly Collector[] = [...ACTORS, "competitor", ...KEEPERS];
const MARKING: readonly ActorName[] = ["chief-judge", "marking-judge", "other-event-judge", "tally-clerk"];
/** Who sees seats or codes and nobody's name. */
const NAMELESS: readonly Collector[] = [...MARKING, "floor-judge", "blinding-judge", "keeper-2", "supervisor"];
/** Where a judge says whom he is partial to he chooses from all units and delegations there are; no code and no person stands there. */
const CHOICES_OF_PARTIALITY = /^\/judge\/[^/]+\/events\/[^/]+\/conflicts(?:\?|$)/;
/** Scans of marking forms and photos that judges took of works, by code: the only pictures of those who mark. */
const SCANS = /^\/(?:hall\/[^/]+\/events\/[^/]+\/paper\/scans|office\/[^/]+\/events\/[^/]+\/notes)\//;
/** What a tablet shows on its home screen. */
const ICONS = /^\/tablet-icon-\d+\.png$/;
/** The same rows in another order or language, or a part of them. */
const VIEWS = /[?&](?:[\w-]+\.)?(?:sort|desc|direction|page|q|locale|[\w-]*filter)=/;
/** What everyone is shown: read as pages by the public and by competitors, and as data by everyone. */
const PUBLIC_PAGES = /^\/(?:$|\?|competitions\/|boards|trial|verify|results|sign-in)/;
/** Databases give rows in orders of their own where nobody asks for one: `npm run leaks` collects on both. */
const PROVIDER = process.env.MODE === "leaks-postgresql" ? "postgresql" : "sqlite";
/** Of one page: with `npm run leaks` it is asked about each of the twelve entries, and a little more. */
const QUESTIONS = process.env.MODE?.startsWith("leaks") ? 14 : 1;
/** What would end the session of who collects. */
const ENDS_SESSIONS = /sign-out|end-session$|end-other-sessions|set-password/;

const build = await loadBuild();
const entry = build.entry.module as unknown as AppServer["entry"];
const registered = entry.listRegistered(build);

let first: AppServer;
let server: AppServer;
let world: LeakWorld;
let planted: LeakWorld["planted"];
const log: string[] = [];
const cookies = new Map<Collector, string>();
const collected = new Map<Collector, readonly Answer[]>();

beforeAll(async () => {
  first = await startAppServer({ provider: PROVIDER });
  world = await createLeakWorld(first);
  planted = world.planted;
  server = await startAppServer({ runtime: { ...first.runtime, logger: keepLog(log) } });
  for (const actor of ACTORS) cookies.set(actor, await world.signIn(actor));
  for (const keeper of KEEPERS) cookies.set(keeper, await world.signInAs(world.keepers[keeper]));
  cookies.set("competitor", (await setResultHolderCookie(world.runtime, planted.competitor)).split(";")[0] ?? "");
  const listeners = new Map<Collector, Listener>();
  for (const one of COLLECTORS) listeners.set(one, await listen(server, { cookie: cookieOf(one), watches: listWatches() }));
  for (const one of COLLECTORS) collected.set(one, await collectAll(one));
  for (const one of COLLECTORS) collected.set(one, [...have(one), ...(await submitAll(one))]);
  // What was done is told to those who watch.
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const [one, { collected: heard, close }] of listeners) {
    collected.set(one, [...have(one), ...heard]);
    close();
  }
}, 900_000);
afterAll(async () => {
  await server?.close();
  await first?.close();
});

describe.each(COLLECTORS)("what %s has collected", (one) => {
  it("leads from nobody to a code or a mark", () => {
    expect(findLinks(have(one), planted)).toEqual([]);
  });

  it("stands in no order that tells whose code it is", () => {
    // The blinding judge gives the codes out by seats: that order is his, and no person stands beside it.
    const known = one === "blinding-judge" ? ["seats"] : [];
    const ordersOfEntries = new Map([...planted.ordersOfEntries].filter(([name]) => !known.includes(name)));
    expect(findOrders(have(one), { ...planted, ordersOfEntries })).toEqual([]);
  });

  it("says nothing of some people that it says of just their codes", () => {
    expect(findTraits(have(one), planted)).toEqual([]);
  });
});

describe.each(MARKING)("what %s has collected", (actor) => {
  it("names no person, unit or delegation", () => {
    expect(have(actor).length).toBeGreaterThan(100);
    const [choices, others] = divide(have(actor), ({ from }) => CHOICES_OF_PARTIALITY.test(from));
    expect(findForbidden(others, planted)).toEqual([]);
    expect(findForbidden(choices, { forbidden: [...planted.people, ...planted.documents] })).toEqual([]);
  });

  it("has no picture in it but scans of forms and photos of works", () => {
    const withPictures = have(actor).filter(
      ({ pictures = [], from }) => pictures.length > 0 && !SCANS.test(from) && !ICONS.test(from),
    );
    expect(withPictures.map(({ from }) => from)).toEqual([]);
  });
});

describe.each(NAMELESS)("what %s has collected", (actor) => {
  it("names no person, and shows no photo", () => {
    expect(findForbidden(have(actor), { forbidden: [...planted.people, ...planted.documents] })).toEqual([]);
    expect(have(actor).flatMap(({ pictures = [] }) => pictures.filter((one) => planted.photos.includes(one)))).toEqual([]);
  });
});

describe("the collection", () => {
  it("holds pages, data, files, messages and refusals", () => {
    const all = [...collected.values()].flat();
    for (const [channel, fewest] of Object.entries({ page: 500, data: 500, file: 50, socket: 50, refusal: 1_000 }))
      expect([channel, all.filter((one) => one.channel === channel).length]).toSatisfy(([, count]) => count >= fewest);
    console.info(describeCollection());
  });

  it("shows each keeper his layer", () => {
    expect(JSON.stringify(have("blinding-judge"))).toMatch(/K7W[A-L]/);
    expect(JSON.stringify(have("keeper-2"))).toContain("SEAT7");
    expect(findForbidden(have("keeper-1"), { forbidden: planted.people })).not.toEqual([]);
  });

  it.each(["chief-judge", "marking-judge", "tally-clerk"] as const)("shows %s codes all the same", (actor) => {
    expect(JSON.stringify(have(actor))).toMatch(/K7W[A-L]/);
  });

  it("has lists of codes and lists of people, whose order could tell", () => {
    for (const actor of ["chief-judge", "marking-judge", "supervisor"] as const)
      expect([actor, countLists(have(actor), planted).codes]).toSatisfy(([, count]) => count > 2);
    for (const actor of ["organiser", "floor-judge", "supervisor"] as const)
      expect([actor, countLists(have(actor), planted).entries]).toSatisfy(([, count]) => count > 2);
  });

  it("finds people where they may stand: without them nothing was proven", () => {
    const seen = findForbidden(have("organiser"), { forbidden: [...planted.people, ...planted.delegations] });
    for (const value of [...planted.people, ...planted.delegations]) expect(seen.some((one) => one.endsWith(value))).toBe(true);
  });

  it("holds photos where they may stand", () => {
    const seen = have("organiser").flatMap(({ pictures = [] }) => pictures);
    expect(planted.photos.filter((photo) => seen.includes(photo))).not.toEqual([]);
  });

  it("has one namespace of sockets, and no other to look into", async () => {
    for (const name of ["/admin", "/board", "/judging"])
      expect(await tryNamespace(server, name, cookieOf("administrator"))).toBe("Invalid namespace");
  });
});

describe("the log", () => {
  it("has lines, and in none of them a person, an account, a document, a token or a code beside an entry", async () => {
    expect(log.length).toBeGreaterThan(1_000);
    const tokens = [...cookies.values()].map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
    expect(findInLog(log, [...planted.forbidden, ...planted.documents, ...tokens])).toEqual([]);
    const accounts = await server.runtime.database.read.user.findMany({ select: { username: true } });
    const usernames = accounts.map(({ username }) => `"${username}"`);
    expect(findInLog(log, usernames)).toEqual([]);
    expect(findLinks([{ from: "log", text: log.join("\n") }], planted)).toEqual([]);
  });
});

describe("a planted leak is found", () => {
  const name = () => planted.people[0] ?? "";
  const ofForm = "routes/judge/correction";
  const ofPromise = "routes/judge/promise-file";
  const atForm = () => `/judge/forms/${world.places.judging.form}/correction`;
  const reachesName = expect.stringMatching(/: 欧阳丹顶鹤.$/);

  it("in a page, though its data say nothing", async () => {
    const found = await collectChanged("marking-judge", ofForm, { default: () => createElement("p", null, name()) });
    expect(findForbidden(ofChannel(found, "page"), planted)).toEqual([`${atForm()}: ${name()}`]);
    expect(findForbidden(ofChannel(found, "data"), planted)).toEqual([]);
  });

  it("in the data of a page", async () => {
    const loader = changeAnswer(ofForm, (answer) => ({ ...(answer as object), note: { deep: [name()] } }));
    expect(findForbidden(ofChannel(await collectChanged("marking-judge", ofForm, { loader }), "data"), planted)).toContainEqual(
      reachesName,
    );
  });

  it("in a refusal", async () => {
    const loader = () => Promise.reject(new Response(`${name()} has not come.`, { status: 404 }));
    expect(
      findForbidden(ofChannel(await collectChanged("marking-judge", ofForm, { loader }), "refusal"), planted),
    ).toContainEqual(reachesName);
  });

  it("in a document and in a workbook", async () => {
    for (const file of [await printPdf(name()), await writeCells(name())]) {
      const found = await collectChanged("marking-judge", ofPromise, { loader: () => new Response(new Uint8Array(file)) });
      expect(findForbidden(ofChannel(found, "file"), planted)).toContainEqual(reachesName);
    }
  });

  it("in a photo, alone and in a document", async () => {
    const photo = Buffer.from(makePng(300, 400));
    expect(planted.photos).toContain(digestOf(photo));
    for (const file of [photo, await printPdf("", photo)]) {
      const found = await collectChanged("marking-judge", ofPromise, { loader: () => new Response(new Uint8Array(file)) });
      expect(ofChannel(found, "file").flatMap(({ pictures = [] }) => pictures)).toEqual([digestOf(file)]);
    }
  });

  it("in a socket's message", async () => {
    const chatty = await startAppServer({
      runtime: first.runtime,
      changeWatches: (watches) =>
        watches.map((watch) => ({
          ...watch,
          read: async (...of) => ({ snapshot: { ...(await watch.read(...of)).snapshot, by: name() }, encoded: null }),
        })),
    });
    const heard = await listen(chatty, { cookie: cookieOf("marking-judge"), watches: listWatches() });
    heard.close();
    await chatty.close();
    expect(findForbidden(heard.collected, planted)).toContainEqual(`watch form: ${name()}`);
  });

  it("in a line of the log", async () => {
    const lines: string[] = [];
    const loader = () => Promise.reject(new Error(`no such person: ${name()}`));
    await collectChanged("marking-judge", ofForm, { loader }, lines);
    expect(findInLog(lines, planted.forbidden)).toContainEqual(reachesName);
    expect(findInLog(lines, [cookieOf("marking-judge")])).toEqual([]);
  });

  it("in an id that stands beside a name elsewhere and here beside a code", async () => {
    const { entryId: id } = planted;
    const [code] = [...planted.pairs].find(([, whose]) => whose === "entry 0") ?? [];
    const loader = changeAnswer("routes/office/results", (answer) => ({ ...(answer as object), planted: [{ code, ref: id }] }));
    const found = await collectChanged("organiser", "routes/office/results", { loader });
    expect(findLinks([...have("organiser"), ...found], planted)).toContainEqual(
      expect.stringContaining(`entry 0 – ${code}: ${id} at `),
    );
  });

  it("in the order of a list, as it stands and by the ids of its rows", async () => {
    const codes = (planted.ordersOfEntries.get("check-in") ?? []).map(
      (one) => [...planted.pairs].find(([, whose]) => whose === one)?.[0],
    );
    const rows = codes.map((code, index) => ({ code, formId: `form-${100 + index}` }));
    for (const list of [rows, rows.toSorted((one, other) => (String(one.code) < String(other.code) ? -1 : 1))]) {
      const loader = changeAnswer(ofForm, (answer) => ({ ...(answer as object), others: list }));
      const found = await collectChanged("marking-judge", ofForm, { loader });
      expect(findOrders(found, planted)).toContainEqual(expect.stringContaining("in the order of check-in"));
    }
  });

  it("in what is said of some codes and of just their people", async () => {
    const seats = (await world.runtime.database.read.roundEntry.findMany({ where: { roundId: world.scene.roundId } })).map(
      ({ entryId, participation }) => {
        const index = world.scene.entries.findIndex((one) => one.entryId === entryId);
        return { code: [...planted.pairs].find(([, whose]) => whose === `entry ${index}`)?.[0], participation };
      },
    );
    const loader = changeAnswer("routes/office/results", (answer) => ({ ...(answer as object), seats }));
    const found = await collectChanged("supervisor", "routes/office/results", { loader });
    expect(findTraits([...have("supervisor"), ...found], planted)).toContainEqual(
      expect.stringMatching(/^participation: withdrawn at /),
    );
  });
});

function keepLog(lines: string[]) {
  return createLogger({ logLevel: "debug" }, { write: (line) => void lines.push(line) });
}

function isKeeper(one: Collector): one is Keeper {
  return (KEEPERS as readonly Collector[]).includes(one);
}

function have(one: Collector): readonly Answer[] {
  return collected.get(one) ?? [];
}

function cookieOf(one: Collector): string {
  return cookies.get(one) ?? "";
}

function divide<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

function describeCollection(): string {
  const all = [...collected.values()].flat();
  const channels: readonly Channel[] = ["page", "data", "file", "socket", "refusal"];
  const counts = channels.map((channel) => `${all.filter((one) => one.channel === channel).length} ${channel}`);
  return `Collected as ${collected.size}: ${counts.join(", ")}, ${log.length} lines of the log`;
}

function listWatches() {
  const { competition, event, form, signedForm } = world.places.judging;
  const forms = [form, signedForm].map((id) => ({ form: id }));
  return entry.listWatches().flatMap(({ name }) => {
    const payloads: readonly object[] =
      name === "form"
        ? forms
        : name === "ceremony"
          ? [{ competition }]
          : [
              { competition, event },
              { competition, event, round: 1 },
            ];
    return payloads.map((payload) => ({ name, payload }));
  });
}

/** All addresses that there are, at the round in judging, and what links lead to from the start pages. */
async function collectAll(one: Collector): Promise<Answer[]> {
  const cookie = cookieOf(one);
  const found: Answer[] = [];
  const addresses = listAddresses();
  for (const { routeId, path } of addresses) found.push(...(await collectAddress(server, { routeId, path, cookie })));
  const { competition, event } = world.places.judging;
  const others = Object.values(world.places).flatMap((place) => (place.competition === competition ? [] : [place.competition]));
  const isInteresting = (link: string) =>
    !others.some((other) => other !== "" && link.split(/[/?]/).includes(other)) &&
    !/^\/(?:policy|sign-out|language|build)\b/.test(link) &&
    !VIEWS.test(link) &&
    !(PUBLIC_PAGES.test(link) && world.userIds.has(one as ActorName));
  const starts = ["/", "/desk", `/competitions/${competition}`, `/office/${competition}`, "/judge", "/results/mine"];
  const from = starts.filter(isInteresting);
  const isFile = (routeId: string) => build.routes[routeId]?.module.default === undefined;
  const known = new Set(addresses.filter(({ routeId }) => isFile(routeId)).map(({ path }) => path));
  const hall = `/hall/${competition}/events/${event}`;
  return [...found, ...(await crawl(server, { cookie, from: [...from, hall], isInteresting, known, questions: QUESTIONS }))];
}

/** Of every route that answers, where all names in its address are known at the round in judging. */
function listAddresses(): { routeId: string; path: string }[] {
  const names: Readonly<Record<string, unknown>> = { ...world.places.judging, attachment: planted.attachmentId };
  const things = [...new Set(READS.map(({ thing }) => thing).filter((thing) => thing.endsWith(" load")))];
  return things.flatMap((thing) => {
    const routeId = thing.split(" ")[0] ?? "";
    const pattern = registered.find((candidate) => candidate.routeId === routeId && candidate.kind === "load")?.path ?? "";
    // A result is explained by code, everything else is of an entry.
    const entries = pattern.includes(":entry") ? [planted.entryId, planted.confirmed, planted.other] : [""];
    const sheets = pattern.includes(":sheet") ? ["badges", "seat-cards", "check-in-sheet"] : [""];
    const layers = pattern.includes(":layer") ? ["1", "2", "3"] : [""];
    return entries.flatMap((of) =>
      sheets.flatMap((sheet) =>
        layers.flatMap((layer) => {
          const path = fill(pattern, { ...names, entry: of, sheet, layer });
          return path === null ? [] : [{ routeId, path }];
        }),
      ),
    );
  });
}

/** Null where a name in the address stands for nothing. */
function fill(pattern: string, names: Readonly<Record<string, unknown>>): string | null {
  const values = [...pattern.matchAll(/:(\w+)/g)].map(([, name = ""]) => names[name]);
  if (values.some((value) => value === undefined || value === "" || value === "none")) return null;
  return pattern.replace(/:(\w+)\??/g, (_match, name: string) => encodeURIComponent(String(names[name])));
}

/** Everything that he may do: as it is done at the round in judging, or without a word, which is refused with reasons. */
async function submitAll(one: Collector): Promise<Answer[]> {
  const found: Answer[] = [];
  const { judging } = world.places;
  for (const { thing, place, allowed, body, at } of INTENTS) {
    if (one === "competitor" || !allowed.includes(isKeeper(one) ? "blinding-judge" : one) || ENDS_SESSIONS.test(thing)) continue;
    const [routeId = "", intent = ""] = thing.split(" ");
    const pattern = registered.find((candidate) => candidate.routeId === routeId)?.path ?? "";
    const path = fill(pattern, { ...judging, ...at?.(judging) });
    if (path === null) continue;
    const form = new FormData();
    form.set("intent", intent);
    const fields = place === "judging" ? await fillIn(() => body(judging, world)) : {};
    for (const [name, value] of Object.entries(fields)) {
      for (const part of typeof value === "string" || value instanceof File ? [value] : value) form.append(name, part);
    }
    found.push(...(await collectIntent(server, { routeId, path, cookie: cookieOf(one), body: form })));
  }
  return found;
}

/** What makes it happen; nothing where an act before it has taken away what it is about. */
async function fillIn(write: () => Fields | Promise<Fields>): Promise<Fields> {
  try {
    return await write();
  } catch {
    return {};
  }
}

function ofChannel(answers: readonly Answer[], channel: Channel): Answer[] {
  return answers.filter((one) => one.channel === channel);
}

type Loader = NonNullable<NonNullable<ServerBuild["routes"][string]>["module"]["loader"]>;

function changeAnswer(routeId: string, change: (answer: unknown) => unknown): Loader {
  const loader = build.routes[routeId]?.module.loader as Loader;
  return async (...parameters) => change(await loader(...parameters));
}

/** What this person collects at the addresses of one route while its module is changed. @param lines where the log goes */
async function collectChanged(actor: ActorName, routeId: string, module: object, lines: string[] = []): Promise<Answer[]> {
  const change: AppServerOptions["change"] = ({ routes, ...original }) => {
    const route = routes[routeId];
    const changed = { ...route, module: { ...route?.module, ...module } };
    return { ...original, routes: { ...routes, [routeId]: changed } } as ServerBuild;
  };
  const changed = await startAppServer({ runtime: { ...first.runtime, logger: keepLog(lines) }, change });
  try {
    const cookie = cookieOf(actor);
    const from = listAddresses().flatMap((address) => (address.routeId === routeId ? [address.path] : []));
    return await crawl(changed, { cookie, from, isInteresting: () => false, known: new Set(), questions: 0 });
  } finally {
    await changed.close();
  }
}

function writeCells(text: string): Promise<Uint8Array> {
  return writeWorkbook([{ name: "Sheet", columns: [{ header: "A" }], rows: [[text]] }]);
}

async function printPdf(text: string, picture?: Buffer): Promise<Buffer> {
  const document = new PDFDocument({
    font: "node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
  });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on("end", resolve));
  document.fontSize(12).text(text);
  if (picture) document.image(picture);
  document.end();
  await ended;
  return Buffer.concat(parts);
}
