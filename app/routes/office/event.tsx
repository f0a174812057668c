/** 赛项: the rules of one event in words, its marking scheme out of a workbook, and the way to the work on it. */
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { ArrowRight, FileUp, PencilLine, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type EventPage, listOpenPages, MARK_PAGES, OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import {
  CancelEventSchema,
  ImportSchemeSchema,
  PreviewSchemeSchema,
  RemoveEventSchema,
  SetQuotaSchema,
  SetUpperEventSchema,
} from "#app/forms/event.ts";
import { SetRulesSchema } from "#app/forms/event-rules.ts";
import { SetRoundsSchema } from "#app/forms/rounds.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import type { ResolvedScope } from "#app/platform/access/scope.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { type EventSetup, getEventSetup } from "#app/queries/competitions/get-event-setup.server.ts";
import { previewMarkingScheme } from "#app/queries/schemes/preview-marking-scheme.server.ts";
import { cancelEvent } from "#app/services/competitions/cancel-event.server.ts";
import { removeEvent } from "#app/services/competitions/remove-event.server.ts";
import { setEventQuota } from "#app/services/competitions/set-event-quota.server.ts";
import { setUpperEvent } from "#app/services/competitions/set-upper-event.server.ts";
import { setEventRounds } from "#app/services/rounds/set-event-rounds.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { importMarkingScheme } from "#app/services/schemes/import-marking-scheme.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { EVENT_PAGE_ICONS } from "#app/ui/event-page-icons.ts";
import { HistoryLink } from "#app/ui/history/history-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { PhaseLine } from "#app/ui/phase-line.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { EventRounds } from "#app/ui/rounds/event-rounds.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { CancelEvent, RemoveEvent } from "#app/ui/setup/event-end.tsx";
import { EventPlaces } from "#app/ui/setup/event-places.tsx";
import { EventUpper } from "#app/ui/setup/event-upper.tsx";
import form from "#app/ui/setup/form.module.css";
import { ImportScheme } from "#app/ui/setup/import-scheme.tsx";
import { readPresets } from "#app/ui/setup/rule-presets.tsx";
import { RulesFields } from "#app/ui/setup/rules-form.tsx";
import { RulesInWords } from "#app/ui/setup/rules-in-words.tsx";
import { SchemeTable } from "#app/ui/setup/scheme-table.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./event.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.events, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    const event = { competitionId: String(scope.competitionId), eventId: String(scope.eventId) };
    return {
      competition: String(params.competition),
      pages: await listPages(runtime, actor, scope),
      event: await getEventSetup(runtime, actor, event),
    };
  },
);

async function listPages(runtime: Runtime, actor: Actor, scope: ResolvedScope): Promise<readonly EventPage[]> {
  const pages = listOpenPages(actor.grants, scope);
  const { roundId } = scope;
  if (roundId === null) return pages;
  const { marksByCode } = await getBlindSight(runtime, actor, { roundId, scope });
  return marksByCode ? pages : pages.filter((page) => !MARK_PAGES.includes(page));
}

