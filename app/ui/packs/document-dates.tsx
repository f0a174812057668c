/** From when until when a document is in force, as far as it says. */
import { useTranslation } from "react-i18next";
import type { PolicyDocument } from "#app/domain/policy/pack.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export function DocumentDates({ document: { effectiveFrom, effectiveTo } }: { document: PolicyDocument }) {
  const { t } = useTranslation("packs");
  const formats = useFormats();
  if (effectiveFrom === null) return t("unsaid");
  const from = formats.date(effectiveFrom);
  return (
    <span className="tabular">
      {effectiveTo === null ? t("from", { from }) : t("fromTo", { from, to: formats.date(effectiveTo) })}
    </span>
  );
}
