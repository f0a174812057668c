/** Where an entry came from, tier by tier, down to where it first qualified. */

import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";

export type Origin = {
  /** Null: held outside the system. */
  readonly competitionCode: string | null;
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly tier: Tier;
  /** ISO: the last day of the competition, or the day that the record says. */
  readonly endsOn: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  /** Null: a result outside the system that says none. */
  readonly place: number | null;
  /** Of the decision that a result outside the system rests on; null for a result of this system. */
  readonly reference: string | null;
  /** Where it had come from there; null: that was the first. */
  readonly before: Origin | null;
};

const STEP = {
  place: true,
  fact: { select: { content: true, occurredOn: true, reference: true } },
  round: {
    select: {
      event: {
        select: {
          name: true,
          nameEn: true,
          competition: { select: { code: true, name: true, nameEn: true, tier: true, endsOn: true } },
        },
      },
    },
  },
} as const;
const FROM_DISTRICT = { select: STEP } as const;
const FROM_CITY = { select: { ...STEP, entry: { select: { origin: FROM_DISTRICT } } } } as const;
const FROM_PROVINCE = { select: { ...STEP, entry: { select: { origin: FROM_CITY } } } } as const;

/** What to select of an entry's `origin`: one step for each tier below the highest. */
export const ORIGIN = { select: { ...STEP, entry: { select: { origin: FROM_PROVINCE } } } } as const;

type OriginRow = {
  readonly place: number;
  readonly fact: { readonly content: unknown; readonly occurredOn: string; readonly reference: string } | null;
  readonly round: {
    readonly event: {
      readonly name: string;
      readonly nameEn: string;
      readonly competition: {
        readonly code: string;
        readonly name: string;
        readonly nameEn: string;
        readonly tier: string;
        readonly endsOn: Date;
      };
    };
  } | null;
  readonly entry?: { readonly origin: OriginRow | null } | null;
};

export function toOrigin(row: OriginRow | null): Origin | null {
  if (row?.fact) return toOutsideOrigin(row.fact);
  if (row === null || row.round === null) return null;
  const { event } = row.round;
  return {
    competitionCode: event.competition.code,
    competitionName: event.competition.name,
    competitionNameEn: event.competition.nameEn,
    tier: event.competition.tier as Tier,
    endsOn: event.competition.endsOn.toISOString(),
    eventName: event.name,
    eventNameEn: event.nameEn,
    place: row.place,
    reference: null,
    before: toOrigin(row.entry?.origin ?? null),
  };
}

function toOutsideOrigin({ content, occurredOn, reference }: NonNullable<OriginRow["fact"]>): Origin {
  const { competition, tier, event, place } = content as RecordedResult;
  return {
    competitionCode: null,
    competitionName: competition,
    competitionNameEn: competition,
    tier,
    endsOn: `${occurredOn}T00:00:00+08:00`,
    eventName: event,
    eventNameEn: event,
    place,
    reference,
    before: null,
  };
}
