/** COPY of PostgreSQL as streams over a connection of `pg`: a table passes through in pieces and is never held whole. */
import { Readable, Writable } from "node:stream";
import type pg from "pg";

/** What the driver's own connection offers; its types do not name it. */
type Wire = {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const ROWS = /^COPY (\d+)/;

/** `COPY … TO STDOUT`: reads the table in the text format of COPY. */
class CopyOut extends Readable {
  readonly #text: string;
  #wire: Wire | null = null;
  rows = 0;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  submit(wire: Wire): void {
    this.#wire = wire;
    wire.query(this.#text);
  }
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The chunk lies in a buffer that the driver uses again: whoever reads it later would find other rows there. What was read from the
    // socket already still comes after a pause: no more than one piece of it.
    if (!this.push(Buffer.from(chunk))) this.#wire?.stream.pause();
  }
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.rows = Number(ROWS.exec(text)?.[1] ?? Number.NaN);
  }
  handleReadyForQuery(): void {
    this.push(null);
  }
  handleError(error: Error): void {
    this.#wire?.stream.resume();
    this.destroy(error);
  }
  override _read(): void {
    this.#wire?.stream.resume();
  }
}

/** `COPY … FROM STDIN`: takes the same format. */
class CopyIn extends Writable {
  readonly #text: string;
  #wire: Wire | null = null;
  #isOpen = false;
  #proceed: (() => void) | null = null;
  #finish: (() => void) | null = null;
  rows = 0;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  submit(wire: Wire): void {
    this.#wire = wire;
    wire.query(this.#text);
  }
  handleCopyInResponse(): void {
    this.#isOpen = true;
    this.#proceed?.();
  }
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.rows = Number(ROWS.exec(text)?.[1] ?? Number.NaN);
  }
  handleReadyForQuery(): void {
    this.#isOpen = false;
    this.#finish?.();
  }
  handleError(error: Error): void {
    this.#isOpen = false;
    this.destroy(error);
  }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#whenOpen((wire) => {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) wire.stream.once("drain", done);
      else done();
    });
  }
  override _final(done: () => void): void {
    this.#whenOpen((wire) => {
      this.#finish = done;
      wire.endCopyFrom();
    });
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.#isOpen) this.#wire?.sendCopyFail(error?.message ?? "given up");
    done(error);
  }
  #whenOpen(work: (wire: Wire) => void): void {
    const wire = this.#wire;
    if (this.#isOpen && wire !== null) {
      work(wire);
      return;
    }
    this.#proceed = () => {
      this.#proceed = null;
      this.#whenOpen(work);
    };
  }
}

/** @returns the rows of a table as COPY writes them; `rows` counts them once it has ended */
export function copyOut(client: pg.Client, text: string): Readable & { readonly rows: number } {
  return client.query(new CopyOut(text) as unknown as pg.Submittable) as unknown as CopyOut;
}

/** @returns what takes rows as COPY wrote them; `rows` counts them once it has finished */
export function copyIn(client: pg.Client, text: string): Writable & { readonly rows: number } {
  return client.query(new CopyIn(text) as unknown as pg.Submittable) as unknown as CopyIn;
}
