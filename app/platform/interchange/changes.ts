/** A change of a re-score as the document names it. */
import { z } from "zod";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { code, count, mark } from "./basics.ts";
import { referenceSchema } from "./field.ts";

export const ChangeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("aspect"), entry: referenceSchema("entry"), aspect: code, mark }),
  z.strictObject({ kind: z.literal("component"), entry: referenceSchema("entry"), component: code, mark }),
  z.strictObject({ kind: z.literal("penalty"), entry: referenceSchema("entry"), penalty: mark }),
  z.strictObject({ kind: z.literal("time"), entry: referenceSchema("entry"), seconds: count }),
  z.strictObject({ kind: z.literal("participation"), entry: referenceSchema("entry"), participation: z.enum(PARTICIPATIONS) }),
]);
export type ChangeInDocument = z.infer<typeof ChangeSchema>;

/** A change as the document names it: entries by their names there. */
export function fromChange(change: RescoreChange, fileIdOf: (kind: "entry", id: string) => string): ChangeInDocument {
  const entry = fileIdOf("entry", change.entryId);
  switch (change.kind) {
    case "aspect":
      return { kind: "aspect", entry, aspect: change.aspectId, mark: change.mark };
    case "component":
      return { kind: "component", entry, component: change.component, mark: change.mark };
    case "penalty":
      return { kind: "penalty", entry, penalty: change.penalty };
    case "time":
      return { kind: "time", entry, seconds: change.seconds };
    case "participation":
      return { kind: "participation", entry, participation: change.participation };
  }
}

/** A change as rows and results have it. */
export function toChange(change: ChangeInDocument, entryId: string): RescoreChange {
  switch (change.kind) {
    case "aspect":
      return { kind: "aspect", entryId, aspectId: change.aspect, mark: change.mark };
    case "component":
      return { kind: "component", entryId, component: change.component, mark: change.mark };
    case "penalty":
      return { kind: "penalty", entryId, penalty: change.penalty };
    case "time":
      return { kind: "time", entryId, seconds: change.seconds };
    case "participation":
      return { kind: "participation", entryId, participation: change.participation };
  }
}
