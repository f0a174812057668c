/** Puts a message into inboxes inside the transaction of the act that it tells of. */
import type { MessageKind, MessageParams } from "#app/domain/messages/kinds.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

export type MessageToSend<Kind extends MessageKind> = {
  /** Null: it belongs to no competition. */
  readonly competitionId: string | null;
  readonly kind: Kind;
  readonly params: MessageParams[Kind];
  /** Where the reader goes from here: a path of this site; null: nowhere. */
  readonly path: string | null;
  /** Who wrote it; null: the system. */
  readonly sentById: string | null;
  /** The clock's time. */
  readonly at: Date;
  /** Accounts and competitors without one; each gets it once. */
  readonly to: { readonly userIds?: Iterable<string>; readonly personIds?: Iterable<string> };
};

/** @returns the message's id; null where nobody was to get it, and nothing was written */
export async function sendMessage<Kind extends MessageKind>(
  { tables }: Pick<Write, "tables">,
  { competitionId, kind, params, path, sentById, at, to }: MessageToSend<Kind>,
): Promise<string | null> {
  const receivers = [
    ...[...new Set(to.userIds ?? [])].map((userId) => ({ userId })),
    ...[...new Set(to.personIds ?? [])].map((personId) => ({ personId })),
  ];
  if (receivers.length === 0) return null;
  const id = newId();
  await tables.message.create({ data: { id, competitionId, kind, params: { ...params }, path, sentById, sentAt: at } });
  for (const part of chunk(receivers)) {
    await tables.messageReceipt.createMany({ data: part.map((receiver) => ({ ...receiver, id: newId(), messageId: id })) });
  }
  return id;
}
