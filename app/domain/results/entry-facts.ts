/** From what is on record of one entry (forms, files, the hall's record, decisions, rulings) to the marks that results take. */

import type { FormState } from "#app/domain/marking/form.ts";
import { computePenalty, computeTimeUsed, type HallRecordLine } from "#app/domain/marking/hall-record.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { computeTotal, type Total } from "#app/domain/marking/total.ts";
import type { EntryMarks } from "#app/domain/results/compute-results.ts";
import { computeRescoredMark, type Rescored } from "#app/domain/results/rescore.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";

export type EntryFacts = {
  /** What the reader calls the entry; equals stand in the order of this word. */
  readonly entryId: string;
  readonly participation: Participation;
  readonly eligible: boolean;
  /** The forms that count: the confirmed ones. */
  readonly forms: readonly Pick<FormState, "subCriterionId" | "mark" | "aspects">[];
  /** By component key. */
  readonly fileMarks: Readonly<Record<string, Hundredths>>;
  /** The lines that stand. */
  readonly hallRecord: readonly HallRecordLine[];
  readonly chiefOrder: number | null;
  /** Which of the chief judge's decisions the order stands in. */
  readonly chiefDecision?: string;
};

/** What the entry has in results, and what it earned by criterion and module. @param ruled what rulings changed; of each fact the last word */
export function computeEntryMarks(
  facts: EntryFacts,
  scheme: MarkingScheme,
  ruled: Rescored,
): { readonly marks: EntryMarks; readonly earned: Total } {
  const { entryId, participation, eligible, forms, fileMarks, hallRecord, chiefOrder, chiefDecision } = facts;
  const earned = computeTotal(
    scheme,
    forms.map((form) => ({ subCriterionId: form.subCriterionId, mark: computeRescoredMark(form, ruled) })),
  );
  const { criteria, modules, formsDone } = earned;
  return {
    earned,
    marks: {
      entryId,
      status: ruled.participation ?? participation,
      eligible,
      isMarked: formsDone > 0,
      criteria,
      modules,
      fileMarks: ruled.components.size === 0 ? fileMarks : { ...fileMarks, ...Object.fromEntries(ruled.components) },
      penalty: ruled.penalty ?? computePenalty(hallRecord),
      timeUsed: ruled.time ?? computeTimeUsed(hallRecord),
      chiefOrder,
      ...(chiefDecision === undefined ? {} : { chiefDecision }),
    },
  };
}
