/** 技能人才地图: winners by trade and region, down to those who consented to stand in a bank (Dalian (19)). */
import { Link, useLoaderData } from "@remix-run/react";
import { MapPinned } from "lucide-react";
import { useTranslation } from "react-i18next";
import { REGION_LEVELS } from "#app/domain/boards/region-cut.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getTalentMap, type TalentMapPage } from "#app/queries/banks/get-talent-map.server.ts";
import boards from "#app/ui/boards/boards.module.css";
import { BarChart } from "#app/ui/charts/bar-chart.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "administrator"], within: "scope" } },
  ({ runtime, url }) =>
    getTalentMap(runtime, {
      level: REGION_LEVELS.find((level) => level === url.searchParams.get("level")) ?? "own",
      trade: url.searchParams.get("trade"),
      region: url.searchParams.get("region"),
    }),
);

export const handle: PageHandle = { title: "talentMap:title" };

export default function TalentMap() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("talentMap");
  const named = useNamed();
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <nav className={boards.links} aria-label={t("level")}>
        {REGION_LEVELS.map((level) => (
          <Link
            key={level}
            to={`?level=${level}`}
            className={boards.link}
            aria-current={level === page.level ? "true" : undefined}
          >
            {level === page.level ? <strong>{t(`levels.${level}`)}</strong> : t(`levels.${level}`)}
          </Link>
        ))}
      </nav>
      {page.people === 0 ? (
        <EmptyState icon={MapPinned} title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <>
          <p className={boards.totals}>
            <span>{t("people", { people: page.people })}</span>
            {page.unplaced > 0 && <span>{t("unplaced", { count: page.unplaced })}</span>}
          </p>
          {page.chosen && <Chosen chosen={page.chosen} />}
          <Section id="matrix" title={t("matrix")}>
            <div className={boards.wide}>
              <Matrix page={page} />
            </div>
          </Section>
          <Section id="trades" title={t("byTrade")}>
            <BarChart
              caption={t("byTrade")}
              parts={[{ label: t("byTrade"), look: "ink" }]}
              bars={page.trades.map((trade) => ({ key: trade.code, label: named(trade), values: [trade.people] }))}
            />
          </Section>
        </>
      )}
    </>
  );
}

type Trade = TalentMapPage["trades"][number];

function Matrix({ page }: { page: TalentMapPage }) {
  const { t } = useTranslation("talentMap");
  const named = useNamed();
  const cells = new Map(page.cells.map((cell) => [`${cell.trade} ${cell.region}`, cell.people]));
  const columns: readonly Column<Trade>[] = [
    { id: "trade", header: t("trade"), isRowHeader: true, sortBy: (row) => named(row), cell: (row) => named(row) },
    {
      id: "total",
      header: t("total"),
      align: "end",
      sortBy: ({ people }) => -people,
      cell: ({ people }) => <strong>{people}</strong>,
    },
    ...page.regions.map(
      (region): Column<Trade> => ({
        id: region.code,
        header: named(region),
        align: "end",
        noWrap: true,
        sortBy: ({ code }) => -(cells.get(`${code} ${region.code}`) ?? 0),
        cell: (trade) => {
          const count = cells.get(`${trade.code} ${region.code}`) ?? 0;
          if (count === 0) return 0;
          return (
            <Link
              to={`?level=${page.level}&trade=${encodeURIComponent(trade.code)}&region=${region.code}#chosen`}
              aria-label={t("cell", { trade: named(trade), region: named(region), count })}
            >
              {count}
            </Link>
          );
        },
      }),
    ),
  ];
  return (
    <DataTable
      name="matrix"
      caption={t("matrix")}
      rows={page.trades}
      rowKey={({ code }) => code}
      columns={columns}
      search={(row) => `${named(row)} ${row.code}`}
      phone="scroll"
      empty={null}
    />
  );
}

function Chosen({ chosen }: { chosen: NonNullable<TalentMapPage["chosen"]> }) {
  const { t } = useTranslation("talentMap");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const levels = chosen.levels.map(({ level, people }) => t("levelCount", { level: word("skillLevel", level), count: people }));
  return (
    <Section id="chosen" title={t("chosen", { region: named(chosen.region), trade: named(chosen.trade) })} boxed>
      <p>{levels.length === 0 ? t("noLevels") : formats.list(levels)}</p>
      {chosen.named.length === 0 ? (
        <p>{t("nobodyNamed")}</p>
      ) : (
        <>
          <p>{t("named")}</p>
          <ul className={boards.words}>
            {chosen.named.map(({ bank, memberId, name }) => (
              <li key={memberId}>
                <Link to={`/policy/banks/${bank}/${memberId}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {chosen.others > 0 && <p>{t("others", { count: chosen.others })}</p>}
    </Section>
  );
}
