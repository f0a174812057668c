/** Which result counts as which grade (等第) for policy: the default reading, or what officers confirmed for a competition. */

import type { AwardGrade } from "#app/domain/policy/pack.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

export const GRADE_BASES = ["award", "place"] as const;

/**
 * Tongzhou (14) does not say whether grade means medal, prize tier or place:
 * - `award`: each medal and each prize tier has its grade; null: none of the grades that documents pay.
 * - `place`: the last place of the first, second and third grade; two that are equal leave the later grade without a place.
 */
export type GradeMap =
  | { readonly by: "award"; readonly grades: Readonly<Record<Award, AwardGrade | null>> }
  | { readonly by: "place"; readonly lastPlaces: readonly [number, number, number] };

/** Gold and first prize are the first grade, silver and second prize the second, bronze and third prize the third. */
export const DEFAULT_GRADE_MAP: GradeMap = {
  by: "award",
  grades: { gold: 1, first: 1, silver: 2, second: 2, bronze: 3, third: 3, medallion: null, excellence: null },
};

/** What two officers settled for a competition, and the paper that it rests on. */
export type ConfirmedGradeMap = { readonly map: GradeMap; readonly reference: string };

/**
 * The award grade of a result; null where there is none of the three that documents pay. On the default map rows carry the
 * condition "award-grade-mapping" until officers confirm a map for the competition.
 * @param place among those who may win and passed; null: the result has none of these
 */
export function computeAwardGrade(
  award: Award | null,
  place: number | null = null,
  map: GradeMap = DEFAULT_GRADE_MAP,
): AwardGrade | null {
  if (map.by === "award") return award === null ? null : map.grades[award];
  if (place === null) return null;
  const [first, second, third] = map.lastPlaces;
  if (place <= first) return 1;
  if (place <= second) return 2;
  return place <= third ? 3 : null;
}

export const GRADE_MAPPING_REFUSALS = [
  "grade-mapping-open",
  "grade-mapping-same",
  "grade-places-descend",
  "grade-none-paid",
  "grade-mapping-settled",
  "proposer-confirms-mapping",
  "grade-mapping-unknown",
  "changed-meanwhile",
] as const;
export type GradeMappingRefusal = (typeof GRADE_MAPPING_REFUSALS)[number];

/**
 * Whether a map may be proposed: every reason against it.
 * @param input.confirmed the map in use that two officers settled; null: the default is in use
 * @param input.hasOpen whether another proposal waits for its second officer
 */
export function decideGradeProposal(input: {
  readonly map: GradeMap;
  readonly confirmed: GradeMap | null;
  readonly hasOpen: boolean;
}): Decision<null, GradeMappingRefusal> {
  const { map, confirmed } = input;
  const refusals: Refusal<GradeMappingRefusal>[] = [];
  if (input.hasOpen) refusals.push({ code: "grade-mapping-open" });
  if (map.by === "place") {
    const [first, second, third] = map.lastPlaces;
    if (second < first || third < second) refusals.push({ code: "grade-places-descend", params: { field: "places" } });
  } else if (Object.values(map.grades).every((grade) => grade === null)) {
    refusals.push({ code: "grade-none-paid", params: { field: "grades" } });
  }
  if (confirmed !== null && isSameGradeMap(map, confirmed)) refusals.push({ code: "grade-mapping-same" });
  return decide(refusals, null);
}

/** Whether this officer may settle the proposal: it waits still, and somebody else made it. */
export function decideGradeConfirmation(input: {
  readonly isOpen: boolean;
  readonly proposedById: string;
  readonly actorId: string;
}): Decision<null, GradeMappingRefusal> {
  const refusals: Refusal<GradeMappingRefusal>[] = [];
  if (!input.isOpen) refusals.push({ code: "grade-mapping-settled" });
  if (input.proposedById === input.actorId) refusals.push({ code: "proposer-confirms-mapping" });
  return decide(refusals, null);
}

/** Whether two maps give every result the same grade. */
export function isSameGradeMap(left: GradeMap, right: GradeMap): boolean {
  if (left.by === "place" || right.by === "place") {
    return (
      left.by === "place" &&
      right.by === "place" &&
      left.lastPlaces.every((lastPlace, index) => lastPlace === right.lastPlaces[index])
    );
  }
  return (Object.keys(left.grades) as Award[]).every((award) => left.grades[award] === right.grades[award]);
}
