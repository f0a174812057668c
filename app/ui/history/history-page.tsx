/** A log as a page: filters in the address, one sentence for each record with its before and after, and the way to older ones. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, useLocation } from "@remix-run/react";
import { Filter as FilterIcon, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AUDIT_ACTS, PUBLIC_ACTS } from "#app/domain/audit/acts.ts";
import type { History, HistoryRecord } from "#app/domain/audit/history.ts";
import { OBJECT_KINDS } from "#app/domain/audit/object-kinds.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { When } from "#app/ui/when.tsx";
import classes from "./history.module.css";
import { useHistoryText } from "./value-text.ts";

export type HistoryFilterView = Readonly<Record<"kind" | "id" | "act" | "by" | "day", string | null>> & {
  readonly before: number | null;
};

type Props = { readonly history: History; readonly filter: HistoryFilterView };

export function HistoryPage({ history, filter }: Props) {
  const { t } = useTranslation("history");
  const { pathname } = useLocation();
  const to = (over: Partial<HistoryFilterView>) => {
    const all = Object.entries({ ...filter, before: null, ...over }).filter(([, value]) => value !== null);
    const query = new URLSearchParams(all.map(([name, value]) => [name, String(value)])).toString();
    return query === "" ? pathname : `${pathname}?${query}`;
  };
  const isFiltered = [filter.kind, filter.id, filter.act, filter.by, filter.day].some((value) => value !== null);
  return (
    <>
      {history.isPartial && <Notice tone="info">{t("partial")}</Notice>}
      <Filters filter={filter} />
      <Section title={t("list")} actions={isFiltered && <Link to={pathname}>{t("all")}</Link>}>
        {history.records.length === 0 ? (
          <EmptyState icon={ScrollText} title={t("empty")} hint={t("emptyHint")} />
        ) : (
          <ol className={classes.list} reversed>
            {history.records.map((record) => (
              <Record key={record.sequence} record={record} to={to} />
            ))}
          </ol>
        )}
        <nav className={classes.pages} aria-label={t("list")}>
          {filter.before !== null && <Link to={to({})}>{t("newest")}</Link>}
          {history.next !== null && <Link to={to({ before: history.next })}>{t("older")}</Link>}
        </nav>
      </Section>
    </>
  );
}

function Filters({ filter }: Pick<Props, "filter">) {
  const { t } = useTranslation("history");
  const { act, kind } = useHistoryText();
  const any = { value: "", label: t("filter.any") };
  return (
    <Form method="get" key={JSON.stringify(filter)} className={classes.filters}>
      {filter.id !== null && <input type="hidden" name="id" value={filter.id} />}
      <div className={form.grid}>
        <NativeSelect
          name="act"
          label={t("filter.act")}
          defaultValue={filter.act ?? ""}
          data={[any, ...AUDIT_ACTS.map((value) => ({ value, label: act(value) }))]}
        />
        <NativeSelect
          name="kind"
          label={t("filter.kind")}
          defaultValue={filter.kind ?? ""}
          data={[any, ...OBJECT_KINDS.map((value) => ({ value, label: kind(value) }))]}
        />
        <TextInput
          name="by"
          label={t("filter.by")}
          description={t("filter.byHint")}
          inputWrapperOrder={["label", "input", "description"]}
          defaultValue={filter.by ?? ""}
        />
        <TextInput name="day" type="date" label={t("filter.day")} defaultValue={filter.day ?? ""} />
      </div>
      <div className={form.foot}>
        <ActButton intent="filter" namespace="history" icon={FilterIcon} look="quiet">
          {t("filter.apply")}
        </ActButton>
      </div>
    </Form>
  );
}

type RecordProps = {
  readonly record: HistoryRecord;
  readonly to: (over: Partial<HistoryFilterView>) => string;
};

function Record({ record, to }: RecordProps) {
  const { t, i18n } = useTranslation("history");
  const { does, kind, field, toText } = useHistoryText();
  const { sequence, at, by, act, object, changes, more, details } = record;
  const label = (i18n.language === "en" && object.labelEn) || object.label;
  const what =
    label === null
      ? t("objectById", { kind: kind(object.kind), id: object.id.slice(-6) })
      : t("object", { kind: kind(object.kind), label });
  // The object stands in the middle of the sentence, where it is a link.
  const [before = "", after = ""] = does(act, SLOT).split(SLOT);
  const who = PUBLIC_ACTS.includes(act) ? t("public") : t("system");
  return (
    <li className={classes.record} value={sequence}>
      <div className={classes.when}>
        <When at={at} />
        <span className={classes.number}>{t("sequence", { sequence })}</span>
      </div>
      <div className={classes.said}>
        {by === null ? <strong>{who}</strong> : <Link to={to({ by: by.username, kind: null, id: null })}>{by.name}</Link>}{" "}
        {before}
        <Link to={to({ kind: object.kind, id: object.id, act: null, by: null, day: null })}>{what}</Link>
        {after}
        {(changes.length > 0 || more > 0) && (
          <ul className={classes.changes}>
            {changes.map((change) => (
              <li key={change.field} className={classes.change}>
                {t("change", { field: field(change.field), before: toText(change.before), after: toText(change.after) })}
              </li>
            ))}
            {more > 0 && <li>{t("more", { count: more })}</li>}
          </ul>
        )}
        {details.length > 0 && (
          <p className={classes.details}>
            {details.map(({ field: name, value }) => t("detail", { field: field(name), value: toText(value) })).join(" · ")}
          </p>
        )}
      </div>
    </li>
  );
}

/** Stands for the object while a sentence is taken apart. */
const SLOT = "\u0000";
