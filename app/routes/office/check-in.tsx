/** 检录: who is missing, by badge or by row; and for blinding judges the codes under which the works are marked. */
import { Button, Checkbox } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import { KeyRound, UserCheck, UserX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { listCodedSessions } from "#app/domain/draw/session-standing.ts";
import type { Decision } from "#app/domain/shared/decision.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
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
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { findCheckInCard } from "#app/queries/check-in/find-check-in-card.server.ts";
import { type CheckInRow, type CheckInView, getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { findSubstitutionEntry, type SubstitutionEntry } from "#app/queries/registration/find-substitution-entry.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { markRestAbsent } from "#app/services/check-in/mark-rest-absent.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { CodeSheets } from "#app/ui/blinding/code-sheets.tsx";
import { useLayerWords } from "#app/ui/blinding/layer-words.ts";
import { CheckInCard } from "#app/ui/check-in/card.tsx";
import { Scanner } from "#app/ui/check-in/scanner.tsx";
import { SessionStandings } from "#app/ui/check-in/session-standings.tsx";
import { Sessions } from "#app/ui/check-in/sessions.tsx";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { SubstitutionForm } from "#app/ui/registration/substitution-form.tsx";
import { Substitutions } from "#app/ui/registration/substitutions.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { When } from "#app/ui/when.tsx";

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
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("registration");
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
      {blinding && <Blinding {...{ blinding, base, round, isJudging }} codedSessions={listCodedSessions(standings)} />}
    </>
  );
}

