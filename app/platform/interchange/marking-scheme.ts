/** A marking scheme as the interchange format says it: modules, criteria, sub-criteria and the aspects that are marked. */
import { z } from "zod";
import { AGGREGATIONS, ASPECT_KINDS, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { MarkSchema } from "./event-rules.ts";
import type { Field } from "./field.ts";

const LONGEST = 5_000;
const MOST = 200;

const id = z.string().min(1).max(40);
const text = z.string().max(LONGEST);

const WaySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stated") }),
  z.strictObject({ kind: z.literal("yes-no") }),
  z.strictObject({ kind: z.literal("deduction"), each: MarkSchema }),
  z.strictObject({
    kind: z.literal("table"),
    unit: text,
    steps: z
      .array(
        z.strictObject({
          upTo: z.int().min(-1_000_000_000).max(1_000_000_000).nullable().describe("a reading in thousandths of the unit"),
          mark: MarkSchema,
        }),
      )
      .max(MOST),
  }),
]);

const AspectSchema = z.strictObject({
  id,
  kind: z.enum(ASPECT_KINDS),
  text,
  detail: text.optional(),
  maximum: MarkSchema,
  requirement: text.optional(),
  way: WaySchema.optional(),
  each: z.enum(AGGREGATIONS).optional().describe("each judge enters his own value and the marks are aggregated"),
  descriptors: z.tuple([text, text, text, text]).optional().describe("what the scores 0, 1, 2 and 3 mean"),
  section: text.optional(),
});

const SchemeSchema = z.strictObject({
  modules: z
    .array(z.strictObject({ id, name: text }))
    .max(MOST)
    .optional(),
  criteria: z
    .array(
      z.strictObject({
        id,
        name: text,
        module: id.optional(),
        maximum: MarkSchema,
        subCriteria: z
          .array(z.strictObject({ id, name: text, day: z.int().min(0).max(1000), aspects: z.array(AspectSchema).max(MOST) }))
          .max(MOST),
      }),
    )
    .max(MOST),
}) as unknown as z.ZodType<MarkingScheme>;

export const schemeField: Field<MarkingScheme> = {
  schema: SchemeSchema,
  read: ({ content }) => content as MarkingScheme,
  write: (content) => ({ content }),
};
