/** What is submitted where judges are put into panels, changed, and where conflicts are declared. */
import { z } from "zod";
import { CONFLICT_KINDS } from "#app/domain/panels/partiality.ts";
import { choice, text } from "./fields.ts";

const id = z.string("choice-missing").min(1, "choice-missing").max(100, "choice-missing");

/** A place in a panel: the sub-criterion and the judge with a blank between them. */
const seat = z.string().regex(/^[^\s]{1,40} [^\s]{1,100}$/, "field-invalid");

/** Every place that is taken; without any the plan is empty. */
export const AssignPanelsSchema = z
  .object({
    basedOn: z.string("field-invalid").max(100),
    seats: z.array(seat).max(5000).default([]),
  })
  .transform(({ basedOn, seats }) => {
    const panels = new Map<string, string[]>();
    for (const one of seats) {
      const [subCriterionId = "", judgeId = ""] = one.split(" ");
      panels.set(subCriterionId, [...(panels.get(subCriterionId) ?? []), judgeId]);
    }
    return { basedOn, panels: [...panels].map(([subCriterionId, judges]) => ({ subCriterionId, judges })) };
  });

const reason = text(500);
const judges = z.array(id, "choice-missing").min(1, "choice-missing").max(50, "choice-missing");

/** Another panel for a sub-criterion, one judge in the place of another, or another panel for one form. */
export const ChangePanelSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("panel"), reason, subCriterionId: id, judges }),
    z.object({ kind: z.literal("judge"), reason, leaving: id, arriving: id }),
    z.object({ kind: z.literal("form"), reason, formId: id, judges }),
  ])
  .transform(({ reason: why, ...change }) => ({ reason: why, change }));

export const DeclareConflictSchema = z.object({ kind: choice(CONFLICT_KINDS), targetId: id, reason });

/** The office says of whom. */
export const RecordConflictSchema = DeclareConflictSchema.extend({ judgeId: id });

export const WithdrawConflictSchema = z.object({ conflictId: id });
