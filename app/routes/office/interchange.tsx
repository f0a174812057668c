/** 数据交换: the whole competition as one file that another system can read, with its people or without. */
import { Form, Link, useLoaderData, useParams } from "@remix-run/react";
import { FileDown, ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { findExportObstacles } from "#app/queries/interchange/find-export-obstacles.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Section } from "#app/ui/section.tsx";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.interchange, within: "scope" } },
  async ({ runtime, actor, scope }) => ({
    obstacles: await findExportObstacles(runtime, String(scope.competitionId)),
    isAdministrator: hasRole(actor.grants, ["administrator"], scope),
  }),
);

export const handle: PageHandle = { title: "interchange:page.title" };

export default function Interchange() {
  const { obstacles, isAdministrator } = useLoaderData<typeof loader>();
  const { competition } = useParams();
  const { t } = useTranslation("interchange");
  const file = `/office/${competition}/interchange/file`;
  return (
    <>
      <PageHeader title={t("page.title")} description={t("page.lead")} />
      <Section title={t("page.withheld")} description={t("page.withheldLead")} boxed>
        <Form method="post" action={file} reloadDocument>
          <ActButton intent="export-competition" namespace="interchange" icon={FileDown} unmet={obstacles}>
            {t("page.export")}
          </ActButton>
        </Form>
      </Section>
      <Section title={t("page.included")} description={t("page.includedLead")} boxed>
        {isAdministrator ? (
          <Form method="post" action={file} reloadDocument>
            <ActButton
              intent="export-with-people"
              namespace="interchange"
              icon={ShieldAlert}
              look="grave"
              unmet={obstacles}
              consequence={t("page.includedConsequence")}
            >
              {t("page.exportWithPeople")}
            </ActButton>
          </Form>
        ) : (
          <p>{t("page.includedElsewhere")}</p>
        )}
      </Section>
      <Section title={t("page.format")} description={t("page.formatLead")} boxed>
        <p>
          <a href="/api/interchange.schema.json" download="interchange.schema.json">
            {t("page.schema")}
          </a>
          {isAdministrator && (
            <>
              {" · "}
              <Link to="/office/competitions/import">{t("import.title")}</Link>
            </>
          )}
        </p>
      </Section>
    </>
  );
}
