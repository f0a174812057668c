/** A competition in registration with an individual event and a pair, two delegations with their leaders, and roster files. */
import fs from "node:fs";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import type { RosterImportView } from "#app/domain/registration/roster-import.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findRosterImport } from "#app/queries/registration/find-roster-import.server.ts";
import { readRosterImport } from "#app/services/registration/read-roster-import.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { startRosterImport } from "#app/services/registration/start-roster-import.server.ts";
import { type RosterStored, storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { actorOf, addUser, must } from "./competition-steps.ts";

export type RegistrationScene = {
  readonly competitionId: string;
  readonly competitionCode: string;
  /** 电工 (individual, quota 4) and 网络系统管理 (pair, quota 24), each with its one round. */
  readonly electrician: { readonly eventId: string; readonly roundId: string };
  readonly network: { readonly eventId: string; readonly roundId: string };
  readonly delegationId: string;
  readonly otherDelegationId: string;
  readonly leader: Actor;
  readonly otherLeader: Actor;
  readonly reviewer: Actor;
  readonly organiser: Actor;
  readonly supervisor: Actor;
  readonly blinding: Actor;
};

const ENTERPRISE = "北京运通电气有限公司";
const TRAINING = "北京运河工匠职业技能培训学校";

let scenes = 0;

/** With every organisation of the demonstration story, where the database has none; registration is open until a week after the test's clock. */
export async function addRegistrationScene(runtime: Runtime): Promise<RegistrationScene> {
  scenes += 1;
  const competitionCode = `registration-${scenes}`;
  const now = runtime.clock.now();
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const people = ["leader", "other-leader", "reviewer", "organiser", "supervisor", "blinding"].map((name) =>
    addUser(runtime, `${name}-${scenes}`),
  );
  const [leader = "", otherLeader = "", reviewer = "", organiser = "", supervisor = "", blinding = ""] =
    await Promise.all(people);
  const ids = { competitionId: newId(), delegationId: newId(), otherDelegationId: newId() };
  const electrician = { eventId: newId(), roundId: newId() };
  const network = { eventId: newId(), roundId: newId() };
  const organisations = JSON.parse(fs.readFileSync(new URL("../../seeds/demo/organisations.json", import.meta.url), "utf8")) as {
    name: string;
    nameEn: string;
    kind: string;
    regionCode: string;
  }[];
  const { competitionId } = ids;
  await runtime.database.write(async ({ tables, audit }) => {
    if ((await tables.organisation.count()) === 0) {
      const codes = [...new Set(organisations.map(({ regionCode }) => regionCode))];
      await tables.region.createMany({
        data: codes.map((code) => ({ code, name: code, nameEn: code, level: "district", parentCode: null })),
      });
      await tables.organisation.createMany({ data: organisations.map((organisation) => ({ ...organisation, id: newId() })) });
    }
    await tables.competition.create({
      data: {
        id: competitionId,
        code: competitionCode,
        name: "通州区职业技能大赛",
        nameEn: "Tongzhou Vocational Skills Competition",
        tier: "district",
        class: "class-1",
        phase: "registration",
        venue: "",
        registrationClosesAt: inDays(7),
        startsOn: inDays(14),
        endsOn: inDays(15),
        publicityWorkingDays: 5,
        createdAt: now,
      },
    });
    const common = { competitionId, group: "workers", occupationCode: "6-31-01-03" };
    const events = [
      { ...electrician, code: "DG", name: "电工", nameEn: "Electrician", entryKind: "individual", teamSize: 1, quota: 4 },
      { ...network, code: "NW", name: "网络系统管理", nameEn: "IT Network", entryKind: "pair", teamSize: 2, quota: 24 },
      {
        eventId: newId(),
        roundId: newId(),
        code: "JD",
        name: "机电一体化",
        nameEn: "Mechatronics",
        entryKind: "trio",
        teamSize: 3,
        quota: 24,
      },
    ];
    for (const { eventId, roundId, ...event } of events) {
      await tables.event.create({ data: { ...common, ...event, id: eventId } });
      const version = { eventId, version: 1, reason: "", createdById: "test", createdAt: now };
      await tables.eventRules.create({ data: { ...version, id: newId(), content: DEFAULT_RULES as object } });
      await tables.round.create({
        data: { id: roundId, eventId, number: 1, kind: "final", phase: "draw", disclosure: "closed" },
      });
    }
    for (const [id, name] of [
      [ids.delegationId, "通州区工业园代表队"],
      [ids.otherDelegationId, "运河商务区代表队"],
    ] as const) {
      await tables.delegation.create({ data: { id, competitionId, name, nameEn: name, regionCode: "110112" } });
    }
    const grants = [
      { userId: leader, role: "team-leader", delegationId: ids.delegationId },
      { userId: otherLeader, role: "team-leader", delegationId: ids.otherDelegationId },
      { userId: reviewer, role: "reviewer" },
      { userId: organiser, role: "organiser" },
      { userId: supervisor, role: "supervisor" },
      { userId: blinding, role: "blinding-judge", eventId: electrician.eventId },
    ];
    for (const grant of grants) await tables.roleGrant.create({ data: { ...grant, id: newId(), competitionId, createdAt: now } });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "add-scene", objectKind: "competition", objectId: competitionId });
    return allow(null);
  });
  return {
    ...ids,
    competitionCode,
    electrician,
    network,
    leader: await actorOf(runtime, leader),
    otherLeader: await actorOf(runtime, otherLeader),
    reviewer: await actorOf(runtime, reviewer),
    organiser: await actorOf(runtime, organiser),
    supervisor: await actorOf(runtime, supervisor),
    blinding: await actorOf(runtime, blinding),
  };
}

