/** 颁奖典礼: what is awarded in which order, what was prepared of it, what has changed since, and its papers. */
import { Stack } from "@mantine/core";
import { useLoaderData, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { PrepareCeremonySchema, RenewCeremonySchema } from "#app/forms/ceremony.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getCeremonyPage } from "#app/queries/ceremony/get-ceremony-page.server.ts";
import { prepareCeremony } from "#app/services/ceremony/prepare-ceremony.server.ts";
import { renewCeremony } from "#app/services/ceremony/renew-ceremony.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { OutdatedNotice } from "#app/ui/ceremony/outdated-notice.tsx";
import { PlanForm } from "#app/ui/ceremony/plan-form.tsx";
import { Prepared } from "#app/ui/ceremony/prepared.tsx";
import { StepLog } from "#app/ui/ceremony/step-log.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { useAnswer } from "#app/ui/use-answer.ts";

const ORGANISERS = { roles: OFFICE_ROOMS.ceremony, within: "scope" } as const;

export const loader = defineLoader({ access: ORGANISERS }, ({ runtime, scope }) =>
  getCeremonyPage(runtime, String(scope.competitionId)),
);

export const action = defineAction({
  "prepare-ceremony": defineIntent({
    access: ORGANISERS,
    form: PrepareCeremonySchema,
    run: ({ runtime, actor, scope, input }) =>
      prepareCeremony(runtime, actor, { competitionId: String(scope.competitionId), plan: input }),
  }),
  "renew-ceremony": defineIntent({
    access: ORGANISERS,
    form: RenewCeremonySchema,
    run: ({ runtime, actor, scope, input }) =>
      renewCeremony(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "ceremony:title" };

export default function Ceremony() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { competition = "" } = useParams();
  const { t } = useTranslation("ceremony");
  useFreshPage("ceremony", { competition });
  const { prepared, steps } = page;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(answer.intent === "renew-ceremony" ? "outdated.renewed" : "plan.done")}
        </Notice>
      )}
      <Stack gap="xl">
        {prepared?.isOutdated && <OutdatedNotice page={page} refusals={refusalsOf(answer, "renew-ceremony")} />}
        <Prepared prepared={prepared} competition={competition} />
        <PlanForm key={prepared?.number ?? 0} page={page} refusals={refusalsOf(answer, "prepare-ceremony")} />
        {prepared && <StepLog steps={steps} />}
      </Stack>
    </>
  );
}
