/** What was sent in a competition, by people and by the system, and how far it was read. */
import type { MessageView } from "#app/domain/messages/kinds.ts";
import type { Receiver, SentMessage } from "#app/domain/messages/views.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { nameMessages } from "#app/queries/messages/name-messages.server.ts";

/** Older ones are kept and not listed. */
export const MOST_SENT = 500;

/** The newest first. */
export async function listSent(runtime: Runtime, competitionId: string): Promise<readonly SentMessage[]> {
  const { read } = runtime.database;
  const messages = await read.message.findMany({
    where: { competitionId },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: MOST_SENT,
    include: { _count: { select: { receipts: true } } },
  });
  const ids = messages.map(({ id }) => id);
  const counts = await read.messageReceipt.groupBy({
    by: ["messageId"],
    where: { messageId: { in: ids }, readAt: { not: null } },
    _count: { _all: true },
  });
  const views = await nameMessages(read, messages);
  const single = await read.messageReceipt.findMany({
    where: { messageId: { in: messages.filter(({ _count }) => _count.receipts === 1).map(({ id }) => id) } },
    select: { messageId: true, user: { select: { displayName: true } } },
  });
  const receivers = new Map(single.map(({ messageId, user }) => [messageId, user?.displayName ?? null]));
  const names = await getUserNames(
    runtime,
    messages.map(({ sentById }) => sentById),
  );
  return messages.flatMap(({ id, sentById, sentAt, _count }, index) => {
    const view = views[index];
    if (view === undefined) return [];
    const sentBy = sentById === null ? null : (names.get(sentById) ?? "");
    const read = counts.find(({ messageId }) => messageId === id)?._count._all ?? 0;
    return [
      {
        ...view,
        id,
        sentBy,
        sentAt: sentAt.toISOString(),
        receivers: _count.receipts,
        receiver: receivers.get(id) ?? null,
        read,
      },
    ];
  });
}

/** One of them; null where this competition has no such message. */
export async function findSent(
  { database: { read } }: Runtime,
  { competitionId, messageId }: { readonly competitionId: string; readonly messageId: string },
): Promise<MessageView | null> {
  const message = await read.message.findFirst({ where: { id: messageId, competitionId } });
  const [view] = message === null ? [] : await nameMessages(read, [message]);
  return view ?? null;
}

/** Whom a message of the competition went to and when each read it; null where there is no such message. */
export async function listReceivers(
  { database: { read } }: Runtime,
  { competitionId, messageId }: { readonly competitionId: string; readonly messageId: string },
): Promise<readonly Receiver[] | null> {
  const message = await read.message.findFirst({ where: { id: messageId, competitionId }, select: { id: true } });
  if (message === null) return null;
  const receipts = await read.messageReceipt.findMany({
    where: { messageId },
    orderBy: { id: "asc" },
    select: { id: true, readAt: true, personId: true, user: { select: { displayName: true } } },
  });
  const members = await read.entryMember.findMany({
    where: {
      personId: { in: receipts.flatMap(({ personId }) => personId ?? []) },
      entry: { event: { competitionId }, entrantNumber: { not: null } },
    },
    select: { personId: true, entry: { select: { entrantNumber: true } } },
  });
  return receipts.map(({ id, readAt, personId, user }) => {
    const numbers = members.filter((member) => member.personId === personId).map(({ entry }) => entry.entrantNumber ?? "");
    return {
      id,
      name: user?.displayName ?? [...new Set(numbers)].join(", "),
      isCompetitor: user === null,
      readAt: readAt?.toISOString() ?? null,
    };
  });
}
