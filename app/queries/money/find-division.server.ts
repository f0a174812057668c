/** How a team's reward is divided, as its page shows it: the members, the decision that stands, and what stands against another. */
import { type DivisionView, doesDivisionHold, listDivisionReasons } from "#app/domain/money/division.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { getPersonNames } from "#app/queries/money/list-payees.server.ts";
import { loadDivisionCase } from "#app/queries/money/load-division-case.server.ts";

/** For readers who may see names; null where it is not a team's. */
export async function findDivision(runtime: Runtime, entitlementId: string): Promise<DivisionView | null> {
  const { read } = runtime.database;
  const found = await loadDivisionCase(read, entitlementId);
  if (!found || found.personIds.length === 0) return null;
  const { personIds, settledFen, standing } = found;
  const decided =
    standing && (await read.entitlementDivision.findUniqueOrThrow({ where: { id: standing.divisionId }, select: DECIDED }));
  const names = await getPersonNames(runtime, [...personIds, ...(standing?.shares ?? []).map(({ personId }) => personId)]);
  const users = await getUserNames(runtime, [decided?.decidedById ?? null]);
  const nameOf = (id: string) => names.get(id) ?? "";
  return {
    members: personIds.map((personId) => ({ personId, name: nameOf(personId) })),
    settledFen,
    standing: standing &&
      decided && {
        method: standing.method,
        shares: standing.shares.map((share) => ({ ...share, name: nameOf(share.personId) })),
        reference: decided.reference,
        by: users.get(decided.decidedById) ?? "",
        at: decided.decidedAt.toISOString(),
        holds: doesDivisionHold(standing, { personIds, settledFen }),
      },
    unmet: listDivisionReasons(found),
  };
}

const DECIDED = { reference: true, decidedById: true, decidedAt: true } as const;
