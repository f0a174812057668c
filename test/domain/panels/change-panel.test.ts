/** Changing panels while judging is open: what passes on, and what would reveal whose a form is (DOMAIN 5, recusal). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allotForms } from "#app/domain/panels/allot-forms.ts";
import { decideChangePanel, type PanelForm } from "#app/domain/panels/change-panel.ts";
import { allotRecusals, listPanelsInForce, planMarking, RECUSAL } from "#app/domain/panels/recusal.ts";
import { judge, pool, SUB_CRITERIA } from "./support.ts";

const BLIND = { judgesPerForm: 3, marking: "blind" } as const;
const OPEN = { judgesPerForm: 3, marking: "open" } as const;

/** Two forms of A1 and one of A2; the second of A1 is confirmed. */
const FORMS: readonly PanelForm[] = [
  { formId: "f1", subCriterionId: "A1", status: "signed", judges: ["j1", "j2", "j3"], entryId: null },
  { formId: "f2", subCriterionId: "A1", status: "confirmed", judges: ["j1", "j2", "j3"], entryId: null },
  { formId: "f3", subCriterionId: "A1", status: "open", judges: ["j1", "j2", "j3"], entryId: null },
  { formId: "f4", subCriterionId: "A2", status: "open", judges: ["j1", "j4", "j5"], entryId: null },
];

function change(changes: Partial<Parameters<typeof decideChangePanel>[0]>) {
  const decided = decideChangePanel({
    phase: "judging",
    rules: BLIND,
    subCriteria: SUB_CRITERIA,
    pool: pool(6),
    forms: FORMS,
    change: { kind: "judge", leaving: "j1", arriving: "j6" },
    ...changes,
  });
  return decided.ok ? decided.value : decided.refusals.map(({ code }) => code);
}

describe("in blind marking", () => {
  it("a judge is replaced on every form that is not confirmed, wherever he has one", () => {
    expect(change({})).toEqual([
      { subCriterionId: "A1", judges: ["j2", "j3", "j6"], formIds: ["f1", "f3"] },
      { subCriterionId: "A2", judges: ["j4", "j5", "j6"], formIds: ["f4"] },
    ]);
  });

  it("a whole panel steps back from a sub-criterion for another", () => {
    expect(change({ change: { kind: "panel", subCriterionId: "A1", judges: ["j4", "j5", "j6"] } })).toEqual([
      { subCriterionId: "A1", judges: ["j4", "j5", "j6"], formIds: ["f1", "f3"] },
    ]);
  });

  it("a single form never changes hands", () => {
    expect(change({ change: { kind: "form", formId: "f1", judges: ["j4", "j5", "j6"] } })).toEqual(["one-form-would-reveal"]);
  });

  it("nobody takes over who is not neutral, is in the panel already, or is no marking judge of the event", () => {
    const partial = [...pool(5), judge(6, ["e1"])];
    expect(change({ pool: partial })).toEqual(["judge-own-unit-entered"]);
    expect(change({ change: { kind: "judge", leaving: "j1", arriving: "j4" } })).toEqual(["judge-in-panel-already"]);
    expect(change({ change: { kind: "judge", leaving: "j1", arriving: "j9" } })).toEqual([
      "judge-not-in-pool",
      "judge-not-in-pool",
    ]);
    expect(change({ change: { kind: "panel", subCriterionId: "A1", judges: ["j4", "j5"] } })).toEqual([
      "panel-size-not-as-ruled",
    ]);
  });

  it("what changes nothing, comes too late or names what is not there is refused", () => {
    expect(change({ change: { kind: "panel", subCriterionId: "A1", judges: ["j3", "j2", "j1"] } })).toEqual(["panel-unchanged"]);
    expect(change({ phase: "recheck" })).toEqual(["round-phase-wrong"]);
    expect(change({ change: { kind: "panel", subCriterionId: "Z9", judges: [] } })).toEqual(["sub-criterion-unknown"]);
    expect(change({ change: { kind: "panel", subCriterionId: "B1", judges: ["j1", "j2", "j3"] } })).toEqual(["no-form-left"]);
  });

  it("the answer is the same whichever entry a conflict is about", () => {
    const about = (entryId: string) => change({ pool: [judge(1, [entryId], "declared-entry"), ...pool(6).slice(1)] });
    const answers = ["e1", "e2", "e3"].map(about);
    expect(answers).toEqual(Array(3).fill(change({})));
    expect(answers[0]).toHaveLength(2);
    const ofArriving = (entryId: string) => change({ pool: [...pool(5), judge(6, [entryId], "declared-entry")] });
    expect(["e1", "e2", "e3"].map(ofArriving)).toEqual(Array(3).fill(["judge-declared-entry"]));
  });
});

