/** 等级晋升: what the notice promises, who is proposed and approved and certified; and whom a document lets apply for a title. */
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { BadgeCheck, FileDown, FileSpreadsheet, GraduationCap, PencilLine, Save, ScrollText, XCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import {
  ApprovePromotionsSchema,
  CertifyPromotionSchema,
  RefusePromotionSchema,
  SetPaperLevelsSchema,
  SetPromotionRulesSchema,
} from "#app/forms/promotions.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getPromotions, type PromotionRow, type PromotionsPage } from "#app/queries/promotions/get-promotions.server.ts";
import { listTitleStatements } from "#app/queries/promotions/list-title-statements.server.ts";
import { approvePromotions } from "#app/services/promotions/approve-promotions.server.ts";
import { certifyPromotion } from "#app/services/promotions/certify-promotion.server.ts";
import { refusePromotion } from "#app/services/promotions/refuse-promotion.server.ts";
import { setPaperLevels } from "#app/services/promotions/set-paper-levels.server.ts";
import { setPromotionRules } from "#app/services/promotions/set-promotion-rules.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PromotionTable } from "#app/ui/promotions/promotion-table.tsx";
import { ResultTitleTable } from "#app/ui/promotions/result-title-table.tsx";
import { RulesFields, useRuleWords } from "#app/ui/promotions/rules-fields.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const SETTERS = { roles: ["organiser", "policy-officer", "administrator"], within: "scope" } as const;
const OFFICERS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.promotions, within: "scope" } },
  async ({ runtime, actor, scope }) => {
    const competitionId = String(scope.competitionId);
    return {
      page: await getPromotions(runtime, competitionId),
      titles: await listTitleStatements(runtime, competitionId),
      maySet: hasRole(actor.grants, SETTERS.roles, scope),
      maySettle: hasRole(actor.grants, OFFICERS.roles, scope),
    };
  },
);

export const action = defineAction({
  "set-promotion-rules": defineIntent({
    access: SETTERS,
    form: SetPromotionRulesSchema,
    run: ({ runtime, actor, scope, input }) =>
      setPromotionRules(runtime, actor, { competitionId: String(scope.competitionId), rules: input }),
  }),
  "set-paper-levels": defineIntent({
    access: SETTERS,
    form: SetPaperLevelsSchema,
    run: ({ runtime, actor, scope, input }) =>
      setPaperLevels(runtime, actor, {
        competitionId: String(scope.competitionId),
        levels: Object.fromEntries(input.events.map((code, index) => [code, input.paperLevels[index] || null])),
      }),
  }),
  "approve-promotions": defineIntent({
    access: OFFICERS,
    form: ApprovePromotionsSchema,
    run: ({ runtime, actor, scope, input: { promotions, approvalNumber } }) =>
      approvePromotions(runtime, actor, {
        competitionId: String(scope.competitionId),
        promotionIds: promotions,
        approvalNumber,
      }),
  }),
  "refuse-promotion": defineIntent({
    access: OFFICERS,
    form: RefusePromotionSchema,
    run: ({ runtime, actor, scope, input }) =>
      refusePromotion(runtime, actor, { competitionId: String(scope.competitionId), ...input }),
  }),
  "certify-promotion": defineIntent({
    access: OFFICERS,
    form: CertifyPromotionSchema,
    run: ({ runtime, actor, scope, input }) =>
      certifyPromotion(runtime, actor, { competitionId: String(scope.competitionId), ...input }),
  }),
});

export const handle: PageHandle = { title: "promotions:title" };

const DONE = {
  "set-promotion-rules": "rules",
  "set-paper-levels": "levels",
  "approve-promotions": "approved",
  "refuse-promotion": "refused",
  "certify-promotion": "certified",
} as const;

export default function Promotions() {
  const { page, titles, maySet, maySettle } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("promotions");
  const count = (state: PromotionRow["state"]) => page.promotions.filter((row) => row.state === state).length;
  const roster = (format: "pdf" | "xlsx") => `/office/${page.code}/promotions/roster/${format}`;
  const setsAnew =
    answer?.ok && page.isFinal && (answer.intent === "set-promotion-rules" || answer.intent === "set-paper-levels");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Notice tone="info">{t("notIssued")}</Notice>
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`saved.${DONE[answer.intent as keyof typeof DONE]}`)}
          {setsAnew && t("recomputing")}
        </Notice>
      )}
      {page.rules === null && <Notice tone="act">{t("noRules")}</Notice>}
      {page.rules !== null && !page.isFinal && <Notice tone="info">{t("notFinal")}</Notice>}
      {page.promotions.length > 0 && (
        <Stats>
          <Stat label={t("stat.proposed")} value={count("proposed")} tone={count("proposed") > 0 ? "act" : "plain"} />
          <Stat label={t("stat.approved")} value={count("approved")} />
          <Stat label={t("stat.certified")} value={count("certified")} />
        </Stats>
      )}
      <Section
        title={t("list")}
        actions={
          page.promotions.length > 0 && (
            <>
              <Button
                component="a"
                href={roster("pdf")}
                variant="default"
                size="sm"
                leftSection={<FileDown size={18} aria-hidden="true" />}
              >
                {t("print.pdf")}
              </Button>
              <Button
                component="a"
                href={roster("xlsx")}
                variant="default"
                size="sm"
                leftSection={<FileSpreadsheet size={18} aria-hidden="true" />}
              >
                {t("print.excel")}
              </Button>
            </>
          )
        }
      >
        <PromotionTable rows={page.promotions} />
      </Section>
      {maySettle && page.promotions.length > 0 && <Settle page={page} />}
      <Section id="titles" title={t("titles")} description={t("titlesLead")}>
        <ResultTitleTable code={page.code} rows={titles} />
      </Section>
      <Rules page={page} maySet={maySet} />
    </>
  );
}

