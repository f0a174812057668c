/** The sessions of a round: a list of them, and the form that adds one. */
import { Button, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CalendarClock, CalendarCog, CalendarPlus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { toInputMoment } from "#app/i18n/input-times.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./draw.module.css";

export type SessionRow = {
  readonly id: string;
  readonly number: number;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number | null;
  readonly checkInOpensAt: string | null;
  readonly checkInClosesAt: string | null;
};

export type SessionsSetupProps = {
  sessions: readonly SessionRow[];
  /** Whether entries are drawn into them; else there is one at most, for everyone. */
  areDrawn: boolean;
  /** Whether this reader may change them now. */
  canChange: boolean;
  /** Whether this reader may change when and where one of them is. */
  canMove: (session: SessionRow) => boolean;
  /** Another one after each addition from here, and after each change. */
  doneKeys: { readonly added: string; readonly changed: string };
  /** What stood against the last addition. */
  refusals: readonly Refusal[];
  /** What stood against the last change of one; null: nothing. */
  refusedMove: { readonly sessionId: string; readonly refusals: readonly Refusal[] } | null;
};

const TIME_FIELDS = ["place", "startsAt", "endsAt", "checkInOpensAt", "checkInClosesAt"] as const;
const FIELDS = [...TIME_FIELDS, "seats"] as const;
const MOVE_FIELDS = [...TIME_FIELDS, "reason"] as const;

export function SessionsSetup(props: SessionsSetupProps) {
  const { sessions, areDrawn, canChange, canMove, doneKeys, refusals, refusedMove } = props;
  const { t } = useTranslation("draw");
  const { errorOf, others } = useFieldErrors("draw", refusals, FIELDS);
  const hint = t(areDrawn ? "sessions.hint" : "sessions.hintOne");
  const canAdd = canChange && (areDrawn || sessions.length === 0);
  const columns: readonly Column<SessionRow>[] = [
    {
      id: "number",
      header: t("sessions.number"),
      isRowHeader: true,
      noWrap: true,
      cell: ({ number }) => t("sessions.numbered", { number }),
    },
    { id: "place", header: t("sessions.place"), cell: ({ place }) => place },
    { id: "startsAt", header: t("sessions.startsAt"), cell: ({ startsAt }) => <When at={startsAt} /> },
    { id: "endsAt", header: t("sessions.endsAt"), cell: ({ endsAt }) => <When at={endsAt} /> },
    { id: "seats", header: t("sessions.seats"), align: "end", cell: ({ seats }) => seats ?? "" },
    {
      id: "checkIn",
      header: t("sessions.checkIn"),
      cell: ({ checkInOpensAt, checkInClosesAt }) => (
        <>
          {checkInOpensAt && <When at={checkInOpensAt} />}
          {checkInClosesAt && (
            <>
              {" – "}
              <When at={checkInClosesAt} />
            </>
          )}
        </>
      ),
    },
    ...(canChange
      ? [
          {
            id: "act",
            header: "",
            cell: ({ id, number }: SessionRow) => (
              <Form method="post">
                <input type="hidden" name="sessionId" value={id} />
                <Button
                  type="submit"
                  name="intent"
                  value="remove-session"
                  size="xs"
                  variant="default"
                  leftSection={<Trash2 size={16} aria-hidden="true" />}
                  aria-label={t("sessions.removeNumber", { number })}
                >
                  {t("sessions.remove")}
                </Button>
              </Form>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section title={t("sessions.title")} description={sessions.length > 0 && hint}>
      <DataTable
        name="sessions"
        caption={t("sessions.caption")}
        rows={sessions}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState icon={CalendarClock} title={t("sessions.empty")} hint={hint} />}
      />
      <div className={classes.changes}>
        {sessions.filter(canMove).map((session) => (
          <MoveSession
            key={`${session.id} ${doneKeys.changed}`}
            session={session}
            refusals={refusedMove?.sessionId === session.id ? refusedMove.refusals : []}
          />
        ))}
      </div>
      {canAdd && (
        <Disclosure
          id="add-session"
          icon={CalendarPlus}
          label={t("sessions.add")}
          open={refusals.length > 0 || (areDrawn && sessions.length === 0)}
        >
          <Refusals namespace="draw" refusals={others} />
          <Form method="post" className={classes.change} key={doneKeys.added}>
            <TimeFields errorOf={errorOf}>
              <TextInput
                name="seats"
                inputMode="numeric"
                label={t("sessions.seats")}
                description={t("sessions.seatsHint")}
                {...hintBelow}
                error={errorOf("seats")}
              />
            </TimeFields>
            <ActButton intent="add-session" namespace="draw" icon={CalendarPlus} look="quiet">
              {t("sessions.add")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}

/** When and where a session is changed to, with the reason. */
function MoveSession({ session, refusals }: { session: SessionRow; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("draw");
  const { errorOf, others } = useFieldErrors("draw", refusals, MOVE_FIELDS);
  const { id, number } = session;
  return (
    <Disclosure
      id={`change-session-${number}`}
      icon={CalendarCog}
      label={t("sessions.changeNumber", { number })}
      open={refusals.length > 0}
    >
      <Refusals namespace="draw" refusals={others} />
      <p className={classes.hint}>{t("sessions.changeHint")}</p>
      <Form method="post" className={classes.change}>
        <input type="hidden" name="sessionId" value={id} />
        <TimeFields errorOf={errorOf} session={session}>
          <TextInput
            name="reason"
            label={t("sessions.reason")}
            className={classes.long}
            required
            maxLength={500}
            error={errorOf("reason")}
          />
        </TimeFields>
        <ActButton intent="change-session" namespace="draw" icon={CalendarCog} look="quiet">
          {t("sessions.change")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}

/** @param props.session as it is now; left out: a new one */
function TimeFields(props: {
  errorOf: (name: (typeof TIME_FIELDS)[number]) => string | undefined;
  session?: SessionRow;
  children: ReactNode;
}) {
  const { errorOf, session, children } = props;
  const { t } = useTranslation("draw");
  const time = (name: Exclude<(typeof TIME_FIELDS)[number], "place">, required: boolean) => (
    <TextInput
      type="datetime-local"
      name={name}
      label={t(`sessions.${name}`)}
      description={required ? undefined : t("sessions.optional")}
      defaultValue={session?.[name] ? toInputMoment(session[name]) : undefined}
      required={required}
      error={errorOf(name)}
      {...hintBelow}
    />
  );
  return (
    <div className={classes.fields}>
      <TextInput
        name="place"
        label={t("sessions.place")}
        className={classes.long}
        defaultValue={session?.place}
        required
        maxLength={100}
        error={errorOf("place")}
      />
      {time("startsAt", true)}
      {time("endsAt", true)}
      {time("checkInOpensAt", false)}
      {time("checkInClosesAt", false)}
      {children}
    </div>
  );
}
