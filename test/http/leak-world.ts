/**
 * A round in judging whose every entry has values that stand nowhere else: drawn, checked in, coded and opened by the services that
 * do it on the day, with people who withdrew, were disqualified, were given time, and with an appeal, photos and marks.
 */
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson, resealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { sealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { fileAppeal } from "#app/services/appeals/file-appeal.server.ts";
import { recordHallAct } from "#app/services/hall/record-hall-act.server.ts";
import { setParticipation } from "#app/services/hall/set-participation.server.ts";
import { startAll } from "#app/services/hall/start-all.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import type { AppServer } from "../support/app-server.ts";
import { must } from "../support/competition-steps.ts";
import { plantRows } from "../support/entitlement-steps.ts";
import { digestOf } from "../support/file-text.ts";
import { addKeeper, confirmAsClerk, createScene, fillForm, findFormId, type Scene, signForm } from "../support/judging-steps.ts";
import { makePng } from "../support/picture.ts";
import { drawAndCode } from "../support/rounds-steps.ts";
import { addOfficial } from "../support/ruling-steps.ts";
import type { TestClock } from "../support/runtime.ts";
import type { Planted } from "./leak-check.ts";
import type { Arrangement } from "./leak-rows.ts";
import { createMatrixWorld, type MatrixWorld } from "./world.ts";

export type LeakWorld = MatrixWorld & {
  readonly scene: Scene;
  /** Each layer of the blinding is kept by another: the last one by the blinding judge of the matrix, the others by these, by their accounts. */
  readonly keepers: Readonly<Record<"keeper-1" | "keeper-2", string>>;
  readonly planted: Planted &
    Arrangement & {
      readonly people: readonly string[];
      readonly units: readonly string[];
      readonly delegations: readonly string[];
      /** Numbers of documents and telephones. */
      readonly documents: readonly string[];
      /** Digests of the photos. */
      readonly photos: readonly string[];
      /** The code whose forms are all confirmed, and the person who made it; and another code. */
      readonly confirmed: string;
      readonly other: string;
      readonly competitor: string;
      /** Of the team leader's own entry. */
      readonly entryId: string;
      readonly attachmentId: string;
    };
};

/** So many that a list stands in the order of something by chance once in 479 million times. */
const ENTRIES = 12;
const SIGNS = [..."甲乙丙丁戊己庚辛壬癸子丑"];
const LETTERS = [..."ABCDEFGHIJKL"];

/** What is recorded of some, by the number of their registration; no two of these say the same of the same people. */
const INELIGIBLE = [2, 3, 6, 8, 11];
const WITHDRAWN = [4, 7, 9];
const DISQUALIFIED = [5, 10];
const GIVEN_TIME = [0, 1, 6, 7, 11];
const PENALISED = [1, 3, 5, 8, 10];
/** Their second form is confirmed, so that marks have an order. */
const MARKED = [3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Registrations by their number in six orders that have nothing to do with each other. */
const ORDERS: Readonly<Record<"checkIn" | "stops" | "names" | "units" | "delegations" | "marks", readonly number[]>> = {
  checkIn: [10, 2, 11, 7, 1, 3, 6, 0, 8, 5, 4, 9],
  stops: [8, 2, 9, 11, 0, 10, 4, 1, 6, 3, 7, 5],
  names: [5, 7, 0, 8, 3, 10, 4, 9, 1, 11, 6, 2],
  units: [9, 5, 11, 4, 1, 6, 7, 8, 2, 10, 3, 0],
  delegations: [3, 10, 8, 9, 2, 7, 1, 11, 5, 0, 4, 6],
  marks: [10, 7, 4, 3, 8, 6, 2, 1, 5, 0, 11, 9],
};
const rankIn = (order: readonly number[]) => (index: number) => order.indexOf(index);
const byName = rankIn(ORDERS.names);
const byUnit = rankIn(ORDERS.units);
const byDelegation = rankIn(ORDERS.delegations);

export async function createLeakWorld(server: AppServer): Promise<LeakWorld> {
  const scenes: Scene[] = [];
  const world = await createMatrixWorld(server, async (runtime) => {
    const scene = await createCodedScene(runtime);
    scenes.push(scene);
    return scene;
  });
  const [scene] = scenes;
  if (!scene) throw new Error("No scene was made for the round in judging.");
  const runtime = { ...server.runtime, clock: server.clock };
  await addMarks(runtime, scene);
  await addHallRecord(runtime, scene);
  const planted = await plant(runtime, scene);
  await addCases(runtime, scene);
  const keepers = await divideLayers(runtime, scene, world.userIds.get("blinding-judge") ?? "");
  return { ...world, scene, keepers, planted };
}

async function divideLayers(runtime: Runtime, scene: Scene, lastKeeperId: string): Promise<LeakWorld["keepers"]> {
  const { competitionId } = scene;
  await plantRows(runtime, async (tables) => {
    await tables.roleGrant.updateMany({
      where: { userId: lastKeeperId, competitionId, role: "blinding-judge" },
      data: { layers: [3] },
    });
  });
  const [first, second] = [await addKeeper(runtime, scene, [1]), await addKeeper(runtime, scene, [2])];
  return { "keeper-1": first.userId, "keeper-2": second.userId };
}

async function createCodedScene(runtime: Runtime & { readonly clock: TestClock }): Promise<Scene> {
  const entries = Array.from({ length: ENTRIES }, (_, index) => ({
    participation: "expected" as const,
    eligible: !INELIGIBLE.includes(index),
  }));
  const scene = await createScene(runtime, { entries });
  const { roundId } = scene;
  // Not in the order in which they registered, each in a minute of his own.
  const entryIds = ORDERS.checkIn.map((index) => scene.entries[index]?.entryId ?? "");
  const coded = await drawAndCode(runtime, scene, { roundId, entryIds, beforeEach: () => runtime.clock.advanceMinutes(1) });
  return { ...scene, entries: scene.entries.flatMap(({ entryId }) => coded.find((one) => one.entryId === entryId) ?? []) };
}

async function addMarks(runtime: Runtime, scene: Scene): Promise<void> {
  for (const index of MARKED) {
    const formId = await findFormId(runtime, scene, scene.entries[index]?.code, "A2");
    await fillForm(runtime, scene, formId, { "A2.1": markOf(index) });
    await signForm(runtime, scene, formId);
    await confirmAsClerk(runtime, scene, formId);
  }
}

/** In hundredths. */
function markOf(index: number): number {
  return 411 + ORDERS.marks.indexOf(index) * 113;
}

async function addHallRecord(runtime: Runtime & { readonly clock: TestClock }, scene: Scene): Promise<void> {
  const { roundId, chief, entries } = scene;
  const record = async (index: number, kind: "stop" | "added-time" | "penalty") => {
    const entryId = entries[index]?.entryId ?? "";
    const of = { seconds: kind === "added-time" ? 300 : null, penalty: kind === "penalty" ? 150 : null, strokes: null };
    const text = kind === "stop" ? "" : "设备停机";
    must(await recordHallAct(runtime, chief, { roundId, entryId, kind, ...of, text, key: newId(), at: null }));
  };
  must(await startAll(runtime, chief, { roundId, key: newId() }));
  for (const index of GIVEN_TIME) await record(index, "added-time");
  for (const index of PENALISED) await record(index, "penalty");
  for (const index of ORDERS.stops) {
    runtime.clock.advanceMinutes(1);
    await record(index, "stop");
  }
  for (const [participation, some] of [
    ["withdrawn", WITHDRAWN],
    ["disqualified", DISQUALIFIED],
  ] as const)
    for (const index of some) {
      const entryId = entries[index]?.entryId ?? "";
      must(await setParticipation(runtime, chief, { roundId, entryId, participation, reason: "赛场记录" }));
    }
}

/** An appeal about the hall by the leader of one, and a judge who is partial to another. */
async function addCases(runtime: Runtime, scene: Scene): Promise<void> {
  const { competitionId, roundId, entries, judges } = scene;
  const entryId = entries[1]?.entryId ?? "";
  const { delegationId } = await runtime.database.read.entry.findUniqueOrThrow({ where: { id: entryId } });
  const leader = await addOfficial(runtime, scene, "team-leader", { delegationId });
  const plea = { delegationId, roundId, entryId, about: "hall", occurredAt: runtime.clock.now() } as const;
  must(await fileAppeal(runtime, leader, { ...plea, statement: "设备停机未补时" }));
  const [, judge] = judges;
  const partial = { judgeId: judge.userId, kind: "delegation", targetId: delegationId, reason: "曾任教练" } as const;
  must(await declareConflict(runtime, judge, { competitionId, ...partial }));
}

/** Every entry gets a delegation and a unit of its own, and everything about it a value that stands nowhere else. */
async function plant(runtime: Runtime, scene: Scene): Promise<LeakWorld["planted"]> {
  const { competitionId, eventId, roundId } = scene;
  const order = new Map(scene.entries.map(({ entryId }, index) => [entryId, index]));
  const entries = await runtime.database.read.entry.findMany({
    where: { eventId },
    include: { members: { include: { person: { include: { key: true } } } }, rounds: { where: { roundId } }, mappings: true },
  });
  entries.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  const subjects = await runtime.database.read.blindSubject.findMany({ where: { roundId } });
  const identities = new Map<string, string[]>();
  const codes = new Map<string, string[]>();
  const pairs = new Map<string, string>();
  const [people, units, delegations, documents, joins, photos] = [[], [], [], [], [], []] as string[][] as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
  ];
  const found = { confirmed: "", other: "", competitor: "", entryId: entries[0]?.id ?? "", attachmentId: newId() };
  // New codes and seats in the order of those that the app gave: their order is the app's own.
  const codeOf = renumber(subjects, ({ code }) => code, "K7W");
  const publicCodeOf = renumber(
    entries.flatMap(({ mappings }) => mappings),
    ({ publicCode }) => publicCode,
    "P7C",
  );
  const seatOf = renumber(
    entries.flatMap(({ rounds }) => rounds),
    ({ seatCode }) => seatCode ?? "",
    "SEAT7",
  );
  await plantRows(runtime, async (tables) => {
    for (const [index, { id, members, mappings, rounds, ...entry }] of entries.entries()) {
      const [member, mapping, part] = [members[0], mappings[0], rounds[0]];
      if (!member?.person.key || !mapping || !part) throw new Error(`Entry ${id} is not whole.`);
      const sign = { name: SIGNS[byName(index)], unit: byUnit(index), delegation: byDelegation(index) };
      // The first stays with the team leader whom the matrix knows.
      const delegation = {
        id: index === 0 ? entry.delegationId : newId(),
        name: `绿孔雀代表队${SIGNS[sign.delegation]}`,
        nameEn: `Green Peacock ${LETTERS[sign.delegation]}`,
      };
      const unit = { id: newId(), name: `白鳍豚机械厂${SIGNS[sign.unit]}`, nameEn: `White Dolphin Works ${LETTERS[sign.unit]}` };
      const own = {
        name: `欧阳丹顶鹤${sign.name}`,
        documentNumber: `11010119900307${7100 + index}`,
        telephone: `1390077${7100 + index}`,
      };
      const [entrantNumber, seatCode] = [`ZQ7${LETTERS[index]}X`, seatOf(part)];
      await placeEntry(tables, { competitionId, roundId, entryId: id, delegation, unit, entrantNumber, seatCode });
      await renamePerson(runtime, tables, member, own);
      const bytes = makePng(300 + index, 400);
      photos.push(digestOf(bytes));
      await tables.attachment.create({
        data: {
          id: index === 0 ? found.attachmentId : newId(),
          personId: member.personId,
          kind: "photo",
          mediaType: "image/png",
          size: bytes.length,
          sealed: sealBytes(runtime.keys, member.person.key.wrapped, bytes),
          uploadedById: null,
          uploadedAt: runtime.clock.now(),
        },
      });
      const subject = subjects.find(({ id: subjectId }) => subjectId === mapping.subjectId);
      if (!subject) throw new Error(`Entry ${id} has no code.`);
      const [code, publicCode] = [codeOf(subject), publicCodeOf(mapping)];
      await tables.blindSubject.update({ where: { id: subject.id }, data: { code } });
      await tables.blindMapping.update({ where: { subjectId: subject.id }, data: { publicCode } });
      const name = `entry ${index}`;
      const unitNames = [unit.name, unit.nameEn];
      const delegationNames = [delegation.name, delegation.nameEn];
      identities.set(name, [own.name, ...unitNames, ...delegationNames, entrantNumber, own.documentNumber, own.telephone]);
      people.push(own.name);
      units.push(...unitNames);
      delegations.push(...delegationNames);
      documents.push(own.documentNumber, own.telephone);
      joins.push(seatCode);
      // The marks of the second, whose forms are all confirmed, occur nowhere else.
      const isConfirmed = index === 1;
      if (isConfirmed) Object.assign(found, { confirmed: code, competitor: member.personId });
      else found.other = code;
      codes.set(code, [code, publicCode, ...(isConfirmed ? ["7.37", "737", "39.17", "3917"] : [])]);
      pairs.set(code, name);
    }
  });
  const entriesBy = (rank: (index: number) => number | string) =>
    sortBy([...entries.keys()], rank).map((index) => `entry ${index}`);
  const codesBy = (rank: (code: string) => number | string) => sortBy([...pairs.keys()], rank);
  const indexOf = (code: string) => Number(pairs.get(code)?.slice("entry ".length));
  const subjectOf = new Map(subjects.map((subject) => [codeOf(subject), subject.id]));
  return {
    identities,
    codes,
    pairs,
    people,
    units,
    delegations,
    documents,
    joins,
    photos,
    shared: scene.judges.map(({ userId }) => userId),
    forbidden: [...people, ...units, ...delegations, ...documents],
    ordersOfEntries: new Map([
      ["registration", entriesBy((index) => index)],
      ["seats", entriesBy((index) => (entries[index]?.rounds[0] ? seatOf(entries[index].rounds[0]) : ""))],
      ["check-in", entriesBy((index) => entries[index]?.rounds[0]?.checkedInAt?.toISOString() ?? "")],
      ["stops", ORDERS.stops.map((index) => `entry ${index}`)],
      ["names", entriesBy(byName)],
      ["units", entriesBy(byUnit)],
      ["delegations", entriesBy(byDelegation)],
    ]),
    ordersOfCodes: new Map([
      ["codes", codesBy((code) => code)],
      ["public codes", codesBy((code) => codes.get(code)?.[1] ?? "")],
      ["works", codesBy((code) => subjectOf.get(code) ?? "")],
      ["marks", codesBy((code) => markOf(indexOf(code))).filter((code) => MARKED.includes(indexOf(code)))],
    ]),
    ...found,
  };
}

/** @returns by which name each is known from now on: of equal length, in the order of the names that they had. */
function renumber<Item>(items: readonly Item[], nameOf: (item: Item) => string, prefix: string): (item: Item) => string {
  const sorted = items.map(nameOf).sort((one, other) => (one < other ? -1 : 1));
  return (item) => `${prefix}${LETTERS[sorted.indexOf(nameOf(item))]}`;
}

function sortBy<Item>(items: readonly Item[], rank: (item: Item) => number | string): Item[] {
  return items.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

type Named = { readonly id: string; readonly name: string; readonly nameEn: string };

async function placeEntry(
  tables: Tables,
  input: {
    readonly competitionId: string;
    readonly roundId: string;
    readonly entryId: string;
    readonly delegation: Named;
    readonly unit: Named;
    readonly entrantNumber: string;
    readonly seatCode: string;
  },
): Promise<void> {
  const { competitionId, roundId, entryId, delegation, unit, entrantNumber, seatCode } = input;
  const { id: delegationId, ...named } = delegation;
  await tables.delegation.upsert({
    where: { id: delegationId },
    create: { id: delegationId, competitionId, ...named, regionCode: "110112" },
    update: named,
  });
  await tables.organisation.create({ data: { kind: "enterprise", ...unit, regionCode: "110112" } });
  await tables.entry.update({ where: { id: entryId }, data: { delegationId, entrantNumber } });
  await tables.entryMember.updateMany({ where: { entryId }, data: { employerId: unit.id } });
  await tables.roundEntry.update({ where: { roundId_entryId: { roundId, entryId } }, data: { seatCode } });
}

type OwnData = { readonly name: string; readonly documentNumber: string; readonly telephone: string };

async function renamePerson(
  { keys }: Runtime,
  tables: Tables,
  { personId, person }: { personId: string; person: Parameters<typeof openPerson>[1] },
  own: OwnData,
): Promise<void> {
  const data = openPerson(keys, person);
  if (!data || !person.key) throw new Error(`Person ${personId} has no data.`);
  await tables.person.update({
    where: { id: personId },
    data: { sealed: resealPerson(keys, person.key.wrapped, { ...data, ...own }) },
  });
}
