/** A member of a bank withdraws his consent: from that moment no search, list or file shows him. */
import type { BankRefusal } from "#app/domain/banks/bank.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function withdrawBankConsent(
  runtime: Runtime,
  actor: Actor,
  { memberId }: { readonly memberId: string },
): Promise<Decision<null, BankRefusal>> {
  return runtime.database.write<null, BankRefusal>(async ({ tables, audit }) => {
    const withdrawn = await tables.bankMember.updateMany({
      where: { id: memberId, withdrawnAt: null },
      data: { withdrawnAt: runtime.clock.now() },
    });
    if (withdrawn.count === 0) return refuse({ code: "bank-member-unknown" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "withdraw-bank-consent",
      objectKind: "bank-member",
      objectId: memberId,
    });
    return allow(null);
  });
}
