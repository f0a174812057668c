/** A whole form on one page, as it is read before signing and before confirming: every aspect, what is odd, the sum. */
import { Link } from "@remix-run/react";
import { CircleDashed, Flag, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Oddity } from "#app/domain/marking/oddities.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { Mark } from "#app/ui/mark.tsx";
import { Given as GivenValues, type PanelAspect } from "./aspect-panel.tsx";
import classes from "./form-sheet.module.css";

export type SheetAspect = PanelAspect & { readonly oddities: readonly Oddity[] };

export type FormSheetProps = {
  caption: string;
  aspects: readonly SheetAspect[];
  team: readonly { readonly judgeId: string; readonly displayName: string }[];
  mark: number | null;
  maximum: number;
  /** Where an aspect is put right; without it the sheet is for reading only. */
  toAspect?: (id: string) => string;
};

export function FormSheet({ caption, aspects, team, mark, maximum, toAspect }: FormSheetProps) {
  const { t } = useTranslation("marking");
  return (
    <table className={classes.sheet}>
      <caption className={classes.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("sheet.aspect")}</th>
          <th scope="col">{t("sheet.given")}</th>
          <th scope="col" data-align="end">
            {t("sheet.mark")}
          </th>
        </tr>
      </thead>
      <tbody>
        {aspects.map((aspect) => (
          <tr key={aspect.id} data-odd={aspect.oddities.length > 0 || aspect.mark === null || undefined}>
            <th scope="row">
              <span className={`tabular ${classes.id}`}>{aspect.id}</span>
              {toAspect ? (
                <Link to={toAspect(aspect.id)} discover="none">
                  {aspect.text}
                </Link>
              ) : (
                aspect.text
              )}
            </th>
            <td>
              <Given aspect={aspect} team={team} />
            </td>
            <td data-align="end" className={classes.mark}>
              <Mark value={aspect.mark} maximum={aspect.maximum} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t("sheet.sum")}
          </th>
          <td data-align="end" className={classes.sum}>
            <Mark value={mark} maximum={maximum} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Given({ aspect, team }: { aspect: SheetAspect; team: FormSheetProps["team"] }) {
  const { t } = useTranslation("marking");
  const rule = useMeasurementWords().rule({ ...aspect, each: undefined });
  return (
    <div className={classes.given}>
      {aspect.allIn && (aspect.kind === "judgement" || aspect.each !== undefined || aspect.way !== undefined) && (
        <GivenValues aspect={aspect} team={team} />
      )}
      {rule !== "" && <span className={`tabular ${classes.requirement}`}>{rule}</span>}
      {aspect.kind === "measurement" && aspect.requirement && (
        <span className={classes.requirement}>{t("entry.requirement", { requirement: aspect.requirement })}</span>
      )}
      {aspect.mark === null && (
        <span className={classes.missing}>
          {aspect.mustRescore ? <TriangleAlert size={18} aria-hidden="true" /> : <CircleDashed size={18} aria-hidden="true" />}
          {aspect.mustRescore ? t("sheet.rescore") : t("sheet.missing")}
        </span>
      )}
      {aspect.oddities.map((oddity) => (
        <span key={oddity} className={classes.oddity}>
          <Flag size={16} aria-hidden="true" />
          {t(`oddity.${oddity}`)}
        </span>
      ))}
    </div>
  );
}
