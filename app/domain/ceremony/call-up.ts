/** 候场: who must stand ready now, and who next; from the programme and where the presenter is. */
import type { CeremonyItem, CeremonyWinner, Given } from "./programme.ts";
import { keyOfWinner, listWinnersOf } from "./programme.ts";
import { listScenes } from "./scenes.ts";

export type Waiting = { readonly given: Given; readonly winners: readonly CeremonyWinner[] };

export type CallUp = {
  /** Of the award that is being given: those who were not called yet. Null between awards. */
  readonly now: Waiting | null;
  /** All of the award after it. */
  readonly next: Waiting | null;
};

/** Without those who were passed over. An award shown together is called as a whole. */
export function computeCallUp(items: readonly CeremonyItem[], scene: number, skipped: readonly string[]): CallUp {
  const scenes = listScenes(items);
  const current = scenes[scene];
  const at = current === undefined || current.kind === "opening" ? -1 : current.kind === "closing" ? items.length : current.item;
  const called = new Set(
    scenes.slice(0, scene + 1).flatMap((seen) => {
      if (seen.kind === "name" && seen.item === at) return [keyAt(items, seen)];
      return seen.kind === "together" && seen.item === at ? listWinnersOf(items[at] as CeremonyItem).map(keyOfWinner) : [];
    }),
  );
  const describe = (item: CeremonyItem | undefined, isOut: (key: string) => boolean): Waiting | null => {
    if (!item) return null;
    const winners = listWinnersOf(item).filter((winner) => !isOut(keyOfWinner(winner)));
    return winners.length === 0 ? null : { given: item.given, winners };
  };
  const isSkipped = (key: string) => skipped.includes(key);
  return {
    now: describe(items[at], (key) => isSkipped(key) || called.has(key)),
    next: describe(items[at + 1], isSkipped),
  };
}

function keyAt(items: readonly CeremonyItem[], scene: { item: number; call: number; winner: number }): string {
  return keyOfWinner(items[scene.item]?.calls[scene.call]?.winners[scene.winner] as CeremonyWinner);
}
