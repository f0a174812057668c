/** What a competition awards beyond its prizes, as one flat form. */
import { z } from "zod";
import { POINTS_BY_AWARD, POINTS_BY_PLACE, type PointsRule, type SpecialAwardRules } from "#app/domain/awards/special-awards.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { choice, optionalNumber, wholeNumber } from "./fields.ts";

export const POINTS_KINDS = ["none", "by-place", "by-award"] as const;
/** Awards that the form asks points for. */
export const POINT_AWARDS = ["first", "second", "third"] as const;

const switched = z
  .string()
  .optional()
  .transform((value) => value === "on");

const points = wholeNumber(0, 1000).optional();

export const SetSpecialAwardsSchema = z
  .object({
    pointsKind: choice(POINTS_KINDS),
    /** Points of the first, second, ... place, as "10, 9, 8". */
    places: z.string().trim().max(200, "text-too-long").default(""),
    thenTo: points,
    thenPoints: points,
    rest: points,
    first: points,
    second: points,
    third: points,
    passed: points,
    bestOfDelegation: switched,
    highest: switched,
    organisationPlaces: optionalNumber(1, 1000),
    coachAwards: z.array(z.enum(AWARDS, "choice-missing")).default([]),
  })
  .transform((fields, context): SpecialAwardRules => {
    const { bestOfDelegation, highest, organisationPlaces, coachAwards } = fields;
    return { points: toPoints(fields, context), bestOfDelegation, highest, organisationPlaces, coachAwards };
  });

type PointFields = {
  readonly pointsKind: (typeof POINTS_KINDS)[number];
  readonly places: string;
} & Readonly<Partial<Record<"thenTo" | "thenPoints" | "rest" | "first" | "second" | "third" | "passed", number | undefined>>>;

function toPoints(fields: PointFields, context: z.RefinementCtx): PointsRule | null {
  if (fields.pointsKind === "none") return null;
  if (fields.pointsKind === "by-award") {
    const { awards } = POINTS_BY_AWARD;
    const [first, second, third] = POINT_AWARDS.map((award) => fields[award] ?? awards[award] ?? 0);
    const given = { first, second, third, gold: first, silver: second, bronze: third } as Record<string, number>;
    return { kind: "by-award", awards: given, passed: fields.passed ?? 0 };
  }
  const words = fields.places.split(/[\s,，、]+/).filter((word) => word !== "");
  if (words.length === 0 || !words.every((word) => /^\d{1,4}$/.test(word))) {
    context.addIssue({ code: "custom", message: "points-unreadable", path: ["places"] });
  }
  const { onward } = POINTS_BY_PLACE;
  return {
    kind: "by-place",
    places: words.map(Number),
    onward: { to: fields.thenTo ?? onward.to, points: fields.thenPoints ?? onward.points },
    rest: fields.rest ?? 0,
  };
}
