/** The hall's record by hand: what may follow what, time used with added time, the signature under it, who is out (DOMAIN 5 and 6). */
import { describe, expect, it } from "vitest";
import {
  computeHallState,
  decideHallAct,
  decideHallVoid,
  decideParticipation,
  type HallAct,
  type HallLine,
  isSigned,
  needsForms,
} from "#app/domain/marking/hall-acts.ts";
import { computePenalty, computeTimeUsed, type HallRecordKind, isParticipationLine } from "#app/domain/marking/hall-record.ts";

const MORNING = Date.parse("2026-11-20T01:00:00Z");
/** Minutes after nine. */
const at = (minutes: number) => MORNING + minutes * 60_000;
const line = (kind: HallRecordKind, minutes: number, recorded = minutes): HallLine => ({
  kind,
  at: at(minutes),
  recordedAt: at(recorded),
});
const act = (kind: HallAct["kind"], minutes: number, more: Partial<HallAct> = {}): HallAct => ({
  kind,
  at: at(minutes),
  seconds: null,
  penalty: null,
  text: "",
  strokes: null,
  ...more,
});

function codes(one: HallAct, lines: readonly HallLine[], more: Partial<Parameters<typeof decideHallAct>[0]> = {}) {
  const decision = decideHallAct({
    act: one,
    lines,
    phase: "judging",
    participation: "checked-in",
    total: 10_000,
    now: at(600),
    ...more,
  });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

describe("the time an entry used", () => {
  const of = (...lines: readonly [HallRecordKind, number, number?][]) =>
    computeTimeUsed(lines.map(([kind, minutes, seconds = null]) => ({ kind, at: at(minutes), seconds, penalty: null })));

  it("is from the first start to the last stop, less what was added", () => {
    // 9:00 to 12:00 are 10,800 s; 15 minutes were added for a power cut: 9,900 s.
    expect(of(["start", 0], ["stop", 180], ["added-time", 90, 900])).toBe(9900);
    expect(of(["start", 0], ["stop", 60], ["start", 70], ["stop", 100])).toBe(6000);
    // Leaving and coming back stop no clock.
    expect(of(["start", 0], ["leave", 10], ["return", 20], ["stop", 30])).toBe(1800);
    expect(of(["start", 0])).toBeNull();
    expect(of(["start", 0], ["stop", 1], ["added-time", 0, 600])).toBe(0);
  });

  it("counts penalties together, in hundredths", () => {
    const penalty = (value: number) => ({ kind: "penalty", at: 0, seconds: null, penalty: value }) as const;
    expect(computePenalty([penalty(200), penalty(50), { ...penalty(0), kind: "note", penalty: null }])).toBe(250);
  });
});

describe("the order of a record", () => {
  it("goes from start to stop, with leaving and coming back between them", () => {
    expect(computeHallState([])).toBe("not-started");
    expect(computeHallState([line("start", 0), line("note", 5)])).toBe("running");
    expect(computeHallState([line("start", 0), line("leave", 5)])).toBe("away");
    expect(computeHallState([line("return", 9), line("leave", 5), line("start", 0)])).toBe("running");
    expect(computeHallState([line("start", 0), line("stop", 9)])).toBe("stopped");
  });

  it("refuses what does not follow from what stands", () => {
    const running = [line("start", 10)];
    expect(codes(act("start", 20), running)).toEqual(["already-running"]);
    expect(codes(act("stop", 20), [])).toEqual(["not-running"]);
    expect(codes(act("stop", 5), running)).toEqual(["stop-before-start"]);
    expect(codes(act("stop", 20), running)).toEqual([]);
    expect(codes(act("stop", 20), [...running, line("leave", 15)])).toEqual([]);
    expect(codes(act("leave", 20), [])).toEqual(["not-running"]);
    expect(codes(act("return", 20), running)).toEqual(["not-away"]);
    expect(codes(act("start", 30), [...running, line("stop", 20)])).toEqual([]);
    expect(codes(act("start", 603), [])).toEqual(["at-in-future"]);
  });

  it("asks for a reason, a rule, a seat and a sensible number", () => {
    const running = [line("start", 0)];
    expect(codes(act("added-time", 5), running)).toEqual(["added-time-out-of-range", "hall-text-missing"]);
    expect(codes(act("added-time", 5, { seconds: 4 * 3600 + 1, text: "停电" }), running)).toEqual(["added-time-out-of-range"]);
    expect(codes(act("added-time", 5, { seconds: 600, text: "停电" }), running)).toEqual([]);
    expect(codes(act("penalty", 5, { penalty: 0, text: "规则 3.2" }), running)).toEqual(["penalty-not-positive"]);
    expect(codes(act("penalty", 5, { penalty: 10_001, text: "规则 3.2" }), running)).toEqual(["penalty-over-total"]);
    expect(codes(act("penalty", 5, { penalty: 200, text: " " }), running)).toEqual(["hall-text-missing"]);
    expect(codes(act("spare-seat", 5), running)).toEqual(["hall-text-missing"]);
    expect(codes(act("note", 5, { text: "长".repeat(301) }), running)).toEqual(["hall-text-too-long"]);
  });

  it("is closed once results are public, and is of nobody who has not come", () => {
    expect(codes(act("start", 5), [], { phase: "published", participation: "absent" })).toEqual([
      "hall-record-closed",
      "entry-not-in-hall",
    ]);
    expect(codes(act("start", 5), [], { participation: "out-of-competition", phase: "draw" })).toEqual([]);
  });
});

describe("a signature", () => {
  const strokes = [[10, 10, 60, 60, 90, 20, 120, 80]];

  it("comes after the stop, and is more than a dot", () => {
    const stopped = [line("start", 0), line("stop", 60)];
    expect(codes(act("signature", 61, { strokes }), stopped)).toEqual([]);
    expect(codes(act("signature", 30, { strokes }), [line("start", 0)])).toEqual(["signature-before-stop"]);
    expect(codes(act("signature", 61, { strokes: [[10, 10]] }), stopped)).toEqual(["signature-empty"]);
    expect(codes(act("signature", 61), stopped)).toEqual(["signature-empty"]);
    expect(codes(act("signature", 61, { strokes: [Array(6002).fill(1)] }), stopped)).toEqual(["signature-too-long"]);
  });

  it("stands under what was written before it; a later penalty needs another, a note does not", () => {
    const signed = [line("start", 0), line("stop", 60), line("signature", 61)];
    expect(isSigned(signed)).toBe(true);
    expect(isSigned([...signed, line("note", 62)])).toBe(true);
    expect(isSigned([...signed, line("penalty", 50, 65)])).toBe(false);
    expect(isSigned([line("stop", 60)])).toBe(false);
  });
});

describe("voiding and taking part", () => {
  const codesOf = (decision: { ok: boolean; refusals?: readonly { code: string }[] }) =>
    decision.ok ? [] : (decision.refusals ?? []).map(({ code }) => code);

  it("voids once, with a reason, until results are public", () => {
    expect(codesOf(decideHallVoid({ phase: "judging", isVoided: false, reason: "误记" }))).toEqual([]);
    expect(codesOf(decideHallVoid({ phase: "settled", isVoided: true, reason: " " }))).toEqual([
      "hall-record-closed",
      "line-voided",
      "reason-required",
    ]);
  });

  it("changes how an entry takes part from check-in until publication, with a reason", () => {
    const base = { phase: "judging", from: "checked-in", to: "disqualified", isLeftOut: false, reason: "作弊" } as const;
    expect(codesOf(decideParticipation(base))).toEqual([]);
    expect(codesOf(decideParticipation({ ...base, from: "disqualified", to: "checked-in" }))).toEqual([]);
    expect(codesOf(decideParticipation({ ...base, phase: "published", from: "absent", reason: "" }))).toEqual([
      "hall-record-closed",
      "entry-not-in-hall",
      "reason-required",
    ]);
    expect(codesOf(decideParticipation({ ...base, from: "disqualified" }))).toEqual(["participation-same"]);
  });

  it("does not bring back whose session is marked without it", () => {
    const left = { phase: "judging", from: "withdrawn", isLeftOut: true, reason: "误记" } as const;
    expect(codesOf(decideParticipation({ ...left, to: "checked-in" }))).toEqual(["entry-not-marked"]);
    expect(codesOf(decideParticipation({ ...left, to: "out-of-competition" }))).toEqual(["entry-not-marked"]);
    expect(codesOf(decideParticipation({ ...left, to: "disqualified" }))).toEqual([]);
  });

  it("waits for the forms of who can still be ranked or is marked for the scale", () => {
    expect((["checked-in", "out-of-competition", "withdrawn", "disqualified"] as const).map(needsForms)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(["withdrawn", "reinstated", "start"].map(isParticipationLine)).toEqual([true, true, false]);
  });
});
