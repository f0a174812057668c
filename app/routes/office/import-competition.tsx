/** 导入大赛: a competition out of a document of another system, all of it or nothing, with every fault at its place in the file. */
import { Form, Link } from "@remix-run/react";
import { FileJson, FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type InterchangeFault, toJsonPath } from "#app/domain/interchange/faults.ts";
import { refuse } from "#app/domain/shared/decision.ts";
import { ImportCompetitionSchema } from "#app/forms/interchange.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { readDocumentText } from "#app/platform/interchange/read-document.ts";
import { importCompetition } from "#app/services/interchange/import-competition.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { DocumentFaults, isFault } from "#app/ui/interchange/document-faults.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";

/** A document may say that somebody won: only who runs the installation takes one in. */
const ACCESS = { roles: ["administrator"], within: "anywhere" } as const;
const MAXIMUM_BYTES = 10 * 1024 * 1024;

export const loader = defineLoader({ access: ACCESS }, () => null);

export const action = defineAction({
  "import-competition": defineIntent({
    access: ACCESS,
    form: ImportCompetitionSchema,
    run: async ({ runtime, actor, input: { file } }) => {
      if (file.size > MAXIMUM_BYTES) return refuse({ code: "file-too-large", params: { path: file.name, megabytes: 10 } });
      const document = readDocumentText(await file.text());
      const decision = document.ok ? await importCompetition(runtime, actor.userId, document.value) : document;
      return "faults" in decision ? refuse(...decision.faults.map(toRefusal)) : decision;
    },
  }),
});

function toRefusal({ path, code, params }: InterchangeFault) {
  return { code, params: { ...params, path: toJsonPath(path) } };
}

export const handle: PageHandle = { title: "interchange:import.title" };

export default function ImportCompetition() {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["interchange", "account"]);
  const refusals = refusalsOf(answer, "import-competition");
  return (
    <PublicShell>
      <PageHeader
        title={t("import.title")}
        breadcrumbs={[{ label: t("account:desk.title"), to: PATHS.desk }]}
        description={t("import.lead")}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          <p>
            {t("imported", answer.value)} <Link to={`/office/${answer.value.code}`}>{t("import.open")}</Link>
          </p>
          {answer.value.files > 0 && <p>{t("files", { count: answer.value.files })}</p>}
        </Notice>
      )}
      <Refusals namespace="interchange" refusals={refusals.filter((refusal) => !isFault(refusal))} />
      <DocumentFaults faults={refusals.filter(isFault)} />
      <Section title={t("import.file")} boxed>
        <Form method="post" encType="multipart/form-data">
          <FileDrop
            name="file"
            label={t("import.fileLabel")}
            hint={t("import.fileHint")}
            accept=".json"
            icon={FileJson}
            maximumBytes={MAXIMUM_BYTES}
            required
          />
          <div className={form.foot}>
            <ActButton intent="import-competition" namespace="interchange" icon={FileUp} consequence={t("import.consequence")}>
              {t("import.submit")}
            </ActButton>
          </div>
        </Form>
        <p>
          <a href="/api/interchange.schema.json" download="interchange.schema.json">
            {t("page.schema")}
          </a>
        </p>
      </Section>
    </PublicShell>
  );
}
