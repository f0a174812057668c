/**
 * While a round is in judging everyone collects everything that he can reach: pages and their data, files, socket messages; and the
 * server's log is kept. Marking roles have met no name, unit or delegation; nothing that one person has leads from a person to a
 * code or a mark; and what is planted is found.
 */
import type { ServerBuild } from "@remix-run/node";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson, resealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { createLogger } from "#app/platform/logger.server.ts";
import { type AppServer, loadBuild, startAppServer } from "../support/app-server.ts";
import { plantRows } from "../support/entitlement-steps.ts";
import { INTENTS, READS } from "./access-matrix.ts";
import { collectAddress, crawl, type Listener, listen } from "./collect.ts";
import { type Collected, findForbidden, findInLog, findLinks, type Planted } from "./leak-check.ts";
import { ACTORS, type ActorName, createMatrixWorld, type MatrixWorld } from "./world.ts";

const MARKING: readonly ActorName[] = ["chief-judge", "marking-judge", "tally-clerk"];
/** Where a judge says whom he is partial to he chooses from all units and delegations there are; no code stands there. */
const CHOICES_OF_PARTIALITY = /^\/judge\/[^/]+\/events\/[^/]+\/conflicts(?:\.data)?$/;
const MOST_PAGES = 60;

const build = await loadBuild();
const entry = build.entry.module as unknown as AppServer["entry"];
const registered = entry.listRegistered(build);

let first: AppServer;
let server: AppServer;
let world: MatrixWorld;
/** Beside what must stay apart: what the log may not hold, whom the office must have seen, and the code whose forms are confirmed. */
let planted: Planted & { readonly documents: readonly string[]; readonly people: readonly string[]; readonly confirmed: string };
const log: string[] = [];
const cookies = new Map<ActorName, string>();
const collected = new Map<ActorName, readonly Collected[]>();

beforeAll(async () => {
  first = await startAppServer();
  world = await createMatrixWorld(first);
  planted = await plant();
  const logger = createLogger({ logLevel: "debug" }, { write: (line) => void log.push(line) });
  server = await startAppServer({ runtime: { ...first.runtime, logger } });
  for (const actor of ACTORS) cookies.set(actor, await world.signIn(actor));
  const listeners = new Map<ActorName, Listener>();
  for (const actor of ACTORS) listeners.set(actor, await listen(server, { cookie: cookieOf(actor), watches: listWatches() }));
  await enterMark();
  for (const actor of ACTORS) collected.set(actor, await collectAll(server, actor));
  for (const [actor, { collected: heard, close }] of listeners) {
    collected.set(actor, [...(collected.get(actor) ?? []), ...heard]);
    close();
  }
}, 900_000);
afterAll(async () => {
  await server?.close();
  await first?.close();
});

describe.each(ACTORS)("what %s has collected", (actor) => {
  it("leads from nobody to a code or a mark", () => {
    expect(findLinks(collected.get(actor) ?? [], planted)).toEqual([]);
  });
});

describe.each(MARKING)("what %s has collected", (actor) => {
  it("names no person, unit or delegation", () => {
    const answers = (collected.get(actor) ?? []).filter(({ from }) => !CHOICES_OF_PARTIALITY.test(from));
    expect(answers.length).toBeGreaterThan(5);
    expect(findForbidden(answers, planted)).toEqual([]);
  });

  it("shows him codes all the same", () => {
    expect(JSON.stringify(collected.get(actor))).toMatch(/K7W\d/);
  });
});

describe("the collection", () => {
  it("holds pages, data, files and messages", () => {
    const all = [...collected.values()].flat().map(({ from }) => from);
    for (const kind of [/\.data$/, /^watch /, /^socket /, /^\/office\/[^.]+$/])
      expect(all.some((from) => kind.test(from))).toBe(true);
    const files = collected
      .get("organiser")
      ?.filter((one) => "text" in one && /\.(pdf|xlsx)/.test(one.text.split("\n")[0] ?? ""));
    expect(files?.length).toBeGreaterThan(1);
  });

  it("finds people where they may stand: without them nothing was proven", () => {
    const seen = findForbidden(collected.get("organiser") ?? [], { forbidden: planted.people });
    for (const value of planted.people) expect(seen.some((found) => found.endsWith(value))).toBe(true);
  });
});

describe("the log", () => {
  it("has lines, and in none of them a person, a document or a token", () => {
    expect(log.length).toBeGreaterThan(100);
    const tokens = [...cookies.values()].map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
    expect(findInLog(log, [...planted.forbidden, ...planted.documents, ...tokens])).toEqual([]);
  });
});

