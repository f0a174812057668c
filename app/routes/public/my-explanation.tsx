/** 我的成绩说明: a contestant's own published result, from every judge's score to the award; judges stand by their numbers. */
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findOwnExplanation } from "#app/queries/public/find-own-explanation.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { ExplanationView } from "#app/ui/results/explanation.tsx";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, personId, params, url }) => {
  const round = url.searchParams.get("round");
  const page = await findOwnExplanation(runtime, personId, String(params.entry), round === null ? null : Number(round));
  if (page === null) throw notFound();
  return page;
});

export const handle: PageHandle = { title: "explanation:title" };

export default function MyExplanation() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("explanation");
  const named = useNamed();
  return (
    <PublicPage width="narrow">
      <PageHeader
        title={t("of", { who: named(page.event) })}
        description={
          <>
            <p>{named(page.competition)}</p>
            <p>{t("leadOwn")}</p>
          </>
        }
        actions={<Link to="/results/mine">{t("back")}</Link>}
      />
      <ExplanationView page={page} />
    </PublicPage>
  );
}
