/** What clashes where judges are put into panels, and what may be stored in spite of it (DOMAIN 5, the clashes named in the issue). */
import { describe, expect, it } from "vitest";
import { assignToAll, decideAssignment, fillPanels, listPartialJudges, rotatePanels } from "#app/domain/panels/assignment.ts";
import { listClashes, type PanelsToCheck } from "#app/domain/panels/clashes.ts";
import { listPartialities } from "#app/domain/panels/partiality.ts";
import { judge, pool, SUB_CRITERIA } from "./support.ts";

const BLIND = { judgesPerForm: 3, marking: "blind" } as const;
const OPEN = { judgesPerForm: 3, marking: "open" } as const;
const FULL = assignToAll(SUB_CRITERIA, ["j1", "j2", "j3"]);

function clashes(changes: Partial<PanelsToCheck>) {
  const input = { subCriteria: SUB_CRITERIA, rules: BLIND, pool: pool(5), panels: FULL, chiefJudges: 1, ...changes };
  return listClashes(input).map(({ subCriterionId, judgeId, weight, refusal }) => [
    subCriterionId,
    judgeId,
    weight,
    refusal.code,
  ]);
}

describe("clashes", () => {
  it("are none where neutral judges stand in panels of the size that is ruled", () => {
    expect(clashes({})).toEqual([]);
  });

  it("name the judge of an entered unit and who declared a conflict, each where he is put", () => {
    const judges = [judge(1, ["e1"]), judge(2, ["e1"], "declared-delegation"), judge(3), judge(4, ["e2"], "declared-entry")];
    const panels = [
      { subCriterionId: "A1", judges: ["j1", "j2", "j3"] },
      { subCriterionId: "A2", judges: ["j3", "j2", "j4"] },
      { subCriterionId: "B1", judges: ["j3", "j2", "j1"] },
    ];
    expect(clashes({ pool: judges, panels })).toEqual([
      ["A1", "j1", "refusal", "judge-own-unit-entered"],
      ["A1", "j2", "refusal", "judge-declared-delegation"],
      ["A2", "j2", "refusal", "judge-declared-delegation"],
      ["A2", "j4", "refusal", "judge-declared-entry"],
      ["B1", "j1", "refusal", "judge-own-unit-entered"],
      ["B1", "j2", "refusal", "judge-declared-delegation"],
    ]);
    const said = listClashes({ subCriteria: SUB_CRITERIA, rules: BLIND, pool: judges, panels, chiefJudges: 1 })[0]?.refusal;
    expect(said).toEqual({ code: "judge-own-unit-entered", params: { judge: "裁判1", named: "对象1" } });
  });

  it("say nothing of what a reader may not know", () => {
    const hidden = {
      ...judge(1, ["e1"]),
      partialities: [{ kind: "own-unit", targetId: "", named: null, entryIds: [] } as const],
    };
    const [clash] = listClashes({
      subCriteria: SUB_CRITERIA,
      rules: BLIND,
      pool: [hidden, judge(2), judge(3)],
      panels: FULL,
      chiefJudges: 1,
    });
    expect(clash?.refusal).toEqual({ code: "judge-own-unit-entered-unnamed", params: { judge: "裁判1" } });
  });

  it("warn of an even panel, and ask for the size of the rules and three for a trimmed mean", () => {
    const trimmed = [{ id: "A1", aspects: [{ id: "A1.1", each: "trimmed-mean" } as const] }];
    const two = [{ subCriterionId: "A1", judges: ["j1", "j2"] }];
    expect(clashes({ subCriteria: trimmed, panels: two })).toEqual([
      ["A1", null, "incomplete", "panel-size-not-as-ruled"],
      ["A1", null, "incomplete", "panel-too-small-to-trim"],
      ["A1", null, "warning", "panel-even"],
    ]);
    // Where the rules ask for four, four are neither too many nor forbidden.
    const four = [{ subCriterionId: "A1", judges: ["j1", "j2", "j3", "j4"] }];
    expect(clashes({ subCriteria: trimmed, panels: four, rules: { ...BLIND, judgesPerForm: 4 } })).toEqual([
      ["A1", null, "warning", "panel-even"],
    ]);
  });

  it("name the missing chief judge, duties that exclude marking, strangers and sub-criteria without anyone", () => {
    const clerk = { ...judge(2), excluding: ["tally-clerk"] as const };
    const panels = [
      { subCriterionId: "A1", judges: ["j1", "j2", "j3"] },
      { subCriterionId: "A2", judges: ["j1", "j3", "j9"] },
    ];
    expect(clashes({ pool: [judge(1), clerk, judge(3)], panels, chiefJudges: 0 })).toEqual([
      [null, null, "incomplete", "chief-judge-missing"],
      ["A1", "j2", "refusal", "judge-duties-exclude"],
      ["A2", "j9", "refusal", "judge-not-in-pool"],
      ["B1", null, "incomplete", "panel-unassigned"],
    ]);
  });

  it("ask for a neutral reserve in open marking, where the judge may stay in the panel", () => {
    const partial = judge(1, ["e1"]);
    const panels = [{ subCriterionId: "A1", judges: ["j1", "j2", "j3"] }];
    const one = { subCriteria: SUB_CRITERIA.slice(0, 1), rules: OPEN, panels };
    const warning = ["A1", "j1", "warning", "judge-own-unit-entered"];
    expect(clashes({ ...one, pool: [partial, judge(2), judge(3), judge(4)] })).toEqual([warning]);
    expect(clashes({ ...one, pool: [partial, judge(2), judge(3)] })).toEqual([
      warning,
      ["A1", null, "incomplete", "reserve-missing"],
    ]);
    // The only reserve is partial to the same entry.
    expect(clashes({ ...one, pool: [partial, judge(2), judge(3), judge(4, ["e1"])] })).toContainEqual([
      "A1",
      null,
      "incomplete",
      "reserve-missing",
    ]);
    // He is partial to another one: on this form he can take the place.
    expect(clashes({ ...one, pool: [partial, judge(2), judge(3), judge(4, ["e2"])] })).toEqual([warning]);
  });
});

