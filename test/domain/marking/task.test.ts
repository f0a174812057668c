/** What a form asks of each judge, from empty to confirmed, and what he should look at twice. */
import { describe, expect, it } from "vitest";
import { computeFormState } from "#app/domain/marking/form.ts";
import { listOddities } from "#app/domain/marking/oddities.ts";
import { computeTask } from "#app/domain/marking/task.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import { type Row, revisions, SUB_CRITERION, TEAM } from "./support.ts";

function task(rows: readonly Row[], judge = 1, status: FormStatus = "open", signed: readonly string[] = []) {
  const state = computeFormState(SUB_CRITERION, TEAM, revisions(...rows), { spreadLimit: 1 });
  return computeTask(state, status, signed, `judge-${judge}`);
}

const JUDGED: readonly Row[] = [
  ["A1.1", 1, 2],
  ["A1.1", 2, 2],
  ["A1.1", 3, 3],
];

describe("the task of a judge", () => {
  it("starts with the judgement, and measures when all scores are in", () => {
    expect(task([])).toEqual({ task: "start", done: 0, total: 2, open: ["A1.1"] });
    expect(task([["A1.1", 2, 2]])).toEqual({ task: "start", done: 0, total: 2, open: ["A1.1"] });
    expect(task([["A1.1", 1, 2]])).toEqual({ task: "await-scores", done: 1, total: 2, open: [] });
    expect(task(JUDGED)).toEqual({ task: "continue", done: 1, total: 2, open: ["A1.2"] });
  });

  it("is to score again when scores lie too far apart, until his own is in", () => {
    const apart: readonly Row[] = [
      ["A1.1", 1, 1],
      ["A1.1", 2, 2],
      ["A1.1", 3, 3],
    ];
    expect(task(apart)).toEqual({ task: "rescore", done: 0, total: 2, open: ["A1.1"] });
    expect(task([...apart, ["A1.1", 1, 2, 2]])).toEqual({ task: "await-scores", done: 1, total: 2, open: [] });
  });

  it("ends with the signature", () => {
    const complete: readonly Row[] = [...JUDGED, ["A1.2", 2, 750]];
    expect(task(complete).task).toBe("sign");
    expect(task(complete, 1, "open", ["judge-1"]).task).toBe("await-signatures");
    expect(task(complete, 2, "open", ["judge-1"]).task).toBe("sign");
    expect(task(complete, 1, "signed", TEAM)).toEqual({ task: "signed", done: 2, total: 2, open: [] });
    expect(task(complete, 1, "confirmed", TEAM).task).toBe("confirmed");
  });
});

describe("oddities", () => {
  function oddities(aspectId: string, ...rows: readonly Row[]) {
    const history = revisions(...rows);
    const state = computeFormState(SUB_CRITERION, TEAM, history, { spreadLimit: 1 });
    const aspect = state.aspects.find((candidate) => candidate.aspectId === aspectId);
    return aspect ? listOddities(aspect, history) : null;
  }

  it("are values given again, replaced or zero", () => {
    expect(oddities("A1.1", ...JUDGED)).toEqual([]);
    expect(oddities("A1.1", ["A1.1", 1, 0], ["A1.1", 2, 2], ["A1.1", 3, 2])).toEqual(["rescored"]);
    expect(oddities("A1.1", ["A1.1", 1, 0], ["A1.1", 2, 0], ["A1.1", 3, 0])).toEqual(["nothing-earned"]);
    expect(oddities("A1.1", ["A1.1", 1, 3], ["A1.1", 1, 2], ["A1.1", 2, 2], ["A1.1", 3, 2])).toEqual(["changed"]);
    expect(oddities("A1.2", ...JUDGED, ["A1.2", 1, 500], ["A1.2", 2, 0])).toEqual(["changed", "nothing-earned"]);
    expect(oddities("A1.2", ...JUDGED, ["A1.2", 1, 500], ["A1.2", 2, 500])).toEqual([]);
  });
});
