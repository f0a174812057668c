/** Tells whose drafts were never handed in, when registration closes: their team leaders, and the organisers how many there were; a step of its caller's write. */
import type { Write } from "#app/platform/db/database.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";

/** @returns the drafts, by id: for the record of the act that closed registration */
export async function tellDraftsLapsed(
  write: Write,
  { competitionId, at }: { readonly competitionId: string; readonly at: Date },
): Promise<readonly string[]> {
  const { tables } = write;
  const drafts = await tables.entry.findMany({
    where: { event: { competitionId, cancelledAt: null }, status: "draft" },
    orderBy: { id: "asc" },
    select: { id: true, delegationId: true },
  });
  if (drafts.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { delegationId } of drafts) counts.set(delegationId, (counts.get(delegationId) ?? 0) + 1);
  const frame = { competitionId, sentById: null, at };
  for (const [delegationId, count] of counts) {
    await sendMessage(write, {
      ...frame,
      kind: "drafts-lapsed",
      params: { count },
      path: `/delegations/${delegationId}`,
      to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader"], delegationIds: [delegationId] }) },
    });
  }
  const { code } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { code: true } });
  await sendMessage(write, {
    ...frame,
    kind: "drafts-lapsed-in-all",
    params: { count: drafts.length, delegations: counts.size },
    path: `/office/${code}/registrations`,
    to: { userIds: await listAudience(tables, { competitionId, roles: ["organiser"] }) },
  });
  return drafts.map(({ id }) => id);
}
