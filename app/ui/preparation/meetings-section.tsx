/** Leaders' meetings and judges' trainings in the office: the forms that record one, and the list of all on record. */
import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Ban, FileUp, GraduationCap, Save, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LARGEST_MINUTES_BYTES, type MeetingKind } from "#app/domain/preparation/meeting.ts";
import type { EventInPreparation, MeetingRow } from "#app/domain/preparation/views.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./notices.module.css";

export type MeetingsSectionProps = {
  meetings: readonly MeetingRow[];
  events: readonly EventInPreparation[];
  delegations: readonly (Named & { readonly id: string })[];
  /** Its code. */
  competition: string;
  /** Against the record that was tried, and of which kind it was. */
  refusals: readonly Refusal[];
  tried: string | undefined;
  mayAct: boolean;
};

export function MeetingsSection({ meetings, events, delegations, competition, refusals, tried, mayAct }: MeetingsSectionProps) {
  const { t } = useTranslation("preparation");
  const named = useNamed();
  const formats = useFormats();
  const columns: readonly Column<MeetingRow>[] = [
    {
      id: "kind",
      header: t("meetings.table.kind"),
      isRowHeader: true,
      cell: ({ kind, event }) => (
        <span className={classes.stack}>
          <span>{t(`meeting.${kind}`)}</span>
          {kind === "judges-training" && <span className={classes.soft}>{event ? named(event) : t("allEvents")}</span>}
        </span>
      ),
    },
    {
      id: "when",
      header: t("meetings.table.when"),
      sortBy: ({ heldAt }) => heldAt,
      cell: ({ heldAt, place }) => (
        <span className={classes.stack}>
          <When at={heldAt} />
          <span>{place}</span>
        </span>
      ),
    },
    {
      id: "attendance",
      header: t("meetings.table.attendance"),
      cell: ({ present, absent }) => (
        <span className={classes.stack}>
          <span>{t("meetings.present", { count: present.length, names: formats.list([...present]) })}</span>
          {absent.length > 0 && <span>{t("meetings.absent", { count: absent.length, names: formats.list([...absent]) })}</span>}
        </span>
      ),
    },
    {
      id: "minutes",
      header: t("meetings.table.minutes"),
      cell: (meeting) => (
        <span className={classes.stack}>
          {meeting.minutes !== "" && <span className={classes.minutes}>{meeting.minutes}</span>}
          {meeting.fileName && (
            <a href={`/office/${competition}/preparation/meetings/${meeting.id}`} download>
              {t("meetings.scan")}
            </a>
          )}
          <span className={classes.soft}>
            {t("meetings.recordedBy", { name: meeting.recordedBy, time: formats.dateTime(meeting.recordedAt) })}
          </span>
          {meeting.voided && (
            <strong>
              {t("meetings.voided", {
                name: meeting.voided.by,
                time: formats.dateTime(meeting.voided.at),
                reason: meeting.voided.reason,
              })}
            </strong>
          )}
        </span>
      ),
    },
    ...(mayAct
      ? [{ id: "act", header: t("meetings.table.act"), cell: (meeting: MeetingRow) => <VoidForm meeting={meeting} /> }]
      : []),
  ];
  return (
    <Section id="meetings" title={t("meetings.title")} description={t("meetings.description")}>
      {mayAct && (
        <>
          <MeetingForm
            kind="leaders-meeting"
            events={events}
            delegations={delegations}
            refusals={tried === "leaders-meeting" ? refusals : []}
          />
          <MeetingForm
            kind="judges-training"
            events={events}
            delegations={delegations}
            refusals={tried === "judges-training" ? refusals : []}
          />
        </>
      )}
      <DataTable
        name="meetings"
        caption={t("meetings.caption")}
        rows={meetings}
        rowKey={({ id }) => id}
        columns={columns}
        rowTone={({ voided }) => (voided ? "off" : undefined)}
        empty={<EmptyState icon={UsersRound} title={t("meetings.empty")} hint={t("meetings.emptyHint")} />}
      />
    </Section>
  );
}

