/** What a presenter can do, and what it leads to: one function for the buttons, the refusals and the record. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { type CeremonyItem, keyOfWinner } from "./programme.ts";
import { findNextScene, findUpcoming, listScenes } from "./scenes.ts";

/** `dark`: nothing on the screen; `light`: what was there again; `skip`: the next one is not here; `recall`: those passed over are. */
export const CEREMONY_ACTS = ["next", "back", "dark", "light", "skip", "recall", "end"] as const;
export type CeremonyAct = (typeof CEREMONY_ACTS)[number];

export type Stage = {
  /** Position in `listScenes`. */
  readonly scene: number;
  readonly isDark: boolean;
  /** Keys of winners. */
  readonly skipped: readonly string[];
};

export const STEP_REFUSALS = [
  "ceremony-is-dark",
  "ceremony-is-light",
  "ceremony-at-end",
  "ceremony-at-start",
  "ceremony-nobody-to-skip",
  "ceremony-nobody-skipped",
  "ceremony-results-changed",
] as const;
export type StepRefusal = (typeof STEP_REFUSALS)[number];

export type Step = Stage & { readonly winner: string | null };

/**
 * @param isChanged whether results that this rests on were published anew since: nothing more is shown of the old ones
 * @returns what is on the screen then, or every reason why not
 */
export function decideStep(
  act: CeremonyAct,
  stage: Stage,
  items: readonly CeremonyItem[],
  isChanged: boolean,
): Decision<Step, StepRefusal> {
  const { scene, isDark, skipped } = stage;
  const last = listScenes(items).length - 1;
  const unless = (holds: boolean, code: StepRefusal): Refusal<StepRefusal>[] => (holds ? [] : [{ code }]);
  const same: Step = { ...stage, winner: null };
  switch (act) {
    case "next": {
      const next = findNextScene(items, scene, skipped);
      const refusals = [
        ...unless(!isDark, "ceremony-is-dark"),
        ...unless(next !== null, "ceremony-at-end"),
        ...unless(!isChanged, "ceremony-results-changed"),
      ];
      return decide(refusals, { ...same, scene: next ?? scene });
    }
    case "back": {
      const before = findNextScene(items, scene, skipped, -1);
      return decide(unless(before !== null, "ceremony-at-start"), { ...same, scene: before ?? scene });
    }
    case "dark":
      return decide(unless(!isDark, "ceremony-is-dark"), { ...same, isDark: true });
    case "light":
      return decide(unless(isDark, "ceremony-is-light"), { ...same, isDark: false });
    case "skip": {
      const upcoming = findUpcoming(items, scene, skipped);
      const winner = upcoming === null ? null : keyOfWinner(upcoming);
      return decide(unless(winner !== null, "ceremony-nobody-to-skip"), {
        ...same,
        skipped: winner === null ? skipped : [...skipped, winner],
        winner,
      });
    }
    case "recall":
      return decide(unless(skipped.length > 0, "ceremony-nobody-skipped"), { ...same, skipped: [] });
    case "end":
      return decide(unless(scene < last, "ceremony-at-end"), { ...same, scene: last, isDark: false });
  }
}

/** Whether the presenter has begun and not ended: the programme is not prepared anew under his hands. */
export function isUnderWay({ scene }: Pick<Stage, "scene">, items: readonly CeremonyItem[]): boolean {
  return scene > 0 && scene < listScenes(items).length - 1;
}
