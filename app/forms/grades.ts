/** What an officer submits of the map of grades: by award a grade for each, or by place the last place of each grade. */
import { z } from "zod";
import { GRADE_BASES, type GradeMap } from "#app/domain/policy/award-grade.ts";
import type { AwardGrade } from "#app/domain/policy/pack.ts";
import { AWARDS, type Award } from "#app/domain/shared/vocabulary.ts";
import { choice, text, wholeNumber } from "./fields.ts";

/** The last place of the first, second and third grade. */
export const PLACE_FIELDS = ["firstTo", "secondTo", "thirdTo"] as const;

const grade = z.enum(["", "1", "2", "3"], "choice-missing").default("");
const grades = Object.fromEntries(AWARDS.map((award) => [award, grade])) as Record<Award, typeof grade>;
const place = wholeNumber(1, 999);

const MAPS = {
  award: z.object(grades).transform((given): GradeMap => {
    const pairs = AWARDS.map((award) => [award, given[award] === "" ? null : (Number(given[award]) as AwardGrade)] as const);
    return { by: "award", grades: Object.fromEntries(pairs) as Record<Award, AwardGrade | null> };
  }),
  place: z
    .object({ firstTo: place, secondTo: place, thirdTo: place })
    .transform(({ firstTo, secondTo, thirdTo }): GradeMap => ({ by: "place", lastPlaces: [firstTo, secondTo, thirdTo] })),
} as const;

/** The fields of the other basis stand in the form, too; they are not looked at. */
function toMap(fields: { readonly by: keyof typeof MAPS }, context: z.RefinementCtx): GradeMap {
  const parsed = MAPS[fields.by].safeParse(fields);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: "custom", message, path: [...path] });
  return z.NEVER;
}

export const GradeMapSchema = z
  .object({ by: choice(GRADE_BASES) })
  .loose()
  .transform(toMap);

export const ProposeGradeMappingSchema = z
  .object({ by: choice(GRADE_BASES), reference: text(200) })
  .loose()
  .transform((fields, context) => ({ reference: fields.reference, map: toMap(fields, context) }));

export const GradeMappingActSchema = z.object({ mappingId: text() });
