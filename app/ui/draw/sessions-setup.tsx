/** The sessions of a round: a list of them, and the form that adds one. */
import { Button, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CalendarClock, CalendarPlus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
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
  /** Whether this reader may change them now. */
  canChange: boolean;
  /** What stood against the last addition. */
  refusals: readonly Refusal[];
};

const FIELDS = ["place", "startsAt", "endsAt", "seats", "checkInOpensAt", "checkInClosesAt"] as const;

export function SessionsSetup({ sessions, canChange, refusals }: SessionsSetupProps) {
  const { t } = useTranslation("draw");
  const { errorOf, others } = useFieldErrors("draw", refusals, FIELDS);
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
  const time = (name: "startsAt" | "endsAt" | "checkInOpensAt" | "checkInClosesAt", required: boolean) => (
    <TextInput
      type="datetime-local"
      name={name}
      label={t(`sessions.${name}`)}
      description={required ? undefined : t("sessions.optional")}
      required={required}
      error={errorOf(name)}
    />
  );
  return (
    <Section title={t("sessions.title")} description={t("sessions.hint")}>
      <DataTable
        name="sessions"
        caption={t("sessions.caption")}
        rows={sessions}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState icon={CalendarClock} title={t("sessions.empty")} hint={t("sessions.hint")} />}
      />
      {canChange && (
        <Disclosure
          id="add-session"
          icon={CalendarPlus}
          label={t("sessions.add")}
          open={refusals.length > 0 || sessions.length === 0}
        >
          <Refusals namespace="draw" refusals={others} />
          <Form method="post" key={sessions.length}>
            <div className={classes.fields}>
              <TextInput name="place" label={t("sessions.place")} required maxLength={100} error={errorOf("place")} />
              {time("startsAt", true)}
              {time("endsAt", true)}
              <TextInput
                name="seats"
                inputMode="numeric"
                label={t("sessions.seats")}
                description={t("sessions.seatsHint")}
                error={errorOf("seats")}
              />
              {time("checkInOpensAt", false)}
              {time("checkInClosesAt", false)}
            </div>
            <ActButton intent="add-session" namespace="draw" icon={CalendarPlus} look="quiet">
              {t("sessions.add")}
            </ActButton>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}
