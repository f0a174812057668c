/** Setting up a competition as people do it, for tests that start further on: regions, units, accounts, competition, events. */
import fs from "node:fs";
import type { CompetitionPlan } from "#app/domain/phases/competition-plan.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { createEvent } from "#app/services/competitions/create-event.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { importMarkingScheme } from "#app/services/schemes/import-marking-scheme.server.ts";
import { loadSystemData } from "#seeds/system.ts";

/** Three units of Tongzhou and one of Dalian, by the ids that tests use. */
export const UNITS = [
  { id: "unit-college", name: "通州区技师学院", nameEn: "Tongzhou Technician College", kind: "school", regionCode: "110112" },
  { id: "unit-works", name: "运河机电有限公司", nameEn: "Canal Electromechanical", kind: "enterprise", regionCode: "110112" },
  { id: "unit-bureau", name: "通州区人力社保局", nameEn: "Tongzhou Labour Bureau", kind: "authority", regionCode: "110112" },
  { id: "unit-dalian", name: "大连海港装备厂", nameEn: "Dalian Harbour Works", kind: "enterprise", regionCode: "210200" },
] as const;

export const PLAN: CompetitionPlan = {
  name: "2026 年通州区职业技能大赛",
  nameEn: "Tongzhou Vocational Skills Competition 2026",
  tier: "district",
  class: "class-1",
  venue: "通州区技师学院实训中心",
  registrationClosesAt: new Date("2026-11-27T09:00:00Z"),
  startsOn: new Date("2026-12-04T16:00:00Z"),
  endsOn: new Date("2026-12-05T16:00:00Z"),
  publicityWorkingDays: 5,
  hosts: [
    { relation: "host-authority", regionCode: "110112", organisationId: "unit-bureau" },
    { relation: "organiser", regionCode: "110112", organisationId: "unit-college" },
  ],
  packs: ["tongzhou"],
};

export const EVENT = {
  code: "ELE",
  name: "电工",
  nameEn: "Electrician",
  occupationCode: "6-31-01-03",
  group: "workers",
  entryKind: "individual",
  teamSize: 1,
  quota: 24,
  upperEventId: null,
} as const;

/** A scheme workbook of a real file: `electrician`, `mechatronics`, `network`, or `bad-sum`. */
export function readSchemeFile(name: string): { fileName: string; bytes: Uint8Array } {
  const fileName = `scheme-${name}.xlsx`;
  return { fileName, bytes: new Uint8Array(fs.readFileSync(new URL(`../e2e/files/${fileName}`, import.meta.url))) };
}

