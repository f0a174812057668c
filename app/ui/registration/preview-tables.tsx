/** What a roster file would do: its mistakes by sheet, row and column, and the rows that would be added or changed. */
import { useTranslation } from "react-i18next";
import type { RosterRefusal } from "#app/domain/registration/roster-facts.ts";
import type { ImportRow } from "#app/domain/registration/roster-import.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { PreviewTable } from "#app/ui/preview-table.tsx";

/** @param props `refusals` are the first of `total` */
export function MistakeTable({ refusals, total }: { readonly refusals: readonly RosterRefusal[]; readonly total: number }) {
  const { t } = useTranslation("registration");
  const sentence = useSentence("registration");
  return (
    <PreviewTable
      caption={t("import.errors")}
      headers={[t("import.place"), t("import.item"), t("import.problem")]}
      hidden={total - refusals.length}
    >
      {refusals.map((refusal) => (
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
    </PreviewTable>
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
    <PreviewTable caption={t("import.changes")} headers={headers} hidden={total - rows.length}>
      {rows.map((row) => (
        <tr key={`${row.sheet} ${row.row}`}>
          <td className="tabular">{t("import.placeOf", { sheet: row.sheet, row: row.row })}</td>
          <td>{i18n.language === "en" ? row.eventNameEn : row.eventName}</td>
          <td className="tabular">{row.teamNumber}</td>
          <th scope="row">{row.name}</th>
          <td className="tabular">{row.maskedDocument}</td>
          <td>{describe(row)}</td>
        </tr>
      ))}
    </PreviewTable>
  );
}
