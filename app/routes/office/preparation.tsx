/** 赛前准备: what stands before the start, and where it is done: filing number and telephone, notices and documents, meetings and trainings. */
import { Checkbox, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Save, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import type { ConditionCode } from "#app/domain/phases/competition-phases.ts";
import { PREPARATION_GATES } from "#app/domain/preparation/gates.ts";
import {
  PublishNoticeSchema,
  RecordMeetingSchema,
  SetFilingNumberSchema,
  SetGatesSchema,
  SetSupervisionTelephoneSchema,
  VoidMeetingSchema,
  WithdrawNoticeSchema,
} from "#app/forms/preparation.ts";
import { useSentence } from "#app/i18n/sentence.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getPreparation } from "#app/queries/preparation/get-preparation.server.ts";
import { publishNotice } from "#app/services/preparation/publish-notice.server.ts";
import { recordMeeting } from "#app/services/preparation/record-meeting.server.ts";
import { setFilingNumber } from "#app/services/preparation/set-filing-number.server.ts";
import { setGates } from "#app/services/preparation/set-gates.server.ts";
import { setSupervisionTelephone } from "#app/services/preparation/set-supervision-telephone.server.ts";
import { voidMeeting } from "#app/services/preparation/void-meeting.server.ts";
import { withdrawNotice } from "#app/services/preparation/withdraw-notice.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Checklist, type ChecklistItem } from "#app/ui/checklist.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { MeetingsSection } from "#app/ui/preparation/meetings-section.tsx";
import classes from "#app/ui/preparation/notices.module.css";
import { NoticesSection } from "#app/ui/preparation/notices-section.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.preparation, within: "scope" } },
  async ({ runtime, actor, scope, url }) => ({
    ...(await getPreparation(runtime, actor, String(scope.competitionId))),
    replaces: url.searchParams.get("replaces"),
    mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
  }),
);

