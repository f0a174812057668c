/** Carries what was committed to those who watch screens; nothing else may depend on it (HOUSE, habit 10). */
import { EventEmitter } from "node:events";

export type Notice =
  | { readonly kind: "board-changed"; readonly roundId: string }
  | { readonly kind: "form-changed"; readonly formId: string; readonly roundId: string }
  | { readonly kind: "round-changed"; readonly roundId: string }
  | { readonly kind: "ceremony-changed"; readonly competitionId: string }
  | { readonly kind: "jobs-waiting" };

export type Bus = {
  publish(notice: Notice): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (notice: Notice) => void): () => void;
};

export function createBus(): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (notice) => void emitter.emit("notice", notice),
    subscribe: (listener) => {
      emitter.on("notice", listener);
      return () => void emitter.off("notice", listener);
    },
  };
}
