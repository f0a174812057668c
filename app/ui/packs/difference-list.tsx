/** What a version of a policy document says differently from another, part by part, in words. */

import { CirclePlus, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PackDifference } from "#app/domain/policy/compare-packs.ts";
import { DOCUMENT_STATUSES, type Payment, type PolicyRow } from "#app/domain/policy/pack.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Amount } from "#app/ui/policy/amount.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./packs.module.css";
import { type RegionsByCode, useTestWords, useWhom } from "./row-words.ts";

type Line = {
  readonly key: string;
  readonly what: React.ReactNode;
  readonly before: React.ReactNode;
  readonly after: React.ReactNode;
};

export function DifferenceList({ differences, regions }: { differences: readonly PackDifference[]; regions: RegionsByCode }) {
  const { t } = useTranslation("packs");
  const toLine = useLines(regions);
  return (
    <DataTable
      name="differences"
      caption={t("differences.title")}
      rows={differences.map(toLine)}
      rowKey={({ key }) => key}
      empty={<p className={classes.soft}>{t("differences.none")}</p>}
      columns={[
        { id: "what", header: t("differences.part"), isRowHeader: true, cell: ({ what }) => what },
        { id: "before", header: t("differences.before"), cell: ({ before }) => before },
        { id: "after", header: t("differences.after"), cell: ({ after }) => after },
      ]}
    />
  );
}

function useLines(regions: RegionsByCode): (difference: PackDifference) => Line {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const formats = useFormats();
  const sideOf = useRowSide(regions);
  const rowName = (row: Pick<PolicyRow, "clause" | "summary" | "summaryEn">) => (
    <span className={classes.stack}>
      <span>{named({ name: row.summary, nameEn: row.summaryEn })}</span>
      <span className={classes.soft}>{row.clause}</span>
    </span>
  );
  const added = (
    <ToneBadge tone="info" icon={CirclePlus} look="plain">
      {t("differences.added")}
    </ToneBadge>
  );
  const removed = (
    <ToneBadge tone="act" icon={CircleX} look="plain">
      {t("differences.removed")}
    </ToneBadge>
  );
  const factOf = (field: string, value: string | null) => {
    if (value === null) return t("unsaid");
    const status = field === "status" ? DOCUMENT_STATUSES.find((one) => one === value) : undefined;
    if (status) return <DocumentStatusBadge status={status} />;
    if (field === "effectiveFrom" || field === "effectiveTo") return formats.date(value);
    const region = field === "regionCode" ? regions[value] : undefined;
    return region ? named(region) : value;
  };

  return (difference) => {
    switch (difference.kind) {
      case "document": {
        const field = difference.field as "status";
        return {
          key: `document ${field}`,
          what: t(`differences.field.${field}`),
          before: factOf(field, difference.before),
          after: factOf(field, difference.after),
        };
      }
      case "row":
        if (difference.change === "changed") {
          const { before, after, parts } = difference;
          return {
            key: `row ${after.id}`,
            what: rowName(after),
            before: sideOf(before, parts),
            after: sideOf(after, parts),
          };
        }
        return {
          key: `row ${difference.row.id}`,
          what: rowName(difference.row),
          before: difference.change === "added" ? t("none") : <Amount amount={difference.row.amount} />,
          after: difference.change === "added" ? added : removed,
        };
      case "target": {
        const { before, after } = difference;
        const figure = (target: typeof before) =>
          target === null
            ? t("none")
            : target.figure === null
              ? t("targets.blank")
              : `${target.figure} ${t(`targets.unit.${target.unit}`)}`;
        const one = after ?? before;
        const isFigure = before !== null && after !== null && before.figure !== after.figure;
        return {
          key: `target ${one?.id}`,
          what: (
            <span className={classes.stack}>
              <span>{one && named({ name: one.summary, nameEn: one.summaryEn })}</span>
              <span className={classes.soft}>{t("differences.target")}</span>
            </span>
          ),
          before: figure(before),
          after: after === null ? removed : before === null ? added : isFigure ? figure(after) : t("differences.changed"),
        };
      }
      case "cadence": {
        const { before, after } = difference;
        const every = (cadence: typeof before) =>
          cadence === null ? t("none") : t("cadences.everyYears", { count: cadence.everyYears });
        const one = after ?? before;
        return {
          key: `cadence ${one?.id}`,
          what: (
            <span className={classes.stack}>
              <span>{one && named(one)}</span>
              <span className={classes.soft}>{t("differences.cadence")}</span>
            </span>
          ),
          before: every(before),
          after: after === null ? removed : every(after),
        };
      }
    }
  };
}

/** One side of a changed row: only the parts that differ. */
function useRowSide(regions: RegionsByCode) {
  const { t } = useTranslation(["packs", "policy"]);
  const { list } = useFormats();
  const tests = useTestWords(regions);
  const whom = useWhom();
  const paymentOf = (payment: Payment) => {
    if (payment.every === "once") return t("differences.oneTime");
    return payment.months === null ? t("differences.monthlyOpen") : t("differences.monthly", { months: payment.months });
  };
  const partOf = (row: PolicyRow, part: Extract<PackDifference, { change: "changed"; parts: unknown }>["parts"][number]) => {
    switch (part) {
      case "amount":
        return row.amount.kind === "none" ? t("rows.noMoney") : <Amount amount={row.amount} payment={row.payment} />;
      case "payment":
        return paymentOf(row.payment);
      case "conditions":
        return row.conditions.length === 0
          ? t("differences.noCondition")
          : row.conditions.map((condition) => t(`condition.${condition}`)).join(" ");
      case "tests":
        return list(tests(row));
      case "words":
        return <span lang="zh-CN">{row.text}</span>;
      case "other":
        return list([whom(row), t(`policy:tax.${row.taxBasis}`), t(`recurrence.${row.recurrence}`), row.payer ?? t("unsaid")]);
    }
  };
  return (row: PolicyRow, parts: readonly Parameters<typeof partOf>[1][]) => (
    <span className={classes.stack}>
      {parts.map((part) => (
        <span key={part}>
          {parts.length > 1 && <span className={classes.soft}>{t(`differences.parts.${part}`)} </span>}
          {partOf(row, part)}
        </span>
      ))}
    </span>
  );
}
