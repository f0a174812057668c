/** Asks every clause of the competition's packs about every final result, and records what each said (DOMAIN 9). */
import { type Finding, isAboutMoney } from "#app/domain/policy/findings.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** One assessment for each entry, by the furthest round that it reached, and an entitlement for each finding that owes money or leaves it to a person. */
export const computeEntitlements: JobHandler = async (runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const now = runtime.clock.now();
  const frame = await getPolicyFrame(tables, competitionId, now);
  const packIds = new Map(frame.packs.map((pack) => [`${pack.content.name}/${pack.content.version}`, pack.id]));
  let owed = 0;
  const assessed = new Set<string>();
  // Of each event from the last round back: who is in a later round reached that one.
  for (const round of frame.rounds) {
    const { rows } = await getRoundResultsByEntry(tables, round.roundId);
    const left = rows.filter(({ entryId }) => !assessed.has(entryId));
    for (const [entryId, findings] of await frame.find(round, left)) {
      assessed.add(entryId);
      owed += await record(tables, { competitionId, entryId, findings, packIds, now });
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
  input: {
    competitionId: string;
    entryId: string;
    findings: readonly Finding[];
    packIds: ReadonlyMap<string, string>;
    now: Date;
  },
): Promise<number> {
  const { competitionId, entryId, findings } = input;
  const assessmentId = newId();
  await tables.policyAssessment.create({
    data: { id: assessmentId, competitionId, entryId, findings: findings as unknown as object[], computedAt: input.now },
  });
  const rows = findings.filter(isAboutMoney).map((finding) => {
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
      key: keyOf(finding),
      kind: finding.kind,
      outcome: finding.outcome,
      draft: finding.draft,
      amountKind: amount?.kind ?? "unknown",
      amountFen: amount?.kind === "exact" || amount?.kind === "ceiling" ? amount.fen : null,
    };
  });
  await tables.entitlement.createMany({ data: rows });
  return rows.length;
}

/** The same from one computation to the next: who is meant by which row. */
function keyOf({ pack, rowId, beneficiary }: Finding): string {
  const organisationId = beneficiary.kind === "organisation" ? beneficiary.organisationId : null;
  return [pack, rowId, memberOf(beneficiary) ?? "", organisationId ?? ""].join("/");
}

/** The one person that a finding is about; null when it is about a team. */
function memberOf(beneficiary: Finding["beneficiary"]): string | null {
  if (beneficiary.kind === "person") return beneficiary.memberId;
  const [only, ...others] = beneficiary.memberIds;
  return beneficiary.kind === "organisation" && only !== undefined && others.length === 0 ? only : null;
}
