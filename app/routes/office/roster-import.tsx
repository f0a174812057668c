/** One roster file of a whole competition: how far its reading is, what it would do, and the confirmation that does it. */
import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CancelImportSchema, ImportRosterSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { confirmRosterImport, getRosterImport } from "#app/routes/imports/roster-intents.server.ts";
import { cancelRosterImport } from "#app/services/registration/cancel-roster-import.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RosterImport } from "#app/ui/registration/roster-import.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["organiser"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, params }) => ({
  path: `/office/${params.competition}/registrations/import`,
  view: await getRosterImport(runtime, { competitionId: String(scope.competitionId), delegationId: null }, params.wholeImport),
}));

export const action = defineAction({
  "import-roster": defineIntent({
    access: ACCESS,
    form: ImportRosterSchema,
    run: ({ runtime, actor, scope, params }) => {
      const path = `/office/${params.competition}/registrations/import`;
      const importId = params.wholeImport ?? "";
      return confirmRosterImport(runtime, actor, {
        importId,
        competitionId: String(scope.competitionId),
        delegationId: null,
        path,
        done: () => `${path}/${importId}`,
      });
    },
  }),
  "cancel-import": defineIntent({
    access: ACCESS,
    form: CancelImportSchema,
    run: async ({ runtime, actor, scope, params }) => {
      const place = { importId: params.wholeImport ?? "", competitionId: String(scope.competitionId), delegationId: null };
      const decision = await cancelRosterImport(runtime, actor, place);
      return decision.ok ? redirect(`/office/${params.competition}/registrations/import`) : decision;
    },
  }),
});

export const handle: PageHandle = { title: "registration:import.wholeTitle" };

export default function CompetitionRosterImport() {
  const { path, view } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("registration");
  return (
    <>
      <PageHeader title={t("import.wholeTitle")} description={t("import.wholeLead")} />
      <Form method="post">
        <RosterImport
          view={view}
          path={path}
          done={path.replace(/\/import$/, "")}
          refusals={answer && !answer.ok ? answer.refusals : []}
        />
      </Form>
    </>
  );
}
