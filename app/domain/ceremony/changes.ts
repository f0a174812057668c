/** Results that were published anew after a programme was prepared: what is different, and how the rest of it is taken in. */
import { type Decision, decide } from "#app/domain/shared/decision.ts";
import type { CeremonyItem, Given } from "./programme.ts";
import { keyOfGiven, keyOfWinner } from "./programme.ts";
import { listScenes } from "./scenes.ts";
import type { Stage } from "./steps.ts";

/** What a programme was prepared from. */
export type CeremonyBasis = {
  /** The version of the on-site publication by round id. */
  readonly publications: Readonly<Record<string, number>>;
  /** Hash of the rules of special awards; null where none of these is given. */
  readonly specialRules: string | null;
};

/** The publications of a basis for the log: round and version. */
export function listBasis({ publications }: CeremonyBasis): readonly string[] {
  return Object.entries(publications).map(([round, version]) => `${round} ${version}`);
}

/** Rounds that were published anew, and whether the rules of special awards are other ones. */
export function findOutdated(
  before: CeremonyBasis,
  now: CeremonyBasis,
): { readonly rounds: readonly string[]; readonly specialRules: boolean } {
  return {
    rounds: Object.keys(before.publications).filter((round) => before.publications[round] !== now.publications[round]),
    specialRules: before.specialRules !== null && before.specialRules !== now.specialRules,
  };
}

export type ItemDifference = {
  readonly given: Given;
  /** `added` and `gone`: the whole award; `changed`: who wins it, or in which order. */
  readonly kind: "added" | "gone" | "changed";
  /** Somebody of it was on the screen already. */
  readonly isShown: boolean;
};

/** What is different between the programme as prepared and as it would be prepared now. */
export function compareProgrammes(
  before: readonly CeremonyItem[],
  now: readonly CeremonyItem[],
  scene: number,
): readonly ItemDifference[] {
  const shown = countShownItems(before, scene);
  const nowOf = new Map(now.map((item) => [keyOfGiven(item.given), item]));
  const known = new Set(before.map(({ given }) => keyOfGiven(given)));
  const ofBefore = before.flatMap((item, index): ItemDifference[] => {
    const other = nowOf.get(keyOfGiven(item.given));
    if (other && describeCalls(other) === describeCalls(item)) return [];
    return [{ given: item.given, kind: other ? "changed" : "gone", isShown: index < shown }];
  });
  const added = now.filter(({ given }) => !known.has(keyOfGiven(given)));
  return [...ofBefore, ...added.map(({ given }): ItemDifference => ({ given, kind: "added", isShown: false }))];
}

/**
 * The programme with what is still to come as it stands now; what was shown stays as it was shown. Only between two awards:
 * in the middle of one the presenter goes back to its title first.
 */
export function renewProgramme(
  before: readonly CeremonyItem[],
  now: readonly CeremonyItem[],
  { scene }: Pick<Stage, "scene">,
): Decision<readonly CeremonyItem[], "ceremony-mid-award"> {
  const scenes = listScenes(before);
  const current = scenes[scene];
  const following = scenes[scene + 1];
  const isBetween =
    current === undefined ||
    current.kind === "title" ||
    current.kind === "opening" ||
    following === undefined ||
    following.kind === "title" ||
    following.kind === "closing";
  const kept = before.slice(0, countShownItems(before, scene));
  const isKept = new Set(kept.map(({ given }) => keyOfGiven(given)));
  const rest = now.filter(({ given }) => !isKept.has(keyOfGiven(given)));
  return decide(isBetween ? [] : [{ code: "ceremony-mid-award" as const }], [...kept, ...rest]);
}

/** How many awards have been given, in part or whole; one whose title alone was shown has not. */
function countShownItems(items: readonly CeremonyItem[], scene: number): number {
  const scenes = listScenes(items);
  const current = scenes[scene];
  if (current === undefined || current.kind === "opening") return 0;
  if (current.kind === "closing") return items.length;
  return current.kind === "title" ? current.item : current.item + 1;
}

function describeCalls({ calls, isSingle }: CeremonyItem): string {
  return `${isSingle} ${calls.map(({ winners }) => winners.map(keyOfWinner).join(" ")).join(", ")}`;
}
