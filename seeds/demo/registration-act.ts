/** First act of the story: a competition is founded, announced, and its delegations register from Excel rosters. */

import fs from "node:fs";
import path from "node:path";
import { ROLE_SCOPES } from "#app/domain/access/duties.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { createEvent } from "#app/services/competitions/create-event.server.ts";
import { announceCompetition, openRegistration } from "#app/services/competitions/enter-phase.server.ts";
import { createDelegation } from "#app/services/delegations/create-delegation.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { readRosterImport } from "#app/services/registration/read-roster-import.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { startRosterImport } from "#app/services/registration/start-roster-import.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { importMarkingScheme } from "#app/services/schemes/import-marking-scheme.server.ts";
import { DEMO_ACCOUNTS } from "./accounts.ts";
import { inventPerson } from "./people.ts";
import type { StoryCompetition, StoryDelegation, StoryEvent } from "./plans.ts";
import { must, type Stage } from "./stage.ts";

const DAY_MS = 86_400_000;
const SCHEMES = path.resolve("seeds/demo/schemes");

export type Founded = {
  readonly competitionId: string;
  readonly events: readonly (StoryEvent & { readonly eventId: string; readonly roundId: string })[];
  readonly delegations: readonly (StoryDelegation & { readonly delegationId: string })[];
};

/** Founds the competition with its events, schemes, people and delegations, and opens registration. */
export async function foundCompetition(stage: Stage, plan: StoryCompetition, today: Date): Promise<Founded> {
  const { runtime, clock, units } = stage;
  const startsOn = new Date(today.getTime() + plan.startsIn * DAY_MS);
  clock.set(new Date(startsOn.getTime() - 45 * DAY_MS));
  const { code, name, nameEn, tier, class: competitionClass, venue, publicityWorkingDays, packs } = plan;
  const { competitionId } = must(
    await createCompetition(runtime, await stage.actor("organiser"), {
      code,
      name,
      nameEn,
      tier,
      class: competitionClass,
      venue,
      publicityWorkingDays,
      packs,
      registrationClosesAt: new Date(startsOn.getTime() - 7 * DAY_MS),
      startsOn,
      endsOn: new Date(startsOn.getTime() + DAY_MS),
      hosts: plan.hosts.map((host) => ({
        ...host,
        organisationId: host.organisationId === null ? null : unitId(units, host.organisationId),
      })),
    }),
  );
  const organiser = await stage.actor("organiser");
  const events: Founded["events"][number][] = [];
  for (const event of plan.events) {
    const { eventId, roundId } = must(
      await createEvent(runtime, organiser, {
        competitionId,
        code: event.code,
        name: event.name,
        nameEn: event.nameEn,
        occupationCode: event.occupationCode,
        group: event.group,
        entryKind: event.entryKind,
        teamSize: event.teamSize,
        quota: 48,
        upperEventId: await findEvent(stage, event.upper),
      }),
    );
    await importScheme(stage, eventId, event.scheme);
    const rules: EventRules = {
      ...DEFAULT_RULES,
      tieBreaks: [{ by: "criterion", id: "B", order: "desc" }],
      advancement: event.upper === null ? null : { kind: "top", places: 2, capPerDelegation: null },
    };
    must(await setEventRules(runtime, organiser, { eventId, rules, reason: "技术文件", basedOn: 1 }));
    events.push({ ...event, eventId, roundId });
  }
  await appoint(
    stage,
    competitionId,
    events.map(({ eventId }) => eventId),
  );
  const delegations: Founded["delegations"][number][] = [];
  for (const delegation of plan.delegations) {
    const leader = await stage.actor(delegation.leader);
    const { delegationId } = must(
      await createDelegation(runtime, organiser, {
        competitionId,
        name: delegation.name,
        nameEn: delegation.nameEn,
        regionCode: delegation.regionCode,
        leader: { userId: leader.userId },
      }),
    );
    delegations.push({ ...delegation, delegationId });
  }
  must(await announceCompetition(runtime, organiser, { competitionId }));
  must(await openRegistration(runtime, organiser, { competitionId }));
  return { competitionId, events, delegations };
}

