/** Marks messages of one inbox as read, with the time: one that is opened, or all. A time once kept stays. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Reader } from "#app/queries/messages/list-inbox.server.ts";

/** @returns where the message leads; null: nowhere. A message of another inbox is not found. */
export async function openMessage(
  runtime: Runtime,
  reader: Reader,
  { receiptId }: { readonly receiptId: string },
): Promise<Decision<{ readonly path: string | null }>> {
  const receipt = await runtime.database.read.messageReceipt.findFirst({
    where: { ...reader, id: receiptId },
    select: { readAt: true, message: { select: { path: true } } },
  });
  if (receipt === null) return refuse({ code: "not-found" });
  if (receipt.readAt === null) await mark(runtime, reader, receiptId);
  return allow({ path: receipt.message.path });
}

/** @returns how many were unread */
export function readAllMessages(runtime: Runtime, reader: Reader): Promise<Decision<{ readonly count: number }>> {
  return mark(runtime, reader, null);
}

function mark(runtime: Runtime, reader: Reader, receiptId: string | null): Promise<Decision<{ readonly count: number }>> {
  return runtime.database.write<{ count: number }, string>(async ({ tables, audit }) => {
    const { count } = await tables.messageReceipt.updateMany({
      where: { ...reader, readAt: null, ...(receiptId === null ? {} : { id: receiptId }) },
      data: { readAt: runtime.clock.now() },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: "userId" in reader ? reader.userId : null,
      act: "read-messages",
      objectKind: "userId" in reader ? "user" : "person",
      objectId: "userId" in reader ? reader.userId : reader.personId,
      payload: { receipt: receiptId, count },
    });
    return allow({ count });
  });
}
