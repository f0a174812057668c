/** The accounts that a list pays to: recorded and viewed by the treasurer, one form for each payee that has none, or that changes. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Eye, Landmark, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Answer, refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import classes from "./money.module.css";
import { AccountText, type ShownLine, type ShownPayee } from "./payment-lines.tsx";

export type PayeeAccountsProps = {
  list: { readonly lines: readonly ShownLine[] };
  isOpen: boolean;
  answer: Answer;
  /** The account that was just asked for in full. */
  viewed: { readonly accountId: string; readonly bank: string; readonly number: string } | null;
};

export function PayeeAccounts({ list, isOpen, answer, viewed }: PayeeAccountsProps) {
  const { t } = useTranslation("money");
  const payees = new Map(
    list.lines.flatMap(({ payee }) => (payee ? [[payee.holders.map(({ id }) => id).join(" "), payee] as const] : [])),
  );
  const missing = [...payees.values()].filter(({ account }) => account === null);
  return (
    <Section title={t("list.accounts")} description={t("list.accountsLead")} id="accounts">
      <div className={classes.form}>
        <Refusals namespace="money" refusals={refusalsOf(answer, "view-payee-account")} />
        <ul className={classes.tiles}>
          {[...payees].map(([key, payee]) => (
            <li key={key} className={classes.card}>
              <strong>{payee.holders.map(({ name }) => name).join(t("paper.nameSeparator"))}</strong>
              <AccountText payee={payee} />
              {payee.account && <View payee={payee} viewed={viewed} />}
            </li>
          ))}
        </ul>
        {isOpen && <Record payees={[...payees.values()]} first={missing[0] ?? null} answer={answer} />}
      </div>
    </Section>
  );
}

function View({ payee, viewed }: { payee: ShownPayee; viewed: PayeeAccountsProps["viewed"] }) {
  const { t } = useTranslation("money");
  const { account } = payee;
  if (!account) return null;
  if (viewed?.accountId === account.accountId) {
    return (
      <Notice tone="info" live>
        {t("list.viewed", { bank: viewed.bank, number: viewed.number })}
      </Notice>
    );
  }
  return (
    <Form method="post">
      <input type="hidden" name="accountId" value={account.accountId} />
      <ActButton intent="view-payee-account" namespace="money" icon={Eye} look="quiet" consequence={t("list.viewConsequence")}>
        {t("list.view")}
      </ActButton>
    </Form>
  );
}

function Record(props: { payees: readonly ShownPayee[]; first: ShownPayee | null; answer: Answer }) {
  const { payees, first, answer } = props;
  const { t } = useTranslation("money");
  const refusals = refusalsOf(answer, "record-payee-account");
  const { errorOf, others } = useFieldErrors("money", refusals, ["holderId", "bank", "account.number", "number"]);
  const holders = new Map(payees.flatMap((payee) => payee.holders.map(({ id, name }) => [id, name] as const)));
  return (
    <Disclosure id="record-account" label={t("list.record")} icon={Landmark} open={first !== null || refusals.length > 0}>
      <Form method="post" className={classes.form} key={first?.holders[0]?.id ?? ""}>
        <Refusals namespace="money" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="holderId"
            label={t("list.holder")}
            defaultValue={first?.holders[0]?.id}
            error={errorOf("holderId")}
            data={[...holders].map(([value, label]) => ({ value, label }))}
          />
          <TextInput name="bank" label={t("list.bank")} maxLength={60} required error={errorOf("bank")} />
          <TextInput
            name="number"
            label={t("list.accountNumber")}
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
            required
            error={errorOf("number")}
          />
        </div>
        <ActButton intent="record-payee-account" namespace="money" icon={Save} look="quiet">
          {t("list.save")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
