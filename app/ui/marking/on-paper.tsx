/** A judge's form while the round is on paper: where to write, what was delivered before, and what is only on this device. */
import { useTranslation } from "react-i18next";
import { writePaperText } from "#app/domain/marking/paper.ts";
import { Notice } from "#app/ui/notice.tsx";
import { FormSheet, type FormSheetProps } from "./form-sheet.tsx";
import classes from "./on-paper.module.css";

export type OnPaperProps = Pick<FormSheetProps, "aspects" | "team" | "mark" | "maximum"> & {
  code: string;
  subCriterionId: string;
  /** Refused because they came after the change, kept on this device. */
  kept: readonly { readonly key: string; readonly aspectId: string; readonly value: number }[];
};

export function OnPaper({ code, subCriterionId, aspects, team, mark, maximum, kept }: OnPaperProps) {
  const { t } = useTranslation(["paper", "marking"]);
  const write = (aspectId: string, value: number) => {
    const aspect = aspects.find(({ id }) => id === aspectId);
    if (aspect?.kind === "measurement" && aspect.way?.kind === "yes-no") return value === 1 ? t("form.yes") : t("form.no");
    return aspect ? writePaperText(aspect, value) : String(value);
  };
  return (
    <div className={classes.stack}>
      <Notice tone="act" title={t("onPaper.title")} live>
        {t("onPaper.judge")}
      </Notice>
      {kept.length > 0 && (
        <Notice tone="info" title={t("onPaper.kept", { count: kept.length })}>
          <ul className={classes.kept}>
            {kept.map(({ key, aspectId, value }) => (
              <li key={key} className="tabular">
                {t("onPaper.keptValue", { aspect: aspectId, value: write(aspectId, value) })}
              </li>
            ))}
          </ul>
          <p>{t("onPaper.keptHint")}</p>
        </Notice>
      )}
      <FormSheet
        caption={t("marking:sheet.caption", { code, subCriterion: subCriterionId })}
        aspects={aspects}
        team={team}
        mark={mark}
        maximum={maximum}
      />
    </div>
  );
}
