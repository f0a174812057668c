/** What a roster file would do: its mistakes by sheet, row and column, and the rows that would be added or changed. */
import { useTranslation } from "react-i18next";
import type { RosterRefusal } from "#app/domain/registration/roster.ts";
import type { ImportRow } from "#app/domain/registration/roster-import.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import classes from "./registration.module.css";

/** A preview shows so many rows of each kind; the rest is counted. */
const SHOWN_ROWS = 300;

/** @param props `refusals` are the first of `total` */
export function MistakeTable({ refusals, total }: { readonly refusals: readonly RosterRefusal[]; readonly total: number }) {
  const { t } = useTranslation("registration");
  const sentence = useSentence("registration");
  return (
    <Table
      caption={t("import.errors")}
      headers={[t("import.place"), t("import.item"), t("import.problem")]}
      hidden={total - Math.min(SHOWN_ROWS, refusals.length)}
    >
      {refusals.slice(0, SHOWN_ROWS).map((refusal) => (
        <tr key={`${refusal.sheet} ${refusal.row} ${refusal.column} ${refusal.code}`}>
          <th scope="row" className="tabular">
            {refusal.address === null
              ? t("import.placeOf", { sheet: refusal.sheet, row: refusal.row })
              : t("import.placeOfCell", { sheet: refusal.sheet, row: refusal.row, address: refusal.address })}
          </th>
          <td>{t(`column.${refusal.column}`)}</td>
          <td>{sentence(refusal)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** @param props `rows` are the first of `total`; delegations are shown where the file names them */
export function ChangeTable({ rows, total }: { readonly rows: readonly ImportRow[]; readonly total: number }) {
  const { t, i18n } = useTranslation(["registration", "common"]);
  const headers = [t("import.place"), t("event"), t("import.team"), t("review.name"), t("import.document"), t("import.change")];
  const describe = ({ change, changedColumns }: ImportRow) => {
    if (change === "added") return t("import.rowAdded");
    if (change !== "changed") return t("import.rowKept");
    const columns = changedColumns.map((column) => t(`column.${column}`)).join(t("common:word.listSeparator"));
    return t("import.rowChanged", { columns });
  };
  return (
    <Table caption={t("import.changes")} headers={headers} hidden={total - Math.min(SHOWN_ROWS, rows.length)}>
      {rows.slice(0, SHOWN_ROWS).map((row) => (
        <tr key={`${row.sheet} ${row.row}`}>
          <td className="tabular">{t("import.placeOf", { sheet: row.sheet, row: row.row })}</td>
          <td>{i18n.language === "en" ? row.eventNameEn : row.eventName}</td>
          <td className="tabular">{row.teamNumber}</td>
          <th scope="row">{row.name}</th>
          <td className="tabular">{row.maskedDocument}</td>
          <td>{describe(row)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table(props: {
  readonly caption: string;
  readonly headers: readonly string[];
  /** How many rows are left out; none when it is not positive. */
  readonly hidden: number;
  readonly children: React.ReactNode;
}) {
  const { caption, headers, hidden, children } = props;
  const { t } = useTranslation(["registration", "common"]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("common:table.scroll", { name: caption })}>
        <table className={classes.table}>
          <caption className={classes.caption}>{caption}</caption>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
      {hidden > 0 && <p className={classes.soft}>{t("import.more", { count: hidden })}</p>}
    </>
  );
}
