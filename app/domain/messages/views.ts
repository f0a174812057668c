/** Messages as their readers and their senders see them. */
import type { MessageView } from "#app/domain/messages/kinds.ts";

export type InboxMessage = MessageView & {
  /** Of the receipt: the message in this inbox. */
  readonly id: string;
  readonly path: string | null;
  /** Who wrote it; null: the system. */
  readonly sentBy: string | null;
  /** ISO, like all moments here. */
  readonly sentAt: string;
  readonly readAt: string | null;
};

export type SentMessage = MessageView & {
  readonly id: string;
  readonly sentBy: string | null;
  readonly sentAt: string;
  readonly receivers: number;
  /** The name of the account that it went to, where it went to one only. */
  readonly receiver: string | null;
  readonly read: number;
};

/** Who got it: accounts by name, competitors without one by entrant numbers. */
export type Receiver = {
  readonly id: string;
  readonly name: string;
  readonly isCompetitor: boolean;
  readonly readAt: string | null;
};
