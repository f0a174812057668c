/** Where an entry came from when it advanced from the tier below. */

export type Origin = {
  readonly competitionCode: string;
  readonly competitionName: string;
  readonly competitionNameEn: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly place: number;
};

/** What to select of an entry's `origin`. */
export const ORIGIN = {
  select: {
    place: true,
    round: {
      select: {
        event: { select: { name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } } },
      },
    },
  },
} as const;

type OriginRow = {
  readonly place: number;
  readonly round: {
    readonly event: {
      readonly name: string;
      readonly nameEn: string;
      readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
    };
  } | null;
};

export function toOrigin(row: OriginRow | null): Origin | null {
  if (row === null || row.round === null) return null;
  const { event } = row.round;
  return {
    competitionCode: event.competition.code,
    competitionName: event.competition.name,
    competitionNameEn: event.competition.nameEn,
    eventName: event.name,
    eventNameEn: event.nameEn,
    place: row.place,
  };
}
