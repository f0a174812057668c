/** 兑现台账: what all competitions and recorded facts are owed, by payer, document, state and kind. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { defineAction, defineLoader } from "#app/platform/access/define.server.ts";
import { listEntitlements, readLedgerFilter } from "#app/queries/policy/list-entitlements.server.ts";
import { LEDGER_INTENTS } from "#app/routes/entitlements/entitlement-intents.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { EntitlementLedger } from "#app/ui/policy/entitlement-ledger.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

export const loader = defineLoader(
  { access: { roles: ["policy-officer", "treasurer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, url }) => {
    const chosen = readLedgerFilter(url.searchParams);
    return {
      ledger: await listEntitlements(runtime, null, chosen),
      chosen,
      mayAct: hasRole(actor.grants, ["policy-officer"], scope),
    };
  },
);

export const action = defineAction(LEDGER_INTENTS);

export const handle: PageHandle = { title: "entitlements:title" };

export default function PolicyEntitlements() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("entitlements");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("done", { count: answer.value.count })}
        </Notice>
      )}
      {answer?.ok === false && <Refusals namespace="entitlements" refusals={answer.refusals} />}
      <EntitlementLedger {...page} base="/policy/entitlements" />
      <p>{t("nobody")}</p>
    </>
  );
}
