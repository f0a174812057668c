/** 新建大赛: four short steps to a draft, which its office then completes. */
import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { CreateCompetitionSchema } from "#app/forms/competition.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listPlanChoices } from "#app/queries/competitions/list-plan-choices.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { PlanFields } from "#app/ui/setup/plan-form.tsx";

const ACCESS = { roles: OFFICE_ACTORS, within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ runtime }) => listPlanChoices(runtime));

export const action = defineAction({
  "create-competition": defineIntent({
    access: ACCESS,
    form: CreateCompetitionSchema,
    run: async ({ runtime, actor, input }) => {
      const decision = await createCompetition(runtime, actor, input);
      return decision.ok ? redirect(`/office/${decision.value.code}`) : decision;
    },
  }),
});

export const handle: PageHandle = { title: "competition:plan.title" };

export default function NewCompetition() {
  const choices = useLoaderData<typeof loader>();
  const { t } = useTranslation(["competition", "account"]);
  const answer = useActionData<typeof action>();
  return (
    <PublicShell>
      <PageHeader
        title={t("plan.title")}
        breadcrumbs={[{ label: t("account:desk.title"), to: PATHS.desk }]}
        description={t("plan.lead")}
      />
      <Form method="post">
        <PlanFields choices={choices} refusals={refusalsOf(answer, "create-competition")} />
        <ActButton intent="create-competition" namespace="competition" icon={Check} size="md">
          {t("plan.create")}
        </ActButton>
      </Form>
    </PublicShell>
  );
}
