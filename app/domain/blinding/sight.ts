/** Who may see marks under the codes of works, and who may see which entrant sits where: never one person both while that is whose work it is. */

import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { isSeatTheCode } from "#app/domain/blinding/layers.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type BlindSight = {
  /** Marks, places and corrections under the codes of the works, as far as the pages of his roles have them. */
  readonly marksByCode: boolean;
  /** Which entrant number or person sits at which seat, as far as the pages of his roles have it. */
  readonly entrantsBySeat: boolean;
};

/**
 * Who cannot do his work without knowing who sits where: he draws, checks in and prints the lists of seats. A team leader knows the
 * seats of his own entries and comes to no mark by code; a keeper has the sheet of his layer and comes to none either.
 */
export const SEATING_ROLES: readonly Role[] = ["organiser"];

/** Who marks and counts: he cannot do his work without marks by code. */
export const MARKING_ROLES: readonly Role[] = ["chief-judge", "marking-judge", "tally-clerk"];

/**
 * With one layer or three the code of a work is drawn and is written on no seat, so that marks by code and people by seat do not
 * meet: everyone sees what his pages have. With two the code is the seat. Until the round is unblinded, whoever seats people then
 * sees no mark by code; everyone else (chief judge, floor judge, tally clerk, supervisor, administrator) may see marks by code and
 * works with seats alone, without entrant numbers. What a person sees goes by all his roles together.
 */
export function decideSight(input: {
  readonly layers: BlindLayer;
  readonly phase: RoundPhase;
  readonly roles: readonly Role[];
}): BlindSight {
  if (!isSeatTheCode(input.layers) || isUnblinded(input.phase)) return { marksByCode: true, entrantsBySeat: true };
  const seats = input.roles.some((role) => SEATING_ROLES.includes(role));
  return { marksByCode: !seats, entrantsBySeat: seats };
}

/** Whether what a draw of seats gave may be published: where the seat is the code, the groups of a roster would tell whose works these are. */
export function isSeatingPublic(layers: BlindLayer, phase: RoundPhase): boolean {
  return !isSeatTheCode(layers) || isUnblinded(phase);
}

/** Who follows the opening layer by layer; everyone else is told when it is done, because he may know the rest of the way. */
export const UNBLINDING_ROLES: readonly Role[] = ["blinding-judge", "supervisor"];
