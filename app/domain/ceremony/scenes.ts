/** What the big screen shows one after another: of each award its title, a silence where one belongs, the names, and all together. */
import { type CeremonyItem, type CeremonyWinner, keyOfWinner, listWinnersOf } from "./programme.ts";

/** Positions in the programme; nothing of who it is. `part` is the page of those who are shown together. */
export type Scene =
  | { readonly kind: "opening" }
  | { readonly kind: "title"; readonly item: number }
  | { readonly kind: "silence"; readonly item: number; readonly call: number }
  | { readonly kind: "name"; readonly item: number; readonly call: number; readonly winner: number }
  | { readonly kind: "together"; readonly item: number; readonly part: number; readonly parts: number }
  | { readonly kind: "closing" };

/** As many names as are read from twenty metres. */
export const NAMES_TOGETHER = 8;

/** All scenes in their order, whoever is passed over: positions in it stand still. */
export function listScenes(items: readonly CeremonyItem[]): readonly Scene[] {
  return [{ kind: "opening" }, ...items.flatMap((item, index) => listScenesOf(item, index)), { kind: "closing" }];
}

function listScenesOf(item: CeremonyItem, index: number): readonly Scene[] {
  const names = item.calls.flatMap(({ winners, isSolemn }, call): Scene[] => [
    ...(isSolemn ? [{ kind: "silence" as const, item: index, call }] : []),
    ...winners.map((_winner, winner) => ({ kind: "name" as const, item: index, call, winner })),
  ]);
  const count = listWinnersOf(item).length;
  const parts = Math.ceil(count / NAMES_TOGETHER);
  // Who was called alone was seen already.
  const together = item.isSingle && count === 1 ? 0 : parts;
  return [
    { kind: "title", item: index },
    ...(item.isSingle ? names : []),
    ...Array.from({ length: together }, (_, part): Scene => ({ kind: "together", item: index, part, parts })),
  ];
}

/** Who is named on a scene: one, or those of one page; without those who were passed over. */
export function listNamed(items: readonly CeremonyItem[], scene: Scene, skipped: readonly string[]): readonly CeremonyWinner[] {
  const isThere = (winner: CeremonyWinner) => !skipped.includes(keyOfWinner(winner));
  if (scene.kind === "name") {
    const winner = items[scene.item]?.calls[scene.call]?.winners[scene.winner];
    return winner && isThere(winner) ? [winner] : [];
  }
  if (scene.kind !== "together") return [];
  const item = items[scene.item];
  const from = scene.part * NAMES_TOGETHER;
  return item
    ? listWinnersOf(item)
        .slice(from, from + NAMES_TOGETHER)
        .filter(isThere)
    : [];
}

/** Whether nothing is left of a scene, because everyone of it was passed over. */
export function isDead(items: readonly CeremonyItem[], scene: Scene, skipped: readonly string[]): boolean {
  const isPassedOver = (winner: CeremonyWinner) => skipped.includes(keyOfWinner(winner));
  switch (scene.kind) {
    case "opening":
    case "closing":
      return false;
    case "title":
      return listWinnersOf(items[scene.item] as CeremonyItem).every(isPassedOver);
    case "silence":
      return items[scene.item]?.calls[scene.call]?.winners.every(isPassedOver) ?? false;
    case "name":
    case "together":
      return listNamed(items, scene, skipped).length === 0;
  }
}

/** The next scene that something is left of, seen from a position; null at the end. */
export function findNextScene(
  items: readonly CeremonyItem[],
  from: number,
  skipped: readonly string[],
  direction: 1 | -1 = 1,
): number | null {
  const scenes = listScenes(items);
  for (let at = from + direction; at >= 0 && at < scenes.length; at += direction) {
    if (!isDead(items, scenes[at] as Scene, skipped)) return at;
  }
  return null;
}

/** Who would be called next within the same award: the one that can be passed over. Null where another scene comes first. */
export function findUpcoming(items: readonly CeremonyItem[], from: number, skipped: readonly string[]): CeremonyWinner | null {
  const scenes = listScenes(items);
  const next = findNextScene(items, from, skipped);
  const scene = next === null ? undefined : scenes[next];
  if (next === null || !scene) return null;
  if (scene.kind === "silence") return findUpcoming(items, next, skipped);
  return scene.kind === "name" ? (listNamed(items, scene, skipped)[0] ?? null) : null;
}
