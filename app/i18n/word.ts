/** The words of the closed lists in the reader's language. */
import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createLookup } from "./lookup.ts";
import type { VocabularyName, VocabularyWord } from "./vocabulary.ts";

export type Word = <Name extends VocabularyName>(list: Name, word: VocabularyWord<Name>) => string;

/** `word("tier", "city")` in the language of an instance. */
export function createWord(instance: i18n): Word {
  const text = createLookup(instance);
  return (list, word) => text(`common:vocabulary.${list}.${word}`);
}

/** `word("tier", "city")` in the reader's language. */
export function useWord(): Word {
  const { i18n: instance } = useTranslation();
  return useMemo(() => createWord(instance), [instance]);
}
