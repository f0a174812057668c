/** 赛场情况记录: seats of the hall, what is recorded of each, and the signature under it; for tablets first. */
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Ban, DoorOpen, Flag, LogIn, PenLine, Play, Printer, Save, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { HALL_PARTICIPATIONS } from "#app/domain/marking/hall-acts.ts";
import { HALL_ACT_KINDS, type HallActKind } from "#app/domain/marking/hall-record.ts";
import { HallActSchema, ParticipationSchema, StartAllSchema, VoidLineSchema } from "#app/forms/hall-record.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { getHallRecord, type HallRecordPage } from "#app/queries/hall/get-hall-record.server.ts";
import { recordHallAct } from "#app/services/hall/record-hall-act.server.ts";
import { setParticipation } from "#app/services/hall/set-participation.server.ts";
import { startAll } from "#app/services/hall/start-all.server.ts";
import { voidHallLine } from "#app/services/hall/void-hall-line.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { HallLines } from "#app/ui/hall/hall-lines.tsx";
import classes from "#app/ui/hall/hall-record.module.css";
import { SeatFigures, SeatList } from "#app/ui/hall/seat-list.tsx";
import { SignaturePad } from "#app/ui/hall/signature-pad.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { SessionFiles } from "#app/ui/session-files.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const RECORDERS = { roles: ["floor-judge", "chief-judge", "organiser"], within: "scope" } as const;
const CHIEF = { roles: ["chief-judge"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: [...RECORDERS.roles, "supervisor"], within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    if (scope.roundId === null) throw notFound();
    const base = `/office/${params.competition}/events/${params.event}/hall-record`;
    return {
      page: await getHallRecord(runtime, {
        roundId: scope.roundId,
        entryId: url.searchParams.get("entry"),
        showsEntrants: (await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).entrantsBySeat,
      }),
      base,
      round: scope.roundNumber ?? 1,
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      mayRecord: hasRole(actor.grants, RECORDERS.roles, scope),
      mayDecide: hasRole(actor.grants, CHIEF.roles, scope),
      // The same form sent twice is the same act.
      keys: Object.fromEntries([...HALL_ACT_KINDS, "start-all"].map((name) => [name, newId()])),
    };
  },
);

