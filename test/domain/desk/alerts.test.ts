/** What the live desk points out, to the minute. */
import { expect, it } from "vitest";
import { type DeskRoundFacts, isOnline, listAlerts } from "#app/domain/desk/alerts.ts";

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const before = (minutes: number) => NOW - minutes * MINUTE;

const QUIET: DeskRoundFacts = {
  event: "CNC",
  round: 1,
  isOnPaper: false,
  panels: [{ subCriterionId: "A1", number: null, begun: 3, lastMarkAt: before(19), begunAt: [before(19), before(44)] }],
  judges: [{ judgeId: "j", displayName: "张评委", awaited: 2, lastSeenAt: before(9), openDeviceAt: before(4), spread: null }],
  unconfirmed: { count: 4, oldestAt: before(14) },
  conflicts: 0,
  frozen: { since: before(29), confirmed: 3 },
  apart: 0,
  corrections: 0,
  openTies: 0,
  appeals: { open: 0, until: null },
  rescoreSets: 0,
};

const said = (facts: Partial<DeskRoundFacts>, objections = 0) =>
  listAlerts([{ ...QUIET, ...facts }], objections, NOW).map(({ code, params: { event: _event, ...params } }) => [
    code,
    ...Object.values(params),
  ]);

it("is silent while everything moves", () => {
  expect(said({})).toEqual([]);
});

it("points out what stands still: forms after 20 minutes, a judge after 10, a confirmation after 15", () => {
  const [panel] = QUIET.panels;
  const [judge] = QUIET.judges;
  if (!panel || !judge) throw new Error("nothing to change");
  expect(said({ panels: [{ ...panel, lastMarkAt: before(20) }] })).toEqual([["forms-standing", "A1", 3, 20]]);
  expect(said({ panels: [{ ...panel, number: 2, lastMarkAt: before(35) }] })).toEqual([["forms-standing", "A1 (2)", 3, 35]]);
  // Nothing was begun, or nothing is left.
  expect(said({ panels: [{ ...panel, begun: 0, lastMarkAt: before(500) }] })).toEqual([]);
  expect(said({ judges: [{ ...judge, lastSeenAt: before(10) }] })).toEqual([["judge-silent", "张评委", 2]]);
  expect(said({ judges: [{ ...judge, lastSeenAt: null }] })).toEqual([["judge-silent", "张评委", 2]]);
  expect(said({ judges: [{ ...judge, awaited: 0, lastSeenAt: before(30) }] })).toEqual([]);
  expect(said({ unconfirmed: { count: 4, oldestAt: before(15) } })).toEqual([["forms-unconfirmed", 4, 15]]);
});

it("points out values side by side at once, a form that was begun and left after 45 minutes, a frozen board after 30", () => {
  const [panel] = QUIET.panels;
  if (!panel) throw new Error("nothing to change");
  expect(said({ conflicts: 2 })).toEqual([["conflicts-open", 2]]);
  expect(said({ panels: [{ ...panel, begunAt: [before(3), before(45), before(70)] }] })).toEqual([["forms-left", "A1", 2, 70]]);
  // One sentence of a panel: all of it stands still.
  expect(said({ panels: [{ ...panel, lastMarkAt: before(60), begunAt: [before(60)] }] })).toEqual([
    ["forms-standing", "A1", 3, 60],
  ]);
  expect(said({ frozen: { since: before(30), confirmed: 1 } })).toEqual([["board-frozen", 1, 30]]);
  expect(said({ frozen: { since: before(90), confirmed: 0 } })).toEqual([]);
});

it("points out a tablet at work that is gone after 5 minutes, and judges of whom nothing was heard at all", () => {
  const [judge] = QUIET.judges;
  if (!judge) throw new Error("nothing to change");
  expect(said({ judges: [{ ...judge, openDeviceAt: before(5) }] })).toEqual([["tablet-away", "张评委", 5]]);
  expect(said({ judges: [{ ...judge, openDeviceAt: null }] })).toEqual([]);
  // One sentence of a judge: that others wait for him says more.
  expect(said({ judges: [{ ...judge, lastSeenAt: before(12), openDeviceAt: before(12) }] })).toEqual([
    ["judge-silent", "张评委", 2],
  ]);
  const unseen = { ...judge, awaited: 0, lastSeenAt: null, openDeviceAt: null };
  expect(said({ judges: [unseen, { ...unseen, judgeId: "k" }] })).toEqual([["judges-unseen", 2]]);
});

it("waits for no tablet of a hall on paper", () => {
  const judges = [{ judgeId: "j", displayName: "张评委", awaited: 2, lastSeenAt: null, openDeviceAt: null, spread: null }];
  expect(said({ isOnPaper: true, judges, panels: [] })).toEqual([["on-paper"]]);
});

it("puts what somebody must do first, and what is well to know after it", () => {
  const judges = [
    { judgeId: "j", displayName: "张评委", awaited: 0, lastSeenAt: before(1), openDeviceAt: null, spread: "harsh" as const },
  ];
  const facts = { judges, apart: 1, openTies: 2, corrections: 1, rescoreSets: 1, appeals: { open: 1, until: NOW + MINUTE } };
  expect(said(facts, 3)).toEqual([
    ["ties-open", 2],
    ["corrections-open", 1],
    ["appeals-open", 1],
    ["rescore-open", 1],
    ["objections-open", 3],
    ["scores-apart", 1],
    ["spread-harsh", "张评委"],
    ["appeal-clock", NOW + MINUTE],
  ]);
  // A clock that has run out is no news.
  expect(said({ appeals: { open: 0, until: NOW } })).toEqual([]);
});

it("counts a device as online for a minute", () => {
  expect([isOnline(before(0), NOW), isOnline(NOW - MINUTE + 1, NOW), isOnline(before(1), NOW), isOnline(null, NOW)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
