/** What an award is called: a prize by its word, a special award by its name. */
import { useTranslation } from "react-i18next";
import { SPECIALS, type Special } from "#app/domain/ceremony/programme.ts";
import type { Heading } from "#app/domain/ceremony/shown.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { useNamed } from "#app/ui/use-named.ts";

export function isSpecial(award: Award | Special): award is Special {
  return (SPECIALS as readonly string[]).includes(award);
}

/** The words of an award, and the event that it is of or the whole competition. */
export function useHeadingWords() {
  const { t } = useTranslation("ceremony");
  const word = useWord();
  const named = useNamed();
  return {
    award: (award: Award | Special) => (isSpecial(award) ? t(`special.${award}`) : word("award", award)),
    event: ({ event }: Heading) => (event ? named(event) : t("prepared.all")),
  };
}
