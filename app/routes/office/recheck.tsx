/** 复核: a supervisor draws the sample and checks code after code, form by form, against what was signed. Codes only. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  ArrowRight,
  CircleCheck,
  CircleDashed,
  CircleX,
  Dices,
  FileText,
  ListChecks,
  type LucideIcon,
  ScanSearch,
  TriangleAlert,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { RecheckOutcome } from "#app/domain/results/recheck.ts";
import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { AgreesSchema, ErrorSchema } from "#app/forms/recheck.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import {
  getRecheckPage,
  type OpenItem,
  type RecheckPage,
  type RecheckRow,
} from "#app/queries/recheck/get-recheck-page.server.ts";
import { checkRecheckItem } from "#app/services/recheck/check-recheck-item.server.ts";
import { drawRecheck } from "#app/services/recheck/draw-recheck.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Checklist } from "#app/ui/checklist.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FormSheet } from "#app/ui/marking/form-sheet.tsx";
import { Signatures } from "#app/ui/marking/signatures.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./recheck.module.css";

const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.recheck, within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    if (scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).marksByCode) throw notFound();
    return {
      blindLayers: await getBlindLayers(runtime, scope.roundId),
      page: await getRecheckPage(runtime, actor, { roundId: scope.roundId, openCode: url.searchParams.get("code") }),
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      mayAct: hasRole(actor.grants, SUPERVISOR.roles, scope),
    };
  },
);

export const action = defineAction({
  "draw-recheck": defineIntent({
    access: SUPERVISOR,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => drawRecheck(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  agrees: defineIntent({
    access: SUPERVISOR,
    form: AgreesSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkRecheckItem(runtime, actor, {
        ...input,
        roundId: String(scope.roundId),
        outcome: "agrees",
        note: "",
        formId: null,
      }),
  }),
  error: defineIntent({
    access: SUPERVISOR,
    form: ErrorSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkRecheckItem(runtime, actor, { ...input, roundId: String(scope.roundId), outcome: "error" }),
  }),
});

export const handle: PageHandle = { title: "recheck:recheck.title" };

export default function Recheck() {
  const { page, watched } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, rule, isRuled, drawn, open } = page;
  const isEarly = phase === "draw" || phase === "judging";
  return (
    <>
      <PageHeader
        title={`${t("recheck.title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("recheck.lead", ofCode)}
      />
      <Answered page={page} />
      {isUnblinded(phase) && <Notice tone="info">{t("recheck.over")}</Notice>}
      {rule !== null && !isRuled && <Notice tone="info">{t("recheck.noRule")}</Notice>}
      {isEarly && <EmptyState icon={ScanSearch} title={t("recheck.notYet")} hint={t("recheck.notYetHint")} />}
      {phase === "recheck" && isRuled && drawn === null && <Draw page={page} />}
      {open && <Check item={open} />}
      {drawn !== null && <Sample page={page} />}
    </>
  );
}

function Answered({ page }: { page: RecheckPage }) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  if (!answer?.ok)
    return <Refusals namespace="recheck" refusals={[...refusalsOf(answer, "draw-recheck"), ...refusalsOf(answer, "agrees")]} />;
  const { value, intent } = answer;
  if ("isExtended" in value && value.isExtended) {
    return (
      <Notice tone="act" live>
        {t("done.extended", { ...ofCode, percent: page.rule?.errorPercent ?? 0, left: value.left })}
      </Notice>
    );
  }
  return (
    <Notice tone="done" live>
      {"items" in value ? t("done.draw-recheck", { count: value.items }) : t(`done.${intent as "agrees" | "error"}`)}
    </Notice>
  );
}

function Draw({ page }: { page: RecheckPage }) {
  const { mayAct } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  return (
    <Section title={t("recheck.draw")} boxed>
      {page.rule && <RuleInWords rule={page.rule} />}
      {mayAct ? (
        <Form method="post">
          <ActButton
            intent="draw-recheck"
            namespace="recheck"
            icon={Dices}
            unmet={page.drawUnmet}
            consequence={t("recheck.drawConsequence")}
            size="md"
          >
            {t("recheck.draw")}
          </ActButton>
        </Form>
      ) : (
        <p>{t("recheck.awaitDraw")}</p>
      )}
    </Section>
  );
}

function RuleInWords({ rule }: { rule: RecheckRule }) {
  const { t } = useTranslation("recheck");
  const { topPlaces, percent, errorPercent } = rule;
  return (
    <p className={classes.rule}>
      {topPlaces > 0 && t("recheck.ruleTop", { topPlaces })}
      {percent > 0 && t("recheck.rulePercent", { percent })}
      {t("recheck.ruleError", { errorPercent })}
    </p>
  );
}

function Sample({ page }: { page: RecheckPage }) {
  const { watched } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const sentence = useSentence("recheck");
  const formats = useFormats();
  const { items, checked, errors, codes, drawn, rule, extendedAt, conditions } = page;
  const left = conditions.flatMap(({ unmet }) => unmet);
  const base = `/office/${watched.competition}/events/${watched.event}`;
  const facts = [
    { term: t("recheck.rule"), value: rule && <RuleInWords rule={rule} /> },
    { term: t("recheck.drawn"), value: drawn && t("corrections.by", { name: drawn.by, time: formats.dateTime(drawn.at) }) },
    {
      term: t("recheck.seed"),
      value: drawn && (
        <>
          <code className={classes.seed}>{drawn.seed}</code>
          <span className={classes.hint}>{t("recheck.seedHint", { ...ofCode, topPlaces: rule?.topPlaces ?? 0 })}</span>
        </>
      ),
    },
    {
      term: t("recheck.sample"),
      value: <span className="tabular">{t("recheck.sampleSize", { ...ofCode, items: items.length, codes })}</span>,
    },
    { term: t("recheck.errors"), value: <span className="tabular">{errors}</span> },
  ];
  return (
    <>
      {extendedAt !== null && (
        <Notice tone="act">
          {t("recheck.extended", { ...ofCode, percent: rule?.errorPercent ?? 0, time: formats.dateTime(extendedAt) })}
        </Notice>
      )}
      <Section title={t("recheck.sample")}>
        <Meter label={t("recheck.progress")} value={checked} maximum={items.length} />
        <Items items={items} />
      </Section>
      {conditions.length > 0 && (
        <Section title={t("recheck.conditions")}>
          {left.length === 0 ? (
            <Notice tone="done">{t("recheck.allDone")}</Notice>
          ) : (
            <Checklist
              items={conditions
                .filter(({ unmet }) => unmet.length > 0)
                .map(({ code, unmet }) => ({ id: code, label: unmet.map(sentence).join(" "), done: false }))}
            />
          )}
        </Section>
      )}
      <Section
        title={t("recheck.rule")}
        actions={
          <Button
            component="a"
            href={`${base}/recheck/sheet?round=${watched.round}`}
            variant="default"
            leftSection={<FileText size={18} aria-hidden="true" />}
          >
            {t("recheck.sheet")}
          </Button>
        }
      >
        <DefinitionList items={facts} />
      </Section>
    </>
  );
}

const OUTCOMES: Readonly<Record<RecheckOutcome | "unchecked", readonly [Tone, LucideIcon]>> = {
  agrees: ["done", CircleCheck],
  error: ["act", TriangleAlert],
  unchecked: ["idle", CircleDashed],
};

function OutcomeBadge({ outcome }: { outcome: RecheckOutcome | null }) {
  const { t } = useTranslation("recheck");
  const [tone, icon] = OUTCOMES[outcome ?? "unchecked"];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`recheck.outcome.${outcome ?? "unchecked"}`)}
    </ToneBadge>
  );
}

function Items({ items }: { items: readonly RecheckRow[] }) {
  const { watched, mayAct } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  const ofCode = useCodeContext();
  const toCode = useCodeAddress();
  const formats = useFormats();
  const columns: readonly Column<RecheckRow>[] = [
    {
      id: "code",
      header: t("recheck.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code }) => (
        <Link to={toCode(code)} className="tabular">
          {code}
        </Link>
      ),
    },
    {
      id: "basis",
      header: t("recheck.basisHeader"),
      noWrap: true,
      sortBy: ({ basis }) => basis,
      cell: ({ basis }) => t(`recheck.basis.${basis}`),
    },
    {
      id: "outcome",
      header: t("recheck.outcomeHeader"),
      noWrap: true,
      sortBy: ({ outcome }) => outcome,
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    },
    {
      id: "note",
      header: t("recheck.note"),
      cell: ({ outcome, correction, note }) => (
        <span className={classes.note}>
          {note !== "" && <span>{note}</span>}
          {(outcome === "error" || correction === "open") && (
            <Link to={toEventPage(watched.competition, watched.event, "corrections", watched.round)}>
              {t(`recheck.correction.${correction}`)}
            </Link>
          )}
        </span>
      ),
    },
    {
      id: "checked",
      header: t("recheck.checked"),
      cell: ({ checkedBy, checkedAt }) =>
        checkedBy !== null && checkedAt !== null && t("corrections.by", { name: checkedBy, time: formats.dateTime(checkedAt) }),
    },
  ];
  return (
    <DataTable
      caption={t("recheck.caption")}
      rows={items}
      rowKey={({ itemId }) => itemId}
      columns={columns}
      rowTone={({ outcome, correction }) => (outcome === "error" && correction !== "corrected" ? "act" : undefined)}
      empty={<EmptyState icon={ListChecks} title={t("recheck.caption")} />}
      actions={!mayAct && <span className={classes.hint}>{t("recheck.readOnly")}</span>}
    />
  );
}

/** The address of the page with a code laid open, or with none, for the round that the page is about. */
function useCodeAddress(): (code: string | null) => string {
  const { watched } = useLoaderData<typeof loader>();
  return (code) => {
    const search = new URLSearchParams();
    if (watched.round !== undefined) search.set("round", String(watched.round));
    if (code !== null) search.set("code", code);
    return `?${search}`;
  };
}

