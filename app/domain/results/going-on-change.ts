/** Who went on from a settled round, against who goes on by its results as they are now: never changed silently (DOMAIN 8). */

import type { GoingOn } from "#app/domain/results/going-on.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** Entry ids. */
export type GoingOnChange = {
  /** Go on by the results now and are not in the next round. */
  readonly missing: readonly string[];
  /** Are in the next round and would not go on by the results now. */
  readonly surplus: readonly string[];
};

/** @param admitted the entries of the next round @param goingOn those that go on by the results now, best first */
export function computeGoingOnChange(admitted: readonly string[], goingOn: readonly string[]): GoingOnChange {
  const [before, after] = [new Set(admitted), new Set(goingOn)];
  return {
    missing: goingOn.filter((entryId) => !before.has(entryId)),
    surplus: admitted.filter((entryId) => !after.has(entryId)),
  };
}

export const GOING_ON_CHANGE_REFUSALS = [
  "next-round-missing",
  "round-not-settled",
  "next-round-frozen",
  "going-on-as-computed",
] as const;
export type GoingOnChangeRefusal = (typeof GOING_ON_CHANGE_REFUSALS)[number];

/**
 * Whether the next round may be brought in line with the results as they are now: by a person, and until its roster is frozen.
 * @param next null where no round follows
 */
export function decideGoingOnChange(input: {
  readonly phase: RoundPhase;
  readonly next: { readonly isFrozen: boolean } | null;
  readonly change: GoingOnChange;
}): Decision<null, GoingOnChangeRefusal> {
  if (input.next === null) return decide([{ code: "next-round-missing" }], null);
  if (input.phase !== "settled") return decide([{ code: "round-not-settled", params: { phase: input.phase } }], null);
  const refusals: Refusal<GoingOnChangeRefusal>[] = [];
  if (input.next.isFrozen) refusals.push({ code: "next-round-frozen" });
  if (input.change.missing.length + input.change.surplus.length === 0) refusals.push({ code: "going-on-as-computed" });
  return decide(refusals, null);
}

/** Who goes on from a round, as its office sees it. */
export type GoingOnView = {
  readonly rule: GoingOn;
  readonly next: { readonly number: number; readonly kind: RoundKind };
  /** Entrant numbers of those who go on by the results as they are; null before unblinding. */
  readonly numbers: readonly string[] | null;
  /** After the round was settled: where the next round differs from the results as they are now. Null when it does not. */
  readonly change: {
    readonly missing: readonly string[];
    readonly surplus: readonly string[];
    /** What stands against bringing it in line. */
    readonly unmet: readonly Refusal[];
  } | null;
};
