/** 检录: who is missing, by badge or by row; and for blinding judges the codes under which the works are marked. */
import { Button, TextInput } from "@mantine/core";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { KeyRound, ScanLine, UserCheck, UserX } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { PARTICIPATIONS } from "#app/domain/shared/vocabulary.ts";
import { AssignCodesSchema, AttendanceSchema, CheckInByNumberSchema } from "#app/forms/registration.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type CheckInRow, type CheckInView, getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable, type Filter } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { People } from "#app/ui/registration/people.tsx";
import classes from "#app/ui/registration/registration.module.css";
import { Section } from "#app/ui/section.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { When } from "#app/ui/when.tsx";

const ORGANISER = { roles: ["organiser"], within: "scope" } as const;
const BLINDING_JUDGE = { roles: ["blinding-judge"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["organiser", "blinding-judge"], within: "scope" } },
  async ({ runtime, scope, actor, params }) => {
    if (scope.roundId === null) throw notFound();
    const view = await getCheckIn(runtime, {
      roundId: scope.roundId,
      showsIdentities: hasRole(actor.grants, ORGANISER.roles, scope),
      showsCodes: hasRole(actor.grants, BLINDING_JUDGE.roles, scope),
    });
    return { ...view, drawPath: `/office/${params.competition}/events/${params.event}/draw?round=${scope.roundNumber}` };
  },
);

export const action = defineAction({
  "check-in-number": defineIntent({
    access: ORGANISER,
    form: CheckInByNumberSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkInEntry(runtime, actor, { roundId: String(scope.roundId), entrantNumber: input.entrantNumber }),
  }),
  "check-in-entry": defineIntent({
    access: ORGANISER,
    form: AttendanceSchema,
    run: ({ runtime, actor, scope, input }) =>
      checkInEntry(runtime, actor, { roundId: String(scope.roundId), entryId: input.entryId }),
  }),
  "mark-absent": defineIntent({
    access: ORGANISER,
    form: AttendanceSchema,
    run: ({ runtime, actor, scope, input }) =>
      markAbsent(runtime, actor, { roundId: String(scope.roundId), entryId: input.entryId }),
  }),
  "assign-codes": defineIntent({
    access: BLINDING_JUDGE,
    form: AssignCodesSchema,
    run: ({ runtime, actor, scope }) => assignCodes(runtime, actor, { roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "registration:checkIn.title" };

export default function CheckIn() {
  const { event, roundPhase, isDrawn, counts, rows, blinding, drawPath } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("registration");
  const isOpen = isDrawn && roundPhase === "draw";
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
      {roundPhase !== "draw" && <Notice tone="info">{t("checkIn.closed")}</Notice>}
      <Outcome />
      {rows && isOpen && <Scanner />}
      {rows && <Attendance rows={rows} isOpen={isOpen} drawPath={drawPath} />}
      {blinding && <Blinding blinding={blinding} />}
    </>
  );
}

function Outcome() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("registration");
  if (!answer) return null;
  if (!answer.ok) {
    // What is wrong with the typed number stands beneath its field.
    const refusals = answer.refusals.filter(({ params }) => params?.field !== "entrantNumber");
    return <Refusals namespace="registration" refusals={refusals} />;
  }
  return (
    <Notice tone="done" live>
      {"seatCode" in answer.value
        ? t(answer.value.again ? "checkIn.again" : "checkIn.done", answer.value)
        : "entrantNumber" in answer.value
          ? t("checkIn.markedAbsent", answer.value)
          : t("blinding.assigned", answer.value)}
    </Notice>
  );
}

/**
 * Empty and in focus again as soon as a number is sent: a scanner types the next one without looking, and does not wait for the
 * answer to the last.
 */
function Scanner() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("registration");
  const field = useRef<HTMLInputElement>(null);
  const { errorOf } = useFieldErrors("registration", refusalsOf(answer, "check-in-number"), ["entrantNumber"]);
  const prepareNext = (form: HTMLFormElement) => {
    // After the form's own handler has read the number.
    setTimeout(() => {
      form.reset();
      field.current?.focus();
    });
  };
  return (
    <Form method="post" className={classes.scanner} onSubmit={(event) => prepareNext(event.currentTarget)}>
      <TextInput
        ref={field}
        name="entrantNumber"
        label={t("checkIn.entrantNumber")}
        description={t("checkIn.entrantNumberHint")}
        autoFocus
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        size="md"
        error={errorOf("entrantNumber")}
        rightSectionWidth="auto"
        rightSection={
          <Button type="submit" name="intent" value="check-in-number" leftSection={<ScanLine size={18} aria-hidden="true" />}>
            {t("checkIn.checkIn")}
          </Button>
        }
      />
    </Form>
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
  const filters: readonly Filter<CheckInRow>[] = [
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
      rowTone={({ participation }) => (participation === "expected" ? "act" : participation === "checked-in" ? undefined : "off")}
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
  const canCheckIn = participation === "expected" || participation === "absent";
  const canBeAbsent = (participation === "expected" || participation === "checked-in") && !hasCode;
  return (
    <Form method="post" className={classes.row}>
      <input type="hidden" name="entryId" value={entryId} />
      {canCheckIn && (
        <Button
          type="submit"
          name="intent"
          value="check-in-entry"
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

function Blinding({ blinding }: { blinding: NonNullable<CheckInView["blinding"]> }) {
  const { t } = useTranslation("registration");
  const { unmet, codes } = blinding;
  const isComplete = codes.length > 0 && unmet.some(({ code }) => code === "codes-complete");
  const columns: readonly Column<(typeof codes)[number]>[] = [
    {
      id: "seat",
      header: t("blinding.seat"),
      isRowHeader: true,
      sortBy: ({ seatCode }) => seatCode,
      cell: ({ seatCode }) => <span className={classes.code}>{seatCode}</span>,
    },
    {
      id: "code",
      header: t("blinding.reviewCode"),
      sortBy: ({ reviewCode }) => reviewCode,
      cell: ({ reviewCode }) => <span className={classes.code}>{reviewCode}</span>,
    },
  ];
  return (
    <Section title={t("blinding.title")} description={t("blinding.lead")}>
      {!isComplete && (
        <Form method="post" className={classes.confirm}>
          <ActButton
            intent="assign-codes"
            namespace="registration"
            icon={KeyRound}
            unmet={unmet}
            consequence={t("blinding.assignHint")}
          >
            {t("blinding.assign")}
          </ActButton>
        </Form>
      )}
      {codes.length > 0 && <p className={classes.soft}>{t("blinding.print")}</p>}
      <DataTable
        name="codes"
        caption={t("blinding.caption")}
        rows={codes}
        rowKey={({ seatCode }) => seatCode}
        columns={columns}
        phone="scroll"
        empty={<EmptyState icon={KeyRound} title={t("blinding.empty")} hint={t("blinding.emptyHint")} />}
      />
    </Section>
  );
}
