/** One 奖励发放表: its lines, its steps, the accounts it pays to, and the acts on it. */
import { TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { BadgeCheck, Ban, FileDown, HandCoins, KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import {
  DropPaymentListSchema,
  PayPaymentListSchema,
  RecordPayeeAccountSchema,
  ViewPayeeAccountSchema,
} from "#app/forms/money.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { writeCapitals } from "#app/i18n/capitals.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPaymentList, type PaymentListPage } from "#app/queries/money/find-payment-list.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { dropPaymentList } from "#app/services/money/drop-payment-list.server.ts";
import { payPaymentList } from "#app/services/money/pay-payment-list.server.ts";
import { recordPayeeAccount } from "#app/services/money/record-payee-account.server.ts";
import { viewPayeeAccount } from "#app/services/money/view-payee-account.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import classes from "#app/ui/money/money.module.css";
import { PayeeAccounts } from "#app/ui/money/payee-accounts.tsx";
import { PaymentLines } from "#app/ui/money/payment-lines.tsx";
import { PaymentStateBadge } from "#app/ui/money/payment-state-badge.tsx";
import { Money } from "#app/ui/money.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, params }) => {
    const list = await findPaymentList(runtime, actor, String(params.list));
    if (!list) throw notFound();
    return {
      list,
      capitals: writeCapitals(list.totalFen),
      mayApprove: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
      mayPay: hasRole(actor.grants, ["treasurer"], NO_SCOPE),
    };
  },
);

