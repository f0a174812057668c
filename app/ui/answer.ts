/** Reading what an action answered: its refusals by intent, and those that belong to one field of a form. */
import type { Refusal } from "#app/domain/shared/decision.ts";

/** The part of an action's answer that a form looks at. */
export type Answer =
  | { readonly ok: true; readonly intent: string }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly refusals: readonly Refusal[];
      /** What was submitted, by field name, where the action sends it back. */
      readonly typed?: Readonly<Record<string, readonly string[]>>;
    }
  | null
  | undefined;

/** The reasons against this intent; none when it was not the one that was tried. */
export function refusalsOf(answer: Answer, intent: string): readonly Refusal[] {
  return answer && !answer.ok && answer.intent === intent ? answer.refusals : [];
}

/** The reasons that name this field, and those that name none of the form's fields. */
export function refusalsOfField(refusals: readonly Refusal[], field: string): readonly Refusal[] {
  return refusals.filter(({ params }) => params?.field === field);
}

export function refusalsBesides(refusals: readonly Refusal[], fields: readonly string[]): readonly Refusal[] {
  return refusals.filter(({ params }) => !fields.includes(String(params?.field)));
}