/** The value of a decision. @throws Error naming the refusals. */
export function must<Value>(decision: Decision<Value>): Value {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusals)}`);
  return decision.value;
}

/** The codes of a refusal; none for an acceptance. */
export function codesOf(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

/** Regions, policy packs and units; and an administrator. */
export async function addGround(runtime: Runtime): Promise<Actor> {
  await loadSystemData(runtime);
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.organisation.createMany({ data: UNITS.map((unit) => ({ ...unit })) });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "load-units", objectKind: "organisation", objectId: "all" });
    return allow(null);
  });
  const userId = await addUser(runtime, "admin");
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.roleGrant.create({ data: { id: newId(), userId, role: "administrator", createdAt: runtime.clock.now() } });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "grant-role", objectKind: "user", objectId: userId });
    return allow(null);
  });
  return actorOf(runtime, userId);
}

/** An account that signs in nowhere: hashing passwords would be most of a test's time. @returns its id. */
export async function addUser(runtime: Runtime, username: string, organisationId: string | null = null): Promise<string> {
  const id = newId();
  await runtime.database.write(async ({ tables, audit }) => {
    const createdAt = runtime.clock.now();
    await tables.user.create({ data: { id, username, displayName: username, passwordHash: null, organisationId, createdAt } });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "create-account", objectKind: "user", objectId: id });
    return allow(null);
  });
  return id;
}

/** Someone signed in, with the grants of this moment. */
export async function actorOf(runtime: Runtime, userId: string): Promise<Actor> {
  const user = await runtime.database.read.user.findUniqueOrThrow({
    where: { id: userId },
    include: { grants: { where: { revokedAt: null } } },
  });
  return {
    userId,
    displayName: user.displayName,
    organisationId: user.organisationId,
    sessionId: "test",
    grants: user.grants.map(({ role, competitionId, eventId, delegationId }) => {
      return { role: role as Role, competitionId, eventId, delegationId };
    }),
  };
}

/** A draft with one event, founded by a new organiser. */
export async function addCompetition(
  runtime: Runtime,
  {
    code = "tz-2026",
    plan = {},
    event = {},
  }: { code?: string; plan?: Partial<CompetitionPlan>; event?: Partial<typeof EVENT> } = {},
): Promise<{ organiser: Actor; competitionId: string; eventId: string; roundId: string }> {
  const userId = await addUser(runtime, `organiser-${code}`);
  const { competitionId } = must(await createCompetition(runtime, await actorOf(runtime, userId), { ...PLAN, ...plan, code }));
  const organiser = await actorOf(runtime, userId);
  const { eventId, roundId } = must(await createEvent(runtime, organiser, { ...EVENT, ...event, competitionId }));
  return { organiser, competitionId, eventId, roundId };
}

/** Imports a scheme file as the screen does: a preview first, then the same file with its digest. */
export async function addScheme(runtime: Runtime, actor: Actor, eventId: string, name = "electrician"): Promise<void> {
  const file = readSchemeFile(name);
  const { digest } = must(await previewMarkingScheme(runtime, { ...file, eventId }));
  must(await importMarkingScheme(runtime, actor, { ...file, eventId, digest, reason: "" }));
}

/** Gives a new account a role over the competition, or the event where one is named. @returns the account's id. */
export async function appoint(
  runtime: Runtime,
  organiser: Actor,
  role: Role,
  scope: { readonly competitionId: string; readonly eventId?: string; readonly username?: string },
): Promise<string> {
  const { competitionId, eventId = null, username = `${role}-${newId().slice(-8)}` } = scope;
  const userId = await addUser(runtime, username);
  must(await grantRole(runtime, organiser, { competitionId, userId, role, eventId, delegationId: null }));
  return userId;
}

/** Everyone whom a start asks for: a supervisor, and in the event chief, three markers, blinding judge and tally clerk. */
export async function appointAll(runtime: Runtime, organiser: Actor, scope: { competitionId: string; eventId: string }) {
  const { competitionId } = scope;
  const supervisor = await appoint(runtime, organiser, "supervisor", { competitionId });
  const chiefJudge = await appoint(runtime, organiser, "chief-judge", scope);
  const blindingJudge = await appoint(runtime, organiser, "blinding-judge", scope);
  const tallyClerk = await appoint(runtime, organiser, "tally-clerk", scope);
  const markingJudges: string[] = [];
  for (let judge = 0; judge < 3; judge += 1) markingJudges.push(await appoint(runtime, organiser, "marking-judge", scope));
  return { supervisor, chiefJudge, blindingJudge, tallyClerk, markingJudges };
}

/** Entries straight into the tables, one person each, for tests of what comes after registration. @returns their ids. */
export async function addEntries(
  runtime: Runtime,
  { eventId, delegationId }: { eventId: string; delegationId: string },
  entries: readonly { readonly status: string; readonly employerId?: string; readonly trainingOrganisationId?: string }[],
): Promise<readonly string[]> {
  const ids = entries.map(() => newId());
  await runtime.database.write(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    for (const [index, { status, employerId, trainingOrganisationId }] of entries.entries()) {
      const [entryId, personId] = [String(ids[index]), newId()];
      await tables.person.create({ data: { id: personId, documentHash: personId, sealed: new Uint8Array(), createdAt: at } });
      await tables.entry.create({
        data: {
          id: entryId,
          eventId,
          delegationId,
          rosterNumber: entryId,
          status,
          eligible: true,
          createdAt: at,
          updatedAt: at,
        },
      });
      await tables.entryMember.create({
        data: {
          id: newId(),
          entryId,
          personId,
          position: 1,
          employerId: employerId ?? "unit-works",
          trainingOrganisationId: trainingOrganisationId ?? null,
          delegationRegion: "110112",
        },
      });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "add-entry", objectKind: "entry", objectId: entryId });
    }
    return allow(null);
  });
  return ids;
}