function Settle({ page }: { page: PromotionsPage }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("promotions");
  const proposed = page.promotions.filter(({ state }) => state === "proposed");
  const approved = page.promotions.filter(({ state }) => state === "approved");
  const approval = useFieldErrors("promotions", refusalsOf(answer, "approve-promotions"), ["approvalNumber"]);
  const refusal = useFieldErrors("promotions", refusalsOf(answer, "refuse-promotion"), ["reason"]);
  const fields = ["evaluationBody", "certificateNumber", "certifiedOn"];
  const certification = useFieldErrors("promotions", refusalsOf(answer, "certify-promotion"), fields);
  const isOpen = (intent: string) => refusalsOf(answer, intent).length > 0;
  const options = (rows: readonly PromotionRow[]) =>
    rows.map(({ promotionId, name, event }) => ({ value: promotionId, label: `${name} · ${event.name}` }));
  return (
    <div className={form.rows}>
      {proposed.length > 0 && (
        <Disclosure id="approve" label={t("approve.title")} icon={BadgeCheck} open={isOpen("approve-promotions")}>
          <Form method="post">
            <p className={form.hint}>{t("approve.lead")}</p>
            <Refusals namespace="promotions" refusals={approval.others} />
            <div className={form.choices}>
              {options(proposed).map(({ value, label }) => (
                <Checkbox key={value} name="promotions[]" value={value} label={label} defaultChecked />
              ))}
            </div>
            <TextInput
              name="approvalNumber"
              label={t("approve.number")}
              error={approval.errorOf("approvalNumber")}
              maxLength={100}
              required
            />
            <div className={form.foot}>
              <ActButton intent="approve-promotions" namespace="promotions" icon={BadgeCheck}>
                {t("approve.submit")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
      {proposed.length > 0 && (
        <Disclosure id="refuse" label={t("refuse.title")} icon={XCircle} open={isOpen("refuse-promotion")}>
          <Form method="post">
            <Refusals namespace="promotions" refusals={refusal.others} />
            <NativeSelect name="promotionId" label={t("refuse.who")} data={options(proposed)} />
            <Textarea name="reason" label={t("refuse.reason")} error={refusal.errorOf("reason")} maxLength={300} required />
            <div className={form.foot}>
              <ActButton intent="refuse-promotion" namespace="promotions" icon={XCircle} look="grave">
                {t("refuse.submit")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
      {approved.length > 0 && (
        <Disclosure id="certify" label={t("certify.title")} icon={ScrollText} open={isOpen("certify-promotion")}>
          <Form method="post" key={approved.length}>
            <p className={form.hint}>{t("certify.lead")}</p>
            <Refusals namespace="promotions" refusals={certification.others} />
            <div className={form.grid}>
              <NativeSelect name="promotionId" label={t("certify.who")} data={options(approved)} />
              <TextInput
                name="evaluationBody"
                label={t("certify.body")}
                error={certification.errorOf("evaluationBody")}
                required
              />
              <TextInput
                name="certificateNumber"
                label={t("certify.number")}
                error={certification.errorOf("certificateNumber")}
                maxLength={60}
                required
              />
              <TextInput
                name="certifiedOn"
                type="date"
                label={t("certify.date")}
                error={certification.errorOf("certifiedOn")}
                required
              />
            </div>
            <div className={form.foot}>
              <ActButton intent="certify-promotion" namespace="promotions" icon={ScrollText}>
                {t("certify.submit")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
    </div>
  );
}

function Rules({ page, maySet }: { page: PromotionsPage; maySet: boolean }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("promotions");
  const word = useWord();
  const named = useNamed();
  const inWords = useRuleWords();
  const refusals = refusalsOf(answer, "set-promotion-rules");
  const { errorOf, others } = useFieldErrors("promotions", refusals, ["reference"]);
  return (
    <Section id="rules" title={t("rules")} description={t("rulesLead")} boxed>
      {page.rules && (
        <>
          <p>{page.rules.reference}</p>
          <ol>
            {page.rules.rules.map((rule) => (
              <li key={JSON.stringify(rule)}>{inWords(rule)}</li>
            ))}
          </ol>
        </>
      )}
      {maySet && (
        <div className={form.rows}>
          <Disclosure id="edit-rules" label={t("editRules")} icon={PencilLine} open={refusals.length > 0}>
            <Form method="post">
              <Refusals namespace="promotions" refusals={others} />
              <RulesFields rules={page.rules} error={errorOf("reference")} />
              <ActButton intent="set-promotion-rules" namespace="promotions" icon={Save} look="quiet">
                {t("saveRules")}
              </ActButton>
            </Form>
          </Disclosure>
          <Disclosure id="paper-levels" label={t("paperLevels")} icon={GraduationCap}>
            <Form method="post">
              <p className={form.hint}>{t("paperLevelsLead")}</p>
              <Refusals namespace="promotions" refusals={refusalsOf(answer, "set-paper-levels")} />
              <div className={form.grid}>
                {page.events.map((event) => (
                  <div key={event.code}>
                    <input type="hidden" name="events[]" value={event.code} />
                    <NativeSelect
                      name="paperLevels[]"
                      label={`${named(event)} · ${word("group", event.group)}`}
                      defaultValue={event.paperLevel ?? ""}
                      data={[
                        { value: "", label: t("notSaid") },
                        ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) })),
                      ]}
                    />
                  </div>
                ))}
              </div>
              <div className={form.foot}>
                <ActButton intent="set-paper-levels" namespace="promotions" icon={Save} look="quiet">
                  {t("saveLevels")}
                </ActButton>
              </div>
            </Form>
          </Disclosure>
        </div>
      )}
    </Section>
  );
}
