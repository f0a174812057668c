/** JSON with the place of every value, so that a fault in a file can be shown where it stands. */

import type { TrialFault, TrialFaultCode } from "#app/domain/trial/fault.ts";

/** Both from 1. */
export type Place = { readonly row: number; readonly column: number };

export type JsonText =
  | { readonly ok: true; readonly value: unknown; findPlace(path: readonly PropertyKey[]): Place }
  | { readonly ok: false; readonly faults: readonly TrialFault[] };

/** Reads the text; a key that stands twice in one object is a fault, because nobody can tell which of the two is meant. */
export function parseJsonText(text: string): JsonText {
  const reader = new Reader(text);
  try {
    const value = reader.readDocument();
    if (reader.faults.length > 0) return { ok: false, faults: reader.faults };
    return { ok: true, value, findPlace: (path) => findPlace(reader.places, path) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, faults: [...reader.faults, error.fault] };
  }
}

/** The place of what the path leads to, or of the nearest that is there. */
function findPlace(places: ReadonlyMap<string, Place>, path: readonly PropertyKey[]): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places.get(toPointer(path.slice(0, length)));
    if (place) return place;
  }
  return { row: 1, column: 1 };
}

function toPointer(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

class Malformed extends Error {
  readonly fault: TrialFault;
  constructor(fault: TrialFault) {
    super(fault.refusal.code);
    this.fault = fault;
  }
}

const LITERALS: readonly (readonly [string, unknown])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SPACE = /[ \t\r\n]*/y;
const DEEPEST = 50;

class Reader {
  readonly places = new Map<string, Place>();
  readonly faults: TrialFault[] = [];
  private at = 0;
  /** Up to where rows have been counted: reading only goes forward. */
  private seen = 0;
  private row = 1;
  private rowStart = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): unknown {
    const value = this.readValue([]);
    this.match(SPACE);
    if (this.at < this.text.length) throw this.malformed();
    return value;
  }

  private readValue(path: readonly PropertyKey[]): unknown {
    this.match(SPACE);
    this.places.set(toPointer(path), this.place());
    if (path.length > DEEPEST) throw this.malformed();
    const next = this.text[this.at];
    if (next === "{") return this.readObject(path);
    if (next === "[") return this.readArray(path);
    if (next === '"') return this.readString();
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    const number = this.match(NUMBER);
    if (!number) throw this.malformed();
    return Number(number);
  }

  private readObject(path: readonly PropertyKey[]): Record<string, unknown> {
    const value: Record<string, unknown> = Object.create(null);
    this.readItems("}", () => {
      const place = this.place();
      const key = this.readString();
      if (key in value) this.faults.push(toFault(place, "json-key-repeated", { key }));
      this.expect(":");
      value[key] = this.readValue([...path, key]);
      // A fault about a key is shown at the key.
      this.places.set(toPointer([...path, key]), place);
    });
    return { ...value };
  }

  private readArray(path: readonly PropertyKey[]): unknown[] {
    const value: unknown[] = [];
    this.readItems("]", () => value.push(this.readValue([...path, value.length])));
    return value;
  }

  private readItems(close: string, readItem: () => void): void {
    this.at += 1;
    this.match(SPACE);
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.match(SPACE);
      readItem();
      this.match(SPACE);
      if (this.text[this.at] === close) break;
      this.expect(",");
    }
    this.at += 1;
  }

  private readString(): string {
    const text = this.match(STRING);
    if (text === null) throw this.malformed();
    return JSON.parse(text) as string;
  }

  private expect(character: string): void {
    this.match(SPACE);
    if (this.text[this.at] !== character) throw this.malformed();
    this.at += 1;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  private place(): Place {
    for (; this.seen < this.at; this.seen += 1) {
      const character = this.text[this.seen];
      const isBreak = character === "\n" || (character === "\r" && this.text[this.seen + 1] !== "\n");
      if (!isBreak) continue;
      this.row += 1;
      this.rowStart = this.seen + 1;
    }
    return { row: this.row, column: this.at - this.rowStart + 1 };
  }

  private malformed(): Malformed {
    return new Malformed(toFault(this.place(), "json-malformed", {}));
  }
}

function toFault({ row, column }: Place, code: TrialFaultCode, params: Readonly<Record<string, string>>): TrialFault {
  return { file: "rules", row, column, refusal: { code, params } };
}
