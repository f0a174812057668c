/** 主持人: the phone from which a ceremony is led; one large button, and names only while somebody looks. */
import { Link, useLoaderData, useParams } from "@remix-run/react";
import { PartyPopper } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getCeremonyStage } from "#app/queries/ceremony/get-ceremony-stage.server.ts";
import { Stage } from "#app/ui/ceremony/stage.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.ceremony, within: "scope" } }, async ({ runtime, scope }) => ({
  stage: await getCeremonyStage(runtime, String(scope.competitionId)),
}));

export const handle: PageHandle = { title: "ceremony:stage.title" };

export default function CeremonyStagePage() {
  const { stage } = useLoaderData<typeof loader>();
  const { competition = "" } = useParams();
  const { t } = useTranslation("ceremony");
  if (stage === null) {
    return (
      <EmptyState
        icon={PartyPopper}
        title={t("stage.missing")}
        hint={t("stage.missingHint")}
        action={<Link to={`/office/${competition}/ceremony`}>{t("title")}</Link>}
      />
    );
  }
  return <Stage key={`${competition} ${stage.number}`} loaded={stage} office={`/office/${competition}/ceremony`} />;
}
