/** The words of badges and seat cards. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { type Named, type OccasionFacts, openWords } from "./paper-words.ts";

/** What stands on badges and seat cards beside the data. @param of which they are, and of which session; null: of all */
export async function createCardWords(
  occasion: OccasionFacts,
  locale: Locale,
  of: { readonly kind: "badges" | "seat-cards"; readonly event: Named & { readonly code: string }; readonly only: number | null },
) {
  const { t, named, frameOf, sessionHeading } = await openWords(occasion, locale);
  return {
    ...frameOf(of.kind, of.event, of.only),
    competition: named(occasion),
    badgeTitle: t("badgeTitle"),
    badgeHint: t("badgeHint"),
    photo: t("photo"),
    entrantNumber: t("entrantNumber"),
    seatTitle: t("seatTitle"),
    named,
    sessionHeading,
  };
}
