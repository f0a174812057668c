/** One member of a bank with his history: what he did, his certificates, the conflicts that he declared. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankMemberRow, KnownDuty } from "#app/domain/banks/bank-view.ts";
import { NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listBankMembers } from "#app/queries/banks/list-bank-members.server.ts";
import { listJudgings, listPublicResults } from "#app/queries/banks/list-duties.server.ts";

export type BankMemberPage = BankMemberRow & {
  /** Null of an account, and of a coach known by his name alone: they have none. */
  readonly maskedDocument: string | null;
  readonly duties: readonly KnownDuty[];
  readonly certificates: readonly { readonly number: string; readonly verifyCode: string; readonly award: Award }[];
  /** How many conflicts stand that were declared as a judge, over all competitions. */
  readonly declared: number;
};

/** Null where there is no such member, or he withdrew his consent. */
export async function findBankMember(runtime: Runtime, bank: Bank, memberId: string): Promise<BankMemberPage | null> {
  const { read } = runtime.database;
  const [row] = await listBankMembers(runtime, { bank, memberId });
  if (!row) return null;
  const { personId, userId, person } = await read.bankMember.findUniqueOrThrow({
    where: { id: memberId },
    select: {
      personId: true,
      userId: true,
      person: { select: { sealed: true, key: { select: { wrapped: true } } } },
    },
  });
  const opened = person && openPerson(runtime.keys, person);
  const certificates =
    personId === null
      ? []
      : await read.certificate.findMany({
          where: { kind: "prize", member: { personId }, inForceAt: { not: null }, revokedAt: null },
          orderBy: { preparedAt: "desc" },
          select: { number: true, verifyCode: true, award: true },
        });
  return {
    ...row,
    maskedDocument: opened && opened.documentKind !== NAME_ONLY ? maskDocument(opened.documentNumber) : null,
    duties: [
      ...((personId !== null && (await listPublicResults(read, [personId])).get(personId)) || []),
      ...((userId !== null && (await listJudgings(read, [userId])).get(userId)) || []),
    ],
    certificates: certificates.map(({ award, ...certificate }) => ({ ...certificate, award: award as Award })),
    declared: userId === null ? 0 : await read.conflict.count({ where: { judgeId: userId, withdrawnAt: null } }),
  };
}
