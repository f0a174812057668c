/** An expense of holding a competition, proposed by one person for a second to approve. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Receipt, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./money.module.css";

export type ExpenseFormProps = {
  choices: {
    readonly organisations: readonly { readonly id: string; readonly name: string }[];
    readonly competitions: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
    readonly budgets: readonly { readonly id: string; readonly organisation: string; readonly year: number }[];
  };
  year: number;
  refusals: readonly Refusal[];
};

const FIELDS = ["organisationId", "competitionId", "budgetId", "year", "amount", "reason", "reference"] as const;

export function ExpenseForm({ choices, year, refusals }: ExpenseFormProps) {
  const { t } = useTranslation("money");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("money", refusals, FIELDS);
  return (
    <Disclosure id="expense" label={t("ledger.expense")} icon={Receipt} open={refusals.length > 0}>
      <Form method="post" className={classes.form}>
        <p className={classes.soft}>{t("ledger.expenseLead")}</p>
        <Refusals namespace="money" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="organisationId"
            label={t("ledger.organisation")}
            required
            error={errorOf("organisationId")}
            data={[{ value: "", label: "" }, ...choices.organisations.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <NativeSelect
            name="competitionId"
            label={t("ledger.competition")}
            required
            error={errorOf("competitionId")}
            data={[{ value: "", label: "" }, ...choices.competitions.map((one) => ({ value: one.id, label: named(one) }))]}
          />
          <TextInput
            name="year"
            type="number"
            min={2000}
            max={2100}
            label={t("ledger.year")}
            defaultValue={year}
            required
            error={errorOf("year")}
          />
          <NativeSelect
            name="budgetId"
            label={t("ledger.budget")}
            error={errorOf("budgetId")}
            data={[
              { value: "", label: t("ledger.budgetNone") },
              ...choices.budgets.map(({ id, ...words }) => ({ value: id, label: t("ledger.budgetOption", words) })),
            ]}
          />
          <TextInput
            name="amount"
            inputMode="decimal"
            label={t("ledger.amount")}
            description={t("ledger.amountHint")}
            required
            error={errorOf("amount")}
            {...hintBelow}
          />
          <TextInput name="reference" label={t("ledger.reference")} maxLength={200} required error={errorOf("reference")} />
          <Textarea
            name="reason"
            label={t("ledger.expenseReason")}
            maxLength={500}
            autosize
            minRows={2}
            required
            error={errorOf("reason")}
            className={form.wide}
          />
        </div>
        <ActButton intent="propose-expense" namespace="money" icon={Send} look="quiet">
          {t("ledger.send")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
