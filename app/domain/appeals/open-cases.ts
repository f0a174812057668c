/** What is still open of appeals, objections and re-score sets: it blocks settling a round and making a competition final (DOMAIN 8). */

import type { Refusal } from "#app/domain/shared/decision.ts";

export type OpenCases = {
  readonly appeals: number;
  /** Until when someone may still appeal: the later of the results' clock and of the rulings'; null where no clock began. */
  readonly appealsUntil: number | null;
  readonly objections: number;
  /** Re-score sets prepared and neither applied nor dropped. */
  readonly rescoreSets: number;
};

export const NO_CASES: OpenCases = { appeals: 0, appealsUntil: null, objections: 0, rescoreSets: 0 };

/** @param heldUntil a period that is waited for anyway: a clock that ends within it is no reason of its own; null: none */
export function listAppealReasons(cases: OpenCases, now: number, heldUntil: number | null): readonly Refusal[] {
  const { appeals, appealsUntil: until } = cases;
  const isRunning = until !== null && until > now && (heldUntil === null || until > heldUntil);
  return [
    ...(appeals > 0 ? [{ code: "appeals-open", params: { count: appeals } }] : []),
    ...(isRunning ? [{ code: "appeal-time-running", params: { until } }] : []),
  ];
}

export function listObjectionReasons({ objections }: Pick<OpenCases, "objections">): readonly Refusal[] {
  return objections > 0 ? [{ code: "objections-open", params: { count: objections } }] : [];
}

export function listRescoreReasons({ rescoreSets }: OpenCases): readonly Refusal[] {
  return rescoreSets > 0 ? [{ code: "rescore-sets-open", params: { count: rescoreSets } }] : [];
}

/** The cases of an event out of those of its rounds. */
export function addCases(rounds: readonly OpenCases[], objections: number): OpenCases {
  const ends = rounds.flatMap(({ appealsUntil }) => appealsUntil ?? []);
  return {
    appeals: rounds.reduce((sum, { appeals }) => sum + appeals, 0),
    appealsUntil: ends.length === 0 ? null : Math.max(...ends),
    objections,
    rescoreSets: rounds.reduce((sum, { rescoreSets }) => sum + rescoreSets, 0),
  };
}
