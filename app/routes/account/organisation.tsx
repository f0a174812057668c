/** 单位: one organisation, corrected or renamed; deleted while nothing names it. */
import { Form, redirect, useLoaderData } from "@remix-run/react";
import { Save, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { OrganisationSchema } from "#app/forms/organisation.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findOrganisation } from "#app/queries/organisations/find-organisation.server.ts";
import { changeOrganisation } from "#app/services/organisations/change-organisation.server.ts";
import { deleteOrganisation } from "#app/services/organisations/delete-organisation.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { ORGANISATION_INPUTS, OrganisationFields } from "#app/ui/organisations/organisation-fields.tsx";
import classes from "#app/ui/organisations/organisations.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["administrator", "organiser"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const organisation = await findOrganisation(runtime, String(params.organisation));
  if (!organisation) throw notFound();
  return organisation;
});

export const action = defineAction({
  "change-organisation": defineIntent({
    access: ACCESS,
    form: OrganisationSchema,
    run: ({ runtime, actor, params, input }) =>
      changeOrganisation(runtime, actor, { ...input, organisationId: String(params.organisation) }),
  }),
  "delete-organisation": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: async ({ runtime, actor, params }) => {
      const decision = await deleteOrganisation(runtime, actor, String(params.organisation));
      return decision.ok ? redirect("/organisations?deleted") : decision;
    },
  }),
});

export const handle: PageHandle = { title: "organisation:one" };

export default function OrganisationRoute() {
  const organisation = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("organisation");
  const named = useNamed();
  const refusals = refusalsOf(answer, "change-organisation");
  const { errorOf, others } = useFieldErrors("organisation", refusals, ORGANISATION_INPUTS);
  return (
    <PublicShell>
      <PageHeader
        title={named(organisation)}
        breadcrumbs={[{ label: t("title"), to: "/organisations" }]}
        description={organisation.frozen > 0 ? t("frozen", { count: organisation.frozen }) : undefined}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("changed")}
        </Notice>
      )}
      <Section title={t("change")} boxed>
        <Refusals namespace="organisation" refusals={others} />
        <Form method="post">
          <OrganisationFields errorOf={errorOf} organisation={organisation} />
          <div className={classes.foot}>
            <ActButton intent="change-organisation" namespace="organisation" icon={Save}>
              {t("save")}
            </ActButton>
          </div>
        </Form>
      </Section>
      <Section title={t("delete")} description={t("deleteLead")} boxed>
        <Refusals namespace="organisation" refusals={refusalsOf(answer, "delete-organisation")} />
        <Form method="post">
          <ActButton
            intent="delete-organisation"
            namespace="organisation"
            icon={Trash2}
            look="grave"
            unmet={organisation.uses}
            consequence={t("deleteConsequence")}
          >
            {t("delete")}
          </ActButton>
        </Form>
      </Section>
    </PublicShell>
  );
}
