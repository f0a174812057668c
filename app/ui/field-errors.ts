/** The sentences under the fields of a form, and the rest for the top of it. */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { TextNamespace } from "#app/i18n/index.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { refusalsBesides, refusalsOfField } from "./answer.ts";

export type FieldErrors = {
  /** For the `error` of a Mantine input; undefined when nothing is wrong with it. */
  readonly errorOf: (field: string) => string | undefined;
  /** What belongs to none of the fields: for `<Refusals>` above the form. */
  readonly others: readonly Refusal[];
};

/** Splits an action's refusals by `params.field` over the named fields. */
export function useFieldErrors(namespace: TextNamespace, refusals: readonly Refusal[], fields: readonly string[]): FieldErrors {
  const sentence = useSentence(namespace);
  return {
    errorOf: (field) => refusalsOfField(refusals, field).map(sentence).join(" ") || undefined,
    others: refusalsBesides(refusals, fields),
  };
}
