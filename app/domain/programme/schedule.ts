/** 日程: sessions with their check-in, the end of registration, and what runs beside the competition, in one order of time. */
import type { ProgrammeItemView, ProgrammeKind } from "#app/domain/programme/programme.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** A session of a round, as it was set; all times ISO. */
export type SessionView = {
  readonly id: string;
  readonly event: Named;
  /** With its event. */
  readonly isCancelled: boolean;
  readonly number: number;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** When its check-in is open; null: not said. */
  readonly checkInOpensAt: string | null;
  readonly checkInClosesAt: string | null;
};

export type ScheduleLine = {
  readonly id: string;
  readonly kind: "deadline" | "check-in" | "session" | ProgrammeKind;
  /** Of the programme beside the competition. */
  readonly item: ProgrammeItemView | null;
  /** Of a session and its check-in. */
  readonly session: { readonly event: Named; readonly number: number; readonly isCancelled: boolean } | null;
  readonly place: string;
  readonly startsAt: string;
  /** Null: a moment. */
  readonly endsAt: string | null;
};

/** What begins first stands first; a check-in stands before what begins with it. */
export function computeSchedule(input: {
  readonly registrationClosesAt: string;
  readonly sessions: readonly SessionView[];
  readonly programme: readonly ProgrammeItemView[];
}): readonly ScheduleLine[] {
  const deadline: ScheduleLine = {
    id: "deadline",
    kind: "deadline",
    item: null,
    session: null,
    place: "",
    startsAt: input.registrationClosesAt,
    endsAt: null,
  };
  const checkIns = input.sessions.flatMap((session): ScheduleLine[] => {
    if (session.checkInOpensAt === null || session.isCancelled) return [];
    const of = { event: session.event, number: session.number, isCancelled: false };
    const times = { startsAt: session.checkInOpensAt, endsAt: session.checkInClosesAt };
    return [{ id: `check-in ${session.id}`, kind: "check-in", item: null, session: of, place: session.place, ...times }];
  });
  const sessions = input.sessions.map(
    ({ id, event, isCancelled, number, place, startsAt, endsAt }): ScheduleLine => ({
      ...{ id, place, startsAt, endsAt },
      kind: "session",
      item: null,
      session: { event, number, isCancelled },
    }),
  );
  const programme = input.programme.map(
    (item): ScheduleLine => ({
      ...{ id: item.id, kind: item.kind, place: item.place, startsAt: item.startsAt, endsAt: item.endsAt },
      item,
      session: null,
    }),
  );
  return [deadline, ...checkIns, ...sessions, ...programme].sort(
    (left, right) => Date.parse(left.startsAt) - Date.parse(right.startsAt),
  );
}
