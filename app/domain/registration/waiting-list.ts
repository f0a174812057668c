/** The waiting list (候补): its order, the places that are offered from it, and how long an offer stands (DOMAIN 3). */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

/** An entry on the list. Times are milliseconds since 1970. */
export type WaitingEntry = {
  readonly id: string;
  readonly waitingSince: number;
  /** Null while no place is offered to it. */
  readonly offerEndsAt: number | null;
};

/** By the time at which they were put on the list, then by id: the earlier registered first. */
export function compareWaiting(left: WaitingEntry, right: WaitingEntry): number {
  return left.waitingSince - right.waitingSince || compareText(left.id, right.id);
}

/** The places of those who wait for an offer, counted from 1; who has one is off the list already. */
export function computePositions(entries: readonly WaitingEntry[]): ReadonlyMap<string, number> {
  const queue = entries.filter(({ offerEndsAt }) => offerEndsAt === null).sort(compareWaiting);
  return new Map(queue.map(({ id }, index) => [id, index + 1]));
}

const HOUR_MS = 3_600_000;

/**
 * Until when an offer made now stands: the hours of the competition, but not beyond the start of its first day; where that is
 * nearer than an hour or past, an hour.
 * @param input.offerHours whole hours, 1 and more
 */
export function computeOfferEnd(input: { readonly now: number; readonly offerHours: number; readonly startsOn: number }): number {
  const { now, offerHours, startsOn } = input;
  return Math.max(now + HOUR_MS, Math.min(now + offerHours * HOUR_MS, startsOn));
}

/** Whether places are given at all: while registration runs and after it, until the roster of the event's draw is frozen. */
export function areOffersOpen(phase: CompetitionPhase, isFrozen: boolean): boolean {
  return (phase === "registration" || phase === "running") && !isFrozen;
}

/**
 * Whether what is not on record of an entry's people may be added though the entry may not be changed: a place that is offered is
 * taken only with all that the event asks for by then. What was reviewed stays as it is.
 */
export function mayAddRecords({
  phase,
  status,
}: {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
}): boolean {
  return status === "waiting" && areOffersOpen(phase, false);
}

export type OfferCode = "registration-closed" | "no-offer" | "offer-over" | "offer-draw-frozen";

/** Whether a team leader may accept or decline the place that is offered to an entry: every reason against it at once. */
export function decideOffer(input: {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  /** Null where no place is offered. */
  readonly offerEndsAt: number | null;
  readonly isFrozen: boolean;
  readonly now: number;
}): Decision<null, OfferCode> {
  const { phase, status, offerEndsAt, isFrozen, now } = input;
  const refusals: Refusal<OfferCode>[] = [];
  if (phase !== "registration" && phase !== "running") refusals.push({ code: "registration-closed", params: { phase } });
  if (status !== "waiting" || offerEndsAt === null) refusals.push({ code: "no-offer", params: { status } });
  else if (now >= offerEndsAt) refusals.push({ code: "offer-over", params: { until: offerEndsAt } });
  if (isFrozen) refusals.push({ code: "offer-draw-frozen" });
  return decide(refusals, null);
}