function VoidForm({ meeting }: { meeting: MeetingRow }) {
  const { t } = useTranslation("preparation");
  if (meeting.voided) return null;
  return (
    <Form method="post" className={classes.reason}>
      <input type="hidden" name="meetingId" value={meeting.id} />
      <TextInput
        name="reason"
        maxLength={500}
        required
        aria-label={`${t("meetings.voidReason")} ${t(`meeting.${meeting.kind}`)}`}
        placeholder={t("meetings.voidReason")}
      />
      <ActButton intent="void-meeting" namespace="preparation" icon={Ban} look="grave">
        {t("meetings.void")}
      </ActButton>
    </Form>
  );
}

const FIELDS = ["eventId", "heldAt", "place", "minutes", "attendees", "file"] as const;

type MeetingFormProps = Pick<MeetingsSectionProps, "events" | "delegations" | "refusals"> & { kind: MeetingKind };

function MeetingForm({ kind, events, delegations, refusals }: MeetingFormProps) {
  const { t } = useTranslation("preparation");
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("preparation", refusals, FIELDS);
  const [eventId, setEventId] = useState("");
  const isTraining = kind === "judges-training";
  const judges = new Map(
    events.filter(({ id }) => eventId === "" || id === eventId).flatMap((event) => event.judges.map((one) => [one.userId, one])),
  );
  const choices = isTraining
    ? [...judges.values()].map(({ userId, name, isTrained }) => ({
        id: userId,
        label: isTrained ? `${name} (${t("meetings.trained")})` : name,
      }))
    : delegations.map((delegation) => ({ id: delegation.id, label: named(delegation) }));
  const wrong = errorOf("attendees");
  return (
    <Disclosure
      id={kind}
      label={isTraining ? t("meetings.addTraining") : t("meetings.addLeaders")}
      icon={isTraining ? GraduationCap : UsersRound}
      open={refusals.length > 0}
    >
      <Form method="post" encType="multipart/form-data" className={classes.form}>
        <Refusals namespace="preparation" refusals={others} />
        <input type="hidden" name="kind" value={kind} />
        <div className={form.grid}>
          {isTraining && (
            <NativeSelect
              name="eventId"
              label={t("meetings.fields.event")}
              value={eventId}
              onChange={({ currentTarget }) => setEventId(currentTarget.value)}
              error={errorOf("eventId")}
              data={[{ value: "", label: t("allEvents") }, ...events.map((event) => ({ value: event.id, label: named(event) }))]}
            />
          )}
          <TextInput name="heldAt" type="datetime-local" label={t("meetings.fields.heldAt")} required error={errorOf("heldAt")} />
          <TextInput name="place" label={t("meetings.fields.place")} maxLength={100} required error={errorOf("place")} />
        </div>
        <fieldset className={form.plainStep}>
          <legend className={form.hint}>{isTraining ? t("meetings.fields.judges") : t("meetings.fields.delegations")}</legend>
          {wrong && <p className={form.error}>{wrong}</p>}
          <div className={classes.people}>
            {choices.map(({ id, label }) => (
              <Checkbox key={id} name="attendees[]" value={id} label={label} />
            ))}
          </div>
        </fieldset>
        {choices.length === 0 && (
          <p className={classes.soft}>{isTraining ? t("meetings.noJudges") : t("meetings.noDelegations")}</p>
        )}
        <Textarea
          name="minutes"
          label={t("meetings.fields.minutes")}
          description={t("meetings.fields.minutesHint")}
          rows={5}
          maxLength={20_000}
          error={errorOf("minutes")}
          {...hintBelow}
        />
        <FileDrop
          name="file"
          label={t("meetings.fields.file")}
          accept=".pdf,.png,.jpg,.jpeg"
          maximumBytes={LARGEST_MINUTES_BYTES}
          icon={FileUp}
          error={errorOf("file")}
        />
        <ActButton intent="record-meeting" namespace="preparation" icon={Save} look="quiet">
          {t("meetings.record")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}