describe("in open marking", () => {
  const forms = FORMS.map((form, index) => ({ ...form, entryId: `e${index + 1}` }));
  const open = { rules: OPEN, forms };

  it("a reserve has the place of who is not neutral, on that form only", () => {
    const judges = [...pool(4), judge(5, ["e1"]), judge(6)];
    const wanted = { kind: "panel", subCriterionId: "A1", judges: ["j3", "j4", "j5"] } as const;
    expect(change({ ...open, pool: judges, change: wanted })).toEqual([
      { subCriterionId: "A1", judges: ["j1", "j3", "j4"], formIds: ["f1"] },
      { subCriterionId: "A1", judges: ["j3", "j4", "j5"], formIds: ["f3"] },
    ]);
  });

  it("a single form may change hands", () => {
    expect(change({ ...open, change: { kind: "form", formId: "f3", judges: ["j4", "j5", "j6"] } })).toEqual([
      { subCriterionId: "A1", judges: ["j4", "j5", "j6"], formIds: ["f3"] },
    ]);
  });

  it("it is refused where no reserve is left", () => {
    const judges = [judge(1, ["e3"]), judge(2), judge(3), judge(4, ["e3"])];
    const wanted = { kind: "form", formId: "f3", judges: ["j2", "j3", "j4"] } as const;
    expect(change({ ...open, pool: judges, change: wanted })).toEqual(["reserve-missing"]);
  });

  it("a conflict that is declared later moves the forms that are about it and not confirmed, and no others", () => {
    const judges = [judge(1, ["e2", "e3"], "declared-delegation"), ...pool(6).slice(1)];
    expect(allotRecusals(forms, judges)).toEqual([{ subCriterionId: "A1", judges: ["j2", "j3", "j4"], formIds: ["f3"] }]);
    expect(allotRecusals(forms, judges.slice(0, 3))).toEqual([]);
  });

  it("panels are made at the opening: one for all, and one with a reserve for what somebody must not mark", () => {
    const judges = [judge(1, ["e2"]), ...pool(4).slice(1)];
    const subjects = ["e1", "e2", "e3"].map((entryId) => ({ subjectId: `s-${entryId}`, entryId }));
    const plans = [{ subCriterionId: "A1", judges: ["j1", "j2", "j3"] }];
    const assigned = { subCriterionId: "A1", judges: ["j1", "j2", "j3"] };
    expect(planMarking("open", plans, judges, subjects)).toEqual([
      { ...assigned, subjectIds: ["s-e1", "s-e3"] },
      { subCriterionId: "A1", judges: ["j2", "j3", "j4"], subjectIds: ["s-e2"] },
    ]);
    // The assigned panel comes first, even without works.
    expect(planMarking("open", plans, judges, subjects.slice(1, 2))).toEqual([
      { ...assigned, subjectIds: [] },
      { subCriterionId: "A1", judges: ["j2", "j3", "j4"], subjectIds: ["s-e2"] },
    ]);
    expect(planMarking("open", plans, judges.slice(0, 3), subjects)).toBeNull();
    expect(planMarking("blind", plans, judges, subjects)).toEqual([{ ...assigned, subjectIds: ["s-e1", "s-e2", "s-e3"] }]);
  });

  it("works that come later go to the panel that all others passed to, not to one that was made for some", () => {
    const panel = (number: number, reason: string, count: number) => ({
      ...{ subCriterionId: "A1", judges: [`j${number}`], number, reason, forms: count },
    });
    const made = [panel(1, "", 3), panel(2, "评委身体不适", 5), panel(3, RECUSAL, 2), panel(4, "单张更换", 1)];
    const judgesOf = (marking: "open" | "blind", panels = made) => listPanelsInForce(marking, panels).map(({ judges }) => judges);
    expect(judgesOf("open")).toEqual([["j2"]]);
    expect(judgesOf("blind")).toEqual([["j4"]]);
    expect(judgesOf("open", [panel(1, "", 0), panel(2, RECUSAL, 3)])).toEqual([["j1"]]);
    const other = { ...panel(1, "", 4), subCriterionId: "A2" };
    expect(listPanelsInForce("blind", [other, ...made]).map(({ subCriterionId }) => subCriterionId)).toEqual(["A2", "A1"]);
  });
});

describe("allotting forms", () => {
  const someForms = fc.array(
    fc.record({
      id: fc.uuid(),
      judges: fc.constant(["j1", "j2", "j3"]),
      barred: fc.subarray(["j1", "j2", "j3", "j4", "j5", "j6"]).map((judges) => new Set(judges)),
    }),
    { maxLength: 12 },
  );

  it("gives every form once a full panel of judges who may mark it, or says that it cannot", () => {
    fc.assert(
      fc.property(someForms, (forms) => {
        const { panels, unserved } = allotForms(forms, ["j4", "j5", "j6"]);
        const served = panels.flatMap(({ ids }) => ids);
        expect([...served, ...unserved.map(({ id }) => id)].sort()).toEqual(forms.map(({ id }) => id).sort());
        for (const { judges, ids } of panels) {
          expect(new Set(judges).size).toBe(3);
          for (const form of forms.filter(({ id }) => ids.includes(id))) {
            expect(judges.filter((judgeId) => form.barred.has(judgeId))).toEqual([]);
          }
        }
        for (const { judges, barred } of unserved) {
          const missing = judges.filter((judgeId) => barred.has(judgeId)).length;
          expect(["j4", "j5", "j6"].filter((judgeId) => !barred.has(judgeId)).length).toBeLessThan(missing);
        }
      }),
    );
  });

  it("keeps together what is alike: where all forms bar the same judges there is one panel", () => {
    fc.assert(
      fc.property(fc.subarray(["j1", "j2", "j3"]), fc.integer({ min: 1, max: 9 }), (barred, count) => {
        const forms = Array.from({ length: count }, (_, id) => ({
          id: `${id}`,
          judges: ["j1", "j2", "j3"],
          barred: new Set(barred),
        }));
        expect(allotForms(forms, ["j4", "j5", "j6"]).panels).toHaveLength(1);
      }),
    );
  });
});
