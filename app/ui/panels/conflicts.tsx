/** Declaring a conflict of a judge, and the list of those on record: the same for the judge himself and for the office. */
import { SegmentedControl, Select, Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { BadgeCheck, Ban, FileText, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CONFLICT_KINDS, type ConflictKind } from "#app/domain/panels/partiality.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "../act-button.tsx";
import { type Column, DataTable } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import { useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import { ToneBadge } from "../tone-badge.tsx";
import { When } from "../when.tsx";
import classes from "./conflicts.module.css";

type Choice = { readonly id: string; readonly label: string };

export type ConflictFormProps = {
  intent: "declare-conflict" | "record-conflict";
  /** Of the office. */
  judges: readonly Choice[];
  organisations: readonly Choice[];
  delegations: readonly Choice[];
  /** Empty where entries must not be named. */
  entries: readonly Choice[];
  refusals: readonly Refusal[];
};

export function ConflictForm({ intent, judges, organisations, delegations, entries, refusals }: ConflictFormProps) {
  const { t } = useTranslation("conflicts");
  const { errorOf, others } = useFieldErrors("conflicts", refusals, ["judgeId", "targetId", "reason"]);
  const [kind, setKind] = useState<ConflictKind>("organisation");
  const isOffice = intent === "record-conflict";
  const kinds = CONFLICT_KINDS.filter((one) => one !== "entry" || entries.length > 0);
  const targets = { organisation: organisations, delegation: delegations, entry: entries }[kind];
  const toData = (choices: readonly Choice[]) => choices.map(({ id, label }) => ({ value: id, label }));
  return (
    <Form method="post" className={classes.form}>
      <Refusals namespace="conflicts" refusals={others} />
      {isOffice && (
        <Select
          name="judgeId"
          label={t("judge")}
          placeholder={t("choose")}
          data={toData(judges)}
          searchable
          required
          error={errorOf("judgeId")}
        />
      )}
      <SegmentedControl
        name="kind"
        aria-label={t("kindLabel")}
        value={kind}
        onChange={(value) => setKind(value as ConflictKind)}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Select
        key={kind}
        name="targetId"
        label={t(`target.${kind}`)}
        description={t("targetHint")}
        placeholder={t("choose")}
        data={toData(targets)}
        searchable
        limit={50}
        required
        error={errorOf("targetId")}
      />
      <Textarea
        name="reason"
        label={t("reason")}
        description={t("reasonHint")}
        required
        maxLength={500}
        autosize
        minRows={2}
        error={errorOf("reason")}
      />
      <ActButton intent={intent} namespace="conflicts" icon={UserX} size="md">
        {isOffice ? t("submitOffice") : t("submit")}
      </ActButton>
    </Form>
  );
}

export type ConflictListRow = {
  readonly conflictId: string;
  readonly judge: string;
  readonly kind: ConflictKind;
  readonly named: string;
  readonly reason: string;
  readonly declaredBy: string;
  readonly declaredAt: string;
  readonly withdrawnAt: string | null;
  readonly mayWithdraw: boolean;
};

export type ConflictListProps = {
  rows: readonly ConflictListRow[];
  /** Whether it is of several judges. */
  namesJudges: boolean;
  /** The address of a conflict's paper. */
  paperOf: (conflictId: string) => string;
};

export function ConflictList({ rows, namesJudges, paperOf }: ConflictListProps) {
  const { t } = useTranslation("conflicts");
  const columns: readonly Column<ConflictListRow>[] = [
    ...(namesJudges
      ? [{ id: "judge", header: t("judge"), isRowHeader: true, noWrap: true, cell: ({ judge }: ConflictListRow) => judge }]
      : []),
    {
      id: "about",
      header: t("about"),
      isRowHeader: !namesJudges,
      cell: ({ kind, named }) => (
        <>
          <span className={classes.kind}>{t(`kind.${kind}`)}</span> {named}
        </>
      ),
    },
    { id: "reason", header: t("reason"), cell: ({ reason }) => <span className={classes.reason}>{reason}</span> },
    {
      id: "at",
      header: t("at"),
      sortBy: ({ declaredAt }) => declaredAt,
      cell: ({ declaredAt, declaredBy }) => (
        <>
          <When at={declaredAt} />
          <span className={classes.by}>{declaredBy}</span>
        </>
      ),
    },
    {
      id: "state",
      header: t("state"),
      noWrap: true,
      cell: ({ withdrawnAt }) =>
        withdrawnAt === null ? (
          <ToneBadge tone="done" icon={BadgeCheck} look="plain">
            {t("standing")}
          </ToneBadge>
        ) : (
          <ToneBadge tone="off" icon={Ban} look="plain">
            {t("withdrawnAt")}
          </ToneBadge>
        ),
    },
    {
      id: "acts",
      header: "",
      noWrap: true,
      cell: ({ conflictId, mayWithdraw, judge, named }) => (
        <span className={classes.acts}>
          <a href={paperOf(conflictId)} className={classes.paper}>
            <FileText size={16} aria-hidden="true" />
            {t("paperLink")}
          </a>
          {mayWithdraw && (
            <Form method="post">
              <input type="hidden" name="conflictId" value={conflictId} />
              <button
                type="submit"
                name="intent"
                value="withdraw-conflict"
                className={classes.withdraw}
                aria-label={t("withdrawOf", { judge, named })}
              >
                {t("withdraw")}
              </button>
            </Form>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={namesJudges ? t("list") : t("listOwn")}
      rows={rows}
      rowKey={({ conflictId }) => conflictId}
      columns={columns}
      search={({ judge, named, reason }) => [judge, named, reason].join(" ")}
      empty={<EmptyState icon={UserX} title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}
