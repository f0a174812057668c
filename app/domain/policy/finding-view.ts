/** A finding as a reader gets it: with the words of its clause and document, and the beneficiary by name. */
import type { Finding } from "#app/domain/policy/findings.ts";
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
