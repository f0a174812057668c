/** Entering, signing and confirming: what each act refuses, all reasons at once. */

import { describe, expect, it } from "vitest";
import { decideConfirm } from "#app/domain/marking/confirm.ts";
import { decideEnterMark, type EnterMark } from "#app/domain/marking/enter-mark.ts";
import { computeFormState } from "#app/domain/marking/form.ts";
import { decideSignOff, type SignOff } from "#app/domain/marking/sign-off.ts";
import { codes, type Row, revisions, SUB_CRITERION, TEAM } from "./support.ts";

type Rows = readonly Row[];

const SCORED: Rows = [
  ["A1.1", 1, 2],
  ["A1.1", 2, 2],
  ["A1.1", 3, 3],
];
const COMPLETE: Rows = [...SCORED, ["A1.2", 1, 700]];

function stateOf(rows: Rows) {
  return computeFormState(SUB_CRITERION, TEAM, revisions(...rows), { spreadLimit: 1 });
}

function enter(rows: Rows, changes: Partial<EnterMark>) {
  return decideEnterMark({
    state: stateOf(rows),
    status: "open",
    judgeId: "judge-1",
    aspectId: "A1.1",
    value: 2,
    scoreRound: 1,
    recused: [],
    ...changes,
  });
}

function enterRefusals(rows: Rows, changes: Partial<EnterMark>) {
  const decision = enter(rows, changes);
  return decision.ok ? [] : decision.refusals;
}

describe("entering a score", () => {
  it("is allowed from 0 to 3, and answers its score round", () => {
    for (const value of [0, 1, 2, 3]) expect(enter([], { value })).toEqual({ ok: true, value: { scoreRound: 1 } });
    for (const value of [-1, 4, 1.5, Number.NaN]) expect(codes(enterRefusals([], { value }))).toEqual(["score-not-0-to-3"]);
  });

  it("may be thought over freely while not all are in, and with a reason after", () => {
    expect(enter([["A1.1", 1, 0]], { value: 3 }).ok).toBe(true);
    expect(enterRefusals(SCORED, { value: 3 })).toEqual([{ code: "reason-required", params: { aspect: "A1.1" } }]);
    expect(codes(enterRefusals(SCORED, { value: 3, reason: "  " }))).toEqual(["reason-required"]);
    expect(enter(SCORED, { value: 3, reason: "mistyped" }).ok).toBe(true);
    expect(enter(SCORED, { value: 2 }).ok).toBe(true);
  });

  it("belongs to the score round that is open", () => {
    const wide: Rows = [
      ["A1.1", 1, 1],
      ["A1.1", 2, 2],
      ["A1.1", 3, 3],
    ];
    expect(enterRefusals(wide, { scoreRound: 1 })).toEqual([
      { code: "score-round-stale", params: { aspect: "A1.1", given: 1, current: 2 } },
    ]);
    expect(enter(wide, { scoreRound: 2 })).toEqual({ ok: true, value: { scoreRound: 2 } });
  });
});

describe("entering a measurement", () => {
  const change = { aspectId: "A1.2", value: 800 };

  it("waits for every judgement of the form", () => {
    expect(enterRefusals(SCORED.slice(0, 2), change)).toEqual([
      { code: "judgement-first", params: { aspect: "A1.2", count: 1, aspects: "A1.1" } },
    ]);
    expect(enter(SCORED, change).ok).toBe(true);
  });

  it("stays between 0 and the maximum, in hundredths", () => {
    expect(enterRefusals(SCORED, { ...change, value: 801 })).toEqual([
      { code: "mark-above-maximum", params: { aspect: "A1.2", value: "8.01", maximum: "8.00" } },
    ]);
    expect(enterRefusals(SCORED, { ...change, value: -1 })).toEqual([
      { code: "mark-below-zero", params: { aspect: "A1.2", value: "-0.01" } },
    ]);
    expect(codes(enterRefusals(SCORED, { ...change, value: 1.5 }))).toEqual(["mark-not-hundredths"]);
    expect(enter(SCORED, { ...change, value: 0 }).ok).toBe(true);
  });

  it("replaces an agreed value only with a reason, whoever enters it", () => {
    expect(codes(enterRefusals(COMPLETE, { ...change, judgeId: "judge-3" }))).toEqual(["reason-required"]);
    expect(enter(COMPLETE, { ...change, reason: "measured again" }).ok).toBe(true);
    expect(enter(COMPLETE, { ...change, value: 700, judgeId: "judge-2" }).ok).toBe(true);
  });
});

