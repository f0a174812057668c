/** What a tie-break compares, in the reader's words: "criterion B (wiring), the higher first". */
import { useTranslation } from "react-i18next";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { EventRules, TieBreak } from "#app/domain/results/rules.ts";

/** @param scheme names its criteria and modules; without it their ids stand alone */
export function useTieBreakWords(
  { components }: Pick<EventRules, "components">,
  scheme: MarkingScheme | null,
): (tieBreak: TieBreak) => string {
  const { t } = useTranslation("rules");
  const thing = ({ by, id }: TieBreak): string => {
    switch (by) {
      case "time":
        return t("thing.time");
      case "component":
        return t("thing.component", { name: components.find(({ key }) => key === id)?.name ?? id });
      case "module":
        return t("thing.module", { id, name: (scheme ? listModules(scheme) : []).find((known) => known.id === id)?.name ?? "" });
      case "criterion":
        return t("thing.criterion", { id, name: scheme?.criteria.find((known) => known.id === id)?.name ?? "" });
    }
  };
  return (tieBreak) => {
    const kind = tieBreak.by === "time" ? "time" : "mark";
    return t(`words.tieBreak.${kind}.${tieBreak.order}`, { thing: thing(tieBreak).trim() });
  };
}
