/** Holds a program against the second scorer, cell by cell. What is judged comes in as functions: nothing of it is imported here. */

import type { Cell, EntryOnFile, RoundOnFile } from "./document.ts";
import { generateRound } from "./generate.ts";
import { STEPS, type Steps, scoreRound } from "./score.ts";

/** The steps of the program, as it calls them itself. */
export type Judged = {
  readonly computeFormState: (subCriterion: never, team: readonly string[], revisions: never, rules: never) => unknown;
  readonly computeEntryMarks: (facts: never, scheme: never, ruled: never) => { readonly marks: unknown };
  readonly gatherRescored: (sets: never) => ReadonlyMap<string, unknown>;
  readonly NOTHING_RESCORED: unknown;
  readonly computeResults: (
    entries: never,
    rules: never,
    round: { givesAwards: boolean },
  ) => readonly (Cell & { entryId: string })[];
};

/** What the program makes of the facts on file. */
export function computeRound(program: Judged, file: RoundOnFile): Map<string, Cell> {
  const subCriteria = new Map(
    file.scheme.criteria.flatMap((criterion) => criterion.subCriteria.map((one) => [one.id, one] as const)),
  );
  const rescored = program.gatherRescored(file.rescoreSets as never);
  const marks = file.entries.map((entry) => {
    const ruled = rescored.get(entry.id) ?? program.NOTHING_RESCORED;
    return program.computeEntryMarks(toFacts(program, entry, subCriteria, file) as never, file.scheme as never, ruled as never)
      .marks;
  });
  const outcomes = program.computeResults(marks as never, file.rules as never, { givesAwards: true });
  return new Map(
    outcomes.map(({ entryId, total, place, tied, openTie, passed, scaleScore, award }) => {
      return [entryId, { total, place, tied, openTie, passed, scaleScore, award }];
    }),
  );
}

function toFacts(program: Judged, entry: EntryOnFile, subCriteria: ReadonlyMap<string, unknown>, { rules }: RoundOnFile) {
  const { id, status, eligible, forms, fileMarks, hallRecord, chiefOrder } = entry;
  return {
    entryId: id,
    participation: status,
    eligible,
    forms: forms.map(({ subCriterionId, team, revisions }) => {
      return program.computeFormState(subCriteria.get(subCriterionId) as never, team, revisions as never, rules as never);
    }),
    fileMarks,
    hallRecord,
    chiefOrder,
  };
}

/** Each cell in which the two differ, as "seed entry column: theirs, ours"; at most so many. */
export function listDifferences(
  program: Judged,
  seeds: readonly number[],
  steps: Steps = STEPS,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const differences: string[] = [];
  for (const seed of seeds) {
    const file = generateRound(seed);
    const theirs = computeRound(program, file);
    const ours = scoreRound(file, steps);
    if (theirs.size !== ours.size) differences.push(`${seed}: ${theirs.size} entries, ${ours.size}`);
    for (const [id, cell] of ours) {
      for (const column of Object.keys(cell) as (keyof Cell)[]) {
        const other = theirs.get(id)?.[column];
        if (other !== cell[column]) differences.push(`${seed} ${id} ${column}: ${String(other)}, ${String(cell[column])}`);
      }
    }
    if (differences.length >= most) break;
  }
  return differences;
}
