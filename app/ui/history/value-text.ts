/** What a record of the log says, as text in the reader's language. */
import { useTranslation } from "react-i18next";
import type { Value } from "#app/domain/audit/changes.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { useFormats } from "#app/ui/use-formats.ts";

/** The lists of words that stand elsewhere than in the vocabulary. */
const PLACES: Readonly<Record<string, string>> = {
  entitlementState: "entitlements:state",
  preparationGate: "preparation:gates.gate",
};
const DIGITS_SHOWN = 12;

/** An unknown word stands as it was recorded: a log hides nothing because it is old. */
export function useHistoryText() {
  const { t, i18n } = useTranslation("history");
  const formats = useFormats();
  const lookup = createLookup(i18n);
  const find = (key: string, otherwise: string) => (i18n.exists(key) ? lookup(key) : otherwise);

  function toText(value: Value | null): string {
    if (value === null) return t("none");
    switch (value.as) {
      case "text":
        return /^[0-9a-f]{64}$/.test(value.text) ? `${value.text.slice(0, DIGITS_SHOWN)}…` : value.text;
      case "number":
        return String(value.number);
      case "marks":
        return formatHundredths(value.hundredths);
      case "money":
        return formats.money(value.fen);
      case "time":
        return formats.dateTime(value.at);
      case "day":
        return formats.day(value.at);
      case "boolean":
        return value.isTrue ? t("yes") : t("no");
      case "words": {
        const place = PLACES[value.list] ?? `common:vocabulary.${value.list}`;
        if (value.words.length === 0) return t("none");
        return value.words.map((word) => find(`${place}.${word}`, word)).join(t("comma"));
      }
    }
  }

  return {
    toText,
    kind: (kind: string) => find(`history:kind.${kind}`, kind),
    field: (field: string) => find(`history:field.${field}`, field),
    does: (act: string, what: string) =>
      i18n.exists(`history:does.${act}`) ? lookup(`history:does.${act}`, { what }) : `${act} ${what}`,
    act: (act: string) => find(`history:does.${act}`, act).replace("{{what}}", t("something")),
  };
}
