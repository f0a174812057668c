/** Recording facts as officers do, for tests of what follows. */
import type { FactPerson } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import type { RecordFactCommand } from "#app/services/facts/record-fact.server.ts";
import { actorOf, addUser } from "./competition-steps.ts";

/** A file that is a PDF as far as its first bytes tell. */
export const EVIDENCE = { fileName: "获奖文件.pdf", bytes: new TextEncoder().encode("%PDF-1.7 evidence") };

export const OUTSIDE_RESULT = {
  kind: "result",
  competition: "第三届全国职业技能大赛",
  tier: "nation",
  class: "class-1",
  hostRegionCodes: [],
  event: "电工",
  occupationCode: "6-31-01-03",
  entryKind: "individual",
  roundReached: "final",
  place: 1,
  award: "gold",
  awardGrade: 1,
} as const satisfies RecordedContent;

/** Employed by the works of Tongzhou in the ground of tests. */
export function makePerson(name: string, documentNumber: string, more: Partial<FactPerson> = {}): FactPerson {
  return {
    name,
    documentKind: "passport",
    documentNumber,
    residenceRegion: "110112",
    employerId: "unit-works",
    schoolId: null,
    trainingOrganisationId: "unit-college",
    ...more,
  };
}

export function makeRecord(people: readonly FactPerson[], more: Partial<RecordFactCommand> = {}): RecordFactCommand {
  return {
    content: OUTSIDE_RESULT,
    occurredOn: "2026-09-20",
    reference: "人社部函〔2026〕88号",
    organisationId: null,
    people,
    evidence: EVIDENCE,
    ...more,
  };
}

/** A policy officer of the whole system, or of one competition. */
export async function addOfficer(runtime: Runtime, username: string, competitionId: string | null = null): Promise<Actor> {
  const userId = await addUser(runtime, username);
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.roleGrant.create({
      data: { id: newId(), userId, role: "policy-officer", competitionId, createdAt: runtime.clock.now() },
    });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "grant-role", objectKind: "user", objectId: userId });
    return allow(null);
  });
  return actorOf(runtime, userId);
}
