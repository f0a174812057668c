/** What keeps entitlements from being granted or paid for now: the same for every act, for payment lists and for what a page says. */
import { isReopened } from "#app/domain/phases/reopening.ts";
import type { Hold } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";

/** By entitlement id; who is held by nothing is not there. */
export async function listHolds(tables: Tables, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Hold[]>> {
  const holds = new Map<string, readonly Hold[]>();
  const waiting = await listWaiting(tables);
  for (const part of chunk([...new Set(ids)])) {
    const rows = await tables.entitlement.findMany({
      where: { id: { in: part } },
      select: { ...SELF, assessmentId: true, competition: PHASE, assessment: { select: { factId: true, fact: HONOUR } } },
    });
    const grants = await listEarlierGrants(
      tables,
      rows.map(({ assessmentId }) => assessmentId),
    );
    for (const { competition, assessment, assessmentId, ...one } of rows) {
      const found: Hold[] = [];
      if (competition && isReopened(competition.phase as CompetitionPhase)) found.push("results-reopened");
      const honourCase = assessment.fact?.honour;
      if (honourCase && !(await getHonourCaseFacts(tables, honourCase.id))?.facts.doesBasisStand) {
        found.push("honour-basis-fallen");
      }
      if (waiting.has(one.competitionId ?? "") || waiting.has(assessment.factId ?? "")) found.push("computation-pending");
      const same = grants.get(assessmentId) ?? [];
      if (same.some((other) => other.id !== one.id && toGrant(other) === toGrant(one))) found.push("earlier-grant-stands");
      if (found.length > 0) holds.set(one.id, found);
    }
  }
  return holds;
}

const PHASE = { select: { phase: true } } as const;
const HONOUR = { select: { honour: { select: { id: true } } } } as const;
const SELF = {
  id: true,
  competitionId: true,
  kind: true,
  memberId: true,
  recordedMemberId: true,
  organisationId: true,
  pack: { select: { name: true } },
} as const;

type Grant = {
  readonly kind: string;
  readonly memberId: string | null;
  readonly recordedMemberId: string | null;
  readonly organisationId: string | null;
  readonly pack: { readonly name: string };
};

/** Who gets what kind of thing by which document, whatever the row: a reward of another grade is the same grant. */
function toGrant({ kind, memberId, recordedMemberId, organisationId, pack }: Grant): string {
  return [pack.name, kind, memberId ?? recordedMemberId ?? "", organisationId ?? ""].join("/");
}

/** By assessment, what no clause owes any more and was granted all the same: on its way, or paid and not given back. */
async function listEarlierGrants(tables: Tables, assessmentIds: readonly string[]) {
  const rows = await tables.entitlement.findMany({
    where: { assessmentId: { in: [...new Set(assessmentIds)] }, state: { notIn: ["computed", "withdrawn"] } },
    select: {
      ...SELF,
      assessmentId: true,
      state: true,
      difference: true,
      ledger: { where: { approvedAt: { not: null }, droppedAt: null }, select: { amountFen: true } },
    },
  });
  const grants = new Map<string, (Grant & { readonly id: string })[]>();
  for (const { assessmentId, state, difference, ledger, ...grant } of rows) {
    if ((difference as EntitlementDifference | null)?.kind !== "gone") continue;
    const isPaid = ledger.reduce((sum, { amountFen }) => sum + amountFen, 0) > 0;
    if (!isPaid && (state === "refused" || state === "paid")) continue;
    grants.set(assessmentId, [...(grants.get(assessmentId) ?? []), grant]);
  }
  return grants;
}

/** Ids of competitions and recorded facts that a computation is ordered for and not done. */
async function listWaiting(tables: Tables): Promise<ReadonlySet<string>> {
  const jobs = await tables.job.findMany({
    where: { kind: { in: ["compute-entitlements", "assess-fact"] }, finishedAt: null },
    select: { payload: true },
  });
  return new Set(
    jobs.flatMap(({ payload }) => {
      const { competitionId, factId } = payload as { readonly competitionId?: string; readonly factId?: string };
      return [competitionId, factId].filter((id) => id !== undefined);
    }),
  );
}
