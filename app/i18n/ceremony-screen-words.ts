/** The words of the ceremony's big screen: both languages at once, whatever the reader's own is; Chinese goes first there. */
import { SPECIALS, type Special } from "#app/domain/ceremony/programme.ts";
import { AWARDS, type Award, LOCALES, type Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

const WORDS = ["ceremony", "soon", "awaited", "equal", "congratulations", "stale"] as const;

export type CeremonyScreenWords = Readonly<Record<(typeof WORDS)[number], string>> & {
  readonly award: Readonly<Record<Award | Special, string>>;
  readonly nameSeparator: string;
};

export async function createCeremonyScreenWords(): Promise<Readonly<Record<Locale, CeremonyScreenWords>>> {
  const all = await Promise.all(LOCALES.map(async (locale) => [locale, await createWords(locale)] as const));
  return Object.fromEntries(all) as Record<Locale, CeremonyScreenWords>;
}

async function createWords(locale: Locale): Promise<CeremonyScreenWords> {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "ceremony");
  const word = createWord(instance);
  const award = Object.fromEntries([
    ...AWARDS.map((one) => [one, word("award", one)]),
    ...SPECIALS.map((one) => [one, t(`special.${one}`)]),
  ]) as CeremonyScreenWords["award"];
  return {
    ...(Object.fromEntries(WORDS.map((key) => [key, t(`screen.${key}`)])) as Record<(typeof WORDS)[number], string>),
    award,
    nameSeparator: instance.getFixedT(locale, "papers")("nameSeparator"),
  };
}
