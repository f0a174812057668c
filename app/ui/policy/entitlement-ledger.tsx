/** Entitlements as a ledger: sums, filters in the address, the clause in plain words beside each amount, and many acts at once. */
import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { Filter, HandCoins, Megaphone, Send, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DEFAULT_PUBLICITY_DAYS } from "#app/domain/policy/entitlement-acts.ts";
import { ENTITLEMENT_STATES } from "#app/domain/policy/entitlement-states.ts";
import type {
  EntitlementRow,
  LedgerFilter,
  LedgerTotals,
  EntitlementLedger as LedgerView,
} from "#app/domain/policy/entitlement-view.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { Amount } from "./amount.tsx";
import { EntitlementStateBadge } from "./entitlement-state-badge.tsx";
import { OutcomeBadge } from "./findings-list.tsx";

/** The checkboxes stand in the table, their form below it. */
const BATCH = "entitlement-batch";

/** @param base the address of the page, under which each entitlement has its own */
export function EntitlementLedger(props: { ledger: LedgerView; chosen: LedgerFilter; base: string; mayAct: boolean }) {
  const { ledger, chosen, base, mayAct } = props;
  const { t } = useTranslation("entitlements");
  return (
    <Stack gap="lg">
      <Totals totals={ledger.totals} />
      <FilterForm choices={ledger.choices} chosen={chosen} withCompetitions={base.startsWith("/policy")} />
      {ledger.count > ledger.rows.length && (
        <Notice tone="info">{t("shown", { count: ledger.count, shown: ledger.rows.length })}</Notice>
      )}
      <LedgerTable rows={ledger.rows} base={base} mayAct={mayAct} />
      {mayAct && ledger.rows.length > 0 && <Batch />}
    </Stack>
  );
}

function Totals({ totals }: { totals: LedgerTotals }) {
  const { t } = useTranslation("entitlements");
  return (
    <Stats>
      <Stat label={t("total.owed")} value={<Money fen={totals.owedFen} />} />
      {totals.monthlyFen > 0 && <Stat label={t("total.monthly")} value={<Money fen={totals.monthlyFen} />} />}
      {totals.ceilingFen > 0 && <Stat label={t("total.ceiling")} value={<Money fen={totals.ceilingFen} />} />}
      <Stat label={t("total.unknown")} value={totals.unknown} />
      <Stat label={t("total.draft")} value={<Money fen={totals.draftFen} />} />
      <Stat label={t("total.toDecide")} value={totals.toDecide} tone={totals.toDecide > 0 ? "act" : "plain"} />
      <Stat label={t("total.differences")} value={totals.differences} tone={totals.differences > 0 ? "act" : "plain"} />
    </Stats>
  );
}

function FilterForm(props: { choices: LedgerView["choices"]; chosen: LedgerFilter; withCompetitions: boolean }) {
  const { choices, chosen, withCompetitions } = props;
  const { t, i18n } = useTranslation(["entitlements", "policy"]);
  const named = useNamed();
  const all = { value: "", label: t("filter.all") };
  return (
    <Form method="get" preventScrollReset>
      <div className={form.grid}>
        <NativeSelect
          name="document"
          label={t("filter.document")}
          defaultValue={chosen.document ?? ""}
          data={[
            all,
            ...choices.documents.map(({ pack, title, titleEn, region }) => ({
              value: pack,
              label: t("documentChoice", { region: named(region), title: i18n.language === "en" ? titleEn : title }),
            })),
          ]}
        />
        <NativeSelect
          name="state"
          label={t("filter.state")}
          defaultValue={chosen.state ?? ""}
          data={[all, ...ENTITLEMENT_STATES.map((value) => ({ value, label: t(`state.${value}`) }))]}
        />
        <NativeSelect
          name="kind"
          label={t("filter.kind")}
          defaultValue={chosen.kind ?? ""}
          data={[all, ...choices.kinds.map((value) => ({ value, label: t(`policy:kind.${value}`) }))]}
        />
        <NativeSelect
          name="draft"
          label={t("filter.draft")}
          defaultValue={chosen.draft === null ? "" : chosen.draft ? "yes" : "no"}
          data={[all, { value: "no", label: t("filter.inForce") }, { value: "yes", label: t("filter.isDraft") }]}
        />
        <NativeSelect
          name="differs"
          label={t("filter.differs")}
          defaultValue={chosen.differs ? "yes" : ""}
          data={[all, { value: "yes", label: t("filter.differing") }]}
        />
        {withCompetitions && (
          <NativeSelect
            name="competition"
            label={t("filter.competition")}
            defaultValue={chosen.competition ?? ""}
            data={[all, ...choices.competitions.map((one) => ({ value: one.code, label: named(one) }))]}
          />
        )}
      </div>
      <div className={form.foot}>
        <Button type="submit" variant="default" leftSection={<Filter size={18} aria-hidden="true" />}>
          {t("filter.apply")}
        </Button>
      </div>
    </Form>
  );
}

