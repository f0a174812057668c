/** What a table shows for an address: search, filters and order live in the URL, so that a view can be sent to a colleague. */
import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Makes the column sortable; null sorts last in both directions. Names sort by their stored pinyin key. */
  sortBy?: (row: Row) => string | number | null;
  /** "end" for numbers, marks and money. */
  align?: "start" | "end";
  /** The column that names the row. */
  isRowHeader?: boolean;
  /** A CSS width for columns that must not move. */
  width?: string;
  /** Keeps the cell on one line. */
  noWrap?: boolean;
};

export type Filter<Row> = {
  /** The name of its address parameter. */
  id: string;
  label: string;
  options: readonly { value: string; label: string }[];
  matches: (row: Row, value: string) => boolean;
};

export type Sort = { column: string; descending: boolean };

export type TableView = {
  readonly search: string;
  readonly sort: Sort | null;
  /** The chosen value by filter id. */
  readonly chosen: Readonly<Record<string, string>>;
};

/** Names of address parameters, apart for each table of a page. */
export function parameterName(table: string | undefined, name: string): string {
  return table ? `${table}.${name}` : name;
}

export function readView<Row>(
  parameters: URLSearchParams,
  { name, filters, defaultSort }: { name?: string; filters: readonly Filter<Row>[]; defaultSort?: Sort },
): TableView {
  const sort = parameters.get(parameterName(name, "sort"));
  const chosen: Record<string, string> = {};
  for (const filter of filters) {
    const value = parameters.get(parameterName(name, filter.id));
    if (value !== null && filter.options.some((option) => option.value === value)) chosen[filter.id] = value;
  }
  return {
    search: parameters.get(parameterName(name, "q")) ?? "",
    sort: sort ? { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") } : (defaultSort ?? null),
    chosen,
  };
}

/** The rows that the view lets through, in its order; equal rows keep the order they came in. */
export function applyView<Row>(
  rows: readonly Row[],
  view: TableView,
  {
    columns,
    filters,
    search,
  }: { columns: readonly Column<Row>[]; filters: readonly Filter<Row>[]; search?: (row: Row) => string },
): Row[] {
  const wanted = view.search.trim().toLowerCase();
  const kept = rows.filter(
    (row) =>
      (wanted === "" || !search || search(row).toLowerCase().includes(wanted)) &&
      filters.every((filter) => {
        const value = view.chosen[filter.id];
        return value === undefined || filter.matches(row, value);
      }),
  );
  const sortBy = columns.find(({ id }) => id === view.sort?.column)?.sortBy;
  if (!sortBy) return kept;
  const direction = view.sort?.descending ? -1 : 1;
  return kept
    .map((row) => ({ row, key: sortBy(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return a.key < b.key ? -direction : a.key > b.key ? direction : 0;
    })
    .map(({ row }) => row);
}