describe("a planted leak is found", () => {
  const name = () => planted.forbidden[0] ?? "";
  const form = "routes/judge/form";
  const ofForm = ({ from }: Collected) => from.includes("/judge/forms/");

  it("when a name stands in one answer to a judge", async () => {
    const found = await collectChanged(form, (answer) => ({ ...(answer as object), note: { deep: [name()] } }), "marking-judge");
    expect(findForbidden(found.filter(ofForm), planted)).toContainEqual(expect.stringMatching(new RegExp(`: ${name()}$`)));
  });

  it("when a name stands in a file", async () => {
    const file = await printPdf(name());
    const respond = () => new Response(new Uint8Array(file), { headers: { "Content-Type": "application/pdf" } });
    const found = await collectChanged("routes/judge/promise-file", respond, "marking-judge");
    expect(findForbidden(found, planted)).toContainEqual(expect.stringMatching(new RegExp(`/promise: ${name()}$`)));
  });

  it("when an id that stands beside a name elsewhere stands beside a code", async () => {
    const { competitionId } = world.places.judging;
    const { id } = await world.runtime.database.read.entry.findFirstOrThrow({ where: { event: { competitionId } } });
    const code = planted.codes.keys().next().value;
    const leak = (answer: unknown) => ({ ...(answer as object), planted: [{ code, ref: id }] });
    const found = await collectChanged("routes/office/results", leak, "organiser");
    const links = findLinks([...(collected.get("organiser") ?? []), ...found], planted);
    expect(links).toContainEqual(expect.stringContaining(`${code}: ${id} at `));
  });

  it("when a line of the log holds a name", () => {
    const line = JSON.stringify({ level: 50, err: { message: `no such person: ${name()}` } });
    expect(findInLog([...log, line], planted.forbidden)).toEqual([`${line}: ${name()}`]);
  });
});

function cookieOf(actor: ActorName): string {
  return cookies.get(actor) ?? "";
}

/** Every entry of the round gets a delegation and a unit of its own, and everything about it a value that stands nowhere else. */
async function plant() {
  const { competitionId, eventId, roundId } = world.places.judging;
  const { keys, database } = world.runtime;
  const entries = await database.read.entry.findMany({
    where: { eventId },
    include: { members: { include: { person: { include: { key: true } } } }, mappings: true },
  });
  const identities = new Map<string, string[]>();
  const codes = new Map<string, string[]>();
  const found = { forbidden: [] as string[], documents: [] as string[], people: [] as string[], joins: [] as string[] };
  let confirmed = "";
  await plantRows(world.runtime, async (tables) => {
    for (const [index, { id, members, mappings, ...entry }] of entries.entries()) {
      // The first stays with the team leader whom the matrix knows.
      const [delegationId, unitId] = [index === 0 ? entry.delegationId : newId(), newId()];
      const delegation = { name: `绿孔雀代表队${index}`, nameEn: `Green Peacock ${index}`, regionCode: "110112" };
      const unit = { name: `白鳍豚机械厂${index}`, nameEn: `White Dolphin Works ${index}`, regionCode: "110112" };
      const [entrantNumber, seatCode] = [`ZQ7${index}X`, `SEAT-${index}Q`];
      await tables.delegation.upsert({
        where: { id: delegationId },
        create: { id: delegationId, competitionId, ...delegation },
        update: delegation,
      });
      await tables.organisation.create({ data: { id: unitId, kind: "enterprise", ...unit } });
      await tables.entry.update({ where: { id }, data: { delegationId, entrantNumber } });
      await tables.entryMember.updateMany({ where: { entryId: id }, data: { employerId: unitId } });
      await tables.roundEntry.update({ where: { roundId_entryId: { roundId, entryId: id } }, data: { seatCode } });
      const names: string[] = [];
      for (const { personId, person, position } of members) {
        const data = openPerson(keys, person);
        if (!data || !person.key) continue;
        const own = {
          name: `欧阳丹顶鹤${index}${position}`,
          documentNumber: `1101011990030${7100 + index}`,
          telephone: `1390077${7100 + index}`,
        };
        const sealed = resealPerson(keys, person.key.wrapped, { ...data, ...own });
        await tables.person.update({ where: { id: personId }, data: { sealed } });
        names.push(own.name);
        found.documents.push(own.documentNumber, own.telephone);
      }
      const units = [delegation.name, delegation.nameEn, unit.name, unit.nameEn];
      identities.set(`entry ${index}`, [...names, ...units, entrantNumber]);
      found.people.push(...names, delegation.name);
      found.forbidden.push(...names, ...units);
      found.joins.push(seatCode);
      for (const { subjectId, publicCode } of mappings) {
        const code = `K7W${index}`;
        const { code: before } = await tables.blindSubject.findUniqueOrThrow({ where: { id: subjectId } });
        await tables.blindSubject.update({ where: { id: subjectId }, data: { code } });
        found.joins.push(publicCode);
        if (before === world.places.judging.entry) confirmed = code;
        // The marks of the one whose forms are all confirmed occur nowhere else.
        codes.set(code, before === world.places.judging.entry ? [code, "7.37", "737", "39.17", "3917"] : [code]);
      }
    }
  });
  return { identities, codes, confirmed, ...found };
}