export const action = defineAction({
  "record-act": defineIntent({
    access: RECORDERS,
    form: HallActSchema,
    run: ({ runtime, actor, scope, input }) => recordHallAct(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "start-all": defineIntent({
    access: RECORDERS,
    form: StartAllSchema,
    run: ({ runtime, actor, scope, input }) => startAll(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "void-line": defineIntent({
    access: RECORDERS,
    form: VoidLineSchema,
    run: ({ runtime, actor, scope, input }) => voidHallLine(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "set-participation": defineIntent({
    access: CHIEF,
    form: ParticipationSchema,
    run: ({ runtime, actor, scope, input }) => setParticipation(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "hallRecord:title" };

const ACTS = ["record-act", "start-all", "void-line", "set-participation"] as const;

export default function HallRecord() {
  const { page, base, round, watched, mayRecord, mayDecide, keys } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("hallRecord");
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, isOpen, seats, waiting, selected } = page;
  const acts = mayRecord && isOpen;
  const sessions = [...new Set(seats.flatMap(({ session }) => session ?? []))].sort((one, other) => one - other);
  return (
    <>
      <PageHeader
        title={`${t("title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("lead")}
        actions={
          sessions.length > 1 ? (
            <SessionFiles
              paper={t("sheet")}
              files={[{ href: `${base}/sheet?round=${round}`, label: t("sheet") }]}
              sessions={sessions}
            />
          ) : (
            <a href={`${base}/sheet?round=${round}`} download className={classes.print}>
              <Printer size={18} aria-hidden="true" />
              {t("sheet")}
            </a>
          )
        }
      />
      <Refusals namespace="hallRecord" refusals={ACTS.flatMap((intent) => refusalsOf(answer, intent))} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as (typeof ACTS)[number]}`)}
        </Notice>
      )}
      {!isOpen && <Notice tone="info">{t("closed")}</Notice>}
      {acts && waiting > 0 && (
        <Form method="post" className={classes.all}>
          <input type="hidden" name="key" value={keys["start-all"]} />
          <ActButton
            intent="start-all"
            namespace="hallRecord"
            icon={Play}
            size="lg"
            consequence={t("startAllConsequence", { count: waiting })}
          >
            {t("startAll")}
          </ActButton>
        </Form>
      )}
      <div className={classes.columns}>
        <Section title={t("seats")}>
          {seats.length === 0 ? (
            <EmptyState icon={Flag} title={t("empty")} hint={t("emptyHint")} />
          ) : (
            <SeatList seats={seats} round={round} selected={selected?.entryId ?? null} />
          )}
        </Section>
        {selected && (
          <div className={classes.selected}>
            <Selected
              key={`${selected.entryId} ${selected.lines.length}`}
              selected={selected}
              keys={keys}
              acts={acts}
              mayDecide={mayDecide && isOpen}
              sheet={`${base}/sheets/${selected.entryId}?round=${round}`}
            />
          </div>
        )}
      </div>
    </>
  );
}

type SelectedSeat = NonNullable<HallRecordPage["selected"]>;
type Keys = Readonly<Record<string, string>>;

function Selected(props: { selected: SelectedSeat; keys: Keys; acts: boolean; mayDecide: boolean; sheet: string }) {
  const { selected, keys, acts, mayDecide, sheet } = props;
  const { t } = useTranslation("hallRecord");
  const { state, seatCode, entrantNumber, lines } = selected;
  const isIn = selected.participation !== "expected" && selected.participation !== "absent";
  return (
    <Section
      title={
        entrantNumber === null
          ? t("seatAlone", { seat: seatCode ?? t("noSeat") })
          : t("seat", { seat: seatCode ?? t("noSeat"), number: entrantNumber })
      }
      actions={
        <a href={sheet} download className={classes.print}>
          <Printer size={18} aria-hidden="true" />
          {t("sheetOfEntry")}
        </a>
      }
      boxed
    >
      <SeatFigures seat={selected} />
      {acts && isIn && (
        <>
          <div className={classes.quick}>
            {(state === "not-started" || state === "stopped") && (
              <Act
                kind="start"
                keys={keys}
                entryId={selected.entryId}
                icon={Play}
                look={state === "stopped" ? "quiet" : "primary"}
              />
            )}
            {(state === "running" || state === "away") && (
              <Act kind="stop" keys={keys} entryId={selected.entryId} icon={Square} />
            )}
            {state === "running" && <Act kind="leave" keys={keys} entryId={selected.entryId} icon={DoorOpen} look="quiet" />}
            {state === "away" && <Act kind="return" keys={keys} entryId={selected.entryId} icon={LogIn} look="quiet" />}
          </div>
          <MoreActs entryId={selected.entryId} keys={keys} />
          {state === "stopped" && <Sign entryId={selected.entryId} keys={keys} isSigned={selected.isSigned} />}
        </>
      )}
      {mayDecide && isIn && <Decide selected={selected} />}
      <h3 className={classes.linesTitle}>{t("lines")}</h3>
      {lines.length === 0 ? <p className={classes.soft}>{t("noLines")}</p> : <HallLines lines={lines} mayVoid={acts} />}
    </Section>
  );
}

/** The hidden fields of one act: what, of whom, under which key. */
function ActFields({ kind, entryId, keys }: { kind: HallActKind; entryId: string; keys: Keys }) {
  return (
    <>
      <input type="hidden" name="entryId" value={entryId} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="key" value={keys[kind]} />
    </>
  );
}

function Act(props: { kind: HallActKind; entryId: string; keys: Keys; icon: typeof Play; look?: "primary" | "quiet" }) {
  const { kind, entryId, keys, icon, look = "primary" } = props;
  const { t } = useTranslation("hallRecord");
  return (
    <Form method="post">
      <ActFields kind={kind} entryId={entryId} keys={keys} />
      <ActButton intent="record-act" namespace="hallRecord" icon={icon} look={look} size="lg">
        {t(`act.${kind}`)}
      </ActButton>
    </Form>
  );
}

/** What needs words: each its own form, folded away until it is needed; the time is now unless another is given. */
function MoreActs({ entryId, keys }: { entryId: string; keys: Keys }) {
  const { t } = useTranslation("hallRecord");
  return (
    <div className={classes.more}>
      {(["added-time", "spare-seat", "penalty", "note", "start", "stop"] as const).map((kind) => (
        <details key={kind} className={classes.fold}>
          <summary>{t(kind === "start" || kind === "stop" ? `late.${kind}` : `act.${kind}`)}</summary>
          <Form method="post" className={classes.form}>
            <ActFields kind={kind} entryId={entryId} keys={keys} />
            {kind === "added-time" && (
              <TextInput name="minutes" inputMode="numeric" label={t("field.minutes")} size="md" required />
            )}
            {kind === "penalty" && <TextInput name="penalty" inputMode="decimal" label={t("field.penalty")} size="md" required />}
            {kind !== "start" && kind !== "stop" && (
              <Textarea name="text" label={t(`text.${kind}`)} maxLength={300} autosize minRows={2} size="md" required />
            )}
            <TextInput
              name="at"
              type="datetime-local"
              step={1}
              label={t("field.at")}
              description={kind === "start" || kind === "stop" ? undefined : t("field.atHint")}
              size="md"
              required={kind === "start" || kind === "stop"}
            />
            <ActButton intent="record-act" namespace="hallRecord" icon={Save} look="quiet" size="md">
              {t("record")}
            </ActButton>
          </Form>
        </details>
      ))}
    </div>
  );
}

function Sign({ entryId, keys, isSigned }: { entryId: string; keys: Keys; isSigned: boolean }) {
  const { t } = useTranslation("hallRecord");
  return (
    <details className={classes.fold} open={!isSigned}>
      <summary>{t("act.signature")}</summary>
      <Form method="post" className={classes.form}>
        <ActFields kind="signature" entryId={entryId} keys={keys} />
        <SignaturePad name="strokes" label={t("signature.label")} />
        <ActButton intent="record-act" namespace="hallRecord" icon={PenLine} size="lg">
          {t("signature.save")}
        </ActButton>
      </Form>
    </details>
  );
}

function Decide({ selected }: { selected: SelectedSeat }) {
  const { t } = useTranslation("hallRecord");
  const word = useWord();
  return (
    <details className={classes.fold}>
      <summary>{t("decide.title")}</summary>
      <Form method="post" className={classes.form}>
        <p className={classes.soft}>{t("decide.lead")}</p>
        <input type="hidden" name="entryId" value={selected.entryId} />
        <NativeSelect
          name="participation"
          label={t("decide.participation")}
          size="md"
          data={HALL_PARTICIPATIONS.filter((one) => one !== selected.participation).map((value) => ({
            value,
            label: value === "checked-in" ? t("decide.reinstate") : word("participation", value),
          }))}
        />
        <Textarea name="reason" label={t("decide.reason")} maxLength={300} autosize minRows={2} size="md" required />
        <ActButton intent="set-participation" namespace="hallRecord" icon={Ban} look="grave" size="md">
          {t("decide.save")}
        </ActButton>
      </Form>
    </details>
  );
}
