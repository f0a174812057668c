/** What the office submits about results. */
import { z } from "zod";
import { DISCLOSURES } from "#app/domain/shared/vocabulary.ts";

export const SetDisclosureSchema = z.object({ disclosure: z.enum(DISCLOSURES, "field-invalid") });

/** Why a board is frozen, or its freeze ended. */
export const FreezeReasonSchema = z.object({ reason: z.string().trim().min(1, "reason-required").max(500, "text-too-long") });

/** Each entry of a tie beside the number of its place in the order: 1 the best. */
export const DecideTieSchema = z
  .object({
    entryId: z.array(z.string().min(1).max(100)).min(1, "field-invalid").max(500, "field-invalid"),
    order: z.array(z.string().trim().max(4)).max(500, "field-invalid"),
    reason: z.string().trim().max(500, "text-too-long").default(""),
  })
  .transform(({ entryId, order, reason }, context) => {
    const numbers = entryId.map((_, row) => Number(order[row] ?? ""));
    const isWhole = [...numbers].sort((left, right) => left - right).every((number, index) => number === index + 1);
    if (!isWhole) context.addIssue({ code: "custom", message: "tie-order-incomplete", path: ["order"] });
    const entryIds = entryId
      .map((id, row) => ({ id, number: numbers[row] ?? 0 }))
      .sort((left, right) => left.number - right.number)
      .map(({ id }) => id);
    return { entryIds, reason };
  });
