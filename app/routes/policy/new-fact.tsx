/** 登记一项事实: the form of one kind, with people, reference and evidence; a second person confirms what is recorded here. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { FileCheck2, FilePlus2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MOST_PEOPLE } from "#app/domain/policy/check-recorded-fact.ts";
import { LARGEST_EVIDENCE_BYTES } from "#app/domain/policy/evidence-file.ts";
import { FACT_KINDS, type FactKind } from "#app/domain/policy/recorded-fact.ts";
import { RecordFactSchema } from "#app/forms/recorded-facts.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listOrganisations } from "#app/queries/organisations/list-organisations.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { CONTENT_FIELDS, ContentFields } from "#app/ui/facts/content-fields.tsx";
import { PeopleFields } from "#app/ui/facts/people-fields.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

/** Recording is the officer's; so is its form. */
const ACCESS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, url }) => {
  const kind = FACT_KINDS.find((one) => one === url.searchParams.get("kind")) ?? "result";
  const asked = Number(url.searchParams.get("people") ?? "1");
  const people = Number.isInteger(asked) && asked >= 1 && asked <= MOST_PEOPLE ? asked : 1;
  return { kind, people: PEOPLE_OF[kind] ?? people, organisations: await listOrganisations(runtime) };
});

export const action = defineAction({
  "record-fact": defineIntent({
    access: ACCESS,
    form: RecordFactSchema,
    run: async ({ runtime, actor, input: { file, ...draft } }) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return recordFact(runtime, actor, { ...draft, evidence: { fileName: file.name, bytes } });
    },
  }),
});

/** How many people a kind is about, where it does not depend on the case. */
const PEOPLE_OF: Readonly<Partial<Record<FactKind, number>>> = { talent: 1, level: 1, mentoring: 2, carrier: 0 };

export const handle: PageHandle = { title: "facts:new.title" };

export default function NewFact() {
  const { kind, people, organisations } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("facts");
  const { errorOf, others } = useFieldErrors("facts", refusalsOf(answer, "record-fact"), [
    ...CONTENT_FIELDS,
    "occurredOn",
    "reference",
    "file",
  ]);
  const roles = kind === "mentoring" ? [t("people.leader"), t("people.coached")] : numbered(people, t);
  return (
    <>
      <PageHeader title={t("new.title")} description={t("new.lead")} breadcrumbs={[{ label: t("title"), to: "/policy/facts" }]} />
      {answer?.ok && (
        <Notice tone="done" title={t("new.recorded")} live>
          {t("new.recordedHint")} <Link to={`/policy/facts/${answer.value.factId}`}>{t("new.toFact")}</Link>
        </Notice>
      )}
      <KindForm kind={kind} people={people} />
      <Form method="post" encType="multipart/form-data" key={answer?.ok ? answer.value.factId : kind}>
        <Refusals namespace="facts" refusals={others} />
        <input type="hidden" name="kind" value={kind} />
        <Step title={t("new.what")} hint={t(`about.${kind}`)}>
          <ContentFields kind={kind} organisations={organisations} errorOf={errorOf} />
        </Step>
        {roles.length > 0 && (
          <Step title={t("new.who")} hint={t("new.whoHint")}>
            <PeopleFields organisations={organisations} roles={roles} />
          </Step>
        )}
        <Step title={t("new.evidence")} hint={t("new.evidenceHint")}>
          <div className={form.grid}>
            <TextInput name="occurredOn" type="date" label={t(`date.${kind}`)} error={errorOf("occurredOn")} required />
            <TextInput
              name="reference"
              label={t("field.reference")}
              description={t("field.referenceHint")}
              {...hintBelow}
              error={errorOf("reference")}
              maxLength={200}
              required
            />
            <div className={form.wide}>
              <FileDrop
                name="file"
                label={t("field.file")}
                accept=".pdf,.png,.jpg,.jpeg"
                maximumBytes={LARGEST_EVIDENCE_BYTES}
                error={errorOf("file")}
                icon={FileCheck2}
                required
              />
            </div>
          </div>
        </Step>
        <div className={form.foot}>
          <ActButton intent="record-fact" namespace="facts" icon={FilePlus2} consequence={t("new.consequence")}>
            {t("new.submit")}
          </ActButton>
        </div>
      </Form>
    </>
  );
}

function numbered(people: number, t: (key: "people.one", values: { number: number }) => string): string[] {
  return Array.from({ length: people }, (_, index) => t("people.one", { number: index + 1 }));
}

/** Which kind and how many people: asked first, so that the form below has their fields without a script. */
function KindForm({ kind, people }: { kind: FactKind; people: number }) {
  const { t } = useTranslation("facts");
  return (
    <Form method="get" className={form.step}>
      <div className={form.grid}>
        <NativeSelect
          key={kind}
          name="kind"
          label={t("table.kind")}
          defaultValue={kind}
          data={FACT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextInput
          key={`${kind} ${people}`}
          name="people"
          type="number"
          min={1}
          max={MOST_PEOPLE}
          label={t("new.people")}
          description={t("new.peopleHint")}
          {...hintBelow}
          defaultValue={Math.max(people, 1)}
        />
      </div>
      <div className={form.foot}>
        <Button type="submit" variant="default" size="sm">
          {t("new.change")}
        </Button>
      </div>
    </Form>
  );
}
