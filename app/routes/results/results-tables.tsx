/** The two tables of 成绩: by code while marks are blind, by name after. */
import { Link } from "@remix-run/react";
import { ListOrdered } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { NamedResultsRow, ResultsPage, ResultsRow } from "#app/queries/results/get-results-page.server.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { GoesOnBadge } from "#app/ui/rounds/goes-on-badge.tsx";
import { useTieBreakWords } from "#app/ui/setup/use-tie-break-words.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./results-tables.module.css";

type TableProps<Row> = Pick<ResultsPage, "maximum" | "names"> & {
  rows: readonly Row[];
  /** The address of an explanation, by what the view calls an entry. */
  toExplanation: (word: string) => string;
};

export function ByCode({ rows, ...page }: TableProps<ResultsRow>) {
  const { t } = useTranslation("results");
  const ofCode = useCodeContext();
  const shared = useSharedColumns<ResultsRow>(page, ({ code }) => code);
  const columns: readonly Column<ResultsRow>[] = [
    shared.place,
    {
      id: "code",
      header: t("column.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code }) => <span className="tabular">{code}</span>,
    },
    shared.total,
    {
      id: "forms",
      header: t("column.forms"),
      align: "end",
      noWrap: true,
      sortBy: ({ formsDone }) => formsDone,
      cell: ({ formsDone, formsExpected }) => `${formsDone}/${formsExpected}`,
    },
    ...shared.scale,
    shared.award,
    shared.explanation,
  ];
  return (
    <DataTable
      caption={t("captionBlind", ofCode)}
      rows={rows}
      rowKey={({ code }) => code ?? ""}
      columns={columns}
      search={({ code }) => code ?? ""}
      empty={<EmptyState icon={ListOrdered} title={t("empty")} />}
    />
  );
}

export function ByName({ rows, ...page }: TableProps<NamedResultsRow>) {
  const { t } = useTranslation(["results", "rounds"]);
  const hasNext = rows.some(({ goesOn }) => goesOn !== null);
  const formats = useFormats();
  const named = useNamed();
  const shared = useSharedColumns<NamedResultsRow>(page, ({ entryId }) => entryId);
  const columns: readonly Column<NamedResultsRow>[] = [
    shared.place,
    {
      id: "names",
      header: t("column.names"),
      isRowHeader: true,
      cell: ({ names }) => <span className={classes.name}>{formats.list(names)}</span>,
    },
    {
      id: "entrantNumber",
      header: t("column.entrantNumber"),
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    {
      id: "delegation",
      header: t("column.delegation"),
      sortBy: ({ delegation }) => delegation.name,
      cell: ({ delegation }) => named(delegation),
    },
    shared.total,
    ...shared.scale,
    ...(hasNext
      ? [
          {
            id: "goesOn",
            header: t("rounds:goingOn.column"),
            noWrap: true,
            cell: ({ goesOn }: NamedResultsRow) => goesOn && <GoesOnBadge />,
          },
        ]
      : [shared.award]),
    shared.explanation,
  ];
  const filters: readonly Filter<NamedResultsRow>[] = [
    hasNext
      ? {
          id: "goesOn",
          label: t("rounds:goingOn.column"),
          options: [
            { value: "yes", label: t("rounds:goingOn.yes") },
            { value: "no", label: t("rounds:goingOn.no") },
          ],
          matches: ({ goesOn }, value) => goesOn === (value === "yes"),
        }
      : {
          id: "award",
          label: t("column.award"),
          options: [
            { value: "yes", label: t("filter.awarded") },
            { value: "no", label: t("filter.notAwarded") },
          ],
          matches: ({ award }, value) => (award !== null) === (value === "yes"),
        },
  ];
  return (
    <DataTable
      caption={t("captionNamed")}
      rows={rows}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      filters={filters}
      search={({ names, entrantNumber, delegation, code }) => [...names, entrantNumber, delegation.name, code].join(" ")}
      rowTone={({ place }) => (place === null ? "off" : undefined)}
      empty={<EmptyState icon={ListOrdered} title={t("empty")} />}
    />
  );
}

/** What both views show of a result. */
function useSharedColumns<Row extends ResultsRow>(
  { maximum, names, toExplanation }: Omit<TableProps<Row>, "rows">,
  wordOf: (row: Row) => string | null,
) {
  const { t } = useTranslation("results");
  const column = (definition: Column<Row>): Column<Row> => definition;
  return {
    place: column({
      id: "place",
      header: t("column.place"),
      align: "end",
      width: "5rem",
      sortBy: ({ place }) => place,
      cell: ({ place }) => place ?? "–",
    }),
    total: column({
      id: "total",
      header: maximum === null ? t("column.total") : t("column.totalOf", { maximum: formatHundredths(maximum) }),
      align: "end",
      noWrap: true,
      sortBy: ({ total }) => total,
      cell: ({ total }) => <Mark value={total} />,
    }),
    scale:
      names === null || names.rules.scale === "none"
        ? []
        : [
            column({
              id: "scaleScore",
              header: t("column.scaleScore"),
              align: "end",
              noWrap: true,
              sortBy: ({ scaleScore }) => scaleScore,
              cell: ({ scaleScore }) => <span className="tabular">{scaleScore ?? "–"}</span>,
            }),
          ],
    award: column({
      id: "award",
      header: t("column.award"),
      noWrap: true,
      cell: ({ award }) => award && <AwardBadge award={award} />,
    }),
    explanation: column({
      id: "explanation",
      header: t("column.explanation"),
      cell: (row) => <Explanation row={row} names={names} to={toExplanation(wordOf(row) ?? "")} />,
    }),
  };
}

/** Why an entry stands where it stands, beyond its total; the whole way is behind the link. */
function Explanation({
  row,
  names,
  to,
}: Pick<ResultsPage, "names"> & { row: ResultsRow & { readonly eligible?: boolean }; to: string }) {
  const { t } = useTranslation("results");
  const { status, tied, openTie, tieBreak, eligible } = row;
  return (
    <span className={classes.explanation}>
      {status !== "checked-in" && <StatusBadge list="participation" value={status} look="plain" />}
      {eligible === false && <span>{t("explanation.ineligible")}</span>}
      {tieBreak?.by === "tie-break" && names && <TieBreakWords used={tieBreak} names={names} />}
      {tieBreak?.by === "chief" && <span>{t("explanation.chief")}</span>}
      {tied && <span>{openTie ? t("explanation.open") : t("explanation.tied")}</span>}
      <Link to={to}>{t("explanation.link")}</Link>
    </span>
  );
}

function TieBreakWords({
  used,
  names,
}: {
  used: Extract<ResultsRow["tieBreak"], { by: "tie-break" }>;
  names: NonNullable<ResultsPage["names"]>;
}) {
  const { t } = useTranslation("results");
  const formats = useFormats();
  const thing = useTieBreakWords(names.rules, names.scheme)(used.tieBreak);
  const value =
    used.value === null ? "–" : used.tieBreak.by === "time" ? formats.duration(used.value * 1000) : formatHundredths(used.value);
  return <span>{t("explanation.tieBreak", { thing, value })}</span>;
}
