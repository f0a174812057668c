/** The sample of a recheck: how far it is, what it found, and how it was drawn. */
import { Button } from "@mantine/core";
import { Link } from "@remix-run/react";
import { FileText, ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSentence } from "#app/i18n/sentence.ts";
import type { RecheckPage, RecheckRow } from "#app/queries/recheck/get-recheck-page.server.ts";
import { OutcomeBadge } from "#app/routes/recheck/outcome-badge.tsx";
import { type RecheckPlace, toCodePage } from "#app/routes/recheck/place.ts";
import { RuleInWords } from "#app/routes/recheck/rule-in-words.tsx";
import { Checklist } from "#app/ui/checklist.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./sample.module.css";

type Props = { page: RecheckPage; place: RecheckPlace; mayAct: boolean };

export function Sample({ page, place, mayAct }: Props) {
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const sentence = useSentence("recheck");
  const formats = useFormats();
  const { items, checked, errors, codes, drawn, rule, extendedAt, conditions } = page;
  const left = conditions.flatMap(({ unmet }) => unmet);
  const base = `/office/${place.competition}/events/${place.event}`;
  const facts = [
    { term: t("recheck.rule"), value: rule && <RuleInWords rule={rule} /> },
    { term: t("recheck.drawn"), value: drawn && t("corrections.by", { name: drawn.by, time: formats.dateTime(drawn.at) }) },
    {
      term: t("recheck.seed"),
      value: drawn && (
        <>
          <code className={classes.seed}>{drawn.seed}</code>
          <span className={classes.hint}>{t("recheck.seedHint", { ...ofCode, topPlaces: rule?.topPlaces ?? 0 })}</span>
        </>
      ),
    },
    {
      term: t("recheck.sample"),
      value: <span className="tabular">{t("recheck.sampleSize", { ...ofCode, items: items.length, codes })}</span>,
    },
    { term: t("recheck.errors"), value: <span className="tabular">{errors}</span> },
  ];
  return (
    <>
      {extendedAt !== null && (
        <Notice tone="act">
          {t("recheck.extended", { ...ofCode, percent: rule?.errorPercent ?? 0, time: formats.dateTime(extendedAt) })}
        </Notice>
      )}
      <Section title={t("recheck.sample")}>
        <Meter label={t("recheck.progress")} value={checked} maximum={items.length} />
        <Items items={items} place={place} mayAct={mayAct} />
      </Section>
      {conditions.length > 0 && (
        <Section title={t("recheck.conditions")}>
          {left.length === 0 ? (
            <Notice tone="done">{t("recheck.allDone")}</Notice>
          ) : (
            <Checklist
              items={conditions
                .filter(({ unmet }) => unmet.length > 0)
                .map(({ code, unmet }) => ({ id: code, label: unmet.map(sentence).join(" "), done: false }))}
            />
          )}
        </Section>
      )}
      <Section
        title={t("recheck.rule")}
        actions={
          <Button
            component="a"
            href={`${base}/recheck/sheet?round=${place.round}`}
            variant="default"
            leftSection={<FileText size={18} aria-hidden="true" />}
          >
            {t("recheck.sheet")}
          </Button>
        }
      >
        <DefinitionList items={facts} />
      </Section>
    </>
  );
}

function Items({ items, place, mayAct }: Omit<Props, "page"> & { items: readonly RecheckRow[] }) {
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const formats = useFormats();
  const columns: readonly Column<RecheckRow>[] = [
    {
      id: "code",
      header: t("recheck.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code }) => (
        <Link to={toCodePage(place, code)} className="tabular">
          {code}
        </Link>
      ),
    },
    {
      id: "basis",
      header: t("recheck.basisHeader"),
      noWrap: true,
      sortBy: ({ basis }) => basis,
      cell: ({ basis }) => t(`recheck.basis.${basis}`),
    },
    {
      id: "outcome",
      header: t("recheck.outcomeHeader"),
      noWrap: true,
      sortBy: ({ outcome }) => outcome,
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    },
    {
      id: "note",
      header: t("recheck.note"),
      cell: ({ outcome, correction, note }) => (
        <span className={classes.note}>
          {note !== "" && <span>{note}</span>}
          {(outcome === "error" || correction === "open") && (
            <Link to={toEventPage(place.competition, place.event, "corrections", place.round)}>
              {t(`recheck.correction.${correction}`)}
            </Link>
          )}
        </span>
      ),
    },
    {
      id: "checked",
      header: t("recheck.checked"),
      cell: ({ checkedBy, checkedAt }) =>
        checkedBy !== null && checkedAt !== null && t("corrections.by", { name: checkedBy, time: formats.dateTime(checkedAt) }),
    },
  ];
  return (
    <DataTable
      caption={t("recheck.caption")}
      rows={items}
      rowKey={({ itemId }) => itemId}
      columns={columns}
      rowTone={({ outcome, correction }) => (outcome === "error" && correction !== "corrected" ? "act" : undefined)}
      empty={<EmptyState icon={ListChecks} title={t("recheck.caption")} />}
      actions={!mayAct && <span className={classes.hint}>{t("recheck.readOnly")}</span>}
    />
  );
}
