/** What stands on the papers of a case, 申诉表 and 仲裁结论. */
import type { RoundKind } from "#app/domain/shared/vocabulary.ts";
import type { AppealAbout } from "./appeal.ts";
import type { CaseKind, RulingOutcome } from "./ruling.ts";

/** Names in Chinese, as papers of record are; times ISO. */
export type CaseOccasion = {
  readonly kind: CaseKind;
  readonly caseId: string;
  readonly competition: string;
  readonly event: string | null;
  readonly round: RoundKind | null;
  readonly delegation: string | null;
  readonly entry: { readonly entrantNumber: string | null; readonly names: readonly string[] } | null;
  readonly about: AppealAbout | null;
  readonly instance: number;
  readonly occurredAt: string | null;
  readonly dueAt: string | null;
  readonly filedAt: string;
  readonly withdrawnAt: string | null;
  readonly statement: string;
  readonly ruling: {
    readonly outcome: RulingOutcome;
    readonly reason: string;
    readonly ruledAt: string;
    readonly ruledBy: string;
  } | null;
};