export const action = defineAction({
  "approve-payment-list": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: NoFieldsSchema,
    run: ({ runtime, actor, params }) => approvePaymentList(runtime, actor, { listId: String(params.list) }),
  }),
  "pay-payment-list": defineIntent({
    access: { roles: ["treasurer"], within: "scope" },
    form: PayPaymentListSchema,
    run: ({ runtime, actor, params, input }) => payPaymentList(runtime, actor, { ...input, listId: String(params.list) }),
  }),
  "drop-payment-list": defineIntent({
    access: { roles: ["treasurer", "policy-officer"], within: "scope" },
    form: DropPaymentListSchema,
    run: ({ runtime, actor, params, input }) => dropPaymentList(runtime, actor, { ...input, listId: String(params.list) }),
  }),
  "record-payee-account": defineIntent({
    access: { roles: ["treasurer"], within: "scope" },
    form: RecordPayeeAccountSchema,
    run: ({ runtime, actor, params, input }) => recordPayeeAccount(runtime, actor, { ...input, listId: String(params.list) }),
  }),
  "view-payee-account": defineIntent({
    access: { roles: ["treasurer"], within: "scope" },
    form: ViewPayeeAccountSchema,
    run: ({ runtime, actor, input }) => viewPayeeAccount(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "money:payments.title" };

export default function PaymentList() {
  const { list, capitals, mayApprove, mayPay } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  const isOpen = list.state === "prepared" || list.state === "approved";
  return (
    <>
      <PageHeader
        title={t("list.heading", { number: list.number })}
        breadcrumbs={[{ label: t("payments.title"), to: "/policy/payments" }]}
        status={<PaymentStateBadge state={list.state} />}
        description={`${list.payer} · ${list.year}`}
      />
      {answer?.ok && answer.intent !== "view-payee-account" && (
        <Notice tone="done" live>
          {t(`list.done.${answer.intent as Done}`)}
        </Notice>
      )}
      <Facts list={list} capitals={capitals} />
      {isOpen && <Acts list={list} mayApprove={mayApprove} mayPay={mayPay} />}
      <Section title={t("list.lines")} id="lines">
        <PaymentLines lines={list.lines} isOpen={isOpen} />
      </Section>
      {mayPay && <PayeeAccounts list={list} isOpen={isOpen} answer={answer} viewed={readViewed(answer)} />}
      <Files list={list} mayPay={mayPay} />
    </>
  );
}

type Done = "approve-payment-list" | "pay-payment-list" | "drop-payment-list" | "record-payee-account";

function readViewed(answer: ReturnType<typeof useAnswer<typeof action>>) {
  const value = answer?.ok ? answer.value : null;
  return value !== null && "accountId" in value ? value : null;
}

function Facts({ list, capitals }: { list: PaymentListPage; capitals: string }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const { prepared, approved, paid, dropped, budget } = list;
  const step = (one: { by: string; at: string } | null) =>
    one === null ? t("list.waiting") : t("list.step", { name: one.by, time: formats.dateTime(one.at) });
  const at = (one: { at: string }) => formats.dateTime(one.at);
  return (
    <Section title={t("list.total")} boxed>
      <DefinitionList
        items={[
          { term: t("list.total"), value: <Money fen={list.totalFen} /> },
          { term: t("list.capitals"), value: <span lang="zh-CN">{capitals}</span> },
          {
            term: t("list.budget"),
            value:
              budget === null
                ? t("list.budgetNone")
                : t("list.budgetText", { organisation: budget.organisation, free: formats.money(budget.freeFen) }),
          },
          { term: t("list.prepared"), value: step(prepared) },
          { term: t("list.approved"), value: step(approved) },
          ...(dropped
            ? [
                {
                  term: t("list.dropped"),
                  value: t("list.droppedStep", { name: dropped.by, time: at(dropped), reason: dropped.reason }),
                },
              ]
            : [
                {
                  term: t("list.paid"),
                  value: paid ? t("list.paidStep", { name: paid.by, time: at(paid), voucher: paid.voucher }) : t("list.waiting"),
                },
              ]),
        ]}
      />
    </Section>
  );
}

function Acts({ list, mayApprove, mayPay }: { list: PaymentListPage; mayApprove: boolean; mayPay: boolean }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  const pay = useFieldErrors("money", refusalsOf(answer, "pay-payment-list"), ["voucher"]);
  const drop = useFieldErrors("money", refusalsOf(answer, "drop-payment-list"), ["reason"]);
  if (!mayApprove && !mayPay) return <p className={classes.soft}>{t("list.readOnly")}</p>;
  return (
    <Section title={t("list.acts")}>
      <div className={classes.form}>
        <Refusals namespace="money" refusals={[...refusalsOf(answer, "approve-payment-list"), ...pay.others, ...drop.others]} />
        {mayApprove && list.state === "prepared" && (
          <Form method="post">
            <ActButton
              intent="approve-payment-list"
              namespace="money"
              icon={BadgeCheck}
              unmet={list.unmet.approve}
              consequence={t("list.approveConsequence")}
            >
              {t("list.approve")}
            </ActButton>
          </Form>
        )}
        {mayPay && list.state === "approved" && (
          <Form method="post" className={classes.form}>
            <TextInput
              name="voucher"
              label={t("list.voucher")}
              description={t("list.voucherHint")}
              maxLength={100}
              required
              error={pay.errorOf("voucher")}
              {...hintBelow}
            />
            <ActButton
              intent="pay-payment-list"
              namespace="money"
              icon={HandCoins}
              unmet={list.unmet.pay}
              consequence={t("list.payConsequence")}
            >
              {t("list.pay")}
            </ActButton>
          </Form>
        )}
        <Disclosure id="drop" label={t("list.drop")} icon={Ban} open={refusalsOf(answer, "drop-payment-list").length > 0}>
          <Form method="post" className={classes.form}>
            <TextInput name="reason" label={t("list.dropReason")} maxLength={500} required error={drop.errorOf("reason")} />
            <ActButton
              intent="drop-payment-list"
              namespace="money"
              icon={Ban}
              look="grave"
              unmet={list.unmet.drop}
              consequence={t("list.dropConsequence")}
            >
              {t("list.drop")}
            </ActButton>
          </Form>
        </Disclosure>
      </div>
    </Section>
  );
}

function Files({ list, mayPay }: { list: PaymentListPage; mayPay: boolean }) {
  const { t } = useTranslation("money");
  const base = `/policy/payments/${list.listId}`;
  return (
    <Section title={t("list.files")}>
      <div className={classes.acts}>
        <a href={`${base}/sheet`}>
          <FileDown size={16} aria-hidden="true" /> {t("list.pdf")}
        </a>
        <a href={`${base}/workbook`}>
          <FileDown size={16} aria-hidden="true" /> {t("list.excel")}
        </a>
        {mayPay && (
          <Form method="post" action={`${base}/copy`} reloadDocument>
            <ActButton
              intent="print-treasurer-copy"
              namespace="money"
              icon={KeyRound}
              look="quiet"
              consequence={t("list.copyConsequence")}
            >
              {t("list.copy")}
            </ActButton>
          </Form>
        )}
      </div>
    </Section>
  );
}