/** One code, laid open: its forms as signed, then the two answers. */
function Check({ item }: { item: OpenItem }) {
  const { watched, mayAct } = useLoaderData<typeof loader>();
  const { t } = useTranslation("recheck");
  const formats = useFormats();
  const { code, forms, outcome, nextCode } = item;
  const toCode = useCodeAddress();
  return (
    <Section
      id="check"
      title={t("recheck.check", { code })}
      description={t("recheck.checkLead")}
      actions={
        <span className={classes.headActions}>
          <OutcomeBadge outcome={outcome} />
          {nextCode !== null && (
            <Button
              component={Link}
              to={toCode(nextCode)}
              variant="default"
              rightSection={<ArrowRight size={18} aria-hidden="true" />}
            >
              {t("recheck.next", { code: nextCode })}
            </Button>
          )}
          <Button component={Link} to={toCode(null)} variant="subtle">
            {t("recheck.backToSample")}
          </Button>
        </span>
      }
      boxed
    >
      {forms.map(
        ({ formId, subCriterionId, subCriterionName, aspects, team, mark, maximum, confirmedBy, confirmedAt, scans }) => (
          <section key={formId} className={classes.form} aria-labelledby={`form-${formId}`}>
            <h3 id={`form-${formId}`} className={classes.formTitle}>
              {t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName })}
            </h3>
            <FormSheet
              caption={t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName })}
              aspects={aspects}
              team={team}
              mark={mark}
              maximum={maximum}
            />
            <Signatures team={team} />
            <p className={classes.hint}>
              {confirmedBy !== null && confirmedAt !== null
                ? t("recheck.confirmedBy", { name: confirmedBy, time: formats.dateTime(confirmedAt) })
                : t("recheck.notConfirmed")}
            </p>
            {scans.length > 0 && (
              <p className={classes.scans}>
                {t("recheck.scans")}
                {scans.map(({ id, fileName }) => (
                  <a key={id} href={`${toEventPage(watched.competition, watched.event, "paper")}/scans/${id}`}>
                    {fileName}
                  </a>
                ))}
              </p>
            )}
          </section>
        ),
      )}
      {mayAct ? <Answers key={code} item={item} /> : <p className={classes.hint}>{t("recheck.readOnly")}</p>}
    </Section>
  );
}

