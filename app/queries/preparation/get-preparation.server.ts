/** What is prepared before the day, for the office: the gates, the filing number, documents and meetings with everything on record. */
import { listGateConditions } from "#app/domain/phases/competition-phases.ts";
import { toGates } from "#app/domain/preparation/gates.ts";
import type { MeetingKind } from "#app/domain/preparation/meeting.ts";
import type { NoticeKind } from "#app/domain/preparation/notice.ts";
import { decideGates } from "#app/domain/preparation/preparing.ts";
import type { Preparation } from "#app/domain/preparation/views.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { getPreparationFacts } from "#app/queries/preparation/get-preparation-facts.server.ts";

/** Newest first, withdrawn and voided ones among them. */
export async function getPreparation(runtime: Runtime, actor: Actor, competitionId: string): Promise<Preparation> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      phase: true,
      filingNumber: true,
      supervisionTelephone: true,
      gates: true,
      events: { orderBy: { code: "asc" }, select: { id: true, code: true, name: true, nameEn: true } },
      delegations: { orderBy: { name: "asc" }, select: { id: true, name: true, nameEn: true } },
      notices: { orderBy: [{ publishedAt: "desc" }, { id: "desc" }], omit: { bytes: true, body: true } },
      meetings: {
        orderBy: [{ heldAt: "desc" }, { id: "desc" }],
        omit: { bytes: true },
        include: { attendees: { orderBy: { name: "asc" } } },
      },
    },
  });
  const { events, delegations, notices, meetings } = competition;
  const judges = await listEventJudges(read, { competitionId, eventIds: events.map(({ id }) => id) });
  const facts = await getCompetitionFacts(read, competitionId, { now: runtime.clock.now(), actorId: actor.userId });
  const onRecord = await getPreparationFacts(read, competitionId);
  const filed = await read.auditRecord.findFirst({
    where: { chain: competitionId, act: "set-filing-number" },
    orderBy: { sequence: "desc" },
    select: { actorId: true, at: true },
  });
  const names = await getUserNames(runtime, [
    filed?.actorId ?? null,
    ...notices.flatMap(({ publishedById, withdrawnById }) => [publishedById, withdrawnById]),
    ...meetings.flatMap(({ recordedById, voidedById }) => [recordedById, voidedById]),
  ]);
  const nameOf = (userId: string | null) => names.get(userId ?? "") ?? "";
  const findEvent = (eventId: string | null) => events.find(({ id }) => id === eventId) ?? null;
  const replaced = new Set(notices.map(({ replacesId }) => replacesId));
  return {
    code: competition.code,
    filing:
      competition.filingNumber === null
        ? null
        : {
            number: competition.filingNumber,
            by: filed ? nameOf(filed.actorId) : null,
            at: filed?.at.toISOString() ?? null,
          },
    supervisionTelephone: competition.supervisionTelephone,
    gates: toGates(competition.gates),
    isAhead: decideGates(competition.phase as CompetitionPhase).ok,
    conditions: listGateConditions(facts),
    events: events.map((event) => {
      const { trained } = onRecord.of(event.id);
      const own = (judges.get(event.id) ?? []).map(({ judgeId, displayName }) => {
        return { userId: judgeId, name: displayName, isTrained: trained.has(judgeId) };
      });
      return { ...event, judges: own };
    }),
    delegations,
    notices: notices.map((notice) => ({
      id: notice.id,
      kind: notice.kind as NoticeKind,
      version: notice.version,
      title: { name: notice.title, nameEn: notice.titleEn },
      event: findEvent(notice.eventId),
      fileName: notice.fileName,
      publishedBy: nameOf(notice.publishedById),
      publishedAt: notice.publishedAt.toISOString(),
      isReplaced: replaced.has(notice.id),
      withdrawn:
        notice.withdrawnAt === null
          ? null
          : {
              by: nameOf(notice.withdrawnById),
              at: notice.withdrawnAt.toISOString(),
              reason: notice.withdrawReason ?? "",
            },
    })),
    meetings: meetings.map((meeting) => {
      const there = new Set(meeting.attendees.flatMap(({ userId, delegationId }) => [userId ?? "", delegationId ?? ""]));
      const invited =
        meeting.kind === "leaders-meeting"
          ? delegations.map(({ id, name }) => ({ id, name }))
          : [...judges]
              .filter(([eventId]) => meeting.eventId === null || meeting.eventId === eventId)
              .flatMap(([, own]) => own.map(({ judgeId, displayName }) => ({ id: judgeId, name: displayName })));
      const absent = new Map(invited.filter(({ id }) => !there.has(id)).map(({ id, name }) => [id, name]));
      return {
        id: meeting.id,
        kind: meeting.kind as MeetingKind,
        event: findEvent(meeting.eventId),
        heldAt: meeting.heldAt.toISOString(),
        place: meeting.place,
        minutes: meeting.minutes,
        fileName: meeting.fileName,
        recordedBy: nameOf(meeting.recordedById),
        recordedAt: meeting.recordedAt.toISOString(),
        present: meeting.attendees.map(({ name }) => name),
        absent: [...absent.values()],
        voided:
          meeting.voidedAt === null
            ? null
            : { by: nameOf(meeting.voidedById), at: meeting.voidedAt.toISOString(), reason: meeting.voidReason ?? "" },
      };
    }),
  };
}
