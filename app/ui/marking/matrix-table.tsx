/** Codes by forms, each cell a state in icon, word and colour; a cell opens its form. */
import { Link } from "@remix-run/react";
import {
  CircleCheck,
  CircleDashed,
  ClipboardCheck,
  type LucideIcon,
  PenLine,
  Signature,
  Split,
  TriangleAlert,
  UserCheck,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CellState } from "#app/domain/marking/cell-state.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { ListFiles } from "../list-files.tsx";
import { useCodeContext } from "../use-code-context.ts";
import { useFormats } from "../use-formats.ts";
import classes from "./matrix-table.module.css";

export type MatrixTableProps = {
  caption: string;
  columns: readonly {
    readonly id: string;
    readonly name: string;
    readonly day: number;
    readonly maximum: number;
    /** Who marks it; several where its forms have different panels, each with its number and how many forms it has. */
    readonly panels: readonly {
      readonly number: number | null;
      readonly judges: readonly string[];
      readonly forms: number;
    }[];
  }[];
  rows: readonly {
    readonly code: string;
    readonly confirmed: number;
    readonly cells: readonly {
      readonly formId: string;
      readonly state: CellState;
      readonly done: number;
      readonly total: number;
      readonly signed: number;
      readonly mark: number | null;
    }[];
  }[];
};

const ICONS: Readonly<Record<CellState, LucideIcon>> = {
  empty: CircleDashed,
  started: PenLine,
  conflict: Split,
  apart: TriangleAlert,
  complete: Signature,
  signing: Signature,
  keyed: UserCheck,
  differs: TriangleAlert,
  signed: ClipboardCheck,
  confirmed: CircleCheck,
};

export function MatrixTable({ caption, columns, rows }: MatrixTableProps) {
  const { t } = useTranslation(["marking", "common"]);
  const ofCode = useCodeContext();
  const { list } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={t("common:table.scroll", { name: caption })}>
      <ListFiles caption={caption} />
      <table className={classes.table} data-list={caption}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("matrix.code", ofCode)}</th>
            {columns.map(({ id, name, maximum, panels }) => (
              <th key={id} scope="col">
                <span className="tabular">{id}</span>
                <span className={classes.name}>{name}</span>
                <span className={`tabular ${classes.maximum}`}>{formatHundredths(maximum)}</span>
                {panels.map(({ number, judges, forms }) => (
                  <span key={number ?? 0} className={classes.panel}>
                    {number !== null && <span className={classes.panelOf}>{t("matrix.panelOf", { number, count: forms })}</span>}
                    {list(judges)}
                  </span>
                ))}
              </th>
            ))}
            <th scope="col" data-align="end">
              {t("matrix.confirmed")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, cells, confirmed }) => (
            <tr key={code}>
              <th scope="row" className="tabular">
                {code}
              </th>
              {cells.map((cell) => (
                <td key={cell.formId}>
                  <Cell cell={cell} code={code} />
                </td>
              ))}
              <td data-align="end" className="tabular">
                {confirmed}/{cells.length}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell, code }: { cell: MatrixTableProps["rows"][number]["cells"][number]; code: string }) {
  const { t } = useTranslation("marking");
  const { formId, state, done, total, signed, mark } = cell;
  const Icon = ICONS[state];
  return (
    <Link to={`/judge/forms/${formId}/confirmation`} className={classes.cell} data-state={state}>
      <Icon size={18} aria-hidden="true" />
      <span className={classes.spoken}>{code}</span>
      <span className={classes.word}>{t(`cell.${state}`, { done, total, signed })}</span>
      {mark !== null && <span className={`tabular ${classes.mark}`}>{formatHundredths(mark)}</span>}
    </Link>
  );
}
