/** One entitlement of a competition: its clause, the acts open to this reader, and its history. */
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineAction, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { ENTITLEMENT_INTENTS } from "#app/routes/entitlements/entitlement-intents.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { EntitlementDetail } from "#app/ui/policy/entitlement-detail.tsx";
import { EntitlementStateBadge } from "#app/ui/policy/entitlement-state-badge.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    const one = await findEntitlement(runtime, actor, {
      competitionId: scope.competitionId,
      entitlementId: String(params.owed),
    });
    if (one === null) throw notFound();
    return one;
  },
);

export const action = defineAction(ENTITLEMENT_INTENTS);

export const handle: PageHandle = { title: "entitlements:oneTitle" };

export default function Entitlement() {
  const one = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { pathname } = useLocation();
  const { t, i18n } = useTranslation("entitlements");
  return (
    <>
      <PageHeader
        title={i18n.language === "en" ? one.row.summaryEn : one.row.summary}
        breadcrumbs={[{ label: t("title"), to: pathname.replace(/\/[^/]+$/, "") }]}
        status={<EntitlementStateBadge state={one.state} />}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("doneOne")}
        </Notice>
      )}
      {answer?.ok === false && <Refusals namespace="entitlements" refusals={answer.refusals} />}
      <EntitlementDetail one={one} />
    </>
  );
}
