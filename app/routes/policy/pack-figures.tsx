/** 修改金额、日期与状态: the figures of a policy document as a form; what would change and whom it affects is seen before it is proposed. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Eye, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DOCUMENT_STATUSES, type PolicyPack, type PolicyRow } from "#app/domain/policy/pack.ts";
import { isAmountEdited, type PackEdit } from "#app/domain/policy/pack-version.ts";
import { AMOUNT_CHOICES, PackFiguresSchema, toFigures, toYuan } from "#app/forms/pack-versions.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPack } from "#app/queries/policy/find-pack.server.ts";
import { previewPackChange } from "#app/queries/policy/preview-pack-change.server.ts";
import { proposePackVersion } from "#app/services/policy/propose-pack-version.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type FieldErrors, useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Affected } from "#app/ui/packs/affected.tsx";
import { DifferenceList } from "#app/ui/packs/difference-list.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

/** Acting is the officer's; so is the form. */
const ACCESS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, params }) => {
  const page = await findPack(runtime, String(params.pack));
  if (page === null) throw notFound();
  return page;
});

export const action = defineAction({
  "preview-figures": defineIntent({
    access: ACCESS,
    form: PackFiguresSchema,
    sendsBackTyped: true,
    run: async ({ runtime, params, input: { edit, ...input } }) => {
      const change = { source: "edit", edit } as const;
      const preview = await previewPackChange(runtime, { ...input, name: String(params.pack), change });
      return preview.ok ? { ok: true, value: { ...preview.value, edit, reason: input.reason } } : preview;
    },
  }),
  "propose-figures": defineIntent({
    access: ACCESS,
    form: PackFiguresSchema,
    sendsBackTyped: true,
    run: async ({ runtime, actor, params, input: { edit, ...input } }) => {
      const change = { source: "edit", edit } as const;
      const proposed = await proposePackVersion(runtime, actor, { ...input, name: String(params.pack), change });
      return proposed.ok ? { ok: true, value: { ...proposed.value, differences: null } } : proposed;
    },
  }),
});

export const handle: PageHandle = { title: "packs:figures.title" };

export default function PackFigures() {
  const { pack, next, versions, regions } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { document } = pack;
  const title = named({ name: document.title, nameEn: document.titleEn });
  const base = `/policy/packs/${pack.name}`;
  const waiting = versions.find(({ state }) => state === "proposed");
  const previewed = answer?.ok && answer.value.differences !== null ? answer.value : null;
  const refusals = answer && !answer.ok ? refusalsOf(answer, answer.intent) : [];
  const fields = [
    "number",
    "status",
    "effectiveFrom",
    "effectiveTo",
    "reason",
    ...pack.rows.map((_row, index) => `amounts.${index}`),
    ...pack.targets.map((_target, index) => `figures.${index}`),
  ];
  const errors = useFieldErrors("packs", refusals, fields);
  const typed = answer && !answer.ok ? (answer.typed ?? null) : null;
  const standing = previewed?.edit ?? toFigures(pack);
  return (
    <>
      <PageHeader
        title={t("figures.title")}
        description={t("figures.lead")}
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
        <Form method="post" id="figures">
          <Refusals namespace="packs" refusals={errors.others} />
          <input type="hidden" name="basedOn" value={pack.version} />
          <Fields pack={pack} standing={standing} typed={typed} errorOf={errors.errorOf} />
          <Step title={t("figures.step.reason")} hint={t("figures.stepHint.reason")}>
            <Textarea
              name="reason"
              label={t("figures.reason")}
              defaultValue={typed?.reason?.[0] ?? previewed?.reason ?? ""}
              error={errors.errorOf("reason")}
              maxLength={500}
              autosize
              minRows={2}
              required
            />
          </Step>
          {previewed && (
            <>
              <Section
                id="preview"
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
            </>
          )}
          <div className={form.foot}>
            <ActButton
              intent="preview-figures"
              namespace="packs"
              icon={Eye}
              look={previewed ? "quiet" : "primary"}
              consequence={t("figures.previewHint")}
            >
              {t("figures.preview")}
            </ActButton>
            {previewed && (
              <ActButton intent="propose-figures" namespace="packs" icon={Send} consequence={t("figures.proposeHint")}>
                {t("figures.propose", { version: next })}
              </ActButton>
            )}
          </div>
        </Form>
      )}
    </>
  );
}

