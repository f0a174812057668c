/** Two keyings of one paper form: how far it is, whether somebody may key it, and how a third settles what differs (DOMAIN 5). */

import {
  checkPaperValues,
  compareKeyings,
  type PaperDifference,
  type PaperForm,
  type PaperValue,
  type PaperValueRefusal,
} from "#app/domain/marking/paper.ts";
import type { SubCriterion } from "#app/domain/marking/scheme.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

/** The form as one user keyed it from the paper. */
export type Keying = { readonly keyingId: string; readonly keyedBy: string; readonly values: readonly PaperValue[] };

/** `once`: a second user has to key it; `different`: the two latest, by two users, say different things. */
export type KeyedState =
  | { readonly kind: "none" }
  | { readonly kind: "once"; readonly first: Keying }
  | { readonly kind: "agreed"; readonly first: Keying; readonly second: Keying }
  | {
      readonly kind: "different";
      readonly first: Keying;
      readonly second: Keying;
      readonly differences: readonly PaperDifference[];
    };

/**
 * The latest keying counts against the latest of every other user: two that say the same are agreed. Where it agrees with none,
 * it stands against the one before it.
 * @param keyings of the form since its marks were last taken from paper, oldest first
 */
export function computeKeyedState(subCriterion: SubCriterion, keyings: readonly Keying[]): KeyedState {
  const latest = keyings.filter(({ keyedBy }, index) => !keyings.slice(index + 1).some((later) => later.keyedBy === keyedBy));
  const second = latest[latest.length - 1];
  if (!second) return { kind: "none" };
  const others = latest.slice(0, -1);
  const before = others[others.length - 1];
  if (!before) return { kind: "once", first: second };
  const equal = others.find(({ values }) => compareKeyings(subCriterion, values, second.values).length === 0);
  if (equal) return { kind: "agreed", first: equal, second };
  return { kind: "different", first: before, second, differences: compareKeyings(subCriterion, before.values, second.values) };
}

export const KEYING_REFUSALS = [
  "form-not-open",
  "round-never-on-paper",
  "keyer-marks",
  "panel-not-neutral",
  "keyed-by-yourself",
] as const;
export type KeyingRefusal = (typeof KEYING_REFUSALS)[number];

export type KeyingFacts = {
  readonly status: FormStatus;
  /** Whether the round is on paper, or was. */
  readonly wasOnPaper: boolean;
  /** The judges of its panel, and those of them who must not mark it. */
  readonly team: readonly string[];
  readonly recused: readonly string[];
  readonly keyed: KeyedState;
  readonly userId: string;
};

/** Every reason why this user cannot key the form now; empty when he can. Who keyed alone keys again only once a second keying differs. */
export function listKeyingUnmet({
  status,
  wasOnPaper,
  team,
  recused,
  keyed,
  userId,
}: KeyingFacts): readonly Refusal<KeyingRefusal>[] {
  const refusals: Refusal<KeyingRefusal>[] = [];
  if (status !== "open") refusals.push({ code: "form-not-open" });
  if (!wasOnPaper) refusals.push({ code: "round-never-on-paper" });
  if (team.includes(userId)) refusals.push({ code: "keyer-marks" });
  if (recused.length > 0) refusals.push({ code: "panel-not-neutral" });
  if (keyed.kind === "once" && keyed.first.keyedBy === userId) refusals.push({ code: "keyed-by-yourself" });
  return refusals;
}

/** Answers how far the form is with this keying, or every reason why not. */
export function decideKeying(
  facts: Omit<KeyingFacts, "keyed" | "userId" | "team">,
  form: PaperForm,
  keyings: readonly Keying[],
  keying: Keying,
): Decision<KeyedState, KeyingRefusal | PaperValueRefusal> {
  const { subCriterion, team } = form;
  const keyed = computeKeyedState(subCriterion, keyings);
  const unmet = listKeyingUnmet({ ...facts, team, keyed, userId: keying.keyedBy });
  const refusals = [...unmet, ...checkPaperValues(form, keying.values)];
  return decide<KeyedState, KeyingRefusal | PaperValueRefusal>(refusals, computeKeyedState(subCriterion, [...keyings, keying]));
}

