/** 导入报名表: the templates, and the leader's file, which is read and checked before anything is stored. */
import { Form, useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PreviewRosterSchema } from "#app/forms/registration.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { takeRosterFile } from "#app/routes/imports/roster-intents.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList } from "#app/ui/refusals.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { RosterFileForm } from "#app/ui/registration/roster-import.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope }) => {
  const { delegation, competition, events, closed } = await getRoster(runtime, String(scope.delegationId));
  return { delegation, competition, events, closed };
});

export const action = defineAction({
  preview: defineIntent({
    access: ACCESS,
    form: PreviewRosterSchema,
    run: ({ runtime, actor, scope, input }) => {
      const place = { competitionId: String(scope.competitionId), delegationId: String(scope.delegationId) };
      return takeRosterFile(runtime, actor, place, { file: input.file, path: `/delegations/${place.delegationId}/import` });
    },
  }),
});

export const handle: PageHandle = { title: "registration:import.title" };

export default function ImportRoster() {
  const { delegation, competition, events, closed } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t, i18n } = useTranslation("registration");
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader title={t("import.title")} description={t("import.lead")} />
      {closed.length > 0 && (
        <Notice tone="info">
          <RefusalList namespace="registration" refusals={closed} />
        </Notice>
      )}
      <Section title={t("import.templates")} description={t("import.templatesHint")}>
        <ul className={classes.templates}>
          {events.map(({ code, name, nameEn }) => (
            <li key={code}>
              <a href={`/delegations/${delegation.id}/template/${code}`} download>
                <Download size={16} aria-hidden="true" />
                {t("import.template", { event: i18n.language === "en" ? nameEn : name })}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Form method="post" encType="multipart/form-data">
        <RosterFileForm refusals={answer && !answer.ok ? answer.refusals : []} />
      </Form>
    </DelegationShell>
  );
}
