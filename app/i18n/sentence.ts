/** The one place where a refusal's code becomes a sentence. */
import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { TextNamespace } from "./index.ts";
import { createLookup } from "./lookup.ts";

export type Sentence = (refusal: Refusal) => string;

/**
 * Sentences for the refusals of one subject: `refusal.<code>` of its namespace, else of `common`. A code without a sentence
 * throws outside production, and is shown as a code inside it.
 */
export function createSentence(instance: i18n, namespace: TextNamespace): Sentence {
  const text = createLookup(instance);
  return ({ code, params }) => {
    for (const place of [namespace, "common"]) {
      const key = `refusal.${code}`;
      if (instance.exists(`${place}:${key}`, { ...params })) return filled(text(`${place}:${key}`, params));
    }
    if (process.env.NODE_ENV !== "production") throw new Error(`no sentence for ${namespace}:refusal.${code}`);
    return text("common:refusals.unnamed", { code });
  };
}

/** @throws Error outside production when the refusal brought too few parameters for its sentence. */
function filled(sentence: string): string {
  if (process.env.NODE_ENV !== "production" && sentence.includes("{{")) throw new Error(`parameters missing: ${sentence}`);
  return sentence;
}

/** The sentences of one subject in the reader's language. */
export function useSentence(namespace: TextNamespace): Sentence {
  const { i18n: instance } = useTranslation();
  return useMemo(() => createSentence(instance, namespace), [instance, namespace]);
}
