/** 我的参赛证: a contestant's own badge on his telephone, to be scanned at check-in. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findOwnBadge } from "#app/queries/check-in/find-own-badge.server.ts";
import { PhoneBadge } from "#app/ui/check-in/phone-badge.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, personId, params }) => {
  const badge = await findOwnBadge(runtime, { of: { personId }, entryId: String(params.entry) });
  if (badge === null) throw notFound();
  const { delegation: _delegation, ...shown } = badge;
  return shown;
});

export const handle: PageHandle = { title: "registration:badge.title" };

export default function MyBadge() {
  const badge = useLoaderData<typeof loader>();
  const { t } = useTranslation("registration");
  return (
    <PublicPage width="narrow">
      <PageHeader title={t("badge.title")} actions={<Link to="/results/mine">{t("badge.back")}</Link>} />
      <PhoneBadge {...badge} />
    </PublicPage>
  );
}
