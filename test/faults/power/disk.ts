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

/** Bytes that grow with room to spare: thousands of writes to a log make it a little longer each. */
class Bytes {
  #room: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#room = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  get all(): Buffer {
    return this.#room.subarray(0, this.#size);
  }

  /** What is new is zero. */
  resize(size: number): void {
    if (size > this.#room.length) this.#room = Buffer.concat([this.all], Math.max(size, this.#room.length * 2));
    else if (size < this.#size) this.#room.fill(0, size, this.#size);
    this.#size = size;
  }

  growTo(size: number): void {
    if (size > this.#size) this.resize(size);
  }
}

/** What is on the disk of one file, under whatever name, and what was changed since. */
class Body {
  readonly #synced: Bytes;
  readonly #pending: Change[] = [];

  constructor(bytes: Buffer) {
    this.#synced = new Bytes(bytes);
  }

  change(change: Change): void {
    this.#pending.push(change);
  }

  /** What was changed before it began is on the disk now. */
  sync(begunAt: number): void {
    while (this.#pending[0] !== undefined && this.#pending[0].at < begunAt) {
      const change = this.#pending.shift() as Change;
      if (change.kind === "truncate") this.#synced.resize(change.size);
      else {
        this.#synced.growTo(change.offset + change.bytes.length);
        change.bytes.copy(this.#synced.all, change.offset);
      }
    }
  }

  /** The bytes that could be found. */
  findable(dice: Dice): Buffer {
    const luck = dice.pick(...LUCKS);
    const found = new Bytes(this.#synced.all);
    for (const change of this.#pending) {
      const fate: Fate =
        luck === "all there" ? "there" : luck === "none there" ? "missing" : luck === "all torn" ? "torn" : dice.pick(...FATES);
      if (fate === "missing" || (change.kind === "truncate" && fate === "torn" && dice.once(2))) continue;
      if (change.kind === "truncate") {
        found.resize(change.size);
        continue;
      }
      // The file may have grown before its bytes came: those that did not are zero.
      const end = change.offset + change.bytes.length;
      found.growTo(end);
      for (const [from, to] of listSectors(change.offset, end)) {
        if (fate === "torn" && dice.once(2)) continue;
        change.bytes.copy(found.all, from, from - change.offset, to - change.offset);
      }
    }
    return found.all;
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