/** Every delegation imports its roster, hands it in, and (but for the last `leaveOpen` entries) is accepted. */
export async function registerEntries(
  stage: Stage,
  founded: Founded,
  dice: (sides: number) => number,
  leaveOpen: number,
): Promise<void> {
  const { runtime } = stage;
  const { read } = runtime.database;
  let person = 0;
  for (const delegation of founded.delegations) {
    const leader = await stage.actor(delegation.leader);
    const rows = founded.events.flatMap((event) =>
      Array.from({ length: event.entriesEach }, (_, entry) =>
        Array.from({ length: event.teamSize }, () => {
          person += 1;
          const unit = delegation.units[entry % delegation.units.length] ?? "";
          return toRow(inventPerson(dice, delegation.regionCode, person), { event, entry, unit, delegation, dice });
        }),
      ).flat(),
    );
    // A delegation may wait for those who advance from below.
    if (rows.length === 0) continue;
    const bytes = await writeWorkbook([{ name: "报名表", columns: COLUMNS, rows }]);
    const file = { fileName: `${delegation.name}报名表.xlsx`, bytes };
    const place = { competitionId: founded.competitionId, delegationId: delegation.delegationId };
    const { importId } = must(await startRosterImport(runtime, leader, { ...file, ...place }));
    must(await readRosterImport(runtime, importId));
    must(await storeRosterImport(runtime, leader, { importId, ...place }));
    const entries = await read.entry.findMany({
      where: { delegationId: delegation.delegationId, status: "draft" },
      select: { id: true },
    });
    must(await submitEntries(runtime, leader, { delegationId: delegation.delegationId, entryIds: entries.map(({ id }) => id) }));
  }
  const submitted = await read.entry.findMany({
    where: { event: { competitionId: founded.competitionId }, status: "submitted" },
    orderBy: { id: "asc" },
    select: { id: true, updatedAt: true },
  });
  const reviewer = await stage.actor("reviewer");
  const seen = submitted.map(({ id, updatedAt }) => ({ id, seenAt: updatedAt }));
  const accepted = seen.slice(0, seen.length - leaveOpen);
  must(
    await reviewEntries(runtime, reviewer, {
      competitionId: founded.competitionId,
      act: "accept",
      reason: "",
      entries: accepted,
    }),
  );
  const [returned] = seen.slice(seen.length - leaveOpen);
  if (returned) {
    const reason = "请补充培养单位的全称，并上传现有等级证书。";
    must(
      await reviewEntries(runtime, reviewer, {
        competitionId: founded.competitionId,
        act: "return",
        reason,
        entries: [returned],
      }),
    );
  }
}

const COLUMNS = [
  "赛项",
  "队伍编号",
  "姓名",
  "证件类型",
  "证件号码",
  "工作单位",
  "就读院校",
  "培养单位",
  "现有等级",
  "联系电话",
  "指导教师",
].map((header) => ({ header }));
const LEVELS = ["中级工", "高级工", "高级工", "技师"];

function toRow(
  person: ReturnType<typeof inventPerson>,
  of: { event: StoryEvent; entry: number; unit: string; delegation: StoryDelegation; dice: (sides: number) => number },
): string[] {
  const isSchool = /学院$|学校$/.test(of.unit);
  return [
    of.event.name,
    of.event.teamSize === 1 ? "" : `${of.event.code}-${of.entry + 1}`,
    person.name,
    "居民身份证",
    person.documentNumber,
    isSchool ? "" : of.unit,
    isSchool ? of.unit : "",
    of.delegation.trainingOrganisation,
    LEVELS[of.dice(LEVELS.length)] ?? "",
    person.telephone,
    "郭永年",
  ];
}

async function importScheme(stage: Stage, eventId: string, scheme: string): Promise<void> {
  const fileName = `scheme-${scheme}.xlsx`;
  const file = { eventId, fileName, bytes: new Uint8Array(fs.readFileSync(path.join(SCHEMES, fileName))) };
  const { digest } = must(await previewMarkingScheme(stage.runtime, file));
  must(await importMarkingScheme(stage.runtime, await stage.actor("organiser"), { ...file, digest, reason: "" }));
}

/** Gives the story's people their duties: those over the competition, and those in each event. */
async function appoint(stage: Stage, competitionId: string, eventIds: readonly string[]): Promise<void> {
  const organiser = await stage.actor("organiser");
  for (const { username, role, isSystemWide } of DEMO_ACCOUNTS) {
    if (isSystemWide || role === "team-leader") continue;
    const { userId } = await stage.actor(username);
    const isOfEvent = ROLE_SCOPES[role] === "event";
    for (const eventId of isOfEvent ? eventIds : [null]) {
      must(await grantRole(stage.runtime, organiser, { competitionId, userId, role, eventId, delegationId: null }));
    }
  }
}

/** The id of "competition/event"; null for none. */
async function findEvent(stage: Stage, path: string | null): Promise<string | null> {
  if (path === null) return null;
  const [competition = "", code = ""] = path.split("/");
  const event = await stage.runtime.database.read.event.findFirstOrThrow({
    where: { code, competition: { code: competition } },
    select: { id: true },
  });
  return event.id;
}

function unitId(units: ReadonlyMap<string, string>, name: string): string {
  const id = units.get(name);
  if (!id) throw new Error(`The story has no organisation called ${name}.`);
  return id;
}
