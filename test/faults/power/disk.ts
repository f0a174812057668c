/**
 * A disk that loses its power: what was synced is there, of everything after that any part may be. Plays recorded writes again and
 * says, at any moment, what could be found when the power comes back.
 */
import type { Dice } from "../../golden/second-scorer/generate.ts";
import type { Recorded, RecordedFile } from "./recorder.ts";

/** What a disk writes whole or not at all. */
const SECTOR_BYTES = 512;

type Name = Exclude<RecordedFile, "directory">;
type Change = Extract<Recorded, { kind: "write" | "truncate" }>;
type NameChange = { readonly at: number; readonly name: Name; readonly body: Body | null };
/** Of the changes that were not synced: each there, missing or torn by itself; or one of these for all of them. */
const LUCKS = ["each by itself", "each by itself", "each by itself", "all there", "none there", "all torn"] as const;
const FATES = ["there", "missing", "torn"] as const;
type Fate = (typeof FATES)[number];

/** The bytes of one file, under whatever name. */
class Body {
  #bytes: Buffer;
  #size: number;
  readonly #pending: Change[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  change(change: Change): void {
    this.#pending.push(change);
  }

  /** What was changed before it began is on the disk now. */
  sync(begunAt: number): void {
    while (this.#pending[0] !== undefined && this.#pending[0].at < begunAt) {
      const change = this.#pending.shift() as Change;
      this.#size = change.kind === "truncate" ? change.size : Math.max(this.#size, change.offset + change.bytes.length);
      if (this.#size > this.#bytes.length)
        this.#bytes = Buffer.concat([this.#bytes], Math.max(this.#size, this.#bytes.length * 2));
      if (change.kind === "write") change.bytes.copy(this.#bytes, change.offset);
      else this.#bytes.fill(0, change.size);
    }
  }

  /** The bytes that could be found. */
  findable(dice: Dice): Buffer {
    const luck = dice.pick(...LUCKS);
    let found = Buffer.from(this.#bytes.subarray(0, this.#size));
    for (const change of this.#pending) {
      const fate: Fate =
        luck === "all there" ? "there" : luck === "none there" ? "missing" : luck === "all torn" ? "torn" : dice.pick(...FATES);
      if (fate === "missing" || (change.kind === "truncate" && fate === "torn" && dice.once(2))) continue;
      if (change.kind === "truncate") {
        found = change.size <= found.length ? found.subarray(0, change.size) : Buffer.concat([found], change.size);
        continue;
      }
      // The file may have grown before its bytes came: those that did not are zero.
      const end = change.offset + change.bytes.length;
      if (end > found.length) found = Buffer.concat([found], end);
      for (const [from, to] of listSectors(change.offset, end)) {
        if (fate === "torn" && dice.once(2)) continue;
        change.bytes.copy(found, from, from - change.offset, to - change.offset);
      }
    }
    return found;
  }

  get isWhole(): boolean {
    return this.#pending.length === 0;
  }
}

export class Disk {
  readonly #named = new Map<Name, Body>();
  /** As the running process sees it. */
  readonly #seen = new Map<Name, Body>();
  readonly #pendingNames: NameChange[] = [];

  /** @param files as they are on the disk before anything happens */
  constructor(files: Readonly<Partial<Record<Name, Buffer>>>) {
    for (const [name, bytes] of Object.entries(files) as [Name, Buffer][]) {
      const body = new Body(bytes);
      this.#named.set(name, body);
      this.#seen.set(name, body);
    }
  }

  play(record: Recorded): void {
    const { file, at } = record;
    if (file === "directory") {
      if (record.kind === "sync-end") this.#syncNames(record.begunAt);
      return;
    }
    switch (record.kind) {
      case "create":
      case "remove": {
        const body = record.kind === "create" ? new Body(Buffer.alloc(0)) : null;
        this.#pendingNames.push({ at, name: file, body });
        if (body) this.#seen.set(file, body);
        else this.#seen.delete(file);
        return;
      }
      case "write":
      case "truncate":
        this.#bodyOf(file).change(record);
        return;
      case "sync-end":
        this.#bodyOf(file).sync(record.begunAt);
    }
  }

  /**
   * What could be found after a cut now, by name; without those that would not be there. A directory keeps the order of its changes:
   * some of the first are there, the rest is not.
   */
  cut(dice: Dice): ReadonlyMap<Name, Buffer> {
    const named = new Map(this.#named);
    const kept = dice.below(this.#pendingNames.length + 1);
    for (const change of this.#pendingNames.slice(0, kept)) rename(named, change);
    return new Map([...named].map(([name, body]) => [name, body.findable(dice)]));
  }

  /** Whether a cut now would lose nothing: then there is only one state to be found. */
  get isWhole(): boolean {
    return this.#pendingNames.length === 0 && [...this.#named.values()].every((body) => body.isWhole);
  }

  #syncNames(begunAt: number): void {
    while (this.#pendingNames[0] !== undefined && this.#pendingNames[0].at < begunAt) {
      rename(this.#named, this.#pendingNames.shift() as NameChange);
    }
  }

  /** @throws Error for a file that was never created: then the recording is not whole */
  #bodyOf(name: Name): Body {
    const body = this.#seen.get(name);
    if (body === undefined) throw new Error(`The ${name} file was written and never created.`);
    return body;
  }
}

function rename(names: Map<Name, Body>, { name, body }: NameChange): void {
  if (body) names.set(name, body);
  else names.delete(name);
}

/** The parts of what is written that lie in one sector each. */
function* listSectors(start: number, end: number): Generator<readonly [number, number]> {
  for (let from = start; from < end; ) {
    const to = Math.min(end, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
    yield [from, to];
    from = to;
  }
}
