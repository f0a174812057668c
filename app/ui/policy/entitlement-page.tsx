/** The page of one entitlement: what was answered to the last act, its clause, the acts open to this reader, and its history. */
import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { EntitlementView } from "#app/domain/policy/entitlement-view.ts";
import type { Answer } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { EntitlementDetail } from "#app/ui/policy/entitlement-detail.tsx";
import { EntitlementStateBadge } from "#app/ui/policy/entitlement-state-badge.tsx";
import { Refusals } from "#app/ui/refusals.tsx";

export function EntitlementPage({ one, answer }: { readonly one: EntitlementView; readonly answer: Answer }) {
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
