/** What stands in 秩序册: the occasion, who does what, what happens when, and who has entered. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { ROLES, type Role } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";

/** Who is named: those whom people meet on the day. Offices that only see files are not. */
const OFFICES: readonly Role[] = ["organiser", "supervisor", "arbitrator"];

/** @throws Error when there is no such competition. */
export async function getOrderBook(runtime: Runtime, competitionId: string) {
  return {
    occasion: await getPaperOccasion(runtime, competitionId),
    entries: await listPaperEntries(runtime, { competitionId, statuses: ["accepted"] }),
    schedule: await listSchedule(runtime, competitionId),
    staff: await listStaff(runtime, competitionId),
  };
}

async function listSchedule({ database: { read } }: Runtime, competitionId: string) {
  const items = await read.programmeItem.findMany({
    where: { competitionId, withdrawnAt: null },
    select: { startsAt: true, endsAt: true, place: true, title: true, titleEn: true },
  });
  const sessions = await read.roundSession.findMany({
    where: { round: { event: { competitionId, cancelledAt: null } } },
    select: {
      number: true,
      startsAt: true,
      endsAt: true,
      place: true,
      round: { select: { event: { select: { name: true, nameEn: true } } } },
    },
  });
  return [
    ...items.map(({ title, titleEn, ...item }) => ({ ...item, title: { name: title, nameEn: titleEn }, session: null })),
    ...sessions.map(({ number, round, ...item }) => ({ ...item, title: round.event, session: number })),
  ]
    .sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime())
    .map(({ startsAt, endsAt, ...item }) => ({ ...item, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }));
}

async function listStaff({ database: { read } }: Runtime, competitionId: string) {
  const grants = await read.roleGrant.findMany({
    where: {
      competitionId,
      revokedAt: null,
      role: { in: [...OFFICES, ...JUDGE_ROLES] },
      OR: [{ eventId: null }, { event: { cancelledAt: null } }],
    },
    select: {
      role: true,
      event: { select: { code: true, name: true, nameEn: true } },
      user: { select: { displayName: true } },
    },
  });
  const groups = new Map<string, { role: Role; event: (typeof grants)[number]["event"]; names: string[] }>();
  for (const { role, event, user } of grants) {
    const key = `${event?.code ?? ""} ${role}`;
    const group = groups.get(key) ?? { role: role as Role, event, names: [] };
    group.names.push(user.displayName);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, names: group.names.sort(compareText) }))
    .sort(
      (left, right) =>
        compareText(left.event?.code ?? "", right.event?.code ?? "") || ROLES.indexOf(left.role) - ROLES.indexOf(right.role),
    );
}
