/** What a map of grades comes to: the winners of each event by grade, and what each clause answers to, now and as proposed. */
import { FileSearch, Hourglass, Trophy } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { GradeCounts } from "#app/domain/policy/grade-effect.ts";
import type { Amount as PolicyAmount, PolicyDocument } from "#app/domain/policy/pack.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { Amount } from "./amount.tsx";
import classes from "./grade-map.module.css";
import { GRADES } from "./grade-map-words.tsx";

type EventRow = Named & {
  readonly code: string;
  readonly awards: readonly { readonly award: Award; readonly count: number }[];
  readonly now: GradeCounts;
  readonly proposed: GradeCounts | null;
};

type ClauseRow = {
  readonly id: string;
  readonly clause: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "status">;
  readonly amount: PolicyAmount;
  readonly now: number;
  readonly proposed: number;
};

type Effect = {
  readonly events: readonly EventRow[];
  readonly missing: readonly Named[];
  readonly clauses: readonly ClauseRow[];
  readonly isCompared: boolean;
};

export function GradeEffect({ events, missing, clauses, isCompared }: Effect) {
  const { t } = useTranslation("grades");
  const formats = useFormats();
  const named = useNamed();
  const changed = events.filter(({ now, proposed }) => proposed !== null && !isSame(now, proposed));
  return (
    <Section id="effect" title={t("effect.title")} description={t("effect.lead")}>
      {events.length > 0 && isCompared && (
        <Notice tone={changed.length > 0 ? "act" : "info"}>
          {changed.length > 0 ? t("effect.changes", { events: formats.list(changed.map(named)) }) : t("effect.same")}
        </Notice>
      )}
      <EventTable events={events} isCompared={isCompared} />
      {missing.length > 0 && events.length > 0 && (
        <p className={classes.soft}>{t("effect.missing", { events: formats.list(missing.map(named)) })}</p>
      )}
      {isCompared && events.length > 0 && (
        <div className={classes.clauses}>
          <Section title={t("effect.clauses")} level={3}>
            <ClauseTable clauses={clauses} />
          </Section>
        </div>
      )}
    </Section>
  );
}

function EventTable({ events, isCompared }: Pick<Effect, "events" | "isCompared">) {
  const { t } = useTranslation("grades");
  const named = useNamed();
  const columns: readonly Column<EventRow>[] = [
    { id: "event", header: t("effect.event"), isRowHeader: true, sortBy: ({ code }) => code, cell: (event) => named(event) },
    {
      id: "awards",
      header: t("effect.awards"),
      cell: ({ awards }) =>
        awards.length === 0 ? (
          t("effect.noAwards")
        ) : (
          <div className={classes.awards}>
            {awards.map(({ award, count }) => (
              <span key={award}>
                <AwardBadge award={award} /> {t("effect.times", { count })}
              </span>
            ))}
          </div>
        ),
    },
    { id: "now", header: t("effect.now"), cell: ({ now }) => <Counts counts={now} /> },
    ...(isCompared
      ? [
          {
            id: "proposed",
            header: t("effect.proposed"),
            cell: ({ now, proposed }: EventRow) => proposed && <Counts counts={proposed} before={now} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      name="events"
      caption={t("effect.title")}
      rows={events}
      rowKey={({ code }) => code}
      columns={columns}
      rowTone={({ now, proposed }) => (proposed !== null && !isSame(now, proposed) ? "act" : undefined)}
      empty={<EmptyState icon={Hourglass} title={t("effect.empty")} hint={t("effect.emptyHint")} />}
    />
  );
}

/** Of each grade how many; what differs from before stands out. */
function Counts({ counts, before }: { counts: GradeCounts; before?: GradeCounts }) {
  const { t } = useTranslation("grades");
  return (
    <div className={classes.counts}>
      {[...GRADES, "none" as const].map((grade) => (
        <span key={grade} className={before && before[grade] !== counts[grade] ? classes.changed : undefined}>
          {t("effect.count", {
            grade: grade === "none" ? t("effect.none") : t(`grade.g${grade}`),
            count: counts[grade],
          })}
        </span>
      ))}
    </div>
  );
}

function ClauseTable({ clauses }: Pick<Effect, "clauses">) {
  const { t, i18n } = useTranslation("grades");
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<ClauseRow>[] = [
    {
      id: "clause",
      header: t("effect.clause"),
      isRowHeader: true,
      cell: ({ summary, summaryEn, clause, document }) => (
        <>
          {isEnglish ? summaryEn : summary} · {isEnglish ? document.titleEn : document.title} {clause}{" "}
          {document.status === "draft" && (
            <ToneBadge tone="idle" icon={FileSearch}>
              {t("effect.draft")}
            </ToneBadge>
          )}
        </>
      ),
    },
    {
      id: "amount",
      header: t("effect.amount"),
      align: "end",
      noWrap: true,
      cell: ({ amount }) => (amount.kind === "none" ? t("effect.noMoney") : <Amount amount={amount} />),
    },
    { id: "now", header: t("effect.now"), align: "end", noWrap: true, cell: ({ now }) => t("effect.cases", { count: now }) },
    {
      id: "proposed",
      header: t("effect.proposed"),
      align: "end",
      noWrap: true,
      cell: ({ now, proposed }) => (
        <span className={now === proposed ? undefined : classes.changed}>{t("effect.cases", { count: proposed })}</span>
      ),
    },
  ];
  return (
    <DataTable
      name="clauses"
      caption={t("effect.clauses")}
      rows={clauses}
      rowKey={({ id }) => id}
      columns={columns}
      rowTone={({ now, proposed }) => (now === proposed ? undefined : "act")}
      empty={<EmptyState icon={Trophy} title={t("effect.noClauses")} hint={t("effect.noClausesHint")} />}
    />
  );
}

function isSame(left: GradeCounts, right: GradeCounts): boolean {
  return GRADES.every((grade) => left[grade] === right[grade]) && left.none === right.none;
}
