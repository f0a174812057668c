/** What a virtual judge writes down for himself, outside the app: each mark before it is sent, and each answer. */
import fs from "node:fs";
import path from "node:path";

/** A mark as a tablet sends it. `enteredAt` is in milliseconds since 1970; `reason` null where none was given. */
export type Mark = {
  readonly key: string;
  readonly formId: string;
  readonly aspectId: string;
  readonly judgeId: string;
  readonly value: number;
  readonly scoreRound: number;
  readonly deviceId: string;
  readonly enteredAt: number;
  readonly reason: string | null;
  /** The key of the value that the judge had before him. */
  readonly replaces: string | null;
};

/** Answered as recorded, as kept beside another value, or as refused. */
export type Answer = "acknowledged" | "conflict" | "refused";
/** `unknown`: sent, and no answer came. */
export type Fate = Answer | "unknown";

export type LedgerEntry = { readonly mark: Mark; readonly fate: Fate };

type Line = { readonly sent: Mark } | { readonly key: string; readonly answer: Answer };

export type Ledger = {
  send(mark: Mark): void;
  answer(key: string, answer: Answer): void;
};

/** Opens one judge's ledger; every line is appended at once. */
export function openLedger(file: string): Ledger {
  const append = (line: Line) => fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
  return { send: (mark) => append({ sent: mark }), answer: (key, answer) => append({ key, answer }) };
}

/** All ledgers of a folder. A promise to keep a value stands, whatever was answered before or after it. */
export function readLedgers(folder: string): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const file of fs.readdirSync(folder)) {
    for (const text of fs.readFileSync(path.join(folder, file), "utf8").split("\n")) {
      if (text === "") continue;
      const line = JSON.parse(text) as Line;
      if ("sent" in line) {
        if (!entries.has(line.sent.key)) entries.set(line.sent.key, { mark: line.sent, fate: "unknown" });
        continue;
      }
      const entry = entries.get(line.key);
      if (entry && entry.fate !== "acknowledged" && entry.fate !== "conflict")
        entries.set(line.key, { ...entry, fate: line.answer });
    }
  }
  return [...entries.values()];
}
