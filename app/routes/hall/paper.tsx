/** 纸质评分: how the round is filled now and the change of it, printing, and how far every paper form is. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  CircleCheck,
  CircleDashed,
  ClipboardCheck,
  FileText,
  Keyboard,
  type LucideIcon,
  Printer,
  ScanLine,
  Tablet,
  TriangleAlert,
  UserCheck,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES, listOpenRooms } from "#app/domain/access/office-rooms.ts";
import { MOST_FORMS } from "#app/domain/marking/print.ts";
import { ArchiveScanSchema, ChangeMediumSchema, FIND_KEY } from "#app/forms/paper.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { findPaperForm } from "#app/queries/paper/find-paper-form.server.ts";
import { getPaperPage, type PaperFormRow, type PaperPage, type PaperState } from "#app/queries/paper/get-paper-page.server.ts";
import { archiveScan } from "#app/services/paper/archive-scan.server.ts";
import { changeMedium } from "#app/services/paper/change-medium.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { LogLink } from "#app/ui/history/history-link.tsx";
import { ArchiveScan, Scans } from "#app/ui/marking/scans.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS, toEventPage } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./paper.module.css";

const READERS = { roles: EVENT_PAGES.paper, within: "scope" } as const;
const CHANGERS = { roles: ["chief-judge", "organiser"], within: "scope" } as const;

export const loader = defineLoader({ access: READERS }, async ({ runtime, actor, scope, url }) => {
  if (scope.roundId === null) throw notFound();
  const mayOpen = hasRole(actor.grants, ["tally-clerk", "chief-judge"], scope);
  const asked = url.searchParams.get(FIND_KEY);
  const found = asked && mayOpen ? await findPaperForm(runtime, scope.roundId, asked) : null;
  if (found?.kind === "found") throw redirect(`${url.pathname}/${found.formId}`);
  return {
    blindLayers: await getBlindLayers(runtime, scope.roundId),
    page: await getPaperPage(runtime, actor, scope.roundId),
    savedId: url.searchParams.get("saved"),
    mayOpen,
    mayChange: hasRole(actor.grants, CHANGERS.roles, scope),
    isChief: hasRole(actor.grants, ["chief-judge"], scope),
    isClerk: hasRole(actor.grants, ["tally-clerk"], scope),
    logOf: listOpenRooms(actor.grants, scope).includes("history") ? scope.roundId : null,
    notFound: found && asked ? { kind: found.kind, text: asked.slice(0, 80) } : null,
  };
});

export const action = defineAction({
  "archive-scan": defineIntent({
    access: READERS,
    form: ArchiveScanSchema,
    run: async ({ runtime, actor, scope, input: { file } }) => {
      if (scope.roundId === null) throw notFound();
      const bytes = new Uint8Array(await file.arrayBuffer());
      return archiveScan(runtime, actor, { roundId: scope.roundId, formId: null, fileName: file.name, bytes });
    },
  }),
  "change-medium": defineIntent({
    access: CHANGERS,
    form: ChangeMediumSchema,
    run: ({ runtime, actor, scope, input }) => {
      if (scope.roundId === null) throw notFound();
      return changeMedium(runtime, actor, { ...input, roundId: scope.roundId });
    },
  }),
});

export const handle: PageHandle = { title: "paper:title" };

export default function Paper() {
  const { page, mayChange, mayOpen, isChief, isClerk, logOf, savedId, notFound: missed } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["paper", "marking", "history"]);
  const ofCode = useCodeContext();
  const named = useNamed();
  const { competition, event, medium, forms, printable, phase } = page;
  useFreshPage("round", { competition: competition.code, event: event.code });
  const saved = forms.find(({ formId }) => formId === savedId);
  const isOpen = phase === "draw" || phase === "judging";
  return (
    <PublicShell>
      <PageHeader
        breadcrumbs={[{ label: t("marking:forms.back"), to: PATHS.desk }, { label: named(competition) }, { label: named(event) }]}
        title={t("title")}
        status={
          <ToneBadge tone={medium === "paper" ? "act" : "info"} icon={medium === "paper" ? FileText : Tablet}>
            {t(`medium.now.${medium}`)}
          </ToneBadge>
        }
        description={t("lead", ofCode)}
        actions={
          <>
            {logOf !== null && (
              <LogLink
                to={`/office/${competition.code}/history?kind=round&id=${logOf}`}
                label={t("history:linkOf", { what: t("title") })}
              />
            )}
            {isChief && (
              <Button component={Link} to={`/hall/${competition.code}/events/${event.code}`} variant="default">
                {t("marking:matrix.title")}
              </Button>
            )}
            {isClerk && (
              <Button component={Link} to="/judge" variant="default">
                {t("marking:confirmation.title")}
              </Button>
            )}
          </>
        }
      />
      {answer?.ok && (
        <Notice tone="done" live>
          {answer.intent === "archive-scan" ? t("scan.attached") : t("done.change-medium")}
        </Notice>
      )}
      {saved && (saved.state === "once" || saved.state === "keyed") && (
        <Notice tone="done" live>
          {t(saved.state === "once" ? "keying.first" : "keying.agreed", {
            code: saved.code,
            subCriterion: saved.subCriterionId,
          })}
        </Notice>
      )}
      {mayOpen && forms.length > 0 && <Find missed={missed} />}
      {forms.length > 0 && <Progress forms={forms} />}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Forms page={page} mayOpen={mayOpen} />
        </div>
        <aside className={classes.aside}>
          <MediumNow page={page} mayChange={mayChange && isOpen} />
          {isOpen && <Print printable={printable} />}
          <Section title={t("scan.ofRound")} description={t("scan.ofRoundLead")} boxed>
            <Scans scans={page.scans} base={`${toEventPage(competition.code, event.code, "paper")}/scans`} />
            <ArchiveScan key={page.scans.length} refusals={refusalsOf(answer, "archive-scan")} />
          </Section>
        </aside>
      </div>
    </PublicShell>
  );
}

/** A USB scanner types here and ends with Enter; so may anyone. */
function Find({ missed }: { missed: { kind: string; text: string } | null }) {
  const { t } = useTranslation("paper");
  const ofCode = useCodeContext();
  return (
    <Form method="get" className={classes.find} role="search">
      <TextInput
        key={missed?.text ?? ""}
        name={FIND_KEY}
        label={t("find.label", ofCode)}
        placeholder={t("find.placeholder")}
        leftSection={<ScanLine size={18} aria-hidden="true" />}
        size="md"
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={120}
        className={classes.findField}
        error={missed && (missed.kind === "foreign" ? t("find.foreign") : t("find.unknown", { text: missed.text }))}
      />
      <Button type="submit" variant="default" size="md">
        {t("find.submit")}
      </Button>
    </Form>
  );
}

