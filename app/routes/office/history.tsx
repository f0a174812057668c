/** 操作日志: who did what in this competition, with before and after; and the files that anyone can verify it by. */
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { LOG_KEEPERS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { readHistoryFilter } from "#app/forms/history.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getHistory } from "#app/queries/audit/get-history.server.ts";
import { isLogOpenNow } from "#app/queries/audit/is-log-open.server.ts";
import { HistoryFiles } from "#app/ui/history/history-files.tsx";
import { HistoryPage } from "#app/ui/history/history-page.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.history, within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    const chain = String(scope.competitionId);
    const filter = readHistoryFilter(url.searchParams);
    return {
      base: `/office/${params.competition}/history`,
      filter,
      history: await getHistory(runtime, actor, { chain, filter }),
      files: hasRole(actor.grants, LOG_KEEPERS, scope) ? { isOpen: await isLogOpenNow(runtime, chain) } : null,
    };
  },
);

export const handle: PageHandle = { title: "history:title" };

export default function CompetitionHistory() {
  const { base, filter, history, files } = useLoaderData<typeof loader>();
  const { t } = useTranslation("history");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <HistoryPage history={history} filter={filter} />
      {files !== null && <HistoryFiles base={base} isOpen={files.isOpen} />}
    </>
  );
}
