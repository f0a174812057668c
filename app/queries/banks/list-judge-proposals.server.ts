/** Whoever signed a form as a judge and is no member of the bank of judges yet, with the event that he judged last. */
import type { BankProposal } from "#app/domain/banks/bank-view.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listJudgings } from "#app/queries/banks/list-duties.server.ts";

/** @param most how many are asked for */
export async function listJudgeProposals(tables: Tables, most: number): Promise<readonly BankProposal[]> {
  const members = await tables.bankMember.findMany({
    where: { bank: "judge", withdrawnAt: null },
    select: { userId: true },
  });
  const known = members.flatMap(({ userId }) => userId ?? []);
  const signed = await tables.signOff.groupBy({ by: ["judgeId"], where: { voidedAt: null } });
  const users = await tables.user.findMany({
    where: { id: { in: signed.map(({ judgeId }) => judgeId), notIn: known }, disabledAt: null },
    select: { id: true, displayName: true, organisation: { select: { id: true, regionCode: true } } },
    take: most,
  });
  const judgings = await listJudgings(
    tables,
    users.map(({ id }) => id),
  );
  return users.flatMap(({ id, displayName, organisation }): BankProposal[] => {
    const known = judgings.get(id)?.[0];
    if (!known) return [];
    const place = { organisationId: organisation?.id ?? null, regionCode: organisation?.regionCode ?? null };
    const about = { skills: [], level: null, recommendation: null };
    return [{ personId: null, userId: id, name: displayName, ...about, ...place, known }];
  });
}
