/** What a process says of its work to whoever watches it: numbers and words of closed lists, never whose work it was. */
import { EventEmitter } from "node:events";

export type Measure =
  /** One commit, and how many requests shared it. */
  | { readonly kind: "commit"; readonly of: "marks" | "acts"; readonly size: number }
  /** Marks that were answered, after their commit. */
  | { readonly kind: "marks"; readonly answer: "recorded" | "conflict" | "refused"; readonly count: number }
  /** A group of writes that was not committed because the database took none. */
  | { readonly kind: "unavailable"; readonly of: "marks" | "acts" };

export type Meters = {
  note(measure: Measure): void;
  listen(listener: (measure: Measure) => void): void;
};

export function createMeters(): Meters {
  const emitter = new EventEmitter();
  return {
    note: (measure) => void emitter.emit("measure", measure),
    listen: (listener) => void emitter.on("measure", listener),
  };
}