function Outcome() {
  const answer = useActionData<typeof action>();
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
  const answer = useActionData<typeof action>();
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
function Door({ looksFirst, answer }: { looksFirst: boolean; answer: ReturnType<typeof useActionData<typeof action>> }) {
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

function Attendance({ rows, isOpen, drawPath }: { rows: readonly CheckInRow[]; isOpen: boolean; drawPath: string }) {
  const { t, i18n } = useTranslation("registration");
  const word = useWord();
  const columns: readonly Column<CheckInRow>[] = [
    {
      id: "number",
      header: t("entrantNumber"),
      isRowHeader: true,
      noWrap: true,
      sortBy: ({ entrantNumber }) => entrantNumber,
      cell: ({ entrantNumber }) => <span className="tabular">{entrantNumber}</span>,
    },
    {
      id: "seat",
      header: t("draw.seat"),
      noWrap: true,
      sortBy: ({ seatCode }) => seatCode,
      cell: ({ seatCode }) => <span className="tabular">{seatCode}</span>,
    },
    {
      id: "people",
      header: t("people"),
      cell: ({ names }) => <People members={names.map((name, index) => ({ id: `${index} ${name}`, name }))} />,
    },
    {
      id: "delegation",
      header: t("delegation"),
      sortBy: ({ delegation }) => delegation,
      cell: ({ delegation, delegationEn }) => (i18n.language === "en" ? delegationEn : delegation),
    },
    {
      id: "state",
      header: t("state"),
      noWrap: true,
      sortBy: ({ participation }) => PARTICIPATIONS.indexOf(participation),
      cell: ({ participation }) => <StatusBadge list="participation" value={participation} look="plain" />,
    },
    ...(rows.some(({ session }) => session !== null)
      ? [
          {
            id: "session",
            header: t("checkIn.sessionColumn"),
            noWrap: true,
            sortBy: ({ session }: CheckInRow) => session,
            cell: ({ session }: CheckInRow) => <span className="tabular">{session}</span>,
          },
        ]
      : []),
    {
      id: "time",
      header: t("checkIn.time"),
      noWrap: true,
      sortBy: ({ checkedInAt }) => checkedInAt,
      cell: ({ checkedInAt }) => checkedInAt && <When at={checkedInAt} as="time" />,
    },
    ...(isOpen
      ? [
          {
            id: "actions",
            header: t("checkIn.actions"),
            noWrap: true,
            cell: (row: CheckInRow) => <RowActs row={row} />,
          },
        ]
      : []),
  ];
  const numbers = [...new Set(rows.flatMap(({ session }) => (session === null ? [] : [session])))].sort((one, two) => one - two);
  const filters: readonly Filter<CheckInRow>[] = [
    ...(numbers.length > 1
      ? [
          {
            id: "session",
            label: t("checkIn.sessionColumn"),
            options: numbers.map((number) => ({ value: String(number), label: t("checkIn.session", { number }) })),
            matches: ({ session }: CheckInRow, value: string) => String(session) === value,
          },
        ]
      : []),
    {
      id: "status",
      label: t("state"),
      options: PARTICIPATIONS.filter((value) => rows.some(({ participation }) => participation === value)).map((value) => ({
        value,
        label: word("participation", value),
      })),
      matches: ({ participation }, value) => participation === value,
    },
  ];
  return (
    <DataTable
      caption={t("checkIn.caption")}
      rows={rows}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      filters={filters}
      search={({ entrantNumber, seatCode, names, delegation }) => [entrantNumber, seatCode ?? "", ...names, delegation].join(" ")}
      rowTone={({ participation, seatCode }) =>
        // Who has no seat yet only waits for it.
        participation === "expected"
          ? seatCode === null
            ? undefined
            : "act"
          : participation === "checked-in"
            ? undefined
            : "off"
      }
      empty={
        <EmptyState
          icon={UserCheck}
          title={t("checkIn.empty")}
          hint={t("checkIn.emptyHint")}
          action={
            <Button component={Link} to={drawPath} variant="default">
              {t("checkIn.toDraw")}
            </Button>
          }
        />
      }
    />
  );
}

function RowActs({ row }: { row: CheckInRow }) {
  const { t } = useTranslation("registration");
  const { entryId, entrantNumber, participation, hasCode } = row;
  // Until the seats of its session are drawn it only waits.
  if (row.seatCode === null || !row.isOpen) return null;
  const canCheckIn = participation === "expected" || participation === "absent";
  const canBeAbsent = (participation === "expected" || participation === "checked-in") && !hasCode;
  return (
    <Form method="post" className={classes.row}>
      <input type="hidden" name="entryId" value={entryId} />
      {canCheckIn && (
        <Button
          type="submit"
          name="intent"
          value="look-up-entry"
          size="xs"
          variant="default"
          leftSection={<UserCheck size={16} aria-hidden="true" />}
          aria-label={t("checkIn.checkInEntry", { entrantNumber })}
        >
          {t("checkIn.checkIn")}
        </Button>
      )}
      {canBeAbsent && (
        <Button
          type="submit"
          name="intent"
          value="mark-absent"
          size="xs"
          variant="default"
          leftSection={<UserX size={16} aria-hidden="true" />}
          aria-label={t("checkIn.absentEntry", { entrantNumber })}
        >
          {t("checkIn.absent")}
        </Button>
      )}
    </Form>
  );
}

type BlindingProps = {
  blinding: NonNullable<CheckInView["blinding"]>;
  base: string;
  round: number;
  isJudging: boolean;
  codedSessions: readonly number[];
};

function Blinding({ blinding, base, round, isJudging, codedSessions }: BlindingProps) {
  const { t } = useTranslation("registration");
  const ofCode = useCodeContext();
  const { nameOf } = useLayerWords();
  const { list } = useFormats();
  const { ready, alone, isAssigned, layers, sheets, codes } = blinding;
  // What only has to be accepted stands as a tick before the act.
  const unmet = blinding.unmet.filter(({ code }) => code !== "session-alone");
  const sessions = ready.map((number) => t("checkIn.session", { number })).join(", ");
  const isComplete = isAssigned && unmet.some(({ code }) => code === "codes-complete");
  return (
    <Section title={t("blinding.title")} description={t(`blinding.lead.${layers}`)}>
      {!isComplete && (
        <Form method="post" className={classes.confirm}>
          {alone.length > 0 && (
            <Checkbox
              name="alone"
              value="accepted"
              label={t("blinding.acceptAlone", { sessions: list(alone.map((number) => t("checkIn.session", { number }))) })}
              description={t("blinding.aloneHint", ofCode)}
            />
          )}
          <ActButton
            intent="assign-codes"
            namespace="registration"
            icon={KeyRound}
            unmet={unmet}
            consequence={[
              sessions === "" ? "" : t("blinding.ready", { sessions }),
              t(`blinding.assignHint.${layers}`),
              isJudging && unmet.length === 0 ? t("blinding.takesIn") : "",
            ].join("")}
          >
            {t("blinding.assign", ofCode)}
          </ActButton>
        </Form>
      )}
      {isAssigned ? (
        <CodeSheets sheets={sheets} base={base} round={round} nameOf={nameOf} sessions={codedSessions} />
      ) : (
        <EmptyState icon={KeyRound} title={t("blinding.empty", ofCode)} hint={t("blinding.emptyHint")} />
      )}
      {codes && <Codes sheet={codes} />}
    </Section>
  );
}

function Codes({ sheet: { rows, from, to } }: { sheet: NonNullable<NonNullable<CheckInView["blinding"]>["codes"]> }) {
  const { t, i18n } = useTranslation(["registration", "blinding"]);
  const ofCode = useCodeContext();
  type Row = (typeof rows)[number];
  const columns: readonly Column<Row>[] = [
    {
      id: "from",
      header: t(`blinding:word.${from}`),
      isRowHeader: true,
      sortBy: (row) => row.from,
      cell: (row) => <span className={from === "person" ? undefined : classes.code}>{row.from}</span>,
    },
    ...(from === "person"
      ? [
          {
            id: "delegation",
            header: t("delegation"),
            cell: ({ delegation }: Row) => (i18n.language === "en" ? delegation?.nameEn : delegation?.name),
          },
        ]
      : []),
    {
      id: "code",
      header: t(`blinding:word.${to}`),
      sortBy: (row) => row.to,
      cell: (row) => <span className={classes.code}>{row.to}</span>,
    },
  ];
  return (
    <>
      <p className={classes.soft}>{t("blinding.print", ofCode)}</p>
      <DataTable
        name="codes"
        caption={t("blinding.caption")}
        rows={rows}
        rowKey={(row) => row.to}
        columns={columns}
        phone="scroll"
        empty={null}
      />
    </>
  );
}
