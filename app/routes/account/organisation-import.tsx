/** 导入单位: a file of organisations, looked at first and then stored. */
import { Form, Link } from "@remix-run/react";
import { Download, FileSearch, FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OrganisationPreview } from "#app/domain/organisations/organisation-file.ts";
import { ImportOrganisationsSchema, PreviewOrganisationsSchema } from "#app/forms/organisation.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { previewOrganisationFile } from "#app/queries/organisations/read-organisation-file.server.ts";
import { importOrganisations } from "#app/services/organisations/import-organisations.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { OrganisationChanges, OrganisationMistakes } from "#app/ui/organisations/import-tables.tsx";
import classes from "#app/ui/organisations/organisations.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: ["administrator", "organiser"], within: "anywhere" } as const;
const MAXIMUM_BYTES = 10 * 1024 * 1024;

export const loader = defineLoader({ access: ACCESS }, () => null);

export const action = defineAction({
  preview: defineIntent({
    access: ACCESS,
    form: PreviewOrganisationsSchema,
    run: async ({ runtime, input: { file } }) => previewOrganisationFile(runtime, await readFile(file)),
  }),
  "import-organisations": defineIntent({
    access: ACCESS,
    form: ImportOrganisationsSchema,
    run: async ({ runtime, actor, input: { file, digest } }) =>
      importOrganisations(runtime, actor, { ...(await readFile(file)), digest }),
  }),
});

async function readFile(file: File): Promise<{ fileName: string; bytes: Uint8Array }> {
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export const handle: PageHandle = { title: "organisation:import.title" };

/** One form for both steps: the chosen file stays chosen, and is sent again with the digest of what was looked at. */
export default function OrganisationImport() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("organisation");
  const value = answer?.ok ? answer.value : null;
  const preview = value && "digest" in value ? value : null;
  const stored = value && "added" in value ? value : null;
  const refusals = [...refusalsOf(answer, "preview"), ...refusalsOf(answer, "import-organisations")];
  const isReady = preview !== null && preview.refusals.length === 0 && preview.changes.length > 0;
  return (
    <PublicShell>
      <PageHeader
        title={t("import.title")}
        breadcrumbs={[{ label: t("title"), to: "/organisations" }]}
        description={t("import.lead")}
      />
      {stored && (
        <Notice tone="done" live>
          {t("import.stored", stored)} <Link to="/organisations">{t("title")}</Link>
        </Notice>
      )}
      <Refusals namespace="organisation" refusals={refusals} />
      <Section title={t("import.file")} boxed>
        <p>
          <a href="/organisations/template" download className={classes.template}>
            <Download size={16} aria-hidden="true" />
            {t("import.template")}
          </a>
        </p>
        <Form method="post" encType="multipart/form-data">
          <FileDrop
            name="file"
            label={t("import.choose")}
            hint={t("import.fileHint")}
            accept=".xlsx,.xls,.ods,.csv,.txt"
            maximumBytes={MAXIMUM_BYTES}
            required
          />
          {preview && <Preview preview={preview} />}
          <div className={classes.foot}>
            {isReady && (
              <>
                <input type="hidden" name="digest" value={preview.digest} />
                <ActButton
                  intent="import-organisations"
                  namespace="organisation"
                  icon={FileUp}
                  consequence={t("import.consequence", countChanges(preview))}
                >
                  {t("import.confirm")}
                </ActButton>
              </>
            )}
            <ActButton intent="preview" namespace="organisation" icon={FileSearch} look={isReady ? "quiet" : "primary"}>
              {t("import.preview")}
            </ActButton>
          </div>
        </Form>
      </Section>
    </PublicShell>
  );
}

function countChanges({ changes }: Pick<OrganisationPreview, "changes">): { added: number; changed: number } {
  const added = changes.filter(({ organisationId }) => organisationId === null).length;
  return { added, changed: changes.length - added };
}

function Preview({ preview }: { preview: OrganisationPreview }) {
  const { t } = useTranslation("organisation");
  const { added, changed } = countChanges(preview);
  return (
    <div className={classes.preview} role="status">
      <h3>{t("import.previewed", { file: preview.fileName })}</h3>
      <Stats>
        <Stat label={t("import.toAdd")} value={added} />
        <Stat label={t("import.toChange")} value={changed} />
        <Stat label={t("import.unchanged")} value={preview.unchanged} />
        <Stat label={t("import.mistakes")} value={preview.refusals.length} tone={preview.refusals.length > 0 ? "act" : "plain"} />
      </Stats>
      {preview.refusals.length > 0 && <OrganisationMistakes refusals={preview.refusals} />}
      {preview.changes.length > 0 && <OrganisationChanges preview={preview} />}
    </div>
  );
}