type FieldsProps = {
  readonly pack: PolicyPack;
  readonly standing: PackEdit;
  /** What was refused, as it was typed. */
  readonly typed: Readonly<Record<string, readonly string[]>> | null;
  readonly errorOf: FieldErrors["errorOf"];
};

function Fields({ pack, standing, typed, errorOf }: FieldsProps) {
  const { t } = useTranslation(["packs", "common"]);
  const named = useNamed();
  const rows = pack.rows.filter(isAmountEdited);
  const of = (field: "number" | "status" | "effectiveFrom" | "effectiveTo") =>
    typed?.[field]?.[0] ?? standing.document[field] ?? "";
  const words = {
    draft: t("common:citation.draft"),
    "in-force": t("common:citation.inForce"),
    expired: t("common:citation.expired"),
  };
  return (
    <>
      <Step title={t("figures.step.document")} hint={t("figures.stepHint.document")}>
        <div className={form.grid}>
          <NativeSelect
            name="status"
            label={t("document.status")}
            defaultValue={of("status")}
            error={errorOf("status")}
            data={DOCUMENT_STATUSES.map((value) => ({ value, label: words[value] }))}
          />
          <TextInput
            name="number"
            label={t("document.number")}
            defaultValue={of("number")}
            error={errorOf("number")}
            maxLength={100}
          />
          <TextInput
            name="effectiveFrom"
            type="date"
            label={t("document.effectiveFrom")}
            defaultValue={of("effectiveFrom")}
            error={errorOf("effectiveFrom")}
          />
          <TextInput
            name="effectiveTo"
            type="date"
            label={t("document.effectiveTo")}
            defaultValue={of("effectiveTo")}
            error={errorOf("effectiveTo")}
          />
        </div>
      </Step>
      {rows.length > 0 && (
        <Step title={t("figures.step.amounts")} hint={t("figures.stepHint.amounts")}>
          <ul className={classes.editRows}>
            {rows.map((row, index) => (
              <AmountFields
                key={row.id}
                row={row}
                kind={typed?.["amountKinds[]"]?.[index] ?? standing.amounts[row.id]?.kind ?? row.amount.kind}
                yuan={typed?.["amounts[]"]?.[index] ?? toYuan(standing.amounts[row.id] ?? row.amount)}
                error={errorOf(`amounts.${index}`)}
              />
            ))}
          </ul>
        </Step>
      )}
      {pack.targets.length > 0 && (
        <Step title={t("figures.step.targets")} hint={t("figures.stepHint.targets")}>
          <ul className={classes.editRows}>
            {pack.targets.map((target, index) => {
              const name = named({ name: target.summary, nameEn: target.summaryEn });
              return (
                <li key={target.id} className={classes.editRow} data-single>
                  <span className={classes.stack}>
                    <span>{name}</span>
                    <span className={classes.soft}>{target.clause}</span>
                  </span>
                  <input type="hidden" name="targetIds[]" value={target.id} />
                  <TextInput
                    name="figures[]"
                    inputMode="decimal"
                    aria-label={t("figures.figure", { target: name })}
                    rightSection={<span className={classes.soft}>{t(`targets.unit.${target.unit}`)}</span>}
                    rightSectionWidth={72}
                    defaultValue={typed?.["figures[]"]?.[index] ?? standing.figures[target.id] ?? ""}
                    error={errorOf(`figures.${index}`)}
                    maxLength={12}
                  />
                </li>
              );
            })}
          </ul>
        </Step>
      )}
    </>
  );
}

type AmountFieldsProps = {
  readonly row: PolicyRow;
  readonly kind: string;
  readonly yuan: string;
  readonly error: string | undefined;
};

function AmountFields({ row, kind, yuan, error }: AmountFieldsProps) {
  const { t } = useTranslation("packs");
  const named = useNamed();
  const name = named({ name: row.summary, nameEn: row.summaryEn });
  return (
    <li className={classes.editRow}>
      <span className={classes.stack}>
        <span>{name}</span>
        <span className={classes.soft}>{row.clause}</span>
      </span>
      <input type="hidden" name="rowIds[]" value={row.id} />
      <NativeSelect
        name="amountKinds[]"
        aria-label={t("figures.kind", { row: name })}
        defaultValue={kind}
        data={AMOUNT_CHOICES.map((value) => ({ value, label: t(`figures.kinds.${value}`) }))}
      />
      <TextInput
        name="amounts[]"
        inputMode="decimal"
        aria-label={t("figures.yuan", { row: name })}
        defaultValue={yuan}
        error={error}
        maxLength={16}
      />
    </li>
  );
}
