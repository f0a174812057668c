/** Judges of a pool and sub-criteria to put them on, for the tests of panels. */
import type { PoolJudge, SubCriterionToMark } from "#app/domain/panels/clashes.ts";
import type { PartialityKind } from "#app/domain/panels/partiality.ts";

export const SUB_CRITERIA: readonly SubCriterionToMark[] = [
  { id: "A1", aspects: [{ id: "A1.1" }] },
  { id: "A2", aspects: [{ id: "A2.1" }] },
  { id: "B1", aspects: [{ id: "B1.1" }] },
];

/** A judge "j1" called 裁判1, partial to these entries. */
export function judge(number: number, partialTo: readonly string[] = [], kind: PartialityKind = "own-unit"): PoolJudge {
  return {
    judgeId: `j${number}`,
    displayName: `裁判${number}`,
    partialities: partialTo.length === 0 ? [] : [{ kind, targetId: `t${number}`, named: `对象${number}`, entryIds: partialTo }],
    excluding: [],
  };
}

export function pool(size: number): readonly PoolJudge[] {
  return Array.from({ length: size }, (_, index) => judge(index + 1));
}