function listWatches() {
  const { competition, event, form } = world.places.judging;
  return entry.listWatches().map(({ name }) => ({ name, payload: name === "form" ? { form } : { competition, event } }));
}

/** Something happens, so that those who watch are told. */
async function enterMark(): Promise<void> {
  const row = INTENTS.find(({ thing }) => thing === "routes/judge/form enter-mark");
  if (!row) throw new Error("The matrix has no row for entering a mark.");
  const body = new FormData();
  body.set("intent", "enter-mark");
  for (const [name, value] of Object.entries(await row.body(world.places.judging, world))) body.set(name, String(value));
  const path = `/judge/forms/${world.places.judging.form}`;
  const response = await server.ask(`${path}.data`, { method: "POST", cookie: cookieOf("marking-judge"), body });
  if (response.status !== 200) throw new Error(`The mark was answered ${response.status}.`);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

/** All that the matrix asks for at the round in judging, and what links lead to from the start pages. */
async function collectAll(on: AppServer, actor: ActorName): Promise<Collected[]> {
  const cookie = cookieOf(actor);
  const found: Collected[] = [];
  for (const { routeId, path } of listAddresses()) found.push(...(await collectAddress(on, { routeId, path, cookie })));
  const { competition, event } = world.places.judging;
  const from = [
    "/",
    "/desk",
    `/competitions/${competition}`,
    `/office/${competition}`,
    `/judge`,
    `/hall/${competition}/events/${event}`,
  ];
  const others = Object.values(world.places).flatMap((place) => (place.competition === competition ? [] : [place.competition]));
  const isInteresting = (link: string) =>
    !others.some((other) => link.split(/[/?]/).includes(other)) &&
    !/^\/(?:policy|sign-out|language|build)\b/.test(link) &&
    !/[?&](?:sort|filter|page|q)=/.test(link);
  return [...found, ...(await crawl(on, { cookie, from, isInteresting, most: MOST_PAGES }))];
}

function listAddresses(): { routeId: string; path: string }[] {
  const names: Readonly<Record<string, unknown>> = { ...world.places.judging, entry: planted.confirmed };
  return READS.filter(({ thing, places }) => thing.endsWith(" load") && places.includes("judging")).flatMap(({ thing }) => {
    const routeId = thing.split(" ")[0] ?? "";
    const one = registered.find((candidate) => candidate.routeId === routeId && candidate.kind === "load");
    const path = one?.path.replace(/:(\w+)\??/g, (_match, name: string) => encodeURIComponent(String(names[name])));
    return path === undefined ? [] : [{ routeId, path }];
  });
}

/** What this person collects of one route when its answer is changed on the way out. */
async function collectChanged(routeId: string, change: (answer: unknown) => unknown, actor: ActorName): Promise<Collected[]> {
  const loader = build.routes[routeId]?.module.loader;
  const leaking = async (parameters: Parameters<NonNullable<typeof loader>>[0]) => change(await loader?.(parameters));
  const changed = await startAppServer({
    runtime: first.runtime,
    change: (original) => {
      const route = original.routes[routeId];
      const module = { ...route?.module, loader: leaking };
      return { ...original, routes: { ...original.routes, [routeId]: { ...route, module } } } as ServerBuild;
    },
  });
  try {
    const of = listAddresses().filter((address) => address.routeId === routeId);
    const found = await Promise.all(of.map((one) => collectAddress(changed, { ...one, cookie: cookieOf(actor) })));
    return found.flat();
  } finally {
    await changed.close();
  }
}

async function printPdf(text: string): Promise<Buffer> {
  const document = new PDFDocument({
    font: "node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
  });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on("end", resolve));
  document.fontSize(12).text(text);
  document.end();
  await ended;
  return Buffer.concat(parts);
}