/** A roster that another program made: `tongzhou-a`, `tongzhou-b`, `tongzhou-c` or `faults`; or what is no spreadsheet. */
export function readRosterFile(name: string): { fileName: string; bytes: Uint8Array } {
  const fileName = name === "not-a-spreadsheet" ? `${name}.xlsx` : `roster-${name}.xlsx`;
  return { fileName, bytes: new Uint8Array(fs.readFileSync(new URL(`../e2e/files/${fileName}`, import.meta.url))) };
}

export type RosterLine = {
  readonly event?: string;
  readonly team?: string;
  readonly name?: string;
  readonly documentKind?: string;
  readonly document?: string;
  readonly employer?: string;
  readonly telephone?: string;
  readonly training?: string;
  readonly coach?: string;
  /** These columns stand in the file only where a line has them. */
  readonly coachDocument?: string | undefined;
  readonly years?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly residence?: string | undefined;
  readonly delegation?: string;
};

const HEADERS = ["赛项", "队伍编号", "姓名", "证件类型", "证件号码", "工作单位", "培养单位", "现有等级", "联系电话", "指导教师"];
const FURTHER = {
  delegation: "代表队",
  coachDocument: "指导教师证件号码",
  years: "从业年限",
  birthDate: "出生日期",
  residence: "居住地区",
} as const;

/** A roster with these people; what a line leaves out is an electrician of the first enterprise. */
export async function makeRosterFile(lines: readonly RosterLine[]): Promise<RosterFile> {
  const further = (Object.keys(FURTHER) as (keyof typeof FURTHER)[]).filter((key) =>
    lines.some((line) => line[key] !== undefined),
  );
  const rows = lines.map(({ event = "电工", team = "", name = "李雷", document = makeDocument(), ...line }) => {
    const { documentKind = "居民身份证" } = line;
    const { employer = ENTERPRISE, telephone = "13800001111", training = TRAINING, coach = "孙立军" } = line;
    const common = [event, team, name, documentKind, document, employer, training, "高级工", telephone, coach];
    return [...common, ...further.map((key) => line[key] ?? "")];
  });
  const headers = [...HEADERS, ...further.map((key) => FURTHER[key])];
  const bytes = await writeWorkbook([{ name: "报名表", columns: headers.map((header) => ({ header })), rows }]);
  return { fileName: "报名表.xlsx", bytes };
}

let serial = 0;

/** The number of a grown-up, or of who was born on that day (YYYYMMDD); a new one each time. */
export function makeDocument(born?: string): string {
  serial += 1;
  const digits = `110112${born ?? `${1985 + (serial % 10)}0307`}${String(serial % 1000).padStart(3, "0")}`;
  return digits + computeCheckDigit(digits);
}

type RosterFile = { readonly fileName: string; readonly bytes: Uint8Array };
type ImportPlace = { readonly competitionId: string; readonly delegationId: string | null };

/** Takes a file in and reads it, as the screen does. @returns what it would do. */
export async function readFile(runtime: Runtime, actor: Actor, place: ImportPlace, file: RosterFile): Promise<RosterImportView> {
  const { importId } = must(await startRosterImport(runtime, actor, { ...file, ...place }));
  must(await readRosterImport(runtime, importId));
  const view = await findRosterImport(runtime, { importId, ...place });
  if (view === null) throw new Error("the import is gone");
  return view;
}

/** Imports as the screen does: the file is read and checked, then stored. */
export async function importFile(runtime: Runtime, scene: RegistrationScene, file: RosterFile): Promise<RosterStored> {
  const { competitionId, delegationId, leader } = scene;
  const { id } = await readFile(runtime, leader, { competitionId, delegationId }, file);
  return must(await storeRosterImport(runtime, leader, { importId: id, competitionId, delegationId }));
}

/** Hands in every draft of the delegation. @returns the ids. */
export async function submitDrafts(runtime: Runtime, scene: RegistrationScene): Promise<readonly string[]> {
  const { delegationId, leader } = scene;
  const drafts = await runtime.database.read.entry.findMany({
    where: { delegationId, status: "draft" },
    select: { id: true },
  });
  const entryIds = drafts.map(({ id }) => id);
  must(await submitEntries(runtime, leader, { delegationId, entryIds }));
  return entryIds;
}

/** The entries as a reviewer sees them now. */
export async function seeEntries(runtime: Runtime, entryIds: readonly string[]): Promise<{ id: string; seenAt: Date }[]> {
  const entries = await runtime.database.read.entry.findMany({
    where: { id: { in: [...entryIds] } },
    select: { id: true, updatedAt: true },
  });
  return entries.map(({ id, updatedAt }) => ({ id, seenAt: updatedAt }));
}

/** Registers so many electricians, all accepted, and starts the competition. @returns the ids of their entries. */
export async function acceptElectricians(runtime: Runtime, scene: RegistrationScene, count: number): Promise<readonly string[]> {
  const { competitionId, reviewer } = scene;
  const lines = Array.from({ length: count }, (_, index) => ({ name: `选手${"甲乙丙丁"[index] ?? "戊"}` }));
  await importFile(runtime, scene, await makeRosterFile(lines));
  const ids = await submitDrafts(runtime, scene);
  const entries = await seeEntries(runtime, ids);
  must(await reviewEntries(runtime, reviewer, { competitionId, act: "accept", reason: "", entries }));
  await setPhase(runtime, competitionId, "running");
  return ids;
}

/** Puts the competition into a phase without the act that leads there. */
export async function setPhase(runtime: Runtime, competitionId: string, phase: string): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.competition.update({ where: { id: competitionId }, data: { phase } });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "set-phase", objectKind: "competition", objectId: competitionId });
    return allow(null);
  });
}
