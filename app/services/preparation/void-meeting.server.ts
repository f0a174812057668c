/** Voids the record of a meeting with a reason; it stays readable, and counts for nothing. */
import { decideVoiding, type MeetingRefusal } from "#app/domain/preparation/meeting.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function voidMeeting(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly meetingId: string; readonly reason: string },
): Promise<Decision<null, MeetingRefusal>> {
  const { competitionId, meetingId } = input;
  return runtime.database.write<null, MeetingRefusal>(async ({ tables, audit }) => {
    const meeting = await tables.meeting.findFirst({
      where: { id: meetingId, competitionId },
      select: { voidedAt: true, kind: true, competition: { select: { phase: true } } },
    });
    if (meeting === null) return refuse({ code: "meeting-unknown" });
    const phase = meeting.competition.phase as CompetitionPhase;
    const decided = decideVoiding({ isVoided: meeting.voidedAt !== null }, input.reason, phase);
    if (!decided.ok) return decided;
    const { count } = await tables.meeting.updateMany({
      where: { id: meetingId, voidedAt: null },
      data: { voidedAt: runtime.clock.now(), voidedById: actor.userId, voidReason: input.reason.trim() },
    });
    if (count === 0) return refuse({ code: "meeting-voided" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "void-meeting",
      objectKind: "meeting",
      objectId: meetingId,
      payload: { kind: meeting.kind },
    });
    return allow(null);
  });
}
