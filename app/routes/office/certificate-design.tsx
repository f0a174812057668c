/** 证书版式: how the certificates of the competition look, with a preview that follows what is typed. */
import { Checkbox, FileInput, NativeSelect, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { LayoutTemplate, Save } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import {
  BLOCKS,
  type CertificateDesign,
  DESIGNS,
  FIELDS,
  PAPERS,
  TEMPLATES,
  type Template,
} from "#app/domain/certificates/design.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { SetDesignSchema, toDesignFields } from "#app/forms/certificates.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getCertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { setCertificateDesign } from "#app/services/certificates/set-certificate-design.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/certificates/design.module.css";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";

const ACCESS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, params }) => {
  const { design, background } = await getCertificateLook(runtime, String(scope.competitionId));
  return { competition: String(params.competition), design, hasBackground: background !== null };
});

export const action = defineAction({
  "set-certificate-design": defineIntent({
    access: ACCESS,
    form: SetDesignSchema,
    run: ({ runtime, actor, scope, input }) =>
      setCertificateDesign(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "register:design.title" };

/** Milliseconds after the last change: a preview is drawn when the typing pauses. */
const PAUSE = 500;

export default function CertificateDesignPage() {
  const { competition, design: saved, hasBackground } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("register");
  const [start, setStart] = useState<CertificateDesign>(saved as CertificateDesign);
  const [question, setQuestion] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const preview = `/office/${competition}/certificates/design/preview`;
  const follow = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setQuestion(toQuestion(currentTarget)), PAUSE);
  };
  return (
    <>
      <PageHeader
        title={t("design.title")}
        description={t("design.lead")}
        breadcrumbs={[{ label: t("title"), to: `/office/${competition}/certificates` }]}
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("design.saved")}
        </Notice>
      )}
      <div className={classes.columns}>
        <Form method="post" encType="multipart/form-data" onChange={follow} key={start.template}>
          <Fields
            design={start}
            hasBackground={hasBackground}
            refusals={refusalsOf(answer, "set-certificate-design")}
            onStart={(template) => {
              setStart(DESIGNS[template]);
              setQuestion(toDesignQuestion(DESIGNS[template]));
            }}
          />
        </Form>
        <section className={classes.preview} aria-label={t("design.preview")}>
          <iframe title={t("design.preview")} src={`${preview}${question}#toolbar=0&view=Fit`} className={classes.frame} />
          <p>
            <a href={`${preview}${question}`} target="_blank" rel="noreferrer">
              {t("design.open")}
            </a>
            {" · "}
            <a href={`${preview}${question === "" ? "?" : `${question}&`}sheet=calibration`} target="_blank" rel="noreferrer">
              {t("design.calibration")}
            </a>
          </p>
        </section>
      </div>
    </>
  );
}

/** What the form says now, without its file. */
function toQuestion(element: HTMLFormElement): string {
  const search = new URLSearchParams();
  for (const [name, value] of new FormData(element)) if (typeof value === "string") search.append(name, value);
  return `?${search}`;
}

function toDesignQuestion(design: CertificateDesign): string {
  const { template, paper, languages } = design;
  const search = new URLSearchParams({ template, paper, languages });
  for (const [name, value] of Object.entries(toDesignFields(design))) search.append(name, String(value));
  for (const field of FIELDS) if (design.fields[field]) search.append("fields[]", field);
  return `?${search}`;
}

type FieldsProps = {
  readonly design: CertificateDesign;
  readonly hasBackground: boolean;
  readonly refusals: readonly Refusal[];
  readonly onStart: (template: Template) => void;
};

function Fields({ design, hasBackground, refusals, onStart }: FieldsProps) {
  const { t } = useTranslation("register");
  const { errorOf, others } = useFieldErrors("register", refusals, [...BLOCKS, "offsetX", "offsetY", "background"]);
  const texts = toDesignFields(design);
  return (
    <>
      <Refusals namespace="register" refusals={others} />
      <div className={form.grid}>
        <NativeSelect
          name="template"
          label={t("design.template")}
          description={t("design.start")}
          value={design.template}
          onChange={({ currentTarget }) => onStart(currentTarget.value as Template)}
          data={TEMPLATES.map((value) => ({ value, label: t(`design.templates.${value}`) }))}
        />
        <NativeSelect
          name="paper"
          label={t("design.paper")}
          defaultValue={design.paper}
          data={PAPERS.map((value) => ({ value, label: t(`design.papers.${value}`) }))}
        />
        <NativeSelect
          name="languages"
          label={t("design.languages")}
          defaultValue={design.languages}
          data={(["both", "zh"] as const).map((value) => ({ value, label: t(`design.languageChoices.${value}`) }))}
        />
      </div>
      <p className={form.part}>{t("design.fields")}</p>
      <div className={form.grid}>
        {FIELDS.map((field) => (
          <Checkbox
            key={field}
            name="fields[]"
            value={field}
            label={t(`design.field.${field}`)}
            defaultChecked={design.fields[field]}
          />
        ))}
      </div>
      <p className={form.part}>{t("design.blocks")}</p>
      <p className={form.hint}>{t("design.blocksHint")}</p>
      <div className={form.grid}>
        {BLOCKS.map((block) => (
          <TextInput
            key={block}
            name={block}
            label={t(`design.block.${block}`)}
            defaultValue={texts[block]}
            error={errorOf(block)}
            classNames={{ input: "tabular" }}
          />
        ))}
      </div>
      <p className={form.part}>{t("design.offset")}</p>
      <p className={form.hint}>{t("design.offsetHint")}</p>
      <div className={form.grid}>
        <TextInput name="offsetX" label={t("design.offsetX")} defaultValue={texts.offsetX} error={errorOf("offsetX")} />
        <TextInput name="offsetY" label={t("design.offsetY")} defaultValue={texts.offsetY} error={errorOf("offsetY")} />
      </div>
      <p className={form.part}>{t("design.background")}</p>
      <div className={form.grid}>
        <FileInput
          name="background"
          label={t("design.background")}
          description={t("design.backgroundHint")}
          accept="image/jpeg"
          leftSection={<LayoutTemplate size={18} aria-hidden="true" />}
          error={errorOf("background")}
        />
        {hasBackground && <Checkbox name="dropsBackground" label={t("design.dropBackground")} />}
      </div>
      <div className={form.foot}>
        <ActButton intent="set-certificate-design" namespace="register" icon={Save}>
          {t("design.save")}
        </ActButton>
      </div>
    </>
  );
}
