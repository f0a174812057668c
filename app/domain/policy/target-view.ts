/** The shapes of targets and readings that pages show; values are hundredths of the target's unit. */
import type { IndicatorState } from "#app/domain/policy/indicators.ts";
import type { PolicyDocument, PolicyTarget, TargetMeasure } from "#app/domain/policy/pack.ts";

/** In the year, and in all years up to its end. */
export type Measured = { readonly inYear: number; readonly upToYear: number };

export type TargetRow = Pick<PolicyTarget, "id" | "clause" | "text" | "summary" | "summaryEn" | "unit" | "by"> & {
  readonly pack: string;
  /** Null: the document says none. */
  readonly aim: number | null;
  readonly state: IndicatorState;
  readonly reading: { readonly year: number; readonly value: number; readonly reference: string } | null;
  readonly measure: (Measured & { readonly of: TargetMeasure }) | null;
};

export type DocumentTargets = {
  readonly pack: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "status">;
  readonly targets: readonly TargetRow[];
};

export type ReadingRow = {
  readonly id: string;
  readonly pack: string;
  readonly targetId: string;
  readonly year: number;
  readonly value: number;
  readonly reference: string;
  /** A name. */
  readonly recordedBy: string;
  /** ISO. */
  readonly recordedAt: string;
  readonly isVoid: boolean;
};
