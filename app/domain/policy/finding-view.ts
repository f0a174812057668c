/** A finding as a reader gets it: with the words of its clause and document, and the beneficiary by name. */
import { type Finding, isAboutMoney } from "#app/domain/policy/findings.ts";
import type { PolicyPack, PolicyRow } from "#app/domain/policy/pack.ts";

export type FindingView = Pick<
  Finding,
  "outcome" | "draft" | "reasons" | "conditions" | "settled" | "amount" | "kind" | "clause"
> & {
  readonly key: string;
  readonly row: Pick<PolicyRow, "text" | "summary" | "summaryEn" | "heading" | "taxBasis">;
  readonly document: Pick<PolicyPack["document"], "title" | "titleEn" | "number" | "issuer" | "status">;
  /** Names of the people or the organisation; null where the organisation is still to be decided. */
  readonly beneficiary: string | null;
};

/**
 * An answer that is the same for several people is said once, with all their names: of a team of ten that no clause pays, or that may be
 * promoted. What is about money stands by itself, for each is paid by itself.
 */
export function gatherAlike<View extends FindingView>(findings: readonly View[]): readonly View[] {
  const gathered = new Map<string, View>();
  for (const finding of findings) {
    const { key, beneficiary, ...answer } = finding;
    const alike = isAboutMoney(finding) ? key : JSON.stringify(answer);
    const first = gathered.get(alike);
    gathered.set(alike, first ? { ...first, beneficiary: joinNames(first.beneficiary, beneficiary) } : finding);
  }
  return [...gathered.values()];
}

/** Each once. */
function joinNames(names: string | null, more: string | null): string | null {
  return [...new Set([names, more].flatMap((one) => one?.split("、") ?? []))].join("、") || null;
}
