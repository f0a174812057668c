/** Sessions are coded and marked one by one, each as a whole: three sessions by hand, and who may not be forgotten. */
import { describe, expect, it } from "vitest";
import { type CodeTerms, decideCodes } from "#app/domain/draw/check-in.ts";
import { checkSessionOpen, computeSessionStandings, type SessionEntry } from "#app/domain/draw/session-standing.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

const entry = (session: number | null, participation: Participation, more: Partial<SessionEntry> = {}): SessionEntry => ({
  ...{ session, participation, hasSeat: true, hasCode: false },
  ...more,
});
const CODED = { hasCode: true };
const here = (session: number | null, more = {}) => entry(session, "checked-in", more);
const gone = (session: number | null) => entry(session, "absent");
const expected = (session: number | null, more = {}) => entry(session, "expected", more);

const stages = (entries: readonly SessionEntry[], sessions: readonly number[] = []) =>
  computeSessionStandings(entries, sessions).map(({ number, stage }) => [number, stage]);

const ACCEPTED: CodeTerms = { isBlind: true, isSeat: false, isAloneAccepted: true };

/** The sessions that get codes, or the refusals with their params; what can be known is accepted unless the terms say otherwise. */
function give(entries: readonly SessionEntry[], phase: RoundPhase = "draw", terms: CodeTerms = ACCEPTED) {
  const decision = decideCodes(phase, computeSessionStandings(entries), terms);
  return decision.ok
    ? decision.value.map(({ number }) => number)
    : decision.refusals.map(({ code, params }) => ({ code, ...params }));
}

describe("how far sessions are", () => {
  it("tells what each waits for, and what is done", () => {
    const unseated = { hasSeat: false };
    const entries = [
      ...[here(1, CODED), here(1, CODED), gone(1)],
      ...[here(2), expected(2), expected(2), expected(2)],
      ...[expected(3, unseated), expected(3, unseated)],
      ...[here(4), gone(4)],
      ...[gone(5), gone(5)],
    ];
    expect(stages(entries, [1, 2, 3, 4, 5, 6])).toEqual([
      [1, "coded"],
      [2, "checking-in"],
      [3, "undrawn"],
      [4, "uncoded"],
      [5, "nobody"],
      [6, "empty"],
    ]);
    const [first, second] = computeSessionStandings(entries);
    expect(first).toEqual({ number: 1, stage: "coded", total: 3, expected: 0, coded: 2, uncoded: 0, isTakenIn: true });
    expect(second).toEqual({ number: 2, stage: "checking-in", total: 4, expected: 3, coded: 0, uncoded: 1, isTakenIn: false });
  });

  it("counts a round without sessions as one, whoever withdrew since with his code", () => {
    expect(stages([here(null, CODED), entry(null, "withdrawn", CODED)])).toEqual([[null, "coded"]]);
    expect(stages([entry(null, "withdrawn"), gone(null)])).toEqual([[null, "nobody"]]);
    expect(stages([entry(null, "out-of-competition")])).toEqual([[null, "uncoded"]]);
    expect(stages([])).toEqual([[null, "empty"]]);
    // Set up, and not drawn yet.
    expect(stages([expected(null, { hasSeat: false })], [1, 2])).toEqual([
      [1, "empty"],
      [2, "empty"],
      [null, "undrawn"],
    ]);
  });

  it("closes a session that has codes from the opening of judging on, and no other", () => {
    const against = (roundPhase: RoundPhase, session: number | null, isTakenIn: boolean) =>
      checkSessionOpen({ roundPhase, session, isTakenIn }).map(({ code }) => code);
    expect(against("draw", 1, true)).toEqual([]);
    expect(against("judging", 2, false)).toEqual([]);
    expect(against("judging", 1, true)).toEqual(["session-taken-in"]);
    expect(against("judging", null, true)).toEqual(["round-not-in-draw"]);
    expect(against("recheck", 2, false)).toEqual(["round-not-in-draw"]);
  });
});

