/** One document's targets for a year: what is aimed at, what was recorded, how it stands, and what the system itself sees. */
import { CircleCheck, CircleHelp, CircleX, Hourglass, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { IndicatorState } from "#app/domain/policy/indicators.ts";
import type { DocumentTargets, TargetRow } from "#app/domain/policy/target-view.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import classes from "#app/ui/money/money.module.css";
import { Section } from "#app/ui/section.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { useTargetWords } from "./target-words.ts";

const LOOKS = {
  reached: { tone: "done", icon: CircleCheck },
  missed: { tone: "act", icon: CircleX },
  ahead: { tone: "info", icon: Hourglass },
  unknown: { tone: "idle", icon: CircleHelp },
} as const satisfies Readonly<Record<IndicatorState, { tone: Tone; icon: typeof CircleHelp }>>;

export function TargetTable({ document: { pack, document, targets }, year }: { document: DocumentTargets; year: number }) {
  const { t } = useTranslation("targets");
  const named = useNamed();
  const words = useTargetWords();
  const title = named({ name: document.title, nameEn: document.titleEn });
  const columns: readonly Column<TargetRow>[] = [
    {
      id: "target",
      header: t("table.target"),
      isRowHeader: true,
      width: "22rem",
      cell: ({ clause, summary, summaryEn, text }) => (
        <span className={classes.stack}>
          <span>
            {clause} {named({ name: summary, nameEn: summaryEn })}
          </span>
          <span className={classes.soft}>{text}</span>
        </span>
      ),
    },
    { id: "aim", header: t("table.aim"), cell: words.aim },
    {
      id: "reading",
      header: t("table.reading"),
      cell: ({ reading, unit }) =>
        reading === null ? (
          <span className={classes.soft}>{t("noReading")}</span>
        ) : (
          <span className={classes.stack}>
            <span className="tabular">{words.value(reading.value, unit)}</span>
            <span className={classes.soft}>{t("readingOf", { year: reading.year, reference: reading.reference })}</span>
          </span>
        ),
    },
    {
      id: "state",
      header: t("table.state"),
      noWrap: true,
      cell: ({ state }) => (
        <ToneBadge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
          {t(`state.${state}`)}
        </ToneBadge>
      ),
    },
    {
      id: "measure",
      header: t("table.measure"),
      cell: ({ measure }) =>
        measure === null ? (
          <span className={classes.soft}>{t("notMeasured")}</span>
        ) : (
          <span className={classes.stack}>
            <span>{t(`measure.${measure.of.kind}`)}</span>
            <span className="tabular">{t("measured", measure)}</span>
            <span className={classes.soft}>{t("measuredNote")}</span>
          </span>
        ),
    },
  ];
  return (
    <Section title={title}>
      {document.status === "draft" && (
        <p>
          <ToneBadge tone="idle" icon={ScrollText}>
            {t("draft")}
          </ToneBadge>
        </p>
      )}
      <DataTable
        name={pack}
        caption={t("caption", { document: title, year })}
        rows={targets}
        rowKey={({ id }) => id}
        columns={columns}
        empty={null}
      />
    </Section>
  );
}
