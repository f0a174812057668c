/** Proposes to claw back what was paid wrongly; it counts nowhere until a second person approves it. */
import {
  divideClawBack,
  type LedgerKind,
  type LedgerRefusal,
  listClawBackReasons,
  toEntryStatus,
} from "#app/domain/money/ledger.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ProposeClawBack = {
  readonly entitlementId: string;
  /** Positive, in fen. */
  readonly amountFen: number;
  readonly reason: string;
  readonly reference: string;
};

/**
 * It goes back to the payer of the last payment, and into its budget while that budget's year lasts. Of a team's reward an entry for
 * each share; what was proposed together is approved or dropped together.
 */
export function proposeClawBack(
  runtime: Runtime,
  actor: Actor,
  { entitlementId, amountFen, reason, reference }: ProposeClawBack,
): Promise<Decision<null, LedgerRefusal>> {
  return runtime.database.write<null, LedgerRefusal>(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const year = shanghaiYear(now);
    const entries = await tables.ledgerEntry.findMany({
      where: { entitlementId },
      orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
    });
    const standing = entries.map(({ kind, amountFen: entryFen, personId, ...moments }) => ({
      kind: kind as LedgerKind,
      amountFen: entryFen,
      personId,
      status: toEntryStatus(moments),
    }));
    const refusals = listClawBackReasons(standing, amountFen);
    const last = entries.filter(({ kind }) => kind === "payment").at(-1);
    if (refusals.length > 0 || !last) return refuse(...refusals);
    const proposalId = newId();
    await tables.ledgerEntry.createMany({
      data: divideClawBack(standing, amountFen).map((part, index) => ({
        id: index === 0 ? proposalId : newId(),
        kind: "claw-back",
        proposalId,
        personId: part.personId,
        organisationId: last.organisationId,
        year,
        amountFen: 0 - part.amountFen,
        entitlementId,
        competitionId: last.competitionId,
        budgetId: last.year === year ? last.budgetId : null,
        packName: last.packName,
        clause: last.clause,
        reason,
        reference,
        recordedById: actor.userId,
        recordedAt: now,
      })),
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "propose-claw-back",
      objectKind: "ledger-entry",
      objectId: proposalId,
      payload: { entitlement: entitlementId, fen: amountFen },
    });
    return allow(null);
  });
}
