/** 导入全部报名: one file of all delegations, which it names in a column. */
import { Form, useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PreviewRosterSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { takeRosterFile } from "#app/routes/imports/roster-intents.server.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import classes from "#app/ui/registration/registration.module.css";
import { RosterFileForm } from "#app/ui/registration/roster-import.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["organiser"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, ({ params }) => ({ competition: params.competition ?? "" }));

export const action = defineAction({
  preview: defineIntent({
    access: ACCESS,
    form: PreviewRosterSchema,
    run: ({ runtime, actor, scope, params, input }) =>
      takeRosterFile(
        runtime,
        actor,
        { competitionId: String(scope.competitionId), delegationId: null },
        { file: input.file, path: `/office/${params.competition}/registrations/import` },
      ),
  }),
});

export const handle: PageHandle = { title: "registration:import.wholeTitle" };

export default function ImportAll() {
  const { competition } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("registration");
  return (
    <>
      <PageHeader title={t("import.wholeTitle")} description={t("import.wholeLead")} />
      <Section title={t("import.templates")}>
        <ul className={classes.templates}>
          <li>
            <a href={`/office/${competition}/registrations/template`} download>
              <Download size={16} aria-hidden="true" />
              {t("import.wholeTemplate")}
            </a>
          </li>
        </ul>
      </Section>
      <Form method="post" encType="multipart/form-data">
        <RosterFileForm refusals={answer && !answer.ok ? answer.refusals : []} />
      </Form>
    </>
  );
}
