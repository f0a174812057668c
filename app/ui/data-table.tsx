/**
 * A list: search, filter chips and order in the URL, a count, and what to do when it is empty. Up to a few hundred rows are here
 * as a whole; of a longer list the server answers one page.
 */
import { Form, Link, useLocation, useSearchParams, useSubmit } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, ChevronsUpDown, Search } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { applyView, type Column, type Filter, parameterName, readView, type Sort, type TableView } from "./data-table-view.ts";
import { ListFiles } from "./list-files.tsx";
import { useFollowing } from "./use-following.ts";

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
  /** The rows are one page, searched and filtered by the server with the address: what it counted. */
  paged?: Paged;
};

export type Paged = {
  /** Of all pages. */
  readonly matching: number;
  /** Without search and filters. */
  readonly total: number;
  /** What each chip of a filter finds, by filter and value. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
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
    paged,
  } = props;
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const addressed = readView(parameters, { name, filters, defaultSort });
  const [typed, setTyped] = useFollowing(addressed.search);
  const view: TableView = { ...addressed, search: typed };
  const total = paged?.total ?? rows.length;
  if (total === 0) {
    return (
      <div className={classes.frame}>
        {actions && <div className={classes.line}>{actions}</div>}
        {empty}
      </div>
    );
  }
  const shown = paged ? rows : applyView(rows, view, { columns, filters, search });
  const matching = paged?.matching ?? shown.length;
  const addressWith = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(parameters);
    next.delete(parameterName(name, "page"));
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
        {search && (
          <SearchField
            name={parameterName(name, "q")}
            page={parameterName(name, "page")}
            value={typed}
            onType={setTyped}
            parameters={parameters}
          />
        )}
        {filters.map((filter) => (
          <FilterChips
            key={filter.id}
            filter={filter}
            isNamed={filters.length > 1}
            chosen={view.chosen[filter.id]}
            count={(value) => {
              return paged ? (paged.counts[filter.id]?.[value] ?? 0) : rows.filter((row) => filter.matches(row, value)).length;
            }}
            total={paged ? sum(paged.counts[filter.id]) : rows.length}
            addressOf={(value) => addressWith({ [filter.id]: value })}
          />
        ))}
      </div>
      <div className={classes.line}>
        <p className={`tabular ${classes.count}`} aria-live="polite">
          {matching === total ? t("table.countAll", { count: total }) : t("table.countSome", { count: matching, total })}
        </p>
        <div className={classes.actions}>
          {actions}
          {shown.length > 0 && <ListFiles caption={caption} page={parameterName(name, "page")} />}
        </div>
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
          <table
            className={classes.table}
            data-phone={phone}
            data-list={caption}
            data-pages={paged?.pages}
            data-page-parameter={parameterName(name, "page")}
          >
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
      {paged && paged.pages > 1 && (
        <Pages page={paged.page} pages={paged.pages} addressOf={(page) => addressWith({ page: String(page) })} />
      )}
    </div>
  );
}

function sum(counts: Readonly<Record<string, number>> | undefined): number {
  return Object.values(counts ?? {}).reduce((one, other) => one + other, 0);
}

function Pages(props: { page: number; pages: number; addressOf: (page: number) => string }) {
  const { page, pages, addressOf } = props;
  const { t } = useTranslation();
  return (
    <nav className={classes.pages} aria-label={t("table.pages")}>
      {page > 1 && (
        <Link to={addressOf(page - 1)} rel="prev" className={classes.page}>
          <ChevronLeft size={16} aria-hidden="true" />
          {t("table.previous")}
        </Link>
      )}
      <span className="tabular">{t("table.page", { page, pages })}</span>
      {page < pages && (
        <Link to={addressOf(page + 1)} rel="next" className={classes.page}>
          {t("table.next")}
          <ChevronRight size={16} aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}

/** Filters while typing; the address follows after a pause, or at once with Enter, also without scripts. */
function SearchField(props: {
  name: string;
  /** The parameter of the page, which a search begins anew. */
  page: string;
  value: string;
  onType: (value: string) => void;
  parameters: URLSearchParams;
}) {
  const { name, page, value, onType, parameters } = props;
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Form method="get" action={pathname} ref={form} role="search" replace preventScrollReset className={classes.search}>
      {[...parameters]
        .filter(([key]) => key !== name && key !== page)
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
