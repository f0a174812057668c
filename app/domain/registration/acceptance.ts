/** What acceptance gives an entry: one of the event's places, and a number in it. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

/** The places of an event and who has them: accepted entries, and those to whom a place is offered. */
export type Places = {
  /** Names the event in reasons. */
  readonly event: string;
  /** For all delegations together. */
  readonly quota: number;
  /** For one delegation; null: as many as there are. */
  readonly delegationQuota: number | null;
  /** How many are taken, by the id of the delegation. */
  readonly taken: ReadonlyMap<string, number>;
};

/** An entry that asks for a place. */
export type PlaceSeeker = { readonly id: string; readonly delegationId: string; readonly delegation: string };

export type PlaceCode = "quota-full" | "delegation-quota-full";

/** All places taken, of every delegation. */
export function countTaken({ taken }: Pick<Places, "taken">): number {
  return [...taken.values()].reduce((sum, count) => sum + count, 0);
}

/** Whether all these entries may have a place: every quota that they are too many for. */
export function decidePlaces(places: Places, seekers: readonly PlaceSeeker[]): Decision<null, PlaceCode> {
  const { event, quota, delegationQuota } = places;
  const refusals: Refusal<PlaceCode>[] = [];
  const taken = countTaken(places);
  const accepting = seekers.length;
  if (accepting > 0 && taken + accepting > quota) {
    refusals.push({ code: "quota-full", params: { event, quota, taken, accepting } });
  }
  const delegations = new Map(seekers.map(({ delegationId, delegation }) => [delegationId, delegation]));
  for (const [id, delegation] of delegationQuota === null ? [] : delegations) {
    const own = seekers.filter(({ delegationId }) => delegationId === id).length;
    const has = places.taken.get(id) ?? 0;
    if (has + own <= (delegationQuota ?? 0)) continue;
    const params = { event, delegation, quota: delegationQuota ?? 0, taken: has, accepting: own };
    refusals.push({ code: "delegation-quota-full", params });
  }
  return decide(refusals, null);
}

/**
 * Who of the entries gets a place when they are asked in this order, until the quotas are reached: an entry whose delegation has
 * all its places is passed over, and the next one is asked.
 */
export function sharePlaces<Seeker extends Pick<PlaceSeeker, "id" | "delegationId">>(
  { quota, delegationQuota, taken }: Omit<Places, "event">,
  seekers: readonly Seeker[],
): readonly Seeker[] {
  const shares = new Map(taken);
  let free = quota - countTaken({ taken });
  return seekers.filter(({ delegationId }) => {
    const has = shares.get(delegationId) ?? 0;
    if (free <= 0 || (delegationQuota !== null && has >= delegationQuota)) return false;
    free -= 1;
    shares.set(delegationId, has + 1);
    return true;
  });
}

const SERIAL_DIGITS = 3;

/**
 * 参赛号: the event's code and a number of three digits or more, counted from 1 without gaps in the order of acceptance.
 * @throws RangeError for a serial that is no positive integer.
 */
export function computeEntrantNumber(eventCode: string, serial: number): string {
  if (!Number.isSafeInteger(serial) || serial < 1) throw new RangeError(`an entrant number counts from 1, got ${serial}`);
  return eventCode + String(serial).padStart(SERIAL_DIGITS, "0");
}