export const action = defineAction({
  "set-filing-number": defineIntent({
    access: ACTORS,
    form: SetFilingNumberSchema,
    run: ({ runtime, actor, scope, input }) =>
      setFilingNumber(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "set-supervision-telephone": defineIntent({
    access: ACTORS,
    form: SetSupervisionTelephoneSchema,
    run: ({ runtime, actor, scope, input }) =>
      setSupervisionTelephone(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "set-gates": defineIntent({
    access: ACTORS,
    form: SetGatesSchema,
    run: ({ runtime, actor, scope, input }) => setGates(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "publish-notice": defineIntent({
    access: ACTORS,
    form: PublishNoticeSchema,
    run: async ({ runtime, actor, scope, input }) =>
      publishNotice(runtime, actor, {
        ...input,
        file: await readFile(input.file),
        competitionId: String(scope.competitionId),
      }),
  }),
  "withdraw-notice": defineIntent({
    access: ACTORS,
    form: WithdrawNoticeSchema,
    run: ({ runtime, actor, scope, input }) =>
      withdrawNotice(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
  "record-meeting": defineIntent({
    access: ACTORS,
    form: RecordMeetingSchema,
    sendsBackTyped: true,
    run: async ({ runtime, actor, scope, input }) =>
      recordMeeting(runtime, actor, {
        ...input,
        file: await readFile(input.file),
        competitionId: String(scope.competitionId),
      }),
  }),
  "void-meeting": defineIntent({
    access: ACTORS,
    form: VoidMeetingSchema,
    run: ({ runtime, actor, scope, input }) =>
      voidMeeting(runtime, actor, { ...input, competitionId: String(scope.competitionId) }),
  }),
});

async function readFile(file: File | null) {
  return file && { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

export const handle: PageHandle = { title: "preparation:title" };

type Done = Parameters<typeof doneKey>[0];
function doneKey(
  intent:
    | "set-filing-number"
    | "set-supervision-telephone"
    | "set-gates"
    | "publish-notice"
    | "withdraw-notice"
    | "record-meeting"
    | "void-meeting",
) {
  return `done.${intent}` as const;
}

export default function Preparation() {
  const preparation = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("preparation");
  const { mayAct } = preparation;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(doneKey(answer.intent as Done))}
        </Notice>
      )}
      <Refusals
        namespace="preparation"
        refusals={["set-gates", "withdraw-notice", "void-meeting"].flatMap((intent) => refusalsOf(answer, intent))}
      />
      <Gates />
      <Filing />
      <SupervisionTelephone />
      <NoticesSection
        notices={preparation.notices}
        events={preparation.events}
        competition={preparation.code}
        replaced={mayAct ? (preparation.notices.find(({ id }) => id === preparation.replaces) ?? null) : null}
        refusals={refusalsOf(answer, "publish-notice")}
        mayAct={mayAct}
      />
      <MeetingsSection
        meetings={preparation.meetings}
        events={preparation.events}
        delegations={preparation.delegations}
        competition={preparation.code}
        refusals={refusalsOf(answer, "record-meeting")}
        tried={answer && !answer.ok ? answer.typed?.kind?.[0] : undefined}
        mayAct={mayAct}
      />
    </>
  );
}

const FIXES: Partial<Record<ConditionCode, string>> = {
  "filing-number-given": "#filing",
  "technical-document-published": "#notice",
  "leaders-meeting-minuted": "#leaders-meeting",
  "judges-trained": "#judges-training",
};

function Gates() {
  const { conditions, events, gates, isAhead, mayAct } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["preparation", "competition"]);
  const sentence = useSentence("preparation");
  const named = useNamed();
  const codes = [...new Set(conditions.map(({ code }) => code))];
  const items = codes.map((code): ChecklistItem => {
    const open = conditions.filter((condition) => condition.code === code && condition.unmet.length > 0);
    const reasons = open.flatMap(({ event, unmet }) =>
      unmet.map((refusal) => {
        const found = events.find((one) => one.code === event);
        return found
          ? t("competition:overview.ofEvent", { event: named(found), sentence: sentence(refusal) })
          : sentence(refusal);
      }),
    );
    const to = FIXES[code];
    return {
      id: code,
      label: t(`competition:condition.${code}`),
      done: open.length === 0,
      ...(reasons.length > 0 ? { detail: reasons.join(" ") } : {}),
      ...(to && mayAct ? { to } : {}),
    };
  });
  return (
    <Section title={t("gates.title")} description={t("gates.description")} boxed>
      {items.length > 0 ? <Checklist items={items} /> : <p>{t("gates.none")}</p>}
      {mayAct && isAhead && (
        <Disclosure id="gates" label={t("gates.settings")} icon={Settings2}>
          <Form method="post" className={classes.form}>
            <p className={classes.soft}>{t("gates.settingsHint")}</p>
            {PREPARATION_GATES.map((gate) => (
              <Checkbox key={gate} name="gates[]" value={gate} label={t(`gates.gate.${gate}`)} defaultChecked={gates[gate]} />
            ))}
            <ActButton intent="set-gates" namespace="preparation" icon={Save} look="quiet">
              {t("gates.save")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}

function Filing() {
  const { filing, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("preparation");
  const formats = useFormats();
  const { errorOf, others } = useFieldErrors("preparation", refusalsOf(answer, "set-filing-number"), ["filingNumber"]);
  return (
    <Section id="filing" title={t("filing.title")}>
      <Refusals namespace="preparation" refusals={others} />
      {mayAct ? (
        <Form method="post" className={classes.filing}>
          <TextInput
            name="filingNumber"
            label={t("filing.label")}
            description={t("filing.hint")}
            defaultValue={filing?.number}
            maxLength={100}
            required
            error={errorOf("filingNumber")}
            {...hintBelow}
          />
          <ActButton intent="set-filing-number" namespace="preparation" icon={Save} look="quiet">
            {t("filing.save")}
          </ActButton>
        </Form>
      ) : (
        <p>{filing?.number ?? "—"}</p>
      )}
      {filing?.by && filing.at && (
        <p className={classes.soft}>{t("filing.recorded", { name: filing.by, time: formats.dateTime(filing.at) })}</p>
      )}
    </Section>
  );
}

function SupervisionTelephone() {
  const { supervisionTelephone, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("preparation");
  const refusals = refusalsOf(answer, "set-supervision-telephone");
  const { errorOf, others } = useFieldErrors("preparation", refusals, ["supervisionTelephone"]);
  return (
    <Section id="telephone" title={t("telephone.title")}>
      <Refusals namespace="preparation" refusals={others} />
      {mayAct ? (
        <Form method="post" className={classes.filing}>
          <TextInput
            name="supervisionTelephone"
            type="tel"
            label={t("telephone.label")}
            description={t("telephone.hint")}
            defaultValue={supervisionTelephone ?? undefined}
            maxLength={24}
            required
            error={errorOf("supervisionTelephone")}
            {...hintBelow}
          />
          <ActButton intent="set-supervision-telephone" namespace="preparation" icon={Save} look="quiet">
            {t("telephone.save")}
          </ActButton>
        </Form>
      ) : (
        <p className="tabular">{supervisionTelephone ?? "—"}</p>
      )}
    </Section>
  );
}
