/** What was paid of one entitlement and what came back, and the proposal to claw something back. */
import { Button, Textarea, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { HandCoins, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { ProposeClawBackSchema } from "#app/forms/money.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findEntitlementLedger } from "#app/queries/money/find-entitlement-ledger.server.ts";
import { LEDGER_ENTRY_INTENTS } from "#app/routes/policy/ledger-intents.server.ts";
import { proposeClawBack } from "#app/services/money/propose-claw-back.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { ClauseLine } from "#app/ui/money/clause-line.tsx";
import { LedgerEntries } from "#app/ui/money/ledger-entries.tsx";
import { LedgerProposals } from "#app/ui/money/ledger-proposals.tsx";
import { LedgerSums } from "#app/ui/money/ledger-sums.tsx";
import classes from "#app/ui/money/money.module.css";
import { PayeeName } from "#app/ui/money/payee-name.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, params }) => {
    const page = await findEntitlementLedger(runtime, actor, String(params.entitlement));
    if (!page) throw notFound();
    return { page, isOfficer: hasRole(actor.grants, ["policy-officer"], NO_SCOPE) };
  },
);

export const action = defineAction({
  "propose-claw-back": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: ProposeClawBackSchema,
    run: ({ runtime, actor, params, input }) =>
      proposeClawBack(runtime, actor, { ...input, entitlementId: String(params.entitlement) }),
  }),
  ...LEDGER_ENTRY_INTENTS,
});

export const handle: PageHandle = { title: "money:entitlement.title" };

export default function EntitlementLedger() {
  const { page, isOfficer } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("money");
  return (
    <>
      <PageHeader
        title={t("entitlement.title")}
        breadcrumbs={[{ label: t("entitlement.breadcrumb"), to: "/policy/ledger" }]}
        actions={
          <Button
            component={Link}
            to={`/policy/entitlements/${page.entitlementId}`}
            variant="default"
            size="sm"
            leftSection={<HandCoins size={18} aria-hidden="true" />}
          >
            {t("entitlement.open")}
          </Button>
        }
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`ledger.done.${answer.intent as "propose-claw-back" | "approve-ledger-entry" | "drop-ledger-entry"}`)}
        </Notice>
      )}
      <Refusals
        namespace="money"
        refusals={[...refusalsOf(answer, "approve-ledger-entry"), ...refusalsOf(answer, "drop-ledger-entry")]}
      />
      <div className={classes.above}>
        <DefinitionList
          items={[
            { term: t("entitlement.payee"), value: <PayeeName payee={page.payee} /> },
            { term: t("entitlement.clause"), value: <ClauseLine {...page} /> },
          ]}
        />
      </div>
      <LedgerSums sums={page.sums} limitFen={page.limitFen} />
      <Section title={t("entitlement.entries")}>
        {page.entries.length === 0 ? (
          <EmptyState icon={Undo2} title={t("entitlement.noEntries")} hint={t("entitlement.noEntriesHint")} />
        ) : (
          <LedgerEntries entries={page.entries} />
        )}
      </Section>
      {page.proposals.length > 0 && <LedgerProposals proposals={page.proposals} mayApprove={isOfficer} />}
      {isOfficer && page.limitFen > 0 && <ClawBackForm limitFen={page.limitFen} />}
    </>
  );
}

function ClawBackForm({ limitFen }: { limitFen: number }) {
  const refusals = refusalsOf(useAnswer<typeof action>(), "propose-claw-back");
  const { t } = useTranslation("money");
  const formats = useFormats();
  const { errorOf, others } = useFieldErrors("money", refusals, ["amount", "reason", "reference"]);
  return (
    <Disclosure id="claw-back" label={t("entitlement.clawBack")} icon={Undo2} open={refusals.length > 0}>
      <Form method="post" className={classes.form}>
        <p className={classes.soft}>{t("entitlement.clawBackLead")}</p>
        <Refusals namespace="money" refusals={others} />
        <div className={form.grid}>
          <TextInput
            name="amount"
            inputMode="decimal"
            label={t("entitlement.amount")}
            description={t("ledger.amountHint")}
            required
            error={errorOf("amount")}
            {...hintBelow}
          />
          <TextInput name="reference" label={t("entitlement.reference")} maxLength={200} required error={errorOf("reference")} />
          <Textarea
            name="reason"
            label={t("entitlement.reason")}
            description={t("entitlement.reasonHint")}
            maxLength={500}
            autosize
            minRows={2}
            required
            error={errorOf("reason")}
            className={form.wide}
            {...hintBelow}
          />
        </div>
        <ActButton
          intent="propose-claw-back"
          namespace="money"
          icon={Undo2}
          consequence={t("entitlement.consequence", { limit: formats.money(limitFen) })}
        >
          {t("entitlement.send")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
