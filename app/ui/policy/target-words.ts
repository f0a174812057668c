/** The words of an indicator's values: with its unit, and without needless zeros. */
import { useTranslation } from "react-i18next";
import type { TargetRow } from "#app/domain/policy/target-view.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";

/** "26.5%", "50,000人". @param value hundredths of the unit */
export function useTargetWords(): { value(value: number, unit: TargetRow["unit"]): string; aim(target: TargetRow): string } {
  const { t, i18n } = useTranslation("targets");
  const plain = (value: number) => new Intl.NumberFormat(i18n.language).format(Number(formatHundredths(value)));
  return {
    value: (value, unit) => t("value", { value: plain(value), unit: t(`unit.${unit}`) }),
    aim: ({ aim, unit, by }) => {
      if (aim === null) return by === null ? t("aimBlank") : t("aimBlankBy", { by });
      const said = { value: plain(aim), unit: t(`unit.${unit}`) };
      return by === null ? t("aim", said) : t("aimBy", { ...said, by });
    },
  };
}
