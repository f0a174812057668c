/** 参赛证: the badge of one of a delegation's entries on its team leader's telephone, to be scanned at check-in. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findOwnBadge } from "#app/queries/check-in/find-own-badge.server.ts";
import { PhoneBadge } from "#app/ui/check-in/phone-badge.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";

export const loader = defineLoader(
  { access: { roles: ["team-leader"], within: "scope" } },
  async ({ runtime, scope, params }) => {
    const badge = await findOwnBadge(runtime, {
      of: { delegationId: String(scope.delegationId) },
      entryId: String(params.entry),
    });
    if (badge === null) throw notFound();
    return badge;
  },
);

export const handle: PageHandle = { title: "registration:badge.title" };

export default function EntryBadge() {
  const { delegation, ...badge } = useLoaderData<typeof loader>();
  const { t } = useTranslation("registration");
  return (
    <DelegationShell delegation={delegation} competition={badge.competition}>
      <PageHeader title={t("badge.title")} breadcrumbs={[{ label: t("roster.title"), to: `/delegations/${delegation.id}` }]} />
      <PhoneBadge {...badge} />
    </DelegationShell>
  );
}
