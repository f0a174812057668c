/** Re-score sets: what a ruling changes in the facts that results are computed from, applied or reversed as a whole (DOMAIN 8). */

import type { FormState } from "#app/domain/marking/form.ts";
import { addHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import { PARTICIPATIONS, type Participation } from "#app/domain/shared/vocabulary.ts";

export const RESCORE_KINDS = ["aspect", "component", "penalty", "time", "participation"] as const;

/** One fact that is different from now on; no mark of a judge is touched. Marks and penalties in hundredths, time in seconds. */
export type RescoreChange =
  | { readonly kind: "aspect"; readonly entryId: string; readonly aspectId: string; readonly mark: number }
  | { readonly kind: "component"; readonly entryId: string; readonly component: string; readonly mark: number }
  | { readonly kind: "penalty"; readonly entryId: string; readonly penalty: number }
  | { readonly kind: "time"; readonly entryId: string; readonly seconds: number }
  | { readonly kind: "participation"; readonly entryId: string; readonly participation: Participation };

/** What the applied sets of a round say of one entry: of each fact the last word. */
export type Rescored = {
  readonly aspects: ReadonlyMap<string, Hundredths>;
  readonly components: ReadonlyMap<string, Hundredths>;
  readonly penalty: Hundredths | null;
  readonly time: number | null;
  readonly participation: Participation | null;
};

export const NOTHING_RESCORED: Rescored = {
  aspects: new Map(),
  components: new Map(),
  penalty: null,
  time: null,
  participation: null,
};

/** By entry id. @param sets the changes of the sets that stand, in the order in which they were applied */
export function gatherRescored(sets: readonly (readonly RescoreChange[])[]): ReadonlyMap<string, Rescored> {
  const gathered = new Map<string, Rescored>();
  for (const change of sets.flat()) {
    const known = gathered.get(change.entryId) ?? NOTHING_RESCORED;
    gathered.set(change.entryId, addChange(known, change));
  }
  return gathered;
}

/** The mark of a form under these aspects' new marks; null while the form has none. */
export function computeRescoredMark(state: Pick<FormState, "mark" | "aspects">, rescored: Rescored): Hundredths | null {
  if (state.mark === null || rescored.aspects.size === 0) return state.mark;
  return addHundredths(state.aspects.map(({ aspectId, mark }) => rescored.aspects.get(aspectId) ?? mark ?? hundredths(0)));
}

function addChange(known: Rescored, change: RescoreChange): Rescored {
  switch (change.kind) {
    case "aspect":
      return { ...known, aspects: new Map([...known.aspects, [change.aspectId, hundredths(change.mark)]]) };
    case "component":
      return { ...known, components: new Map([...known.components, [change.component, hundredths(change.mark)]]) };
    case "penalty":
      return { ...known, penalty: hundredths(change.penalty) };
    case "time":
      return { ...known, time: change.seconds };
    case "participation":
      return { ...known, participation: change.participation };
  }
}

/** Participations that a ruling can give an entry that took part. */
export const RULED_PARTICIPATIONS = PARTICIPATIONS.filter((word) => word !== "expected" && word !== "absent");
