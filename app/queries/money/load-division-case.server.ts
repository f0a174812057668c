/** What the division of a team's reward is decided on, and how it stands: the same for the act and for the page. */
import type { Division, DivisionCase } from "#app/domain/money/division.ts";
import { isTeam } from "#app/domain/money/payable.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listPayables } from "#app/queries/money/list-payables.server.ts";

/** Null when there is no such entitlement. */
export async function loadDivisionCase(
  tables: Tables,
  entitlementId: string,
): Promise<(DivisionCase & { readonly standing: Division | null }) | null> {
  const [payable] = await listPayables(tables, [entitlementId]);
  if (!payable) return null;
  const { state, settledFen, payee, division } = payable;
  const payments = await tables.ledgerEntry.count({ where: { entitlementId, kind: "payment" } });
  return { state, settledFen, personIds: isTeam(payee) ? payee.personIds : [], isPaid: payments > 0, standing: division };
}