function Answers({ item }: { item: OpenItem }) {
  const { t } = useTranslation("recheck");
  const answer = useAnswer<typeof action>();
  const { itemId, code, forms, outcome, agreesUnmet, errorUnmet, correction } = item;
  const refusals = refusalsOf(answer, "error");
  const { errorOf, others } = useFieldErrors("recheck", refusals, ["note"]);
  const isSettled = outcome === "error" && correction !== "none";
  if (isSettled) return <p className={classes.hint}>{t(`recheck.correction.${correction}`)}</p>;
  return (
    <div className={classes.answers}>
      {outcome !== "agrees" && (
        <Form method="post">
          <input type="hidden" name="itemId" value={itemId} />
          <ActButton
            intent="agrees"
            namespace="recheck"
            icon={CircleCheck}
            unmet={agreesUnmet}
            consequence={t("recheck.agreesHint", { code, count: forms.length })}
            size="md"
          >
            {t("recheck.agrees")}
          </ActButton>
        </Form>
      )}
      <div className={classes.error}>
        <Disclosure id="error" label={t("recheck.foundError")} icon={CircleX} open={refusals.length > 0}>
          <Form method="post" className={classes.errorForm}>
            <input type="hidden" name="itemId" value={itemId} />
            <Refusals namespace="recheck" refusals={others} />
            <NativeSelect
              name="formId"
              label={t("recheck.errorForm")}
              data={forms.map(({ formId, subCriterionId, subCriterionName }) => ({
                value: formId,
                label: t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName }),
              }))}
            />
            <Textarea
              name="note"
              label={t("recheck.errorNote")}
              description={t("recheck.errorNoteHint")}
              autosize
              minRows={2}
              maxLength={500}
              required
              error={errorOf("note")}
            />
            <ActButton intent="error" namespace="recheck" icon={TriangleAlert} look="grave" unmet={errorUnmet}>
              {t("recheck.error")}
            </ActButton>
          </Form>
        </Disclosure>
      </div>
    </div>
  );
}
