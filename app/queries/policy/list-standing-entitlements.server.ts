/** What was computed of results or recorded facts and stands in the ledger, as a new computation looks at it. */
import type { Finding } from "#app/domain/policy/findings.ts";
import type { EntitlementDifference, StandingEntitlement } from "#app/domain/policy/reconcile.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type StandingAssessment = {
  readonly id: string;
  /** As last computed. */
  readonly findings: readonly Finding[];
  readonly entitlements: readonly StandingEntitlement[];
};

/** What the clauses were asked about: an entry of a competition, a recorded fact, or (neither) the competition itself. */
export type AssessedSubject = {
  readonly competitionId: string | null;
  readonly entryId: string | null;
  readonly factId: string | null;
};

/** What it is known by among all that was assessed. */
export function toSubjectId({ competitionId, entryId, factId }: AssessedSubject): string {
  return entryId ?? factId ?? competitionId ?? "";
}

/** By `toSubjectId`; what was never assessed is not there. Up to some hundreds at a time. */
export async function listStandingEntitlements(
  tables: Tables,
  of: readonly AssessedSubject[],
  packNames: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, StandingAssessment>> {
  const entryIds = of.flatMap(({ entryId }) => entryId ?? []);
  const factIds = of.flatMap(({ factId }) => factId ?? []);
  const holdingIds = of.flatMap(({ competitionId, entryId, factId }) =>
    (entryId ?? factId) === null ? (competitionId ?? []) : [],
  );
  const assessments = await tables.policyAssessment.findMany({
    where: { OR: [{ entryId: { in: entryIds } }, { factId: { in: factIds } }, { holdingId: { in: holdingIds } }] },
    select: {
      id: true,
      competitionId: true,
      entryId: true,
      factId: true,
      findings: true,
      entitlements: {
        select: {
          id: true,
          key: true,
          packId: true,
          state: true,
          outcome: true,
          draft: true,
          amountKind: true,
          amountFen: true,
          difference: true,
          _count: { select: { ledger: { where: { kind: "payment" } } } },
        },
      },
    },
  });
  return new Map(
    assessments.map(({ id, findings, entitlements, ...subject }) => [
      toSubjectId(subject),
      {
        id,
        findings: findings as unknown as Finding[],
        entitlements: entitlements.map((row) => ({
          id: row.id,
          key: row.key,
          pack: packNames.get(row.packId) ?? "",
          state: row.state as StandingEntitlement["state"],
          outcome: row.outcome as StandingEntitlement["outcome"],
          draft: row.draft,
          amountKind: row.amountKind as StandingEntitlement["amountKind"],
          amountFen: row.amountFen,
          difference: row.difference as EntitlementDifference | null,
          isPaidInPart: row._count.ledger > 0,
        })),
      },
    ]),
  );
}

/** The name of each version (`packOf` of a finding) by its id. */
export async function namePacks(tables: Tables): Promise<ReadonlyMap<string, string>> {
  const packs = await tables.policyPack.findMany({ select: { id: true, name: true, version: true } });
  return new Map(packs.map(({ id, name, version }) => [id, `${name}/${version}`]));
}
