/** 成绩说明: one result from what judges entered to its award; by review code while marks are blind. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { findExplanation } from "#app/queries/results/get-explanation.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { ExplanationView } from "#app/ui/results/explanation.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.results, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).marksByCode) throw notFound();
    const page = await findExplanation(runtime, scope.roundId, String(params.entry));
    if (!page) throw notFound();
    return {
      page,
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
    };
  },
);

export const handle: PageHandle = { title: "explanation:title" };

export default function ExplanationOfOffice() {
  const { page, watched } = useLoaderData<typeof loader>();
  const { t } = useTranslation("explanation");
  const formats = useFormats();
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, holder, code } = page;
  const results = toEventPage(watched.competition, watched.event, "results", watched.round);
  const who = holder ? [formats.list(holder.names), holder.entrantNumber].filter(Boolean).join(" ") : (code ?? "");
  return (
    <>
      <PageHeader
        title={t("of", { who })}
        breadcrumbs={[{ label: named(event), to: results }, { label: who }]}
        description={
          <>
            {holder && <p>{named(holder.delegation)}</p>}
            <p>{t("lead")}</p>
          </>
        }
        actions={<Link to={results}>{t("back")}</Link>}
      />
      <ExplanationView page={page} />
    </>
  );
}