export const action = defineAction({
  "set-rules": defineIntent({
    access: ACTORS,
    form: SetRulesSchema,
    sendsBackTyped: true,
    run: ({ runtime, actor, scope, input }) => setEventRules(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
  "set-rounds": defineIntent({
    access: ACTORS,
    form: SetRoundsSchema,
    run: ({ runtime, actor, scope, input }) => setEventRounds(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
  "set-quota": defineIntent({
    access: ACTORS,
    form: SetQuotaSchema,
    run: ({ runtime, actor, scope, input }) => setEventQuota(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
  "set-upper-event": defineIntent({
    access: ACTORS,
    form: SetUpperEventSchema,
    run: ({ runtime, actor, scope, input }) => setUpperEvent(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
  "remove-event": defineIntent({
    access: ACTORS,
    form: RemoveEventSchema,
    run: async ({ runtime, actor, scope, params, input }) => {
      const decision = await removeEvent(runtime, actor, { ...input, eventId: String(scope.eventId) });
      return decision.ok ? redirect(`/office/${params.competition}/events`) : decision;
    },
  }),
  "cancel-event": defineIntent({
    access: ACTORS,
    form: CancelEventSchema,
    run: async ({ runtime, actor, scope, params, input }) => {
      const decision = await cancelEvent(runtime, actor, { reason: input.cancelReason, eventId: String(scope.eventId) });
      return decision.ok ? redirect(`/office/${params.competition}/events/${params.event}`) : decision;
    },
  }),
  "preview-scheme": defineIntent({
    access: ACTORS,
    form: PreviewSchemeSchema,
    run: async ({ runtime, scope, input: { file } }) =>
      previewMarkingScheme(runtime, {
        eventId: String(scope.eventId),
        fileName: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      }),
  }),
  "import-scheme": defineIntent({
    access: ACTORS,
    form: ImportSchemeSchema,
    run: async ({ runtime, actor, scope, input: { file, digest, reason } }) =>
      importMarkingScheme(runtime, actor, {
        eventId: String(scope.eventId),
        roundNumber: scope.roundNumber ?? 1,
        fileName: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
        digest,
        reason,
      }),
  }),
});

export const handle: PageHandle<{ event: EventSetup }> = { title: (_text, { event }) => event.name };

export default function EventPageOfOffice() {
  const { competition, pages, event } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const { entryKind, teamSize, upper } = event;
  const kind = word("entryKind", entryKind);
  return (
    <>
      <PageHeader
        title={named(event)}
        actions={<HistoryLink kind="event" id={event.eventId} of={named(event)} />}
        breadcrumbs={[{ label: t("events.title"), to: `/office/${competition}/events` }, { label: event.code }]}
        description={
          <>
            <p>
              {t("event.facts", {
                group: word("group", event.group),
                kind: entryKind === "team" ? t("events.teamOf", { kind, size: teamSize }) : kind,
                occupation: event.occupationCode,
              })}
            </p>
            <p>
              {t("event.entries", { count: event.accepted, quota: event.quota })}
              {upper && (
                <span className={classes.upper}>
                  <ArrowRight size={16} aria-hidden="true" />
                  {t("event.upper", {
                    event: named(upper),
                    competition: i18n.language === "en" ? upper.competitionEn : upper.competition,
                    tier: word("tier", upper.tier),
                  })}
                </span>
              )}
            </p>
          </>
        }
      />
      {event.cancelled ? (
        <Cancelled cancelled={event.cancelled} />
      ) : (
        <>
          <PhaseLine list="roundPhase" current={event.roundPhase} />
          <Work competition={competition} event={event.code} pages={pages} />
        </>
      )}
      {event.isPinned && <Notice tone="info">{t("event.rulesPinned")}</Notice>}
      <Refusals namespace="competition" refusals={event.isPinned ? [] : event.faults} title={t("event.faults")} />
      <Places event={event} />
      <Upper event={event} />
      <Rounds event={event} />
      <Rules event={event} />
      <Scheme competition={competition} event={event} />
      <Cancellation cancellation={event.cancellation} />
      <Removal removal={event.removal} />
    </>
  );
}

function Work({ competition, event, pages }: { competition: string; event: string; pages: readonly EventPage[] }) {
  const { t } = useTranslation("competition");
  return (
    <nav aria-label={t("event.pages")} className={classes.pages}>
      {pages.map((page) => {
        const Icon = EVENT_PAGE_ICONS[page];
        return (
          <Link key={page} to={toEventPage(competition, event, page)} className={classes.page}>
            <Icon size={18} aria-hidden="true" />
            {t(`pages.${page}`)}
          </Link>
        );
      })}
    </nav>
  );
}

function Places({ event }: { event: EventSetup }) {
  const answer = useAnswer<typeof action>();
  const saved = answer?.ok && answer.value && "offered" in answer.value ? answer.value : null;
  return <EventPlaces event={event} refusals={refusalsOf(answer, "set-quota")} offered={saved?.offered ?? null} />;
}

function Upper({ event: { upper, upperChoices } }: { event: EventSetup }) {
  const answer = useAnswer<typeof action>();
  const saved = answer?.ok && answer.value && "upperOffered" in answer.value ? answer.value : null;
  return (
    <EventUpper
      upper={upper}
      choices={upperChoices}
      refusals={refusalsOf(answer, "set-upper-event")}
      offered={saved?.upperOffered ?? null}
    />
  );
}

/** That it is not held: in the place of its way and its work. */
function Cancelled({ cancelled }: { cancelled: NonNullable<EventSetup["cancelled"]> }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const { at, by, reason } = cancelled;
  return <Notice tone="act">{t("cancellation.cancelled", { time: formats.dateTime(at), name: by, reason })}</Notice>;
}

function Cancellation({ cancellation }: Pick<EventSetup, "cancellation">) {
  const answer = useAnswer<typeof action>();
  return cancellation && <CancelEvent unmet={cancellation} refusals={refusalsOf(answer, "cancel-event")} />;
}

function Removal({ removal }: Pick<EventSetup, "removal">) {
  const answer = useAnswer<typeof action>();
  return removal && <RemoveEvent unmet={removal} refusals={refusalsOf(answer, "remove-event")} />;
}

function Rounds({ event }: { event: EventSetup }) {
  const answer = useAnswer<typeof action>();
  return (
    <EventRounds
      rounds={event.rounds}
      isFixed={event.roundsFixed}
      mayAct={event.mayAct}
      refusals={refusalsOf(answer, "set-rounds")}
      saved={answer?.ok === true && answer.intent === "set-rounds"}
    />
  );
}

function Rules({ event }: { event: EventSetup }) {
  const { t } = useTranslation("competition");
  const { t: rulesText } = useTranslation("rules");
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const refusals = refusalsOf(answer, "set-rules");
  const { rules, rulesVersion, scheme, history } = event;
  const presets = readPresets(useSearchParams()[0]);
  const typed = answer?.ok === false && answer.intent === "set-rules" ? answer.typed : undefined;
  const saved = answer?.ok && answer.intent === "set-rules";
  return (
    <Section
      id="rules"
      title={t("event.rules")}
      actions={<span className={classes.version}>{t("event.rulesVersion", { version: rulesVersion })}</span>}
      boxed
    >
      {saved && (
        <Notice tone="done" live>
          {t("event.saved", { version: rulesVersion })}
        </Notice>
      )}
      <RulesInWords rules={rules} scheme={scheme?.content ?? null} />
      {event.mayAct && !event.isPinned && (
        <Disclosure
          key={rulesVersion}
          id="edit-rules"
          label={t("event.editRules")}
          icon={PencilLine}
          open={refusals.length > 0 || presets.award !== null || presets.components !== null}
        >
          <Form method="post">
            <RulesFields
              rules={rules}
              version={rulesVersion}
              scheme={scheme?.content ?? null}
              refusals={refusals}
              typed={typed}
              presets={presets}
            />
            <div className={form.foot}>
              <ActButton intent="set-rules" namespace="competition" icon={Save} look="quiet">
                {rulesText("save")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
      {history.length > 0 && (
        <details className={classes.history}>
          <summary>{t("event.history")}</summary>
          <ol className={classes.versions}>
            {history.map(({ version, reason, by, at }) => (
              <li key={version}>
                <span>{t("event.historyLine", { version, reason })}</span>
                <span className={classes.by}>{t("event.historyBy", { name: by, time: formats.dateTime(at) })}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

function Scheme({ competition, event }: { competition: string; event: EventSetup }) {
  const { t } = useTranslation("competition");
  const formats = useFormats();
  const answer = useAnswer<typeof action>();
  const { scheme } = event;
  const imported = answer?.ok && answer.intent === "import-scheme";
  return (
    <Section
      id="scheme"
      title={t("event.scheme")}
      description={
        scheme &&
        t(scheme.source === "file" ? "event.schemeLead" : "event.schemeLeadOther", {
          file: scheme.fileName,
          time: formats.dateTime(scheme.importedAt),
          version: scheme.version,
        })
      }
      actions={<Link to={toEventPage(competition, event.code, "scheme")}>{t("event.writeScheme")}</Link>}
      boxed
    >
      {imported && scheme && (
        <Notice tone="done" live>
          {t("scheme.imported", { version: scheme.version })}
        </Notice>
      )}
      {scheme ? (
        <SchemeTable scheme={scheme.content} />
      ) : (
        !event.mayAct && <EmptyState icon={FileUp} title={t("event.noScheme")} />
      )}
      {event.mayAct && !event.isPinned && (
        <Disclosure
          key={scheme?.version ?? 0}
          id="import"
          label={scheme ? t("scheme.replace") : t("scheme.import")}
          icon={FileUp}
          open={!scheme}
        >
          {!scheme && <p className={form.hint}>{t("event.noSchemeHint")}</p>}
          <ImportScheme
            isReplacement={scheme !== null}
            fresh={answer?.ok && answer.value && "scheme" in answer.value ? answer.value : null}
            refusals={[...refusalsOf(answer, "preview-scheme"), ...refusalsOf(answer, "import-scheme")]}
            isImportRefused={answer?.ok === false && answer.intent === "import-scheme"}
          />
        </Disclosure>
      )}
    </Section>
  );
}
