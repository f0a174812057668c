/** A list of up to a few hundred rows: search, filter chips and order in the URL, a count, and what to do when it is empty. */
import { Form, Link, useLocation, useSearchParams, useSubmit } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronsUpDown, Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { applyView, type Column, type Filter, parameterName, readView, type Sort, type TableView } from "./data-table-view.ts";

export type { Column, Filter } from "./data-table-view.ts";

const SEARCH_PAUSE_MS = 300;

export type DataTableProps<Row> = {
  /** What the list is; read out as the table's caption. */
  caption: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  filters?: readonly Filter<Row>[];
  /** The text of a row that the search field looks in; without it there is no search field. */
  search?: (row: Row) => string;
  defaultSort?: Sort;
  /** Shown when there are no rows at all: what to do first. */
  empty: ReactNode;
  /** Buttons above the list, such as export. */
  actions?: ReactNode;
  /** Needed where a page has several tables. */
  name?: string;
  /** On a phone: "stack" turns each row into a block with labels, "scroll" keeps the columns. */
  phone?: "stack" | "scroll";
  /** Marks a row that needs action, or one that no longer counts. */
  rowTone?: (row: Row) => "act" | "off" | undefined;
};

export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    rows,
    rowKey,
    columns,
    filters = [],
    search,
    defaultSort,
    empty,
    actions,
    name,
    phone = "stack",
    rowTone,
  } = props;
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const addressed = readView(parameters, { name, filters, defaultSort });
  const [typed, setTyped] = useState(addressed.search);
  useEffect(() => setTyped(addressed.search), [addressed.search]);
  const view: TableView = { ...addressed, search: typed };
  if (rows.length === 0) {
    return (
      <div className={classes.frame}>
        {actions && <div className={classes.line}>{actions}</div>}
        {empty}
      </div>
    );
  }
  const shown = applyView(rows, view, { columns, filters, search });
  const addressWith = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(parameters);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(parameterName(name, key));
      else next.set(parameterName(name, key), value);
    }
    return `?${next}`;
  };
  const cleared = addressWith({ q: null, ...Object.fromEntries(filters.map(({ id }) => [id, null])) });

  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        {search && <SearchField name={parameterName(name, "q")} value={typed} onType={setTyped} parameters={parameters} />}
        {filters.map((filter) => (
          <FilterChips
            key={filter.id}
            filter={filter}
            isNamed={filters.length > 1}
            chosen={view.chosen[filter.id]}
            count={(value) => rows.filter((row) => filter.matches(row, value)).length}
            total={rows.length}
            addressOf={(value) => addressWith({ [filter.id]: value })}
          />
        ))}
      </div>
      <div className={classes.line}>
        <p className={`tabular ${classes.count}`} aria-live="polite">
          {shown.length === rows.length
            ? t("table.countAll", { count: rows.length })
            : t("table.countSome", { count: shown.length, total: rows.length })}
        </p>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {shown.length === 0 ? (
        <p className={classes.nothing}>
          {t("table.nothingMatches")}{" "}
          <Link to={cleared} replace preventScrollReset>
            {t("table.clearFilters")}
          </Link>
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways has to be reachable by keyboard.
        <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { name: caption })}>
          <table className={classes.table} data-phone={phone}>
            <caption className={classes.caption}>{caption}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <HeaderCell key={column.id} column={column} sort={view.sort} addressOf={(sort) => addressWith({ sort })} />
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={rowKey(row)} data-tone={rowTone?.(row)}>
                  {columns.map((column) => {
                    const Cell = column.isRowHeader ? "th" : "td";
                    return (
                      <Cell
                        key={column.id}
                        scope={column.isRowHeader ? "row" : undefined}
                        data-label={column.header}
                        data-align={column.align}
                        data-nowrap={column.noWrap || undefined}
                        className={column.align === "end" ? "tabular" : undefined}
                      >
                        {column.cell(row)}
                      </Cell>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

/** Filters while typing; the address follows after a pause, or at once with Enter, also without scripts. */
function SearchField(props: { name: string; value: string; onType: (value: string) => void; parameters: URLSearchParams }) {
  const { name, value, onType, parameters } = props;
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Form method="get" action={pathname} ref={form} role="search" replace preventScrollReset className={classes.search}>
      {[...parameters]
        .filter(([key]) => key !== name)
        .map(([key, kept]) => (
          <input key={`${key}=${kept}`} type="hidden" name={key} value={kept} />
        ))}
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        name={name}
        value={value}
        aria-label={t("table.search")}
        placeholder={t("table.search")}
        autoComplete="off"
        className={classes.searchInput}
        onChange={(event) => {
          onType(event.currentTarget.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => submit(form.current, { replace: true, preventScrollReset: true }), SEARCH_PAUSE_MS);
        }}
      />
    </Form>
  );
}

function FilterChips<Row>(props: {
  filter: Filter<Row>;
  /** Says what it filters by, where a list has several filters. */
  isNamed: boolean;
  chosen: string | undefined;
  count: (value: string) => number;
  total: number;
  addressOf: (value: string | null) => string;
}) {
  const { filter, isNamed, chosen, count, total, addressOf } = props;
  const { t } = useTranslation();
  const chips = [
    { value: null, label: t("word.all"), count: total },
    ...filter.options.map((option) => ({ ...option, count: count(option.value) })),
  ];
  return (
    <nav className={classes.chips} aria-label={t("table.filter", { name: filter.label })}>
      {isNamed && (
        <span className={classes.filterName} aria-hidden="true">
          {filter.label}
        </span>
      )}
      {chips.map((chip) => (
        <Link
          key={chip.value ?? ""}
          to={addressOf(chip.value)}
          replace
          preventScrollReset
          className={classes.chip}
          aria-current={(chosen ?? null) === chip.value ? "true" : undefined}
        >
          <span className={classes.chipLabel}>{chip.label}</span>
          <span className={`tabular ${classes.chipCount}`}>{chip.count}</span>
        </Link>
      ))}
    </nav>
  );
}

function HeaderCell<Row>(props: { column: Column<Row>; sort: Sort | null; addressOf: (sort: string) => string }) {
  const { column, sort, addressOf } = props;
  const { t } = useTranslation();
  const isSorted = sort?.column === column.id;
  const descending = isSorted && sort.descending;
  const Arrow = !isSorted ? ChevronsUpDown : descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      data-align={column.align}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={isSorted ? (descending ? "descending" : "ascending") : undefined}
    >
      {column.sortBy ? (
        <Link
          to={addressOf(isSorted && !descending ? `-${column.id}` : column.id)}
          replace
          preventScrollReset
          className={classes.sort}
          data-sorted={isSorted || undefined}
          title={t("table.sortBy", { name: column.header })}
        >
          {column.header}
          <Arrow size={14} aria-hidden="true" />
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}
