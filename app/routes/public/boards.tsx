/** 奖牌榜与积分榜: for a competition, a year, a tier and over the years, by region, organisation and delegation. */
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowLeft, ArrowRight, Download, Trophy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { readBoardRequest, toBoardSearch } from "#app/domain/boards/board-request.ts";
import type { BoardsPage } from "#app/domain/boards/board-view.ts";
import { AWARDS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findBoards } from "#app/queries/boards/get-boards.server.ts";
import { BoardForm } from "#app/ui/boards/board-form.tsx";
import { MedalBoard, PointsBoard, useBoardName, useNameColumn } from "#app/ui/boards/board-tables.tsx";
import classes from "#app/ui/boards/boards.module.css";
import { LineChart, MOST_LINES } from "#app/ui/charts/line-chart.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, url }) => {
  const page = await findBoards(
    runtime,
    readBoardRequest((name) => url.searchParams.get(name)),
  );
  if (page === null) throw notFound();
  return page;
});

export const handle: PageHandle = { title: "boards:title" };

export default function Boards() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("boards");
  const named = useNamed();
  const { request, competition, board, years, overYears } = page;
  const { by, outside } = request;
  const file = toBoardSearch(request);
  return (
    <PublicPage>
      <PageHeader
        title={competition ? t("of", { name: named(competition) }) : t("title")}
        description={t("lead")}
        actions={
          <a href={file === "" ? "/boards/file" : `/boards/file?${file}`} className={classes.link}>
            <Download size={18} aria-hidden="true" />
            {t("ask.export")}
          </a>
        }
      />
      {competition && (
        <p className={classes.links}>
          <Link to={`/competitions/${competition.code}`} className={classes.link}>
            <ArrowLeft size={16} aria-hidden="true" />
            {t("backTo", { name: named(competition) })}
          </Link>
          <Link to="/boards" className={classes.link}>
            {t("all")}
            <ArrowRight size={16} aria-hidden="true" />
          </Link>
        </p>
      )}
      <BoardForm request={request} years={years} />
      {board.total.results === 0 ? (
        <EmptyState icon={Trophy} title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <>
          <Totals page={page} />
          <MedalBoard board={board} by={by} outside={outside} />
          <PointsBoard board={board} by={by} outside={outside} />
        </>
      )}
      {overYears.rows.length > 0 && <OverYears page={page} />}
      <Words page={page} />
    </PublicPage>
  );
}

/** What was awarded: rows may add up to more. */
function Totals({ page }: { page: BoardsPage }) {
  const { t } = useTranslation("boards");
  const word = useWord();
  const formats = useFormats();
  const { awards, points } = page.board.total;
  const given = AWARDS.filter((award) => awards[award] > 0);
  return (
    <p className={`tabular ${classes.totals}`}>
      {given.length > 0 && (
        <span>
          {t("total", {
            awards: formats.list(given.map((award) => t("awardCount", { award: word("award", award), count: awards[award] }))),
          })}
        </span>
      )}
      {points > 0 && <span>{t("totalPoints", { points })}</span>}
    </p>
  );
}

type YearLine = BoardsPage["overYears"]["rows"][number];

function OverYears({ page }: { page: BoardsPage }) {
  const { t } = useTranslation("boards");
  const nameOf = useBoardName();
  const { overYears, request } = page;
  const { years, rows } = overYears;
  const metric = t(`ask.metrics.${request.metric}`);
  const name = useNameColumn<YearLine>(request.by);
  const columns: readonly Column<YearLine>[] = [
    name,
    ...years.map(
      (year, index): Column<YearLine> => ({
        id: String(year),
        header: String(year),
        align: "end",
        sortBy: ({ byYear }) => -(byYear[index] ?? 0),
        cell: ({ byYear }) => byYear[index] ?? 0,
      }),
    ),
    {
      id: "total",
      header: t("column.total"),
      align: "end",
      sortBy: ({ total }) => -total,
      cell: ({ total }) => <strong>{total}</strong>,
    },
  ];
  return (
    <Section
      id="years"
      title={t("overYears")}
      description={rows.length > MOST_LINES ? t("overYearsLead", { metric, count: MOST_LINES }) : t("overYearsAll", { metric })}
    >
      {years.length > 1 && (
        <LineChart
          caption={t("chart.years", { metric })}
          years={years}
          lines={rows.slice(0, MOST_LINES).map((row) => ({ key: row.key, label: nameOf(row), values: row.byYear }))}
        />
      )}
      <div className={classes.table}>
        <DataTable
          name="years"
          caption={t("overYears")}
          rows={rows}
          rowKey={({ key }) => key}
          columns={columns}
          search={nameOf}
          phone="scroll"
          empty={null}
        />
      </div>
    </Section>
  );
}

function Words({ page }: { page: BoardsPage }) {
  const { t } = useTranslation("boards");
  const { board, counted, request } = page;
  const sentences = [
    t("words.counted", { count: counted.competitions }),
    ...(counted.notFinal > 0 ? [t("words.notFinal", { count: counted.notFinal })] : []),
    t("words.published"),
    t("words.once"),
    board.shared > 0 ? t("words.mixed", { count: board.shared }) : t("words.noMixed"),
    ...(board.unplaced > 0 ? [t("words.unplaced", { count: board.unplaced })] : []),
    t("words.points"),
    ...(counted.pointless > 0 ? [t("words.pointless", { count: counted.pointless })] : []),
    ...(request.outside ? [t("words.outside")] : []),
  ];
  return (
    <Section id="words" title={t("words.title")}>
      <ul className={classes.words}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}
