/** The inbox of one reader: an account, or a competitor without one. Nobody else's messages are in it. */
import type { InboxMessage } from "#app/domain/messages/views.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { nameMessages } from "#app/queries/messages/name-messages.server.ts";

export type Reader = { readonly userId: string } | { readonly personId: string };

/** Older ones are kept and not listed. */
export const MOST_IN_INBOX = 500;

/** The newest first, at most `MOST_IN_INBOX`. */
export async function listInbox(runtime: Runtime, reader: Reader): Promise<readonly InboxMessage[]> {
  const { read } = runtime.database;
  const receipts = await read.messageReceipt.findMany({
    where: { ...reader },
    orderBy: [{ message: { sentAt: "desc" } }, { id: "desc" }],
    take: MOST_IN_INBOX,
    select: { id: true, readAt: true, message: true },
  });
  const views = await nameMessages(
    read,
    receipts.map(({ message }) => message),
  );
  const names = await getUserNames(
    runtime,
    receipts.map(({ message }) => message.sentById),
  );
  return receipts.flatMap(({ id, readAt, message }, index) => {
    const view = views[index];
    if (view === undefined) return [];
    const sentBy = message.sentById === null ? null : (names.get(message.sentById) ?? "");
    const times = { sentAt: message.sentAt.toISOString(), readAt: readAt?.toISOString() ?? null };
    return [{ ...view, id, path: message.path, sentBy, ...times }];
  });
}

/** How many messages an account has not read. */
export function countUnread({ database: { read } }: Runtime, userId: string): Promise<number> {
  return read.messageReceipt.count({ where: { userId, readAt: null } });
}
