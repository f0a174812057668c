/** What a judge has before him: the server's word, and what he entered on this device since. */
import { describe, expect, it } from "vitest";
import { hundredths } from "#app/domain/shared/units.ts";
import type { FormAspect, FormCard, JudgeForm } from "#app/domain/tablet/day.ts";
import { computeProgress, findNextForm, findShown, type OwnValue } from "#app/domain/tablet/overlay.ts";

function aspect(id: string, given: Partial<FormAspect> = {}): FormAspect {
  return {
    id,
    kind: "judgement",
    text: id,
    maximum: hundredths(200),
    mark: null,
    agreed: null,
    readings: [],
    scoreRound: 1,
    scores: [],
    scoresIn: 0,
    allIn: false,
    spread: null,
    mustRescore: false,
    earlierRounds: [],
    oddities: [],
    standingKey: null,
    standingAt: null,
    ...given,
  };
}

function form(aspects: readonly FormAspect[], given: Partial<JudgeForm> = {}): JudgeForm {
  const named = { code: "c", name: "", nameEn: "" };
  return {
    formId: "f1",
    competition: named,
    event: named,
    code: "R1",
    subCriterionId: "A1",
    subCriterionName: "",
    status: "open",
    medium: "tablet",
    revision: 4,
    team: [],
    aspects,
    mark: null,
    maximum: 400,
    task: "start",
    done: 0,
    total: aspects.length,
    open: aspects.map(({ id }) => id),
    judgeId: "me",
    correction: null,
    mayBeCorrected: false,
    signOffUnmet: [],
    conflicts: [],
    ...given,
  };
}

function own(key: string, aspectId: string, value: number, given: Partial<OwnValue> = {}): OwnValue {
  return { key, formId: "f1", aspectId, value, scoreRound: 1, state: "waiting", revision: null, ...given };
}

describe("the value on the screen", () => {
  const scored = aspect("A1.1", { scores: [{ judgeId: "me", score: 1 }], standingKey: "s1" });
  it("is the server's where nothing was entered here", () => {
    expect(findShown(form([scored]), scored, [])).toEqual({ value: 1, key: "s1", own: null });
    expect(findShown(form([aspect("A1.1")]), aspect("A1.1"), [])).toEqual({ value: null, key: null, own: null });
  });
  it("is the latest that waits here, and the next one replaces that", () => {
    const values = [own("k1", "A1.1", 2), own("k2", "A1.1", 3), own("k3", "A1.2", 0)];
    expect(findShown(form([scored]), scored, values)).toMatchObject({ value: 3, key: "k2" });
  });
  it("is one that arrived, until the form that was loaded has it", () => {
    const arrived = [own("k1", "A1.1", 2, { state: "arrived", revision: 5 })];
    expect(findShown(form([scored], { revision: 4 }), scored, arrived)).toMatchObject({ value: 2, key: "k1" });
    expect(findShown(form([scored], { revision: 5 }), scored, arrived)).toEqual({ value: 1, key: "s1", own: null });
  });
  it("is never one that was refused, is in conflict, or is of an earlier score round", () => {
    const values = [own("k1", "A1.1", 2, { state: "refused" }), own("k2", "A1.1", 3, { state: "conflict" })];
    expect(findShown(form([scored]), scored, values).key).toBe("s1");
    const again = aspect("A1.1", { scoreRound: 2 });
    expect(findShown(form([again]), again, [own("k1", "A1.1", 2)])).toEqual({ value: null, key: null, own: null });
  });
  it("of a measurement is the team's", () => {
    const agreed = aspect("A2.1", { kind: "measurement", agreed: 150, allIn: true, standingKey: "t1" });
    expect(findShown(form([agreed]), agreed, [])).toEqual({ value: 150, key: "t1", own: null });
  });
});

describe("how far a judge is", () => {
  const both = [aspect("A1.1"), aspect("A1.2")];
  it("counts what is only here", () => {
    expect(computeProgress(form(both), [])).toEqual({ task: "start", done: 0, total: 2, open: ["A1.1", "A1.2"] });
    expect(computeProgress(form(both), [own("k1", "A1.1", 2)])).toEqual({ task: "continue", done: 1, total: 2, open: ["A1.2"] });
  });
  it("says when all is done and some of it is only here", () => {
    const values = [own("k1", "A1.1", 2, { state: "arrived", revision: 5 }), own("k2", "A1.2", 2)];
    expect(computeProgress(form(both), values)).toMatchObject({ task: "await-delivery", done: 2, open: [] });
    const arrived = values.map((value) => ({ ...value, state: "arrived" as const, revision: 6 }));
    expect(computeProgress(form(both), arrived).task).toBe("await-scores");
  });
  it("is the server's word on a form that is closed", () => {
    const closed = form(both, { status: "signed", task: "signed", open: [], done: 2 });
    expect(computeProgress(closed, [own("k1", "A1.1", 2)]).task).toBe("signed");
  });
});

describe("the next form", () => {
  const card = (formId: string): FormCard => ({ formId, code: formId, task: "start", done: 0, total: 1, signed: 0, team: 3 });
  const group = (id: string, ids: readonly string[]) => ({ id, name: id, day: 1, isToday: true, forms: ids.map(card) });
  const title = {
    roundId: "r",
    competition: { name: "", nameEn: "" },
    event: { name: "", nameEn: "" },
    medium: "tablet",
  } as const;
  const list = { marking: [{ ...title, subCriteria: [group("A1", ["a", "b", "c"]), group("A2", ["d", "e"])] }] };
  const next = (from: string, open: readonly string[]) =>
    findNextForm(list, (id) => (open.includes(id) ? "start" : "confirmed"), from);
  it("is the same sub-criterion of the next code, then of the first, then of another", () => {
    expect(next("b", ["a", "c", "d"])).toBe("c");
    expect(next("b", ["a", "d"])).toBe("a");
    expect(next("b", ["d", "e"])).toBe("d");
    expect(next("e", ["d", "a"])).toBe("d");
    expect(next("b", ["b"])).toBeNull();
  });
});
