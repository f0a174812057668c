/** A medal board and a points board, each as bars and as the table that they are drawn from. */
import { Trophy } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardSubject } from "#app/domain/boards/board.ts";
import type { BoardName, BoardView } from "#app/domain/boards/board-view.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { BarChart } from "#app/ui/charts/bar-chart.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./boards.module.css";

export type BoardTablesProps = {
  board: BoardView;
  by: BoardSubject;
  /** Shows how much comes from outside the system. */
  outside?: boolean;
};

type MedalLine = BoardView["medals"][number];
type PointsLine = BoardView["points"][number];

const MEDALS = ["gold", "silver", "bronze", "medallion"] as const satisfies readonly Award[];
const PRIZES = ["first", "second", "third", "excellence"] as const satisfies readonly Award[];

export function MedalBoard({ board, by, outside = false }: BoardTablesProps) {
  const { t } = useTranslation("boards");
  const word = useWord();
  const nameOf = useBoardName();
  const name = useNameColumn<MedalLine>(by);
  const given = (awards: readonly Award[]) => awards.some((award) => board.total.awards[award] > 0);
  const counts = (awards: readonly Award[]): readonly Column<MedalLine>[] =>
    given(awards)
      ? awards.map((award) => ({
          id: award,
          header: word("award", award),
          align: "end",
          sortBy: (row) => -row.awards[award],
          cell: (row) => row.awards[award],
        }))
      : [];
  const medals = ({ awards }: MedalLine) => awards.gold + awards.silver + awards.bronze;
  const columns: readonly Column<MedalLine>[] = [
    {
      id: "place",
      header: t("column.place"),
      align: "end",
      width: "4.5rem",
      sortBy: ({ place }) => place,
      cell: (row) => row.place,
    },
    name,
    ...counts(MEDALS),
    ...(given(MEDALS)
      ? [
          {
            id: "medals",
            header: t("column.medals"),
            align: "end" as const,
            sortBy: (row: MedalLine) => -medals(row),
            cell: (row: MedalLine) => <strong>{medals(row)}</strong>,
          },
        ]
      : []),
    ...counts(PRIZES),
    ...(outside ? [outsideColumn<MedalLine>(t("column.outside"))] : []),
  ];
  return (
    <Section id="medals" title={t("medals")} description={t("medalsLead")}>
      {board.medals.length > 0 && (
        <BarChart
          caption={t("chart.medals", { subject: t(`column.name.${by}`) })}
          parts={[
            { label: t("chart.first"), look: "gold" },
            { label: t("chart.second"), look: "silver" },
            { label: t("chart.third"), look: "bronze" },
          ]}
          bars={board.medals.map((row) => ({
            key: row.key,
            label: nameOf(row),
            values: [
              row.awards.gold + row.awards.first,
              row.awards.silver + row.awards.second,
              row.awards.bronze + row.awards.third,
            ],
          }))}
        />
      )}
      <div className={classes.table}>
        <DataTable
          name="medals"
          caption={t("medals")}
          rows={board.medals}
          rowKey={({ key }) => key}
          columns={columns}
          search={nameOf}
          phone="scroll"
          empty={<EmptyState icon={Trophy} title={t("noAwards")} />}
        />
      </div>
    </Section>
  );
}

export function PointsBoard({ board, by, outside = false }: BoardTablesProps) {
  const { t } = useTranslation("boards");
  const nameOf = useBoardName();
  const name = useNameColumn<PointsLine>(by);
  const columns: readonly Column<PointsLine>[] = [
    {
      id: "place",
      header: t("column.place"),
      align: "end",
      width: "4.5rem",
      sortBy: ({ place }) => place,
      cell: (row) => row.place,
    },
    name,
    {
      id: "points",
      header: t("column.points"),
      align: "end",
      sortBy: ({ points }) => -points,
      cell: ({ points }) => <strong>{points}</strong>,
    },
    {
      id: "results",
      header: t("column.results"),
      align: "end",
      sortBy: ({ results }) => -results,
      cell: ({ results }) => results,
    },
    { id: "firsts", header: t("column.firsts"), align: "end", noWrap: true, cell: ({ firsts }) => firsts.join(" / ") },
    ...(outside ? [outsideColumn<PointsLine>(t("column.outside"))] : []),
  ];
  return (
    <Section id="points" title={t("points")} description={t("pointsLead")}>
      {board.points.length > 0 && (
        <BarChart
          caption={t("chart.points", { subject: t(`column.name.${by}`) })}
          parts={[{ label: t("points"), look: "ink" }]}
          bars={board.points.map((row) => ({ key: row.key, label: nameOf(row), values: [row.points] }))}
        />
      )}
      <div className={classes.table}>
        <DataTable
          name="points"
          caption={t("points")}
          rows={board.points}
          rowKey={({ key }) => key}
          columns={columns}
          search={nameOf}
          phone="scroll"
          empty={<EmptyState icon={Trophy} title={t("noPoints")} />}
        />
      </div>
    </Section>
  );
}

function outsideColumn<Row extends { readonly outside: number }>(header: string): Column<Row> {
  return { id: "outside", header, align: "end", sortBy: ({ outside }) => -outside, cell: ({ outside }) => outside };
}

export function useNameColumn<Row extends BoardName>(by: BoardSubject): Column<Row> {
  const { t } = useTranslation("boards");
  const named = useNamed();
  return {
    id: "name",
    header: t(`column.name.${by}`),
    isRowHeader: true,
    sortBy: (row) => named(row),
    cell: (row) => (
      <span className={classes.name}>
        {named(row)}
        {row.within && <span className={classes.within}>{named(row.within)}</span>}
      </span>
    ),
  };
}

/** The name with the region above it, which tells two of one name apart. */
export function useBoardName(): (row: BoardName) => string {
  const named = useNamed();
  return (row) => (row.within ? `${named(row)} · ${named(row.within)}` : named(row));
}
