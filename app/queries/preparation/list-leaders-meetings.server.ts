/** The leaders' meetings of a competition as a team leader reads them: their minutes, and whether his delegation was there. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { StoredFile } from "#app/queries/preparation/find-preparation-file.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type LeadersMeeting = {
  readonly id: string;
  /** ISO. */
  readonly heldAt: string;
  readonly place: string;
  readonly minutes: string;
  /** Of the scan; null: there is none. */
  readonly fileName: string | null;
  readonly wasThere: boolean;
  /** Why the record counts no more; null: it stands. */
  readonly voided: string | null;
};

export type LeadersMeetings = {
  readonly delegation: Named & { readonly id: string };
  readonly competition: Named;
  /** The newest first. */
  readonly meetings: readonly LeadersMeeting[];
};

/** @throws Error when there is no such delegation */
export async function listLeadersMeetings({ database: { read } }: Runtime, delegationId: string): Promise<LeadersMeetings> {
  const { competition, ...delegation } = await read.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: { id: true, name: true, nameEn: true, competition: { select: { id: true, name: true, nameEn: true } } },
  });
  const meetings = await read.meeting.findMany({
    where: { competitionId: competition.id, kind: "leaders-meeting" },
    orderBy: [{ heldAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      heldAt: true,
      place: true,
      minutes: true,
      fileName: true,
      voidedAt: true,
      voidReason: true,
      attendees: { where: { delegationId }, select: { id: true } },
    },
  });
  return {
    delegation,
    competition: { name: competition.name, nameEn: competition.nameEn },
    meetings: meetings.map(({ heldAt, attendees, voidedAt, voidReason, ...meeting }) => ({
      ...meeting,
      heldAt: heldAt.toISOString(),
      wasThere: attendees.length > 0,
      voided: voidedAt === null ? null : (voidReason ?? ""),
    })),
  };
}

/** The scan of one of them; null where this delegation's competition has none, or of another kind of meeting. */
export async function findMinutesScan(
  { database: { read } }: Runtime,
  { delegationId, meetingId }: { readonly delegationId: string; readonly meetingId: string },
): Promise<StoredFile | null> {
  const found = await read.meeting.findFirst({
    where: { id: meetingId, kind: "leaders-meeting", competition: { delegations: { some: { id: delegationId } } } },
    select: { fileName: true, mediaType: true, sha256: true, bytes: true },
  });
  if (!found?.bytes || !found.fileName || !found.mediaType || !found.sha256) return null;
  return { name: found.fileName, type: found.mediaType, sha256: found.sha256, bytes: found.bytes };
}