describe("codes", () => {
  it("are given to a session in which everyone has come or is absent, and to none with somebody expected", () => {
    const three = [here(1), gone(1), here(2), expected(2), expected(3)];
    expect(give(three)).toEqual([1]);
    expect(give([here(1), here(2), gone(2), expected(3)])).toEqual([1, 2]);
    // One expected entry keeps the codes of its whole session back.
    expect(give([here(1), here(1), expected(1), expected(2), expected(2)])).toEqual([
      { code: "session-check-in-unfinished", session: 1, count: 1 },
      { code: "session-check-in-unfinished", session: 2, count: 2 },
    ]);
    expect(give([expected(1, { hasSeat: false }), here(2, CODED)])).toEqual([{ code: "session-seats-not-drawn", session: 1 }]);
  });

  it("follow while judging is open, of later sessions only", () => {
    const late = here(1);
    expect(give([here(1, CODED), late, here(2)], "draw")).toEqual([1, 2]);
    expect(give([here(1, CODED), late, here(2)], "judging")).toEqual([2]);
    expect(give([here(1, CODED), here(2, CODED)], "judging").at(-1)).toEqual({ code: "codes-complete" });
    expect(give([here(1, CODED), here(2)], "recheck")).toContainEqual({ code: "round-not-in-draw", phase: "recheck" });
  });

  it("wait for nobody of a session where all are absent, and for the late one who comes to it", () => {
    expect(give([here(1, CODED), gone(2), gone(2)], "judging")).toEqual([{ code: "codes-complete" }]);
    expect(give([here(1, CODED), here(2), gone(2)], "judging")).toEqual([2]);
    expect(give([gone(1), gone(2)])).toEqual([{ code: "no-one-checked-in" }]);
  });

  it("of a round without sessions wait for everyone", () => {
    expect(give([here(null), gone(null)])).toEqual([null]);
    expect(give([here(null), here(null, CODED)])).toEqual([null]);
    expect(give([here(null), expected(null)])).toEqual([{ code: "check-in-unfinished", count: 1 }]);
    expect(give([gone(null)])).toEqual([{ code: "no-one-checked-in" }]);
    expect(give([here(null, CODED), gone(null)])).toEqual([{ code: "codes-complete" }]);
    expect(give([here(null, CODED), gone(null)], "judging")).toEqual([
      { code: "round-not-in-draw", phase: "judging" },
      { code: "codes-complete" },
    ]);
    expect(give([])).toEqual([{ code: "seats-not-drawn" }, { code: "no-one-checked-in" }]);
  });
});

describe("a session with one work", () => {
  const HELD: CodeTerms = { ...ACCEPTED, isAloneAccepted: false };
  const alone = (session: number) => ({ code: "session-alone", session });

  it("does not get its code by itself, and gets it with others", () => {
    expect(give([here(1), gone(1), expected(2), expected(2)], "draw", HELD)).toEqual([alone(1)]);
    expect(give([here(1), gone(1), here(2), here(2)], "draw", HELD)).toEqual([1, 2]);
    // Either of two may be either.
    expect(give([here(1), here(2)], "draw", HELD)).toEqual([1, 2]);
    // The others have theirs: nobody is left to get one with it.
    expect(give([here(1, CODED), here(1, CODED), here(2)], "judging", HELD)).toEqual([alone(2)]);
    expect(give([here(1, CODED), here(1, CODED), here(2)], "judging")).toEqual([2]);
  });

  it("where the seat is the code does not get it with others either, which do not wait for it", () => {
    const seats = { ...HELD, isSeat: true };
    expect(give([here(1), here(2), here(2)], "draw", seats)).toEqual([2]);
    expect(give([here(1), here(2)], "draw", seats)).toEqual([alone(1), alone(2)]);
    expect(give([here(1), here(2), here(2)], "draw", { ...seats, isAloneAccepted: true })).toEqual([1, 2]);
  });

  it("is no matter where judges see whose work it is, and in a round of one session", () => {
    expect(give([here(1), expected(2)], "draw", { ...HELD, isBlind: false })).toEqual([1]);
    expect(give([here(1), gone(1)], "draw", HELD)).toEqual([1]);
    expect(give([here(null)], "draw", HELD)).toEqual([null]);
  });
});
