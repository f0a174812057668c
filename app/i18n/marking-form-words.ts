/** The words of a printed marking form, in the reader's language and in the shape that the renderer takes. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { Locale, RoundKind } from "#app/domain/shared/vocabulary.ts";
import { codeContext } from "./code-context.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

type FormsOf = {
  /** How far apart scores may be before they are given again. */
  readonly spreadLimit: number;
  readonly event: string;
  readonly blindLayers: BlindLayer;
};

export async function createMarkingFormWords(locale: Locale, of: FormsOf) {
  const { spreadLimit, event, blindLayers } = of;
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "paper", "form");
  const word = createWord(instance);
  return {
    round: (kind: RoundKind) => word("roundKind", kind),
    fileName: instance.getFixedT(locale, "paper", "print")("fileName"),
    texts: {
      documentTitle: `${t("title")} ${event}`,
      title: t("title"),
      code: t("code", codeContext(blindLayers)),
      judgement: t("judgement"),
      measurement: t("measurement"),
      aspect: t("aspect"),
      answer: t("answer"),
      maximum: t("maximum"),
      instructions: t("instructions", { limit: spreadLimit }),
      mark: t("mark"),
      yes: t("yes"),
      no: t("no"),
      yesNo: t("yesNo"),
      count: t("count"),
      reading: t("reading"),
      otherReadings: t("otherReadings"),
      notes: t("notes"),
      judge: t("judge"),
      firstKeyer: t("firstKeyer"),
      secondKeyer: t("secondKeyer"),
      confirmer: t("confirmer"),
      signedAt: t("signedAt"),
      missingCharacters: t("missingCharacters"),
      day: (day: number) => t("day", { day }),
      maximumOf: (mark: string) => t("maximumOf", { mark }),
      requirement: (requirement: string) => t("requirement", { requirement }),
      deduction: (each: string) => t("deduction", { each }),
      scoreRound: (round: number) => t("scoreRound", { round }),
      page: (page: number, pages: number) => t("page", { page, pages }),
    },
  };
}