function LedgerTable({ rows, base, mayAct }: { rows: readonly EntitlementRow[]; base: string; mayAct: boolean }) {
  const { t, i18n } = useTranslation(["entitlements", "policy"]);
  const named = useNamed();
  const isEnglish = i18n.language === "en";
  const columns: readonly Column<EntitlementRow>[] = [
    ...(mayAct
      ? [
          {
            id: "choose",
            header: t("table.choose"),
            cell: (row: EntitlementRow) => (
              <input
                type="checkbox"
                name="entitlementIds[]"
                value={row.id}
                form={BATCH}
                aria-label={t("table.chooseOne", { name: `${row.beneficiary ?? ""} ${row.clause}` })}
              />
            ),
          },
        ]
      : []),
    {
      id: "beneficiary",
      header: t("policy:table.beneficiary"),
      isRowHeader: true,
      sortBy: ({ beneficiary }) => beneficiary,
      cell: ({ id, beneficiary }) => <Link to={`${base}/${id}`}>{beneficiary || t("policy:organisationUnknown")}</Link>,
    },
    {
      id: "source",
      header: t("table.source"),
      sortBy: ({ competition }) => competition?.code ?? null,
      cell: ({ competition, event, people }) => (
        <>
          {competition ? named(competition) : t("table.outside")}
          {event && ` · ${named(event)}`}
          {people.length > 0 && ` · ${people.join("、")}`}
        </>
      ),
    },
    {
      id: "clause",
      header: t("policy:table.clause"),
      cell: ({ row, clause, document }) => (
        <>
          {isEnglish ? row.summaryEn : row.summary} · {isEnglish ? document.titleEn : document.title} {clause}
        </>
      ),
    },
    {
      id: "amount",
      header: t("policy:table.amount"),
      align: "end",
      noWrap: true,
      sortBy: ({ amount }) => (amount.kind === "exact" || amount.kind === "ceiling" ? amount.fen : null),
      cell: ({ amount, settledFen }) => (settledFen === null ? <Amount amount={amount} /> : <Money fen={settledFen} />),
    },
    { id: "outcome", header: t("policy:table.outcome"), noWrap: true, cell: (row) => <OutcomeBadge {...row} /> },
    {
      id: "state",
      header: t("table.state"),
      noWrap: true,
      sortBy: ({ state }) => ENTITLEMENT_STATES.indexOf(state),
      cell: ({ state, hasOpenDifference }) => (
        <>
          <EntitlementStateBadge state={state} />
          {hasOpenDifference && (
            <ToneBadge tone="act" icon={TriangleAlert}>
              {t("different")}
            </ToneBadge>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
      search={({ people, beneficiary, competition, event }) =>
        [...people, beneficiary ?? "", competition?.name ?? "", event?.name ?? ""].join(" ")
      }
      rowTone={({ hasOpenDifference, outcome, state }) =>
        hasOpenDifference || (outcome === "needs-decision" && state === "computed") ? "act" : undefined
      }
      empty={<EmptyState icon={HandCoins} title={t("empty")} hint={t("emptyHint")} />}
    />
  );
}

function Batch() {
  const { t } = useTranslation("entitlements");
  return (
    <Section title={t("batch.title")} description={t("batch.hint")} boxed>
      <Form method="post" id={BATCH}>
        <TextInput
          name="workingDays"
          type="number"
          min={1}
          max={60}
          label={t("batch.days")}
          defaultValue={DEFAULT_PUBLICITY_DAYS}
          w="12rem"
        />
        <div className={form.foot}>
          <ActButton intent="apply-entitlements" namespace="entitlements" icon={Send}>
            {t("batch.apply")}
          </ActButton>
          <ActButton intent="publicise-entitlements" namespace="entitlements" icon={Megaphone} look="quiet">
            {t("batch.publicise")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}
