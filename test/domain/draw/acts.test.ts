/** Who may freeze and hold a draw, who may be checked in, and when codes may be given. */
import { describe, expect, it } from "vitest";
import { type DrawState, decideContribute, decideContributeAndHold, decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import { CHECK_KINDS, decideAbsence, decideCheckIn, decideRestAbsent } from "#app/domain/draw/check-in.ts";
import { decideSign } from "#app/domain/draw/hand.ts";
import { computeSeatCodes, listSlots } from "#app/domain/draw/plan.ts";
import { decideGrantRedraw, decideRefuseRedraw, decideRequestRedraw, type RedrawState } from "#app/domain/draw/redraw.ts";
import { makeOpaque } from "#app/domain/draw/roster.ts";
import type { Decision } from "#app/domain/shared/decision.ts";

const codes = (decision: Decision<unknown>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));
const READY: DrawState = {
  competitionPhase: "running",
  roundPhase: "draw",
  session: null,
  isTakenIn: false,
  previousPhase: null,
  kind: "seat",
  way: "computer",
  frozenById: null,
  isDrawn: false,
  sessions: { count: 0, seats: null },
  isSessionDrawn: true,
  contributors: [],
  fewestLeaders: 0,
};

describe("the draw", () => {
  it("is frozen once, while the competition runs and before marking", () => {
    expect(codes(decideFreeze(READY, 12))).toEqual([]);
    const judging = { roundPhase: "judging", isTakenIn: true } as const;
    const late = { ...READY, ...judging, competitionPhase: "registration", frozenById: "u-1", isDrawn: true } as const;
    expect(codes(decideFreeze(late, 0))).toEqual([
      "competition-not-running",
      "round-not-in-draw",
      "draw-already-frozen",
      "draw-roster-empty",
    ]);
  });

  it("of a session goes on while another is marked, until its own is", () => {
    const second = { ...READY, roundPhase: "judging", session: 2 } as const;
    expect(codes(decideFreeze(second, 4))).toEqual([]);
    expect(decideFreeze({ ...second, isTakenIn: true }, 4)).toEqual({
      ok: false,
      refusals: [{ code: "session-taken-in", params: { session: 2 } }],
    });
    expect(codes(decideFreeze({ ...second, roundPhase: "recheck" }, 4))).toEqual(["round-not-in-draw"]);
  });

  it("of sessions needs two of them with seats for all, and comes before that of their seats", () => {
    const sessions = { ...READY, kind: "session", sessions: { count: 2, seats: 11 } } as const;
    expect(codes(decideFreeze(sessions, 11))).toEqual([]);
    expect(codes(decideFreeze(sessions, 12))).toEqual(["session-seats-missing"]);
    expect(codes(decideFreeze({ ...sessions, sessions: { count: 1, seats: null } }, 12))).toEqual(["sessions-missing"]);
    expect(codes(decideFreeze({ ...READY, isSessionDrawn: false }, 0))).toEqual(["sessions-not-drawn"]);
  });

  it("takes one contribution a person, none of who froze it, and none after", () => {
    const frozen = { ...READY, frozenById: "u-1" };
    const from = (actorId: string, text: string | null = "风清气正") => ({ actorId, text });
    expect(codes(decideContribute(frozen, from("u-2")))).toEqual([]);
    expect(codes(decideContribute(frozen, from("u-2", null)))).toEqual([]);
    expect(codes(decideContribute({ ...frozen, isDrawn: true }, from("u-1", " ")))).toEqual([
      "draw-by-one-person",
      "draw-already-held",
      "contribution-missing",
    ]);
    expect(codes(decideContribute(READY, from("u-2")))).toEqual(["draw-not-frozen"]);
    const given = { ...frozen, contributors: [{ userId: "u-2", isSupervisor: false }] };
    expect(codes(decideContribute(given, from("u-2")))).toEqual(["contributed-already"]);
    expect(codes(decideContribute({ ...frozen, way: "hand" }, from("u-2")))).toEqual(["draw-by-hand"]);
  });

  it("is held with the supervisor's contribution, and those of as many team leaders as the event asks for", () => {
    const frozen = { ...READY, frozenById: "u-1", fewestLeaders: 1 };
    expect(codes(decideHold(frozen))).toEqual(["supervisor-contribution-missing", "leader-contributions-missing"]);
    const supervisor = { userId: "u-2", isSupervisor: true };
    expect(codes(decideHold({ ...frozen, contributors: [supervisor] }))).toEqual(["leader-contributions-missing"]);
    const leader = { userId: "u-3", isSupervisor: false };
    expect(codes(decideHold({ ...frozen, contributors: [leader] }))).toEqual(["supervisor-contribution-missing"]);
    expect(codes(decideHold({ ...frozen, contributors: [leader, supervisor] }))).toEqual([]);
    expect(codes(decideHold({ ...frozen, contributors: [leader, supervisor], isDrawn: true }))).toEqual(["draw-already-held"]);
    expect(codes(decideContributeAndHold(frozen, { actorId: "u-2", text: "风清气正" }))).toEqual([
      "leader-contributions-missing",
    ]);
    expect(codes(decideContributeAndHold({ ...frozen, contributors: [leader] }, { actorId: "u-2", text: "风" }))).toEqual([]);
  });

  it("is done again by two people, with a reason, while nobody has come", () => {
    const drawn: RedrawState = {
      ...READY,
      frozenById: "u-1",
      isDrawn: true,
      requestedById: null,
      isCheckInBegun: false,
      hasSeats: false,
    };
    expect(codes(decideRequestRedraw(drawn, { reason: "名单有误" }))).toEqual([]);
    expect(codes(decideRequestRedraw(drawn, { reason: " " }))).toEqual(["redraw-reason-missing"]);
    expect(codes(decideGrantRedraw(drawn, { actorId: "u-2" }))).toEqual(["redraw-not-requested"]);
    const asked = { ...drawn, requestedById: "u-3" };
    expect(codes(decideRequestRedraw(asked, { reason: "名单有误" }))).toEqual(["redraw-requested-already"]);
    expect(codes(decideGrantRedraw(asked, { actorId: "u-2" }))).toEqual([]);
    for (const actorId of ["u-1", "u-3"]) expect(codes(decideGrantRedraw(asked, { actorId }))).toEqual(["redraw-by-one-person"]);
    const begun = { ...asked, isCheckInBegun: true, hasSeats: true };
    expect(codes(decideGrantRedraw(begun, { actorId: "u-2" }))).toEqual(["check-in-begun", "seats-drawn-already"]);
  });

  it("is signed line by line by whoever did not write it down, and refused by whoever did not ask for another", () => {
    const byHand = { ...READY, way: "hand", frozenById: "u-1" } as const;
    const line = { entryId: "e1", place: 1, drawnForById: null, recordedById: "u-1", signedById: null };
    expect(codes(decideSign(byHand, [line], { actorId: "u-3" }))).toEqual([]);
    expect(codes(decideSign({ ...byHand, isDrawn: true }, [line], { actorId: "u-3" }))).toEqual([]);
    expect(codes(decideSign(byHand, [{ ...line, place: null }], { actorId: "u-1" }))).toEqual([
      "lines-missing",
      "witness-is-recorder",
    ]);
    expect(codes(decideSign(byHand, [{ ...line, signedById: "u-3" }], { actorId: "u-3" }))).toEqual(["lines-signed-already"]);
    expect(codes(decideSign({ ...byHand, way: "computer" }, [line], { actorId: "u-3" }))).toEqual(["draw-by-computer"]);
    expect(codes(decideRefuseRedraw({ requestedById: "u-1" }, { actorId: "u-2", reason: "签已核对" }))).toEqual([]);
    expect(codes(decideRefuseRedraw({ requestedById: "u-1" }, { actorId: "u-1", reason: "" }))).toEqual([
      "redraw-own-request",
      "redraw-refusal-missing",
    ]);
    expect(codes(decideRefuseRedraw({ requestedById: null }, { actorId: "u-2", reason: null }))).toEqual([
      "redraw-not-requested",
    ]);
  });

  it("is planned by the rule of the event: sessions, then seats by session and module", () => {
    const keys = (rule: Parameters<typeof listSlots>[0]) => listSlots(rule, [2, 1], ["A", "B"]).map(({ key }) => key);
    expect(keys({ sessions: false, seats: "once" })).toEqual(["seat"]);
    expect(keys({ sessions: false, seats: "per-module" })).toEqual(["seat-all-A", "seat-all-B"]);
    expect(keys({ sessions: true, seats: "once" })).toEqual(["session", "seat-1", "seat-2"]);
    expect(keys({ sessions: true, seats: "per-module" })).toEqual(["session", "seat-1-A", "seat-1-B", "seat-2-A", "seat-2-B"]);
    expect(listSlots({ sessions: false, seats: "per-module" }, [], []).map(({ key }) => key)).toEqual(["seat"]);
  });

  it("has a roster of signs: one for each entry, one for each delegation with several, all different", () => {
    const entries = [..."AABC"].map((delegationId, index) => ({ entryId: `e${index}`, delegationId }));
    let count = 0;
    // Every sign comes twice.
    const lines = makeOpaque(entries, () => `s${Math.floor(count++ / 2)}`);
    expect(new Set(lines.map(({ ref }) => ref)).size).toBe(4);
    expect(lines.map(({ group }) => group !== null)).toEqual([true, true, false, false]);
    expect(lines[0]?.group).toBe(lines[1]?.group);
    expect(lines.map(({ ref }) => ref)).not.toContain(lines[0]?.group);
  });

  it("numbers seats so that they sort as numbers", () => {
    expect(computeSeatCodes(3)).toEqual(["01", "02", "03"]);
    expect(computeSeatCodes(100).slice(-2)).toEqual(["099", "100"]);
    expect(computeSeatCodes(0)).toEqual([]);
    expect(computeSeatCodes(2, 3)).toEqual(["3-01", "3-02"]);
  });
});

