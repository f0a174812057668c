/** Records a leaders' meeting or a judges' training that was held, with who was there and its minutes. */
import { decideMeeting, type MeetingKind, type MeetingRefusal } from "#app/domain/preparation/meeting.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";

export type RecordMeetingInput = {
  readonly competitionId: string;
  readonly kind: MeetingKind;
  /** Of a training: for which event; null: for all. */
  readonly eventId: string | null;
  readonly heldAt: Date;
  readonly place: string;
  readonly minutes: string;
  /** Delegations that were there, or judges who were. */
  readonly attendees: readonly string[];
  readonly file: { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
};

/** @returns the meeting's id, or every reason against the record */
export function recordMeeting(
  runtime: Runtime,
  actor: Actor,
  input: RecordMeetingInput,
): Promise<Decision<{ readonly meetingId: string }, MeetingRefusal>> {
  const { competitionId, file, heldAt, kind } = input;
  const eventId = kind === "judges-training" ? input.eventId : null;
  return runtime.database.write<{ meetingId: string }, MeetingRefusal>(async (write) => {
    const { tables, audit } = write;
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, code: true, events: { select: { id: true, code: true } } },
    });
    const event = competition.events.find(({ id }) => id === eventId);
    if (eventId !== null && event === undefined) return refuse({ code: "meeting-event-unknown", params: { field: "eventId" } });
    const known = kind === "leaders-meeting" ? await listDelegations() : await listJudges();
    const wanted = [...new Set(input.attendees)];
    const attendees = wanted.flatMap((id) => known.find((one) => one.id === id) ?? []);
    if (attendees.length < wanted.length) return refuse({ code: "meeting-attendee-unknown", params: { field: "attendees" } });
    const at = runtime.clock.now();
    const decided = decideMeeting({
      phase: competition.phase as CompetitionPhase,
      heldAt,
      now: at,
      minutes: input.minutes,
      file: file?.bytes ?? null,
      attendees: attendees.length,
    });
    if (!decided.ok) return decided;
    const id = newId();
    const digest = file && sha256(file.bytes);
    await tables.meeting.create({
      data: {
        id,
        competitionId,
        eventId,
        kind,
        heldAt,
        place: input.place,
        minutes: input.minutes.trim(),
        fileName: file?.fileName.slice(-120) ?? null,
        mediaType: decided.value,
        sha256: digest,
        bytes: file?.bytes ?? null,
        recordedById: actor.userId,
        recordedAt: at,
      },
    });
    await tables.meetingAttendee.createMany({
      data: attendees.map((one) => ({
        id: newId(),
        meetingId: id,
        name: one.name,
        ...(kind === "leaders-meeting" ? { delegationId: one.id } : { userId: one.id }),
      })),
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "record-meeting",
      objectKind: "meeting",
      objectId: id,
      payload: { kind, eventId, heldAt: heldAt.toISOString(), attendees: attendees.map((one) => one.id), sha256: digest },
    });
    const head = { competitionId, path: null, sentById: null, at };
    if (kind === "leaders-meeting") {
      // Each is led to the minutes among his own delegation's pages.
      for (const { id: delegationId } of await listDelegations()) {
        await sendMessage(write, {
          ...head,
          kind: "leaders-meeting-recorded",
          params: { at: heldAt.getTime() },
          path: `/delegations/${delegationId}/meetings`,
          to: {
            userIds: await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }),
          },
        });
      }
    } else {
      await sendMessage(write, {
        ...head,
        kind: "training-recorded",
        params: { event: event?.code ?? "", at: heldAt.getTime() },
        to: { userIds: attendees.map((one) => one.id) },
      });
    }
    return allow({ meetingId: id });

    async function listDelegations() {
      return tables.delegation.findMany({ where: { competitionId }, select: { id: true, name: true } });
    }

    async function listJudges() {
      const eventIds = eventId === null ? competition.events.map((one) => one.id) : [eventId];
      const judges = await listEventJudges(tables, { competitionId, eventIds });
      return [...judges.values()].flat().map(({ judgeId, displayName }) => ({ id: judgeId, name: displayName }));
    }
  });
}
