/** 推荐人选: first the result that the recommendation rests on, then for which honour, whom, why and on which paper. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { FileCheck2, FilePlus2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LARGEST_EVIDENCE_BYTES } from "#app/domain/policy/evidence-file.ts";
import { HONOURS } from "#app/domain/policy/pack.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { RecommendHonourSchema } from "#app/forms/honours.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findNomination, type Nomination } from "#app/queries/honours/find-nomination.server.ts";
import { listHonourBases } from "#app/queries/honours/list-honour-bases.server.ts";
import { listOrganisations } from "#app/queries/organisations/list-organisations.server.ts";
import { listRegionOptions } from "#app/queries/regions/list-region-options.server.ts";
import { recommendHonour } from "#app/services/honours/recommend-honour.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import type { OrganisationChoices } from "#app/ui/facts/people-fields.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { BasisTable } from "#app/ui/honours/basis-table.tsx";
import { NomineeFields } from "#app/ui/honours/nominee-fields.tsx";
import { useResultText } from "#app/ui/honours/result-line.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

/** Recommending is the officer's; so is its form. */
const ACCESS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, url }) => {
  const entryId = url.searchParams.get("entry");
  const factId = entryId === null ? url.searchParams.get("fact") : null;
  if (entryId === null && factId === null) return { nomination: null, bases: await listHonourBases(runtime) };
  const nomination = await findNomination(runtime, { entryId, factId });
  if (nomination === null) throw notFound();
  return {
    nomination,
    organisations: await listOrganisations(runtime),
    residences: await listRegionOptions(
      runtime,
      nomination.members.map(({ residenceRegion }) => residenceRegion),
    ),
    honour: HONOURS.find((one) => one === url.searchParams.get("honour")) ?? HONOURS[0],
    member: url.searchParams.get("member"),
  };
});

export const action = defineAction({
  "recommend-honour": defineIntent({
    access: ACCESS,
    form: RecommendHonourSchema,
    run: async ({ runtime, actor, input: { file, ...command } }) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return recommendHonour(runtime, actor, { ...command, evidence: { fileName: file.name, bytes } });
    },
  }),
});

export const handle: PageHandle = { title: "honours:new.title" };

export default function NewHonour() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("honours");
  const isChoosing = page.nomination === null;
  return (
    <>
      <PageHeader
        title={t(isChoosing ? "choose.title" : "new.title")}
        description={t(isChoosing ? "choose.lead" : "new.lead")}
        breadcrumbs={[{ label: t("title"), to: "/policy/honours" }]}
      />
      {answer?.ok && (
        <Notice tone="done" title={t("new.done")} live>
          {t("new.doneHint")} <Link to={`/policy/honours/${answer.value.caseId}`}>{t("new.toCase")}</Link>
        </Notice>
      )}
      {page.nomination === null ? <BasisTable rows={page.bases} /> : <Recommend {...page} key={answer?.ok ? "done" : "open"} />}
    </>
  );
}

function Recommend(props: {
  readonly nomination: Nomination;
  readonly organisations: OrganisationChoices;
  readonly residences: readonly RegionOption[];
  readonly honour: (typeof HONOURS)[number];
  readonly member: string | null;
}) {
  const { nomination, organisations, residences, honour, member } = props;
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("honours");
  const word = useWord();
  const inText = useResultText();
  const { errorOf, others } = useFieldErrors("honours", refusalsOf(answer, "recommend-honour"), [
    "honour",
    "reason",
    "reference",
    "file",
  ]);
  return (
    <Form method="post" encType="multipart/form-data">
      <Refusals namespace="honours" refusals={others} />
      <input type="hidden" name="entryId" value={nomination.entryId ?? ""} />
      <input type="hidden" name="factId" value={nomination.factId ?? ""} />
      <Step title={t("new.basis")} hint={t("new.basisHint")}>
        <p>
          {inText(nomination)} <Link to="/policy/honours/new">{t("choose.other")}</Link>
        </p>
        {!nomination.doesStand && <Notice tone="act">{t("new.notStanding")}</Notice>}
      </Step>
      <Step title={t("new.honourStep")}>
        <div className={form.grid}>
          <NativeSelect
            name="honour"
            label={t("new.honour")}
            defaultValue={honour}
            error={errorOf("honour")}
            data={HONOURS.map((value) => ({ value, label: word("honour", value) }))}
          />
        </div>
      </Step>
      <Step title={t("new.who")} hint={t("new.whoHint")}>
        <NomineeFields members={nomination.members} organisations={organisations} residences={residences} chosen={member} />
      </Step>
      <Step title={t("new.paper")} hint={t("new.paperHint")}>
        <div className={form.grid}>
          <TextInput
            name="reference"
            label={t("new.reference")}
            description={t("new.referenceHint")}
            {...hintBelow}
            error={errorOf("reference")}
            maxLength={200}
            required
          />
          <div className={form.wide}>
            <Textarea
              name="reason"
              label={t("new.reason")}
              description={t("new.reasonHint")}
              {...hintBelow}
              error={errorOf("reason")}
              maxLength={1000}
              required
              autosize
              minRows={3}
            />
          </div>
          <div className={form.wide}>
            <FileDrop
              name="file"
              label={t("new.file")}
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
        <ActButton intent="recommend-honour" namespace="honours" icon={FilePlus2} consequence={t("new.consequence")}>
          {t("new.submit")}
        </ActButton>
      </div>
    </Form>
  );
}
