/** 检录: who is missing, by badge or by row; and for blinding judges the codes under which the works are marked. */
import { redirect } from "@remix-run/node";
import { useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { listCodedSessions } from "#app/domain/draw/session-standing.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import {
  AnswerSubstitutionSchema,
  AssignCodesSchema,
  AttendanceSchema,
  CheckInByNumberSchema,
  CheckInEntrySchema,
  LookUpBadgeSchema,
  RequestSubstitutionSchema,
  RestAbsentSchema,
  readFiles,
} from "#app/forms/registration.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { findCheckInCard } from "#app/queries/check-in/find-check-in-card.server.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { findSubstitutionEntry, type SubstitutionEntry } from "#app/queries/registration/find-substitution-entry.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { markRestAbsent } from "#app/services/check-in/mark-rest-absent.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { refusalsOf } from "#app/ui/answer.ts";
import { CodeAssignment } from "#app/ui/blinding/code-assignment.tsx";
import { Attendance } from "#app/ui/check-in/attendance.tsx";
import { CheckInCard } from "#app/ui/check-in/card.tsx";
import { Scanner } from "#app/ui/check-in/scanner.tsx";
import { SessionStandings } from "#app/ui/check-in/session-standings.tsx";
import { Sessions } from "#app/ui/check-in/sessions.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { SubstitutionForm } from "#app/ui/registration/substitution-form.tsx";
import { Substitutions } from "#app/ui/registration/substitutions.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const BLINDING_JUDGE = { roles: ["blinding-judge"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["organiser", "blinding-judge"], within: "scope" } },
  async ({ runtime, scope, actor, params, url }) => {
    if (scope.roundId === null) throw notFound();
    const showsIdentities = hasRole(actor.grants, ORGANISER.roles, scope);
    const view = await getCheckIn(runtime, {
      roundId: scope.roundId,
      showsIdentities,
      blindingJudgeId: hasRole(actor.grants, BLINDING_JUDGE.roles, scope) ? actor.userId : null,
    });
    const eventId = String(scope.eventId);
    const chosen = url.searchParams.get("substitute");
    return {
      ...view,
      blindLayers: await getBlindLayers(runtime, scope.roundId),
      readerId: actor.userId,
      base: `/office/${params.competition}/events/${params.event}`,
      round: scope.roundNumber ?? 1,
      /** This desk, without what is open on it. */
      deskAt: `?round=${scope.roundNumber}`,
      watched: { competition: String(params.competition), event: String(params.event), round: scope.roundNumber ?? undefined },
      substitutions: showsIdentities ? await listSubstitutions(runtime, { onTheSpotOfEventId: eventId }) : [],
      substitute:
        showsIdentities && chosen !== null
          ? await findSubstitutionEntry(runtime, { within: { eventId }, entryId: chosen })
          : null,
    };
  },
);

