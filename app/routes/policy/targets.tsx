/** 目标与指标: what each document aims at beside what officers recorded and what the system itself sees, year by year. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Ban, ChartNoAxesCombined, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { RecordReadingSchema, VoidReadingSchema } from "#app/forms/indicators.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getTargets } from "#app/queries/policy/get-targets.server.ts";
import { recordReading } from "#app/services/indicators/record-reading.server.ts";
import { voidReading } from "#app/services/indicators/void-reading.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import boards from "#app/ui/boards/boards.module.css";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { ReadingTable } from "#app/ui/policy/reading-table.tsx";
import { TargetTable } from "#app/ui/policy/target-table.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: POLICY_ROOMS.targets, within: "scope" } },
  async ({ runtime, actor, url }) => ({
    page: await getTargets(runtime, readYear(url.searchParams.get("year"))),
    mayRecord: hasRole(actor.grants, ["policy-officer"], NO_SCOPE),
  }),
);

/** A year as four digits; anything else asks for the present one. */
function readYear(asked: string | null): number | null {
  return asked !== null && /^20\d{2}$/.test(asked) ? Number(asked) : null;
}

export const action = defineAction({
  "record-reading": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: RecordReadingSchema,
    run: ({ runtime, actor, input }) => recordReading(runtime, actor, input),
  }),
  "void-reading": defineIntent({
    access: { roles: ["policy-officer"], within: "scope" },
    form: VoidReadingSchema,
    run: ({ runtime, actor, input }) => voidReading(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "targets:title" };

export default function Targets() {
  const { page, mayRecord } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("targets");
  const { year, years, documents, readings } = page;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "void-reading" ? t("voided") : t("recorded")}
        </Notice>
      )}
      <Refusals namespace="targets" refusals={refusalsOf(answer, "void-reading")} />
      <nav className={boards.links} aria-label={t("years")}>
        {years.map((one) => (
          <Link key={one} to={`?year=${one}`} className={boards.link} aria-current={one === year ? "true" : undefined}>
            {one === year ? <strong>{t("year", { year: one })}</strong> : t("year", { year: one })}
          </Link>
        ))}
      </nav>
      {mayRecord && documents.length > 0 && <RecordForm page={page} />}
      {documents.length === 0 && <EmptyState icon={ChartNoAxesCombined} title={t("empty")} hint={t("emptyHint")} />}
      {documents.map((document) => (
        <TargetTable key={document.pack} document={document} year={year} />
      ))}
      {documents.length > 0 && (
        <Section title={t("readings")}>
          <ReadingTable
            readings={readings}
            targets={documents.flatMap(({ targets }) => targets)}
            act={
              mayRecord
                ? (readingId) => (
                    <Form method="post">
                      <input type="hidden" name="readingId" value={readingId} />
                      <ActButton
                        intent="void-reading"
                        namespace="targets"
                        icon={Ban}
                        look="quiet"
                        consequence={t("voidConsequence")}
                      >
                        {t("void")}
                      </ActButton>
                    </Form>
                  )
                : null
            }
          />
        </Section>
      )}
    </>
  );
}

const FIELDS = ["target", "year", "value", "reference"] as const;

function RecordForm({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>>["page"] }) {
  const refusals = refusalsOf(useAnswer<typeof action>(), "record-reading");
  const { t } = useTranslation("targets");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("targets", refusals, FIELDS);
  return (
    <Disclosure id="record" label={t("record")} icon={Save} open={refusals.length > 0}>
      <Form method="post">
        <Refusals namespace="targets" refusals={others} />
        <div className={form.grid}>
          <NativeSelect
            name="target"
            label={t("recordTarget")}
            required
            error={errorOf("target")}
            data={[
              { value: "", label: "" },
              ...page.documents.map(({ document, targets, pack }) => ({
                group: named({ name: document.title, nameEn: document.titleEn }),
                items: targets.map(({ id, clause, summary, summaryEn }) => ({
                  value: `${pack}/${id}`,
                  label: `${clause} ${named({ name: summary, nameEn: summaryEn })}`,
                })),
              })),
            ]}
          />
          <TextInput
            name="year"
            type="number"
            min={2000}
            max={page.presentYear}
            label={t("recordYear")}
            defaultValue={page.year}
            required
            error={errorOf("year")}
          />
          <TextInput
            name="value"
            inputMode="decimal"
            label={t("recordValue")}
            description={t("recordValueHint")}
            required
            error={errorOf("value")}
            {...hintBelow}
          />
          <TextInput
            name="reference"
            label={t("recordReference")}
            description={t("recordReferenceHint")}
            maxLength={200}
            required
            error={errorOf("reference")}
            {...hintBelow}
          />
        </div>
        <ActButton intent="record-reading" namespace="targets" icon={Save} look="quiet">
          {t("send")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
