/** Carries what was committed to those who watch screens; nothing else may depend on it (HOUSE, habit 10). */
import { EventEmitter } from "node:events";

export type Notice =
  | { readonly kind: "board-changed"; readonly roundId: string }
  | { readonly kind: "form-changed"; readonly formId: string; readonly roundId: string }
  | { readonly kind: "round-changed"; readonly roundId: string }
  | { readonly kind: "ceremony-changed"; readonly competitionId: string }
  /** They ended, or allow something else than before: sockets that came with one of them are cut, and ask again. */
  | { readonly kind: "sessions-changed"; readonly sessionIds: readonly string[] }
  /** The installation has another key now: a process that has the one before ends. */
  | { readonly kind: "key-changed"; readonly keyCheck: string }
  | { readonly kind: "jobs-waiting" };

/** Runs a statement, with a `?` for each value, in the transaction that writes. */
export type RunStatement = (text: string, values: readonly string[]) => Promise<unknown>;

export type Bus = {
  /**
   * In the transaction that writes, last: leaves for other processes what they hear of when it commits.
   * @returns to be called when it has committed and its notices are published here: what is never said to be is read back, because a
   *   commit whose answer got lost may have been one
   */
  carry(run: RunStatement, notices: readonly Notice[]): Promise<() => void>;
  /** After the commit: tells those who listen in this process. */
  publish(notice: Notice): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (notice: Notice) => void): () => void;
};

/** The bus of a process that has its database to itself. */
export function createBus(): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    carry: async () => () => {},
    publish: (notice) => void emitter.emit("notice", notice),
    subscribe: (listener) => {
      emitter.on("notice", listener);
      return () => void emitter.off("notice", listener);
    },
  };
}
