/** 上传整份政策包: a whole file as the next version; its faults at their places, or what it changes and whom it affects. */
import { Textarea } from "@mantine/core";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Eye, FileDown, FileJson, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { LARGEST_PACK_BYTES, PackFileSchema, PackTextSchema } from "#app/forms/pack-versions.ts";
import { placePackFaults, readPackText } from "#app/forms/policy-pack-text.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";
import { previewPackChange } from "#app/queries/policy/preview-pack-change.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Affected } from "#app/ui/packs/affected.tsx";
import { DifferenceList } from "#app/ui/packs/difference-list.tsx";
import { PackFaults } from "#app/ui/packs/pack-faults.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const page = await findPack(runtime, String(params.pack));
  if (page === null) throw notFound();
  return page;
});

export const action = defineAction({
  "preview-pack-file": defineIntent({
    access: ACCESS,
    form: PackFileSchema,
    run: async ({ runtime, params, input: { file, ...input } }) => {
      const text = await file.text();
      const read = readPackText(text);
      if (!read.ok) return read;
      const change = { source: "file", pack: read.value } as const;
      const preview = await previewPackChange(runtime, { ...input, name: String(params.pack), change });
      return preview.ok ? { ok: true, value: { ...preview.value, text, reason: input.reason } } : withPlaces(text, preview);
    },
  }),
  "propose-pack-file": defineIntent({
    access: ACCESS,
    form: PackTextSchema,
    run: async ({ runtime, actor, params, input: { text, ...input } }) => {
      const read = readPackText(text);
      if (!read.ok) return read;
      const change = { source: "file", pack: read.value } as const;
      const proposed = await proposePackVersion(runtime, actor, { ...input, name: String(params.pack), change });
      return proposed.ok ? { ok: true, value: { ...proposed.value, differences: null } } : withPlaces(text, proposed);
    },
  }),
});

/** Faults of the file get their line and column, other reasons stay as they are. */
function withPlaces(text: string, { refusals }: { readonly refusals: readonly Refusal[] }) {
  const isFault = ({ code }: Refusal) => code === "pack-fault";
  return refuse<string>(...refusals.filter((one) => !isFault(one)), ...placePackFaults(text, refusals.filter(isFault)));
}

export const handle: PageHandle = { title: "packs:structure.title" };

export default function PackStructure() {
  const { pack, next, versions, regions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("packs");
  const named = useNamed();
  const base = `/policy/packs/${pack.name}`;
  const title = named({ name: pack.document.title, nameEn: pack.document.titleEn });
  const waiting = versions.find(({ state }) => state === "proposed");
  const previewed = answer?.ok && answer.value.differences !== null ? answer.value : null;
  const refusals = answer && !answer.ok ? refusalsOf(answer, answer.intent) : [];
  const faults = refusals.filter(({ code }) => code === "pack-fault");
  const { errorOf, others } = useFieldErrors(
    "packs",
    refusals.filter(({ code }) => code !== "pack-fault"),
    ["file", "reason"],
  );
  return (
    <>
      <PageHeader
        title={t("structure.title")}
        description={t("structure.lead", { version: next })}
        breadcrumbs={[
          { label: t("title"), to: "/policy/packs" },
          { label: title, to: base },
        ]}
      />
      {waiting ? (
        <Notice tone={answer?.ok ? "done" : "act"} live={answer?.ok === true}>
          {answer?.ok ? t("one.proposed", { version: waiting.version }) : t("figures.openFirst", { version: waiting.version })}{" "}
          <Link to={`${base}/versions/${waiting.version}`}>{t("toVersion")}</Link>
        </Notice>
      ) : (
        <>
          <PackFaults faults={faults} />
          <Refusals namespace="packs" refusals={others} />
          <Form method="post" encType="multipart/form-data">
            <input type="hidden" name="basedOn" value={pack.version} />
            <Step title={t("structure.file")} hint={t("structure.rules")}>
              <div className={form.grid}>
                <div className={form.wide}>
                  <p className={classes.links}>
                    <a href={`${base}/file`}>
                      <FileDown size={16} aria-hidden="true" /> {t("structure.download")}
                    </a>
                    <a href="/schemas/policy-pack.schema.json">{t("schema")}</a>
                  </p>
                </div>
                <div className={form.wide}>
                  <FileDrop
                    name="file"
                    label={t("structure.file")}
                    accept=".json"
                    icon={FileJson}
                    maximumBytes={LARGEST_PACK_BYTES}
                    error={errorOf("file")}
                    required
                  />
                </div>
                <div className={form.wide}>
                  <Textarea
                    name="reason"
                    label={t("figures.reason")}
                    description={t("figures.stepHint.reason")}
                    defaultValue={previewed?.reason ?? ""}
                    error={errorOf("reason")}
                    maxLength={500}
                    autosize
                    minRows={2}
                    required
                  />
                </div>
              </div>
              <div className={form.foot}>
                <ActButton
                  intent="preview-pack-file"
                  namespace="packs"
                  icon={Eye}
                  look={previewed ? "quiet" : "primary"}
                  consequence={t("figures.previewHint")}
                >
                  {t("structure.preview")}
                </ActButton>
              </div>
            </Step>
          </Form>
          {previewed && (
            <>
              <Section
                title={t("differences.title")}
                description={t("differences.lead", {
                  before: pack.version,
                  after: previewed.version,
                  count: previewed.differences.length,
                })}
              >
                <DifferenceList differences={previewed.differences} regions={regions} />
              </Section>
              <Affected preview={previewed.preview} />
              <Form method="post" className={form.foot}>
                <input type="hidden" name="basedOn" value={pack.version} />
                <input type="hidden" name="reason" value={previewed.reason} />
                <input type="hidden" name="text" value={previewed.text} />
                <ActButton intent="propose-pack-file" namespace="packs" icon={Send} consequence={t("figures.proposeHint")}>
                  {t("figures.propose", { version: next })}
                </ActButton>
              </Form>
            </>
          )}
        </>
      )}
    </>
  );
}