describe("check-in", () => {
  const open = { roundPhase: "draw", session: null, isTakenIn: false, isDrawn: true } as const;
  const terms = { now: 60_000, window: null, asked: CHECK_KINDS, members: ["m1"], isSubstitutionOpen: false };
  const all = { checked: CHECK_KINDS, present: [], exception: "" };
  const expected = { participation: "expected", hasCode: false } as const;

  it("asks for every check of the event, and of who is in already for none", () => {
    const nothing = { ...all, checked: [] };
    expect(decideCheckIn(open, expected, terms, { ...all, checked: ["phones"] })).toEqual({
      ok: false,
      refusals: ["identity", "tools"].map((check) => ({ code: "check-missing", params: { check } })),
    });
    expect(codes(decideCheckIn(open, expected, { ...terms, asked: [] }, nothing))).toEqual([]);
    expect(codes(decideCheckIn(open, { ...expected, participation: "checked-in" }, terms, nothing))).toEqual([]);
  });

  it("waits for the answer to a substitution, and asks nothing of who is in already", () => {
    const waiting = { ...terms, isSubstitutionOpen: true };
    expect(codes(decideCheckIn(open, expected, waiting, all))).toEqual(["substitution-open"]);
    expect(codes(decideCheckIn(open, { ...expected, participation: "checked-in" }, waiting, all))).toEqual([]);
  });

  it("takes a team that is there, and one with somebody missing for a reason only", () => {
    const team = { ...terms, members: ["m1", "m2", "m3"] };
    expect(decideCheckIn(open, expected, team, { ...all, present: ["m3", "m1", "m2", "stranger"] })).toEqual({
      ok: true,
      value: { checked: CHECK_KINDS, present: ["m1", "m2", "m3"], exception: null },
    });
    expect(decideCheckIn(open, expected, team, { ...all, present: ["m1"] })).toMatchObject({
      refusals: [{ code: "members-missing", params: { count: 2 } }],
    });
    const reason = { ...all, exception: "队员送医" };
    expect(codes(decideCheckIn(open, expected, team, { ...reason, present: ["m1"] }))).toEqual([]);
    expect(codes(decideCheckIn(open, expected, team, reason))).toEqual(["members-missing"]);
  });

  it("keeps to the window: not before it for any reason, after it for one", () => {
    const at = (now: number) => ({ ...terms, now, window: { opensAt: 1_000, closesAt: 2_000 } });
    const late = { ...all, exception: "大巴故障" };
    expect([999, 1_000, 2_000, 2_001].map((now) => codes(decideCheckIn(open, expected, at(now), all)))).toEqual([
      ["check-in-not-open"],
      [],
      [],
      ["check-in-over"],
    ]);
    expect([999, 2_001].map((now) => codes(decideCheckIn(open, expected, at(now), late)))).toEqual([["check-in-not-open"], []]);
    expect(codes(decideCheckIn(open, { ...expected, participation: "checked-in" }, at(9_999), all))).toEqual([]);
  });

  it("records the rest as absent after the window, while somebody is missing", () => {
    const window = { opensAt: 1_000, closesAt: 2_000 };
    expect(codes(decideRestAbsent(open, { now: 2_000, window, missing: 1 }))).toEqual(["check-in-still-open"]);
    expect(codes(decideRestAbsent(open, { now: 2_001, window, missing: 1 }))).toEqual([]);
    expect(codes(decideRestAbsent(open, { now: 2_001, window: null, missing: 0 }))).toEqual(["no-one-missing"]);
  });

  it("takes who is expected, who was absent, and who is there already", () => {
    for (const participation of ["expected", "absent", "checked-in"] as const) {
      expect(codes(decideCheckIn(open, { participation, hasCode: false }, terms, all))).toEqual([]);
      expect(codes(decideAbsence(open, { participation, hasCode: false }))).toEqual([]);
    }
    expect(codes(decideCheckIn(open, { participation: "disqualified", hasCode: false }, terms, all))).toEqual([
      "participation-settled",
    ]);
    expect(codes(decideAbsence(open, { participation: "checked-in", hasCode: true }))).toEqual(["code-assigned"]);
  });

  it("lies between the draw and the start of marking", () => {
    const wrong = { ...open, roundPhase: "judging", isTakenIn: true, isDrawn: false } as const;
    expect(codes(decideCheckIn(wrong, expected, terms, all))).toEqual(["round-not-in-draw", "seats-not-drawn"]);
    expect(codes(decideAbsence(wrong, expected))).toEqual(["round-not-in-draw", "seats-not-drawn"]);
  });

  it("of a session ends when it is marked, whatever is marked of others", () => {
    const second = { ...open, roundPhase: "judging", session: 2 } as const;
    expect(codes(decideCheckIn(second, expected, terms, all))).toEqual([]);
    expect(codes(decideAbsence(second, expected))).toEqual([]);
    const marked = { ...second, isTakenIn: true };
    expect(codes(decideCheckIn(marked, expected, terms, all))).toEqual(["session-taken-in"]);
    expect(codes(decideAbsence(marked, expected))).toEqual(["session-taken-in"]);
    expect(codes(decideRestAbsent(marked, { now: 1, window: null, missing: 1 }))).toEqual(["session-taken-in"]);
  });
});