export const SETTLEMENT_REFUSALS = [
  "form-not-open",
  "keyings-not-different",
  "keyings-changed",
  "settler-keyed",
  "settler-marks",
  "panel-not-neutral",
  "differences-unsettled",
  "note-missing",
] as const;
export type SettlementRefusal = (typeof SETTLEMENT_REFUSALS)[number];

/** Which of two different values stands, by the paper, and why. */
export type SettledDifference = {
  readonly aspectId: string;
  readonly judgeId: string | null;
  readonly scoreRound: number;
  readonly stands: "first" | "second";
  readonly note: string;
};

/** Every reason why this user cannot settle the form's differences; empty when he can. */
export function listSettlementUnmet(
  facts: Pick<KeyingFacts, "status" | "team" | "recused" | "keyed" | "userId"> & { readonly keyings: readonly Keying[] },
): readonly Refusal<SettlementRefusal>[] {
  const { status, team, recused, keyed, userId, keyings } = facts;
  const refusals: Refusal<SettlementRefusal>[] = [];
  if (status !== "open") refusals.push({ code: "form-not-open" });
  if (keyed.kind !== "different") refusals.push({ code: "keyings-not-different" });
  if (keyings.some(({ keyedBy }) => keyedBy === userId)) refusals.push({ code: "settler-keyed" });
  if (team.includes(userId)) refusals.push({ code: "settler-marks" });
  if (recused.length > 0) refusals.push({ code: "panel-not-neutral" });
  return refusals;
}

/** Answers the settled form, whose settled values carry their notes, or every reason why not. */
export function decideSettlement(
  facts: Pick<KeyingFacts, "status" | "recused" | "userId">,
  form: PaperForm,
  keyings: readonly Keying[],
  settlement: {
    /** The two keyings that were looked at. */
    readonly firstId: string;
    readonly secondId: string;
    readonly settled: readonly SettledDifference[];
  },
): Decision<readonly PaperValue[], SettlementRefusal | PaperValueRefusal> {
  const keyed = computeKeyedState(form.subCriterion, keyings);
  const refusals: Refusal<SettlementRefusal | PaperValueRefusal>[] = [
    ...listSettlementUnmet({ ...facts, team: form.team, keyed, keyings }),
  ];
  if (keyed.kind !== "different") return { ok: false, refusals };
  const { first, second, differences } = keyed;
  if (first.keyingId !== settlement.firstId || second.keyingId !== settlement.secondId)
    refusals.push({ code: "keyings-changed" });
  const values: PaperValue[] = first.values.filter((value) => !differences.some((difference) => isSamePlace(difference, value)));
  let unsettled = 0;
  for (const { first: left, second: right, ...place } of differences) {
    const settled = settlement.settled.find((candidate) => isSamePlace(candidate, place));
    if (!settled) unsettled += 1;
    else if (settled.note.trim() === "") refusals.push({ code: "note-missing", params: { aspect: place.aspectId } });
    const value = settled?.stands === "first" ? left : right;
    if (settled && value !== null) values.push({ ...place, value, note: settled.note.trim() });
  }
  if (unsettled > 0) refusals.push({ code: "differences-unsettled", params: { count: unsettled } });
  if (refusals.length === 0) refusals.push(...checkPaperValues(form, values));
  return decide<readonly PaperValue[], SettlementRefusal | PaperValueRefusal>(refusals, values);
}

type Place = Pick<PaperValue, "aspectId" | "judgeId" | "scoreRound">;

function isSamePlace(left: Place, right: Place): boolean {
  return left.aspectId === right.aspectId && left.judgeId === right.judgeId && left.scoreRound === right.scoreRound;
}
