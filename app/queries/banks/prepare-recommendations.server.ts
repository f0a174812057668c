/** Which clause recommends somebody first for the bank of experts (Tongzhou (15)), by what clauses said of what he did. */
import type { BankProposal } from "#app/domain/banks/bank-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type Recommendation = Pick<NonNullable<BankProposal["recommendation"]>, "clause" | "document">;

/**
 * A row keeps its id from version to version: whether it is for the bank of experts the current version says, also of a result that
 * was asked by an earlier one.
 * @returns of a member the first such clause; null: none recommends him
 */
export async function prepareRecommendations(
  tables: Tables,
): Promise<(findings: readonly Finding[], memberId: string) => Recommendation | null> {
  const packs = new Map((await listCurrentPacks(tables)).map(({ content }) => [content.name, content]));
  return (findings, memberId) => {
    for (const { pack: name, rowId, outcome, beneficiary, clause } of findings) {
      if (outcome === "not-met" || beneficiary.kind !== "person" || beneficiary.memberId !== memberId) continue;
      const pack = packs.get(name);
      const row = pack?.rows.find(({ id }) => id === rowId);
      if (!pack || row?.kind !== "recommendation" || row.tests.bank !== "expert") continue;
      const { title, titleEn, status } = pack.document;
      return { clause, document: { title, titleEn, status } };
    }
    return null;
  };
}
