/** The marking judges of an event, and until when the code that was printed for each signs him in on tablets. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listMarkingJudges } from "#app/queries/paper/list-panel-judges.server.ts";

export type TabletCodeRow = {
  readonly judgeId: string;
  readonly displayName: string;
  readonly hasPin: boolean;
  /** ISO; null where no code holds. */
  readonly validUntil: string | null;
};

export type TabletCodesPage = {
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly judges: readonly TabletCodeRow[];
};

export async function getTabletCodes(runtime: Runtime, eventId: string): Promise<TabletCodesPage> {
  const { read } = runtime.database;
  const { competition, ...event } = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { id: true, code: true, name: true, nameEn: true } } },
  });
  const members = (await listMarkingJudges(read, { eventId, panels: [] })).ofPanel(undefined);
  const users = await read.user.findMany({
    where: { id: { in: members.map(({ judgeId }) => judgeId) } },
    select: {
      id: true,
      pinHash: true,
      tabletLinks: {
        where: { competitionId: competition.id, revokedAt: null, expiresAt: { gt: runtime.clock.now() } },
        select: { expiresAt: true },
      },
    },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return {
    competition: { code: competition.code, name: competition.name, nameEn: competition.nameEn },
    event,
    judges: members.map(({ judgeId, displayName }) => ({
      judgeId,
      displayName,
      hasPin: (byId.get(judgeId)?.pinHash ?? null) !== null,
      validUntil: byId.get(judgeId)?.tabletLinks[0]?.expiresAt.toISOString() ?? null,
    })),
  };
}
