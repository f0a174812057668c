/** Shows the whole document number of a bank member; each view is on record (DOMAIN 3). */
import type { BankRefusal } from "#app/domain/banks/bank.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function viewBankDocument(
  runtime: Runtime,
  actor: Actor,
  { memberId }: { readonly memberId: string },
): Promise<Decision<{ readonly documentNumber: string }, BankRefusal>> {
  return runtime.database.write<{ documentNumber: string }, BankRefusal>(async ({ tables, audit }) => {
    const member = await tables.bankMember.findFirst({
      where: { id: memberId, withdrawnAt: null },
      select: { personId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
    });
    if (!member?.person || member.personId === null) return refuse({ code: "bank-member-unknown" });
    const opened = openPerson(runtime.keys, member.person);
    if (opened === null) return refuse({ code: "bank-document-erased" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "view-bank-document",
      objectKind: "person",
      objectId: member.personId,
      payload: { member: memberId },
    });
    return allow({ documentNumber: opened.documentNumber });
  });
}
