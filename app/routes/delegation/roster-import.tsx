/** One roster file of a delegation: how far its reading is, what it would do, and the confirmation that does it. */
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CancelImportSchema, ImportRosterSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { confirmRosterImport, getRosterImport } from "#app/routes/imports/roster-intents.server.ts";
import { cancelRosterImport } from "#app/services/registration/cancel-roster-import.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { RosterImport } from "#app/ui/registration/roster-import.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, params }) => {
  const place = { competitionId: String(scope.competitionId), delegationId: String(scope.delegationId) };
  const { delegation, competition } = await getRoster(runtime, place.delegationId);
  return { delegation, competition, view: await getRosterImport(runtime, place, params.import) };
});

export const action = defineAction({
  "import-roster": defineIntent({
    access: ACCESS,
    form: ImportRosterSchema,
    run: ({ runtime, actor, scope, params }) => {
      const delegationId = String(scope.delegationId);
      return confirmRosterImport(runtime, actor, {
        importId: params.import ?? "",
        competitionId: String(scope.competitionId),
        delegationId,
        path: `/delegations/${delegationId}/import`,
        done: (added, changed) => `/delegations/${delegationId}?added=${added}&changed=${changed}`,
      });
    },
  }),
  "cancel-import": defineIntent({
    access: ACCESS,
    form: CancelImportSchema,
    run: async ({ runtime, actor, scope, params }) => {
      const delegationId = String(scope.delegationId);
      const place = { importId: params.import ?? "", competitionId: String(scope.competitionId), delegationId };
      const decision = await cancelRosterImport(runtime, actor, place);
      return decision.ok ? redirect(`/delegations/${delegationId}/import`) : decision;
    },
  }),
});

export const handle: PageHandle = { title: "registration:import.title" };

export default function DelegationRosterImport() {
  const { delegation, competition, view } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("registration");
  const path = `/delegations/${delegation.id}/import`;
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("import.title")} description={t("import.lead")} />
      <Form method="post">
        <RosterImport
          view={view}
          path={path}
          done={`/delegations/${delegation.id}`}
          refusals={answer && !answer.ok ? answer.refusals : []}
        />
      </Form>
    </DelegationShell>
  );
}