it("who declared a conflict neither enters nor signs, and the others do", () => {
  expect(codes(enterRefusals([], { recused: ["judge-1"] }))).toEqual(["judge-recused"]);
  expect(enterRefusals([], { recused: ["judge-2"] })).toEqual([]);
});

it("every reason against an entry is given at once", () => {
  const refusals = enterRefusals(SCORED.slice(1), { status: "signed", judgeId: "judge-9", aspectId: "A1.2", value: 900 });
  expect(codes(refusals)).toEqual(["form-locked", "not-in-team", "mark-above-maximum", "judgement-first"]);
  expect(codes(enterRefusals([], { status: "confirmed", aspectId: "A9.9" }))).toEqual(["form-locked", "aspect-unknown"]);
});

describe("signing", () => {
  function sign(rows: Rows, changes: Partial<SignOff>) {
    return decideSignOff({
      state: stateOf(rows),
      status: "open",
      signedBy: [],
      judgeId: "judge-1",
      recused: [],
      conflicts: [],
      ...changes,
    });
  }

  it("leaves the form open until the last of the team", () => {
    expect(sign(COMPLETE, {})).toEqual({ ok: true, value: { status: "open" } });
    expect(sign(COMPLETE, { signedBy: ["judge-2"] })).toEqual({ ok: true, value: { status: "open" } });
    expect(sign(COMPLETE, { signedBy: ["judge-2", "judge-3"] })).toEqual({ ok: true, value: { status: "signed" } });
  });

  it("is refused to who must not mark", () => {
    const decision = sign(COMPLETE, { recused: ["judge-1"] });
    expect(decision.ok ? [] : codes(decision.refusals)).toEqual(["judge-recused"]);
    expect(sign(COMPLETE, { recused: ["judge-2"] }).ok).toBe(true);
  });

  it("is refused with a spread of 2", () => {
    const wide: Rows = [
      ["A1.1", 1, 1],
      ["A1.1", 2, 2],
      ["A1.1", 3, 3],
    ];
    expect(sign(wide, {})).toEqual({
      ok: false,
      refusals: [
        { code: "aspects-missing", params: { count: 1, aspects: "A1.2" } },
        { code: "spread-too-wide", params: { count: 1, aspects: "A1.1" } },
      ],
    });
  });

  it("gives every reason at once", () => {
    const decision = sign([], { status: "signed", judgeId: "judge-9", signedBy: ["judge-9"] });
    expect(decision.ok ? [] : codes(decision.refusals)).toEqual([
      "form-not-open",
      "not-in-team",
      "already-signed",
      "aspects-missing",
    ]);
  });
});

describe("confirming", () => {
  const signed = {
    status: "signed",
    enteredBy: TEAM,
    signedBy: TEAM,
    keyedBy: [],
    team: TEAM,
    recused: [],
    userId: "tally",
  } as const;

  it("is for someone who neither entered nor signed", () => {
    expect(decideConfirm(signed)).toEqual({ ok: true, value: { status: "confirmed" } });
    expect(decideConfirm({ ...signed, userId: "judge-1" })).toEqual({
      ok: false,
      refusals: [{ code: "confirmer-entered" }, { code: "confirmer-signed" }],
    });
  });

  it("is for someone who did not key it from paper either", () => {
    const keyed = { ...signed, keyedBy: ["clerk-1", "clerk-2"] };
    expect(decideConfirm(keyed).ok).toBe(true);
    expect(decideConfirm({ ...keyed, userId: "clerk-2" })).toEqual({ ok: false, refusals: [{ code: "confirmer-keyed" }] });
  });

  it("is not for who is in the panel without having done anything, nor for anyone while a judge of it must not mark", () => {
    const inPanel = decideConfirm({ ...signed, enteredBy: [], signedBy: [], userId: "judge-1" });
    expect(inPanel).toEqual({ ok: false, refusals: [{ code: "confirmer-in-panel" }] });
    expect(decideConfirm({ ...signed, recused: ["judge-2"] })).toEqual({ ok: false, refusals: [{ code: "panel-not-neutral" }] });
  });

  it("follows the signatures, once", () => {
    expect(decideConfirm({ ...signed, status: "open" })).toEqual({ ok: false, refusals: [{ code: "form-not-signed" }] });
    expect(decideConfirm({ ...signed, status: "confirmed" })).toEqual({
      ok: false,
      refusals: [{ code: "form-already-confirmed" }],
    });
  });
});