export const action = defineAction({
  "look-up-badge": defineIntent({
    access: ORGANISER,
    form: LookUpBadgeSchema,
    run: ({ runtime, scope, input: { entrantNumber, camera } }) => {
      const choice = { entrantNumber, isCamera: camera !== undefined };
      return findCheckInCard(runtime, { roundId: String(scope.roundId), choice });
    },
  }),
  "look-up-entry": defineIntent({
    access: ORGANISER,
    form: AttendanceSchema,
    run: ({ runtime, scope, input }) => findCheckInCard(runtime, { roundId: String(scope.roundId), choice: input }),
  }),
  "check-in-number": defineIntent({
    access: ORGANISER,
    form: CheckInByNumberSchema,
    run: ({ runtime, actor, scope, input: { entrantNumber, camera, ...claim } }) =>
      checkInEntry(runtime, actor, {
        ...{ roundId: String(scope.roundId), entrantNumber, isCamera: camera !== undefined, claim },
      }),
  }),
  "check-in-entry": defineIntent({
    access: ORGANISER,
    form: CheckInEntrySchema,
    run: ({ runtime, actor, scope, input: { entryId, way, ...claim } }) =>
      checkInEntry(runtime, actor, { roundId: String(scope.roundId), entryId, way, claim }),
  }),
  "mark-rest-absent": defineIntent({
    access: ORGANISER,
    form: RestAbsentSchema,
    run: ({ runtime, actor, scope, input: { sessionId, missing } }) =>
      markRestAbsent(runtime, actor, { roundId: String(scope.roundId), sessionId, missing }),
  }),
  "mark-absent": defineIntent({
    access: ORGANISER,
    form: AttendanceSchema,
    run: ({ runtime, actor, scope, input }) =>
      markAbsent(runtime, actor, { roundId: String(scope.roundId), entryId: input.entryId }),
  }),
  "request-substitution": defineIntent({
    access: ORGANISER,
    form: RequestSubstitutionSchema,
    sendsBackTyped: true,
    run: async ({ runtime, actor, scope, input, url }): Promise<Decision<never> | Response> => {
      const within = { eventId: String(scope.eventId) };
      const asked = await requestSubstitution(runtime, actor, { ...input, within, files: await readFiles(input.files) });
      // To the desk without the form, for the next badge.
      return asked.ok ? redirect(`${url.pathname}?round=${scope.roundNumber}&asked=yes`) : asked;
    },
  }),
  "grant-substitution": defineIntent({
    access: ORGANISER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, { ...input, within: { onTheSpotOfEventId: String(scope.eventId) }, act: "grant" }),
  }),
  "refuse-substitution": defineIntent({
    access: ORGANISER,
    form: AnswerSubstitutionSchema,
    run: ({ runtime, actor, scope, input }) =>
      answerSubstitution(runtime, actor, { ...input, within: { onTheSpotOfEventId: String(scope.eventId) }, act: "refuse" }),
  }),
  "assign-codes": defineIntent({
    access: BLINDING_JUDGE,
    form: AssignCodesSchema,
    run: ({ runtime, actor, scope, input }) => assignCodes(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "registration:checkIn.title" };

export default function CheckIn() {
  const { event, roundPhase, isDrawn, counts, rows, blinding, base, round, asked, sessions, standings, ...desk } =
    useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t, i18n } = useTranslation("registration");
  useFreshPage("round", desk.watched);
  const isOpen = isDrawn && desk.isOpen;
  const isJudging = roundPhase !== "draw";
  // What waits stands before the scanner, because nobody of it is checked in; what is decided does not push it down.
  const waiting = desk.substitutions.filter(({ state }) => state === "asked");
  const decided = desk.substitutions.filter(({ state }) => state !== "asked");
  return (
    <>
      <PageHeader
        title={`${t("checkIn.title")} · ${i18n.language === "en" ? event.nameEn : event.name}`}
        status={<StatusBadge list="roundPhase" value={roundPhase} />}
        description={rows && t("checkIn.lead")}
      />
      <div className={classes.figures}>
        <Stats>
          <Stat label={t("checkIn.expected")} value={counts.expected} tone={isOpen && counts.expected > 0 ? "act" : "plain"} />
          <Stat label={t("checkIn.checkedIn")} value={counts["checked-in"]} />
          <Stat label={t("checkIn.absentCount")} value={counts.absent} />
        </Stats>
      </div>
      {!isDrawn && <Notice tone="info">{t("checkIn.notDrawn")}</Notice>}
      {isJudging && <Notice tone="info">{t(desk.isOpen ? "checkIn.partlyClosed" : "checkIn.closed")}</Notice>}
      <Outcome />
      {rows && <Substitutions substitutions={waiting} answererId={desk.readerId} />}
      {rows &&
        isOpen &&
        // One form at a time: the scanner's field takes the keyboard.
        (desk.substitute ? (
          <SubstituteHere substitute={desk.substitute} deskAt={desk.deskAt} />
        ) : (
          <Door looksFirst={asked.length > 0 || rows.some(({ names }) => names.length > 1)} answer={answer} />
        ))}
      {rows && isOpen ? (
        <Sessions sessions={sessions} standings={standings} isJudging={isJudging} />
      ) : (
        <SessionStandings standings={standings} isJudging={isJudging} />
      )}
      {rows && <Substitutions substitutions={decided} />}
      {rows && <Attendance rows={rows} isOpen={isOpen} drawPath={`${base}/draw?round=${round}`} />}
      {blinding && <CodeAssignment {...{ blinding, base, round, isJudging }} codedSessions={listCodedSessions(standings)} />}
    </>
  );
}

function Outcome() {
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("registration");
  if (!answer) {
    return parameters.has("asked") ? (
      <Notice tone="done" live>
        {t("substitution.askedHere")}
      </Notice>
    ) : null;
  }
  if (!answer.ok) {
    // What is wrong with the typed number stands beneath its field, and against the card and the substitution in their forms.
    if (answer.intent === "check-in-entry" || answer.intent === "request-substitution") return null;
    const refusals = answer.refusals.filter(({ params }) => params?.field !== "entrantNumber");
    return <Refusals namespace="registration" refusals={refusals} />;
  }
  if ("members" in answer.value) return null;
  return (
    <Notice tone="done" live>
      {"absent" in answer.value
        ? t("checkIn.restDone", { count: answer.value.absent })
        : "state" in answer.value
          ? `${answer.value.entrantNumber} ${t(`substitution.state.${answer.value.state}`)}`
          : "seatCode" in answer.value
            ? t(answer.value.again ? "checkIn.again" : "checkIn.done", answer.value)
            : "entrantNumber" in answer.value
              ? t("checkIn.markedAbsent", answer.value)
              : t("blinding.assigned", answer.value)}
    </Notice>
  );
}

/** Who comes in the place of a member of the entry that the address names. */
function SubstituteHere({ substitute, deskAt }: { substitute: SubstitutionEntry; deskAt: string }) {
  const answer = useAnswer<typeof action>();
  return (
    <SubstitutionForm
      {...substitute}
      entry={substitute.entrantNumber}
      refusals={refusalsOf(answer, "request-substitution")}
      typed={answer && !answer.ok ? answer.typed : undefined}
      back={deskAt}
      key={substitute.entryId}
    />
  );
}

/** The field and the camera, and whom they found. */
function Door({ looksFirst, answer }: { looksFirst: boolean; answer: ReturnType<typeof useAnswer<typeof action>> }) {
  const found = answer?.ok && "members" in answer.value ? answer.value : null;
  // A refused check-in leaves the entry before the reader, with what is missing.
  const [held, setHeld] = useState(found);
  useEffect(() => {
    if (answer?.ok) setHeld("members" in answer.value ? answer.value : null);
  }, [answer]);
  const shown = found ?? (answer && !answer.ok ? held : null);
  const lookUp = refusalsOf(answer, looksFirst ? "look-up-badge" : "check-in-number");
  const { errorOf } = useFieldErrors("registration", lookUp, ["entrantNumber"]);
  const { competition } = useParams();
  const { deskAt } = useLoaderData<typeof loader>();
  return (
    <>
      <Scanner intent={looksFirst ? "look-up-badge" : "check-in-number"} error={errorOf("entrantNumber")} answer={answer} />
      {shown && (
        <CheckInCard
          entry={shown}
          refusals={refusalsOf(answer, "check-in-entry")}
          files={`/office/${competition}/registrations/${shown.entryId}/files`}
          substituteAt={`${deskAt}&substitute=${shown.entryId}`}
        />
      )}
    </>
  );
}
