/** Asks every clause of the competition's packs about every final result, and records what each said (DOMAIN 9). */
import { computeAwardGrade } from "#app/domain/policy/award-grade.ts";
import { computeFindings, type Finding, type ResultFact } from "#app/domain/policy/findings.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { EntryKind, RoundKind, Tier } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listFrozenMembers } from "#app/queries/policy/list-frozen-members.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** One assessment for each entry, by the furthest round that it reached, and an entitlement for each finding that is owed or left to a person. */
export const computeEntitlements: JobHandler = async (runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      tier: true,
      finalisedAt: true,
      hosts: { where: { relation: "host-authority" }, select: { regionCode: true } },
      packs: { select: { pack: { select: { id: true, content: true } } }, orderBy: { pack: { name: "asc" } } },
      events: { select: { entryKind: true, rounds: { orderBy: { number: "desc" }, select: { id: true, kind: true } } } },
    },
  });
  const packs = competition.packs.map(({ pack }) => ({ id: pack.id, content: pack.content as unknown as PolicyPack }));
  const packIds = new Map(packs.map((pack) => [`${pack.content.name}/${pack.content.version}`, pack.id]));
  const onDate = shanghaiDay(competition.finalisedAt ?? runtime.clock.now());
  let owed = 0;
  for (const event of competition.events) {
    const assessed = new Set<string>();
    // From the last back: who is in a later round reached that one.
    for (const round of event.rounds) {
      const results = await getRoundResultsByEntry(tables, round.id);
      const rows = results.rows.filter(({ entryId }) => !assessed.has(entryId));
      const members = await listFrozenMembers(
        tables,
        rows.map((row) => row.entryId),
      );
      for (const row of rows) {
        assessed.add(row.entryId);
        const fact: ResultFact = {
          tier: competition.tier as Tier,
          hostRegionCodes: competition.hosts.map((host) => host.regionCode),
          entryKind: event.entryKind as EntryKind,
          roundReached: round.kind as RoundKind,
          participation: row.status,
          awardGrade: computeAwardGrade(row.award),
          members: members.get(row.entryId) ?? [],
        };
        const findings = computeFindings(
          fact,
          packs.map((pack) => pack.content),
          onDate,
        );
        owed += await record(tables, { competitionId, entryId: row.entryId, findings, packIds, now: runtime.clock.now() });
      }
    }
  }
  await audit({
    chain: competitionId,
    actorId: null,
    act: "compute-entitlements",
    objectKind: "competition",
    objectId: competitionId,
    payload: { entitlements: owed },
  });
};

async function record(
  tables: Tables,
  input: { competitionId: string; entryId: string; findings: Finding[]; packIds: ReadonlyMap<string, string>; now: Date },
): Promise<number> {
  const { competitionId, entryId, findings } = input;
  const assessmentId = newId();
  await tables.policyAssessment.create({
    data: { id: assessmentId, competitionId, entryId, findings: findings as unknown as object[], computedAt: input.now },
  });
  const rows = findings
    .filter((finding) => finding.outcome !== "not-met")
    .map((finding) => {
      const packId = input.packIds.get(`${finding.pack}/${finding.version}`);
      if (!packId) throw new Error(`Pack ${finding.pack} version ${finding.version} is not pinned.`);
      const { beneficiary, amount } = finding;
      return {
        id: newId(),
        competitionId,
        assessmentId,
        entryId,
        memberId: memberOf(beneficiary),
        organisationId: beneficiary.kind === "organisation" ? beneficiary.organisationId : null,
        packId,
        rowId: finding.rowId,
        kind: finding.kind,
        outcome: finding.outcome,
        draft: finding.draft,
        amountKind: amount?.kind ?? "unknown",
        amountFen: amount && amount.kind !== "unknown" ? amount.fen : null,
      };
    });
  await tables.entitlement.createMany({ data: rows });
  return rows.length;
}

/** The one person that a finding is about; null when it is about a team. */
function memberOf(beneficiary: Finding["beneficiary"]): string | null {
  if (beneficiary.kind === "person") return beneficiary.memberId;
  const [only, ...others] = beneficiary.memberIds;
  return beneficiary.kind === "organisation" && only !== undefined && others.length === 0 ? only : null;
}