describe("partialities", () => {
  const entries = [
    { entryId: "e1", delegationId: "d1", units: new Set(["u1", "u2"]) },
    { entryId: "e2", delegationId: "d2", units: new Set(["u3"]) },
  ];

  it("follow from the unit and from what was declared, as far as it takes part", () => {
    const conflicts = [
      { kind: "delegation", targetId: "d2" },
      { kind: "organisation", targetId: "u9" },
      { kind: "entry", targetId: "e1" },
    ] as const;
    expect(listPartialities({ organisationId: "u2", conflicts }, entries)).toEqual([
      { kind: "own-unit", targetId: "u2", entryIds: ["e1"] },
      { kind: "declared-delegation", targetId: "d2", entryIds: ["e2"] },
      { kind: "declared-entry", targetId: "e1", entryIds: ["e1"] },
    ]);
    expect(listPartialities({ organisationId: null, conflicts: [] }, entries)).toEqual([]);
  });

  it("bind in blind marking who is really in a panel, and all other judges", () => {
    const judges = [
      { ...judge(1, ["e1"]), roles: ["marking-judge"] as const },
      { ...judge(2, ["e1"], "declared-entry"), roles: ["marking-judge"] as const },
      { ...judge(3, ["e1"], "declared-organisation"), roles: ["chief-judge"] as const },
    ];
    const names = (members: readonly string[], marking: "blind" | "open") => {
      const { judgesOfEnteredUnits, judgesWithConflicts } = listPartialJudges(judges, new Set(members), marking);
      return [judgesOfEnteredUnits, judgesWithConflicts];
    };
    expect(names(["j1", "j2"], "blind")).toEqual([["裁判1"], ["裁判2", "裁判3"]]);
    expect(names([], "blind")).toEqual([[], ["裁判3"]]);
    expect(names(["j1", "j2"], "open")).toEqual([[], ["裁判3"]]);
  });
});

describe("a plan", () => {
  const input = { phase: "draw", subCriteria: SUB_CRITERIA, rules: BLIND, pool: pool(5), panels: FULL, chiefJudges: 1 } as const;

  it("is stored incomplete, and not with a judge who must not be there", () => {
    const short = [{ subCriterionId: "A1", judges: ["j1", "j1", "j2"] }];
    expect(decideAssignment({ ...input, panels: short })).toEqual({
      ok: true,
      value: [{ subCriterionId: "A1", judges: ["j1", "j2"] }],
    });
    const partial = decideAssignment({ ...input, pool: [judge(1, ["e1"]), judge(2), judge(3)], chiefJudges: 0 });
    expect(partial.ok ? [] : partial.refusals.map(({ code }) => code)).toEqual(Array(3).fill("judge-own-unit-entered"));
    const unknown = decideAssignment({ ...input, panels: [{ subCriterionId: "Z9", judges: ["j1"] }] });
    expect(unknown).toEqual({ ok: false, refusals: [{ code: "sub-criterion-unknown", params: { subCriterion: "Z9" } }] });
  });

  it("is not stored any more once judging is open", () => {
    expect(decideAssignment({ ...input, phase: "judging" })).toEqual({
      ok: false,
      refusals: [{ code: "round-phase-wrong", params: { phase: "judging", needed: "draw" } }],
    });
  });

  it("stands for the whole pool where nothing is assigned and the pool is no larger than a panel", () => {
    expect(fillPanels(SUB_CRITERIA, [], ["j1", "j2", "j3"], 3).map(({ judges }) => judges)).toEqual(
      Array(3).fill(["j1", "j2", "j3"]),
    );
    expect(fillPanels(SUB_CRITERIA, [], ["j1", "j2", "j3", "j4"], 3).every(({ judges }) => judges.length === 0)).toBe(true);
    const one = [{ subCriterionId: "A2", judges: ["j2"] }];
    expect(fillPanels(SUB_CRITERIA, one, ["j1", "j2"], 3).map(({ judges }) => judges)).toEqual([
      ["j1", "j2"],
      ["j2"],
      ["j1", "j2"],
    ]);
  });

  it("rotates five judges in panels of three: 1-2-3, 4-5-1, 2-3-4", () => {
    expect(rotatePanels(SUB_CRITERIA, ["j1", "j2", "j3", "j4", "j5"], 3).map(({ judges }) => judges.join("-"))).toEqual([
      "j1-j2-j3",
      "j4-j5-j1",
      "j2-j3-j4",
    ]);
    expect(rotatePanels(SUB_CRITERIA, ["j1", "j2"], 3).map(({ judges }) => judges)).toEqual(Array(3).fill(["j1", "j2"]));
    expect(rotatePanels(SUB_CRITERIA, [], 3).map(({ judges }) => judges)).toEqual([[], [], []]);
  });
});
