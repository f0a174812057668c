/** Marks of a component by entrant number, with what they change; and the mistakes of a file by sheet, row and column. */
import { useTranslation } from "react-i18next";
import type { ComponentFileRefusal, ComponentLine } from "#app/domain/results/component-file.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { Mark } from "#app/ui/mark.tsx";
import { ListFiles } from "../list-files.tsx";
import classes from "./component-marks.module.css";

/** A table shows so many mistakes; the rest is counted. */
const SHOWN = 300;

export function MarksTable(props: { caption: string; lines: readonly ComponentLine[]; showsChanges: boolean }) {
  const { caption, lines, showsChanges } = props;
  const { t } = useTranslation(["componentMarks", "common"]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={t("common:table.scroll", { name: caption })}>
      <ListFiles caption={caption} />
      <table className={classes.table} data-list={caption}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.entrantNumber")}</th>
            <th scope="col" data-align="end">
              {t("column.mark")}
            </th>
            {showsChanges && <th scope="col">{t("change")}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ entrantNumber, mark, before }) => (
            <tr key={entrantNumber} data-changed={before !== undefined || undefined}>
              <th scope="row" className="tabular">
                {entrantNumber}
              </th>
              <td className="tabular" data-align="end">
                <Mark value={mark} />
              </td>
              {showsChanges && <td>{before !== undefined && <Change before={before} after={mark} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Change({ before, after }: { before: number | null; after: number | null }) {
  const { t } = useTranslation("componentMarks");
  if (before === null) return <>{t("added")}</>;
  return (
    <>
      {after === null ? t("removed") : t("was")} <Mark value={before} />
    </>
  );
}

export function MistakesTable({ refusals }: { refusals: readonly ComponentFileRefusal[] }) {
  const { t } = useTranslation("componentMarks");
  const sentence = useSentence("componentMarks");
  return (
    <>
      <table className={classes.table}>
        <caption className={classes.caption}>{t("mistakes")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("place")}</th>
            <th scope="col">{t("item")}</th>
            <th scope="col">{t("problem")}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.slice(0, SHOWN).map((refusal) => (
            <tr key={`${refusal.sheet} ${refusal.row} ${refusal.column} ${refusal.code}`}>
              <th scope="row" className="tabular">
                {t("placeOf", { sheet: refusal.sheet, row: refusal.row, address: refusal.address ?? "" })}
              </th>
              <td>{t(`column.${refusal.column}`)}</td>
              <td>{sentence(refusal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {refusals.length > SHOWN && <p>{t("more", { count: refusals.length - SHOWN })}</p>}
    </>
  );
}
