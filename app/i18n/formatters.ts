/**
 * What a sentence may ask of a parameter: `{{actual, tier}}`, `{{maximum, marks}}`, `{{amount, money}}`, `{{until, day}}`. The
 * sentence says what its parameter is, so that rules can hand over plain words and numbers.
 */
import type { i18n } from "i18next";
import { createFormats } from "./formats.ts";
import { createLookup } from "./lookup.ts";
import { VOCABULARY, VOCABULARY_NAMES, type VocabularyName, type VocabularyWord } from "./vocabulary.ts";
import { createWord } from "./word.ts";

/** The value that each formatter takes; vocabulary formatters take one word or several with commas between. */
export type FormatterValues = {
  marks: number;
  money: number;
  day: string;
  date: string;
  dateTime: string | number;
  list: string;
} & Record<VocabularyName, string>;

/** Teaches an instance the formatters of `FormatterValues`. */
export function addFormatters(instance: i18n): void {
  const text = createLookup(instance);
  const formats = createFormats(instance);
  const add = (name: keyof FormatterValues, format: (value: string | number) => string) =>
    instance.services.formatter?.add(name, format);

  add("marks", (value) => formats.marks(Number(value)));
  add("money", (value) => formats.money(Number(value)));
  add("day", (value) => formats.day(value, "always"));
  add("date", (value) => formats.date(value, "always"));
  add("dateTime", (value) => formats.dateTime(value, "always"));
  add("list", (value) => formats.list(splitWords(value)));
  for (const name of VOCABULARY_NAMES) {
    add(name, (value) => formats.list(splitWords(value).map((word) => translate(name, word))));
  }

  function translate(name: VocabularyName, word: string): string {
    if (isWordOf(name, word)) return createWord(instance)(name, word);
    if (word === "none" || word === "unknown") return text(`common:word.${word}`);
    if (process.env.NODE_ENV === "production") return word;
    throw new Error(`"${word}" is no ${name}`);
  }
}

function isWordOf<Name extends VocabularyName>(name: Name, word: string): word is VocabularyWord<Name> {
  return (VOCABULARY[name] as readonly string[]).includes(word);
}

function splitWords(value: string | number): string[] {
  return String(value)
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
