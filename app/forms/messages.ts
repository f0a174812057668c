/** What people submit about messages. */
import { z } from "zod";
import { AUDIENCES } from "#app/domain/messages/writing.ts";
import { choice, optionalId, text } from "./fields.ts";

export const OpenMessageSchema = z.object({ receiptId: text() });

export const WriteMessageSchema = z.object({
  to: choice(AUDIENCES),
  eventId: optionalId,
  delegationId: optionalId,
  title: text(100),
  text: text(2000),
});