function Progress({ forms }: { forms: readonly PaperFormRow[] }) {
  const { t } = useTranslation("paper");
  const count = (state: PaperState) => forms.filter((form) => form.state === state).length;
  const different = count("different");
  return (
    <Stats>
      <Stat label={t("progress.forms")} value={forms.length} />
      <Stat label={t("progress.printed")} value={forms.filter(({ isPrinted }) => isPrinted).length} />
      <Stat label={t("progress.once")} value={count("once")} />
      <Stat label={t("progress.different")} value={different} tone={different > 0 ? "act" : "plain"} to="?state=different" />
      <Stat label={t("progress.keyed")} value={count("keyed")} />
      <Stat label={t("progress.confirmed")} value={count("confirmed")} />
    </Stats>
  );
}

function MediumNow({ page, mayChange }: { page: PaperPage; mayChange: boolean }) {
  const { t } = useTranslation("paper");
  const answer = useAnswer<typeof action>();
  const { medium, changes, mediumUnmet } = page;
  const refusals = refusalsOf(answer, "change-medium");
  const { errorOf, others } = useFieldErrors("paper", refusals, ["reason"]);
  const to = medium === "paper" ? "tablet" : "paper";
  return (
    <Section title={t(`medium.now.${medium}`)} description={t(`medium.${medium}Hint`)} boxed>
      {mayChange && (
        <Form method="post" className={classes.change} key={medium}>
          <Refusals namespace="paper" refusals={others} />
          <input type="hidden" name="medium" value={to} />
          <TextInput
            name="reason"
            label={t("medium.reason")}
            description={t("medium.reasonHint")}
            required
            maxLength={200}
            error={errorOf("reason")}
          />
          <ActButton
            intent="change-medium"
            namespace="paper"
            icon={medium === "paper" ? Tablet : FileText}
            look={medium === "paper" ? "quiet" : "grave"}
            unmet={mediumUnmet}
            consequence={medium === "paper" ? t("medium.toTabletConsequence") : t("medium.toPaperConsequence")}
          >
            {medium === "paper" ? t("medium.toTablet") : t("medium.toPaper")}
          </ActButton>
        </Form>
      )}
      {changes.length > 0 && (
        <>
          <h3 className={classes.history}>{t("medium.history")}</h3>
          <ul className={classes.changes}>
            {changes.map(({ medium: changed, reason, by, at }) => (
              <li key={at}>
                <strong>{t(`medium.changed.${changed}`)}</strong> <When at={at} />
                <span className={classes.reason}>{t("medium.line", { name: by, reason })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Print({ printable }: { printable: PaperPage["printable"] }) {
  const { t } = useTranslation("paper");
  const ofCode = useCodeContext();
  const { all, days, subCriteria } = printable;
  return (
    <Section title={t("print.title")} description={t("print.lead", ofCode)} boxed>
      {all === 0 ? (
        <p className={classes.quiet}>{t("print.none", ofCode)}</p>
      ) : (
        <Form method="post" action="forms" reloadDocument className={classes.change}>
          <NativeSelect
            name="what"
            label={t("print.what")}
            data={[
              { value: "all", label: t("print.all", { count: all }), disabled: all > MOST_FORMS },
              ...days.map(({ day, forms }) => ({
                value: `day ${day}`,
                label: t("print.day", { day, count: forms }),
                disabled: forms > MOST_FORMS,
              })),
              ...subCriteria.map(({ id, name, forms }) => ({
                value: `sub-criterion ${id}`,
                label: t("print.subCriterion", { id, name, count: forms }),
              })),
            ]}
          />
          <Button
            type="submit"
            name="intent"
            value="print-forms"
            variant="default"
            leftSection={<Printer size={18} aria-hidden="true" />}
          >
            {t("print.submit")}
          </Button>
        </Form>
      )}
    </Section>
  );
}

const LOOKS: Readonly<Record<PaperState, readonly [Tone, LucideIcon]>> = {
  blank: ["idle", CircleDashed],
  tablet: ["info", Tablet],
  once: ["info", UserCheck],
  different: ["act", TriangleAlert],
  keyed: ["info", ClipboardCheck],
  confirmed: ["done", CircleCheck],
};
const STATES = Object.keys(LOOKS) as PaperState[];

function Forms({ page, mayOpen }: { page: PaperPage; mayOpen: boolean }) {
  const { t } = useTranslation("paper");
  const ofCode = useCodeContext();
  const { forms, printable } = page;
  const columns: Column<PaperFormRow>[] = [
    {
      id: "code",
      header: t("list.code", ofCode),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ code }) => code,
      cell: ({ code, formId }) =>
        mayOpen ? (
          <Link to={formId} className="tabular">
            {code}
          </Link>
        ) : (
          <span className="tabular">{code}</span>
        ),
    },
    {
      id: "sub",
      header: t("list.subCriterion"),
      sortBy: ({ subCriterionId }) => subCriterionId,
      cell: ({ subCriterionId, subCriterionName }) => `${subCriterionId} ${subCriterionName}`,
    },
    {
      id: "state",
      header: t("list.state"),
      sortBy: ({ state }) => STATES.indexOf(state),
      cell: ({ state, isOwn }) => (
        <>
          <ToneBadge tone={LOOKS[state][0]} icon={LOOKS[state][1]} look="plain">
            {t(`state.${state}`)}
          </ToneBadge>
          {isOwn && <span className={classes.own}>{t("list.own")}</span>}
        </>
      ),
    },
    {
      id: "printed",
      header: t("list.printed"),
      noWrap: true,
      cell: (form) => (form.isPrinted ? t("list.yes") : <PrintOne form={form} isOffered={page.phase === "judging"} />),
    },
    {
      id: "scans",
      header: t("list.scans"),
      align: "end",
      sortBy: ({ scans }) => scans,
      cell: ({ scans }) => (scans > 0 ? scans : ""),
    },
  ];
  const filters: Filter<PaperFormRow>[] = [
    {
      id: "state",
      label: t("list.filter.state"),
      options: STATES.filter((state) => forms.some((form) => form.state === state)).map((state) => ({
        value: state,
        label: t(`state.${state}`),
      })),
      matches: ({ state }, value) => state === value,
    },
    {
      id: "sub",
      label: t("list.filter.subCriterion"),
      options: printable.subCriteria.map(({ id }) => ({ value: id, label: id })),
      matches: ({ subCriterionId }, value) => subCriterionId === value,
    },
  ];
  return (
    <DataTable
      caption={t("list.caption")}
      rows={forms}
      rowKey={({ formId }) => formId}
      columns={columns}
      filters={filters}
      search={({ code, subCriterionId, subCriterionName }) => `${code} ${subCriterionId} ${subCriterionName}`}
      rowTone={({ state }) => (state === "different" ? "act" : undefined)}
      empty={<EmptyState icon={Keyboard} title={t("list.empty")} hint={t("list.emptyHint", ofCode)} />}
    />
  );
}

function PrintOne({ form, isOffered }: { form: PaperFormRow; isOffered: boolean }) {
  const { t } = useTranslation("paper");
  const { code, subCriterionId } = form;
  if (!isOffered || form.state === "confirmed") return t("list.no");
  return (
    <Form method="post" action="forms" reloadDocument>
      <input type="hidden" name="what" value={`form ${subCriterionId} ${code}`} />
      <Button
        type="submit"
        name="intent"
        value="print-forms"
        variant="subtle"
        size="compact-sm"
        aria-label={t("print.oneLabel", { code, subCriterion: subCriterionId })}
        leftSection={<Printer size={16} aria-hidden="true" />}
      >
        {t("print.one")}
      </Button>
    </Form>
  );
}
