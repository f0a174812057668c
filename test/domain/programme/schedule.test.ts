/** One order of time over sessions, their check-in, the deadline and the programme. */
import { describe, expect, it } from "vitest";
import { computeSchedule } from "#app/domain/programme/schedule.ts";

const EVENT = { name: "电工", nameEn: "Electrician" };
const SESSION = {
  id: "s1",
  event: EVENT,
  number: 1,
  isCancelled: false,
  place: "二号馆",
  startsAt: "2026-12-05T01:00:00.000Z",
  endsAt: "2026-12-05T05:00:00.000Z",
  checkInOpensAt: "2026-12-05T00:00:00.000Z",
  checkInClosesAt: "2026-12-05T00:45:00.000Z",
};
const ITEM = {
  id: "p1",
  kind: "exhibition",
  title: "成果展",
  titleEn: "Exhibition",
  place: "一号馆",
  startsAt: "2026-12-05T00:30:00.000Z",
  endsAt: "2026-12-06T09:00:00.000Z",
  organisation: null,
  expected: null,
  attended: null,
} as const;
const registrationClosesAt = "2026-11-27T09:00:00.000Z";

describe("the schedule", () => {
  it("mixes everything in the order of its beginning", () => {
    const lines = computeSchedule({ registrationClosesAt, sessions: [SESSION], programme: [ITEM] });
    expect(lines.map(({ kind, endsAt }) => [kind, endsAt])).toEqual([
      ["deadline", null],
      ["check-in", SESSION.checkInClosesAt],
      ["exhibition", ITEM.endsAt],
      ["session", SESSION.endsAt],
    ]);
    expect(lines[1]?.session).toEqual({ event: EVENT, number: 1, isCancelled: false });
  });

  it("has no check-in where none is said, and puts one before the session that begins with it", () => {
    const bare = { ...SESSION, checkInOpensAt: null, checkInClosesAt: null };
    const kinds = (sessions: (typeof SESSION | typeof bare)[]) =>
      computeSchedule({ registrationClosesAt, sessions, programme: [] }).map(({ kind }) => kind);
    expect(kinds([bare])).toEqual(["deadline", "session"]);
    expect(kinds([{ ...SESSION, checkInOpensAt: SESSION.startsAt }])).toEqual(["deadline", "check-in", "session"]);
  });

  it("keeps a session that was called off, and no check-in before it", () => {
    const lines = computeSchedule({ registrationClosesAt, sessions: [{ ...SESSION, isCancelled: true }], programme: [] });
    expect(lines.map(({ kind, session }) => [kind, session?.isCancelled])).toEqual([
      ["deadline", undefined],
      ["session", true],
    ]);
  });
});
