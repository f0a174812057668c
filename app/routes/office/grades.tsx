/** 等第对应: which award or place of this competition counts as which grade, as two officers settle it, and what that changes. */
import { Button, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Eye, Send, ShieldCheck, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { GradeMap } from "#app/domain/policy/award-grade.ts";
import { GradeMappingActSchema, GradeMapSchema, ProposeGradeMappingSchema } from "#app/forms/grades.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type GradeMappingPage, getGradeMapping } from "#app/queries/policy/get-grade-mapping.server.ts";
import { confirmGradeMapping } from "#app/services/policy/confirm-grade-mapping.server.ts";
import { dropGradeMapping } from "#app/services/policy/drop-grade-mapping.server.ts";
import { proposeGradeMapping } from "#app/services/policy/propose-grade-mapping.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { GradeEffect } from "#app/ui/policy/grade-effect.tsx";
import classes from "#app/ui/policy/grade-map.module.css";
import { GRADE_FIELDS, GradeMapFields } from "#app/ui/policy/grade-map-fields.tsx";
import { GradeMapWords } from "#app/ui/policy/grade-map-words.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { When } from "#app/ui/when.tsx";

const OFFICERS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.entitlements, within: "scope" } },
  async ({ runtime, actor, scope, url, params }) => {
    const tried = GradeMapSchema.safeParse(Object.fromEntries(url.searchParams));
    return {
      page: await getGradeMapping(runtime, actor, {
        competitionId: String(scope.competitionId),
        tried: tried.success ? tried.data : null,
      }),
      reference: url.searchParams.get("reference") ?? "",
      mayAct: hasRole(actor.grants, OFFICERS.roles, scope),
      entitlements: `/office/${params.competition}/entitlements`,
    };
  },
);

export const action = defineAction({
  "propose-grade-mapping": defineIntent({
    access: OFFICERS,
    form: ProposeGradeMappingSchema,
    run: ({ runtime, actor, scope, input }) =>
      proposeGradeMapping(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "confirm-grade-mapping": defineIntent({
    access: OFFICERS,
    form: GradeMappingActSchema,
    run: ({ runtime, actor, scope, input }) =>
      confirmGradeMapping(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "drop-grade-mapping": defineIntent({
    access: OFFICERS,
    form: GradeMappingActSchema,
    run: ({ runtime, actor, scope, input }) =>
      dropGradeMapping(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

export const handle: PageHandle = { title: "grades:title" };

type GradeIntent = "propose-grade-mapping" | "confirm-grade-mapping" | "drop-grade-mapping";

export default function Grades() {
  const { page, reference, mayAct, entitlements } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["grades", "policy"]);
  const { current, open, supposed } = page;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} breadcrumbs={[{ label: t("policy:title"), to: entitlements }]} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as GradeIntent}`)}
          {answer.intent === "confirm-grade-mapping" && page.isFinal && t("recomputing")}
        </Notice>
      )}
      <Refusals
        namespace="grades"
        refusals={[...refusalsOf(answer, "confirm-grade-mapping"), ...refusalsOf(answer, "drop-grade-mapping")]}
      />
      <Section title={t("current")}>
        <Notice tone={current.reference === null ? "act" : "done"}>
          {current.reference === null ? t("isDefault") : t("isConfirmed", { reference: current.reference })}
        </Notice>
        <GradeMapWords map={current.map} />
      </Section>
      {open && <Proposal open={open} isFinal={page.isFinal} mayAct={mayAct} />}
      {!open && mayAct && <ProposalForm map={supposed ?? current.map} reference={reference} />}
      <GradeEffect {...page} isCompared={supposed !== null} />
      {page.history.length > 0 && <History history={page.history} />}
    </>
  );
}

function Proposal(props: { open: NonNullable<GradeMappingPage["open"]>; isFinal: boolean; mayAct: boolean }) {
  const { open, isFinal, mayAct } = props;
  const { t } = useTranslation("grades");
  return (
    <Section title={t("proposal")} description={t("proposalLead")} boxed>
      <GradeMapWords map={open.map} />
      <DefinitionList
        items={[
          { term: t("reference"), value: open.reference },
          {
            term: t("proposedBy"),
            value: (
              <>
                {open.proposedBy} <When at={open.proposedAt} relative />
              </>
            ),
          },
        ]}
      />
      {mayAct && (
        <Form method="post">
          <input type="hidden" name="mappingId" value={open.mappingId} />
          <div className={form.foot}>
            <ActButton
              intent="confirm-grade-mapping"
              namespace="grades"
              icon={ShieldCheck}
              unmet={open.unmet}
              consequence={isFinal ? t("consequence.final") : t("consequence.later")}
            >
              {t("confirm")}
            </ActButton>
            <ActButton intent="drop-grade-mapping" namespace="grades" icon={Undo2} look="grave">
              {t("drop")}
            </ActButton>
          </div>
        </Form>
      )}
    </Section>
  );
}

function ProposalForm({ map, reference }: { map: GradeMap; reference: string }) {
  const refusals = refusalsOf(useAnswer<typeof action>(), "propose-grade-mapping");
  const { t } = useTranslation("grades");
  const { errorOf, others } = useFieldErrors("grades", refusals, GRADE_FIELDS);
  return (
    <Section id="propose" title={t("propose")} description={t("proposeLead")} boxed>
      <Form method="post" className={classes.form} preventScrollReset>
        <Refusals namespace="grades" refusals={others} />
        <GradeMapFields map={map} errorOf={errorOf} />
        <TextInput
          name="reference"
          label={t("reference")}
          description={t("referenceHint")}
          defaultValue={reference}
          maxLength={200}
          required
          error={errorOf("reference")}
          {...hintBelow}
        />
        <div className={form.foot}>
          <ActButton intent="propose-grade-mapping" namespace="grades" icon={Send} consequence={t("consequence.propose")}>
            {t("send")}
          </ActButton>
          <Button
            type="submit"
            formMethod="get"
            formNoValidate
            variant="default"
            size="sm"
            leftSection={<Eye size={18} aria-hidden="true" />}
          >
            {t("try")}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function History({ history }: Pick<GradeMappingPage, "history">) {
  const { t } = useTranslation("grades");
  return (
    <Section title={t("history")}>
      <ol className={classes.history} reversed>
        {history.map(({ mappingId, version, map, reference, state, proposedBy, proposedAt, settledBy, settledAt }) => (
          <li key={mappingId}>
            <div className={classes.version}>
              <strong>{t("version", { version })}</strong>
              <span>{t(`state.${state}`)}</span>
              <span className={classes.soft}>
                {t("by", { name: proposedBy })} <When at={proposedAt} /> · {t(`settledBy.${state}`, { name: settledBy })}{" "}
                <When at={settledAt} />
              </span>
            </div>
            <p className={classes.soft}>
              {t("reference")} · {reference}
            </p>
            <GradeMapWords map={map} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
