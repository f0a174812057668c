/** Forms add up to criteria and to a total, exactly. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeTotal } from "#app/domain/marking/total.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { SCHEME } from "./support.ts";

function form(subCriterionId: string, mark: number | null) {
  return { subCriterionId, mark: mark === null ? null : hundredths(mark) };
}

describe("the total of one blind code", () => {
  it("adds complete forms by criterion", () => {
    expect(computeTotal(SCHEME, [form("A1", 881), form("A2", 1950), form("B1", 6667)])).toEqual({
      total: 9498,
      isComplete: true,
      criteria: { A: 2831, B: 6667 },
      modules: {},
      formsDone: 3,
      formsExpected: 3,
    });
  });

  it("is partial while a form is open or missing", () => {
    expect(computeTotal(SCHEME, [form("A1", 881), form("A2", null)])).toEqual({
      total: 881,
      isComplete: false,
      criteria: { A: 881, B: 0 },
      modules: {},
      formsDone: 1,
      formsExpected: 3,
    });
  });

  it("is not complete for a scheme that asks nothing", () => {
    expect(computeTotal({ criteria: [] }, [])).toMatchObject({ total: 0, isComplete: false });
  });

  it("does not take a form twice, nor one from another scheme", () => {
    expect(() => computeTotal(SCHEME, [form("A1", 1), form("A1", 1)])).toThrow(RangeError);
    expect(() => computeTotal(SCHEME, [form("C1", 1)])).toThrow(RangeError);
  });

  it("does not depend on the order of the forms", () => {
    const marks = fc.record({ A1: fc.integer({ min: 0, max: 1000 }), A2: fc.integer({ min: 0, max: 2000 }) });
    fc.assert(
      fc.property(marks, ({ A1, A2 }) => {
        const forms = [form("A1", A1), form("A2", A2)];
        expect(computeTotal(SCHEME, [...forms].reverse())).toEqual(computeTotal(SCHEME, forms));
      }),
    );
  });
});
