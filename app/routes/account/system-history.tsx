/** 系统日志: who did what that belongs to no competition; for administrators. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SYSTEM_CHAIN } from "#app/domain/audit/chain.ts";
import { readHistoryFilter } from "#app/forms/history.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getHistory } from "#app/queries/audit/get-history.server.ts";
import { HistoryFiles } from "#app/ui/history/history-files.tsx";
import { HistoryPage } from "#app/ui/history/history-page.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";

export const loader = defineLoader({ access: { roles: ["administrator"], within: "scope" } }, async ({ runtime, actor, url }) => {
  const filter = readHistoryFilter(url.searchParams);
  return { filter, history: await getHistory(runtime, actor, { chain: SYSTEM_CHAIN, filter }) };
});

export const handle: PageHandle = { title: "history:systemTitle" };

export default function SystemHistory() {
  const { filter, history } = useLoaderData<typeof loader>();
  const { t } = useTranslation("history");
  return (
    <PublicShell>
      <PageHeader title={t("systemTitle")} description={t("systemLead")} />
      <HistoryPage history={history} filter={filter} />
      <HistoryFiles base="/history" isOpen />
    </PublicShell>
  );
}
