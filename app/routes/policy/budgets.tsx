/** 预算: what government, enterprises and society set aside for a year, and what is spent and committed of it. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Ban, PiggyBank, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { BUDGET_PARTIES, BUDGET_PURPOSES } from "#app/domain/money/budget.ts";
import { RecordBudgetSchema, VoidBudgetSchema } from "#app/forms/money.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type BudgetRow, type BudgetsPage, listBudgets } from "#app/queries/money/list-budgets.server.ts";
import { recordBudget } from "#app/services/money/record-budget.server.ts";
import { voidBudget } from "#app/services/money/void-budget.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { BudgetMeter } from "#app/ui/money/budget-meter.tsx";
import classes from "#app/ui/money/money.module.css";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor }) => ({
    page: await listBudgets(runtime),
    mayRecord: hasRole(actor.grants, ["policy-officer", "treasurer"], NO_SCOPE),
  }),
);

export const action = defineAction({
  "record-budget": defineIntent({
    access: { roles: ["policy-officer", "treasurer"], within: "scope" },
    form: RecordBudgetSchema,
    run: ({ runtime, actor, input }) => recordBudget(runtime, actor, input),
  }),
  "void-budget": defineIntent({
    access: { roles: ["policy-officer", "treasurer"], within: "scope" },
    form: VoidBudgetSchema,
    run: ({ runtime, actor, input }) => voidBudget(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "money:budgets.title" };

export default function Budgets() {
  const { page, mayRecord } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  const years = [...new Set(page.budgets.map(({ year }) => year))];
  return (
    <>
      <PageHeader title={t("budgets.title")} description={t("budgets.lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`budgets.done.${answer.intent as "record-budget" | "void-budget"}`)}
        </Notice>
      )}
      <Refusals namespace="money" refusals={refusalsOf(answer, "void-budget")} />
      {years.length === 0 && <EmptyState icon={PiggyBank} title={t("budgets.empty")} hint={t("budgets.emptyHint")} />}
      {mayRecord && (
        <div className={classes.above}>
          <RecordForm page={page} />
        </div>
      )}
      {years.map((year) => (
        <Year key={year} year={year} budgets={page.budgets.filter((budget) => budget.year === year)} mayRecord={mayRecord} />
      ))}
    </>
  );
}

function Year({ year, budgets, mayRecord }: { year: number; budgets: readonly BudgetRow[]; mayRecord: boolean }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const standing = budgets.filter(({ isVoid }) => !isVoid);
  return (
    <Section title={t("budgets.year", { year })}>
      <div className={classes.form}>
        <Stats>
          {BUDGET_PARTIES.map((party) => {
            const ofParty = standing.filter((budget) => budget.party === party);
            const total = ofParty.reduce((sum, { amountFen }) => sum + amountFen, 0);
            const free = ofParty.reduce((sum, { use }) => sum + use.freeFen, 0);
            return (
              <Stat
                key={party}
                label={t(`budgets.party.${party}`)}
                value={<Money fen={total} />}
                hint={`${t("budgets.free")} ${formats.money(free)}`}
              />
            );
          })}
        </Stats>
        <ul className={classes.cards}>
          {budgets.map((budget) => (
            <Budget key={budget.budgetId} budget={budget} mayRecord={mayRecord} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Budget({ budget, mayRecord }: { budget: BudgetRow; mayRecord: boolean }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const named = useNamed();
  const { organisation, party, purpose, competition, amountFen, isVoid, use } = budget;
  return (
    <li className={classes.card}>
      <div className={classes.acts}>
        <strong className={isVoid ? classes.void : undefined}>
          {organisation} <Money fen={amountFen} />
        </strong>
        {isVoid && (
          <ToneBadge tone="off" icon={Ban}>
            {t("budgets.isVoid")}
          </ToneBadge>
        )}
      </div>
      <span>
        {[
          t(`budgets.party.${party}`),
          t(`budgets.purpose.${purpose}`),
          competition ? named(competition) : t("budgets.anyCompetition"),
        ].join(" · ")}
      </span>
      {!isVoid && <BudgetMeter amountFen={amountFen} use={use} />}
      <span className={classes.soft}>
        {[budget.reference, t("budgets.recorded", { name: budget.recordedBy, time: formats.dateTime(budget.recordedAt) })].join(
          " · ",
        )}
      </span>
      {budget.voidReason !== null && (
        <span className={classes.soft}>{t("budgets.voidReason", { reason: budget.voidReason })}</span>
      )}
      {mayRecord && !isVoid && (
        <Disclosure id={`void-${budget.budgetId}`} label={t("budgets.void")} icon={Ban}>
          <Form method="post" className={classes.form}>
            <input type="hidden" name="budgetId" value={budget.budgetId} />
            <TextInput name="reason" label={t("budgets.voidReasonField")} maxLength={500} required />
            <ActButton
              intent="void-budget"
              namespace="money"
              icon={Ban}
              look="grave"
              unmet={budget.unmetVoid}
              consequence={t("budgets.voidConsequence")}
            >
              {t("budgets.void")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </li>
  );
}

const FIELDS = ["organisationId", "party", "year", "purpose", "competitionId", "amount", "reference"] as const;

function RecordForm({ page }: { page: BudgetsPage }) {
  const refusals = refusalsOf(useAnswer<typeof action>(), "record-budget");
  const { t } = useTranslation("money");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("money", refusals, FIELDS);
  return (
    <Disclosure id="record" label={t("budgets.record")} icon={PiggyBank} open={page.budgets.length === 0 || refusals.length > 0}>
      <Form method="post" className={classes.form}>
        <Refusals namespace="money" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="organisationId"
            label={t("budgets.organisation")}
            required
            error={errorOf("organisationId")}
            data={[{ value: "", label: "" }, ...page.organisations.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <NativeSelect
            name="party"
            label={t("budgets.partyField")}
            error={errorOf("party")}
            data={BUDGET_PARTIES.map((value) => ({ value, label: t(`budgets.party.${value}`) }))}
          />
          <TextInput
            name="year"
            type="number"
            min={2000}
            max={2100}
            label={t("budgets.yearField")}
            defaultValue={page.year}
            required
            error={errorOf("year")}
          />
          <NativeSelect
            name="purpose"
            label={t("budgets.purposeField")}
            error={errorOf("purpose")}
            data={BUDGET_PURPOSES.map((value) => ({ value, label: t(`budgets.purpose.${value}`) }))}
          />
          <NativeSelect
            name="competitionId"
            label={t("budgets.competition")}
            error={errorOf("competitionId")}
            data={[
              { value: "", label: t("budgets.anyCompetition") },
              ...page.competitions.map((one) => ({ value: one.id, label: named(one) })),
            ]}
          />
          <TextInput
            name="amount"
            inputMode="decimal"
            label={t("budgets.amount")}
            description={t("ledger.amountHint")}
            required
            error={errorOf("amount")}
            {...hintBelow}
          />
          <TextInput name="reference" label={t("budgets.reference")} maxLength={200} required error={errorOf("reference")} />
        </div>
        <ActButton intent="record-budget" namespace="money" icon={Save} look="quiet">
          {t("budgets.send")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
