/**
 * Takes what a browser submits out of a request, before anyone is known to be allowed anything. Node's own `Request.formData()` is not used: on
 * a multipart body that ends after a boundary it never returns (Node 20.20.2), and it takes as many parts as there are.
 */
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import Busboy, { type BusboyHeaders } from "@fastify/busboy";

/** Only forms with files are sent in parts, and none of them is a long list. */
const MOST_PARTS = 1_000;
/** The longest list that is chosen from has some thousands. */
const MOST_FIELDS = 10_000;
const AMPERSAND = 38;
/** So much is read as it comes; of what follows a piece of at most 64 KiB after each pause: 16 MB a second, more than a person's line brings. */
const AT_ONCE_BYTES = 1024 * 1024;
const PAUSE_MS = 4;

/**
 * Reads the whole body; how many bytes it may have is said where it comes in.
 * @returns its fields and files in their order; null for what is no form
 * @throws a 413 where there are too many parts or fields, a 400 where the body is no whole form of its type; each with a sentence
 */
export async function readForm(request: Request): Promise<FormData | null> {
  const contentType = request.headers.get("Content-Type") ?? "";
  const kind = contentType.split(";", 1)[0]?.trim().toLowerCase();
  if (kind === "application/x-www-form-urlencoded") return readFields(request);
  if (kind === "multipart/form-data") return readParts(request, contentType.trim());
  return null;
}

async function readFields(request: Request): Promise<FormData> {
  const chunks: Uint8Array[] = [];
  let fields = 1;
  for await (const chunk of listChunks(request)) {
    for (let at = chunk.indexOf(AMPERSAND); at >= 0; at = chunk.indexOf(AMPERSAND, at + 1)) {
      fields += 1;
      if (fields > MOST_FIELDS) throw tooMany();
    }
    chunks.push(chunk);
  }
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString("utf8"))) form.append(name, value);
  return form;
}

async function readParts(request: Request, contentType: string): Promise<FormData> {
  const parser = openParser(contentType);
  const entries: { readonly name: string; readonly make: () => string | File }[] = [];
  let failure: Response | null = null;
  const over = new Promise<void>((resolve) => {
    const fail = (answer: Response) => {
      failure ??= answer;
      resolve();
    };
    const add = (name: string | undefined, make: () => string | File) =>
      name === undefined ? fail(malformed()) : void entries.push({ name: unescapeName(name), make });
    parser.on("error", () => fail(malformed()));
    parser.on("partsLimit", () => fail(tooMany()));
    parser.on("field", (name, value) => add(name, () => value));
    parser.on("file", (name, file, filename: string | undefined, _encoding, type) => {
      const pieces: Buffer<ArrayBuffer>[] = [];
      file.on("data", (piece) => pieces.push(piece));
      file.on("error", () => fail(malformed()));
      // Where no file was chosen its name is empty, and none for the parser.
      add(name, () => new File(pieces, unescapeName(filename ?? ""), { type }));
    });
    parser.on("finish", resolve);
  });
  for await (const chunk of listChunks(request)) {
    await Promise.race([new Promise((written) => parser.write(chunk, written)), over]);
    if (failure !== null) throw failure;
  }
  parser.end();
  await over;
  if (failure !== null) throw failure;
  const form = new FormData();
  for (const { name, make } of entries) form.append(name, make() as string);
  return form;
}

function openParser(contentType: string) {
  const headers: BusboyHeaders = { "content-type": contentType };
  const limits = { parts: MOST_PARTS, fieldSize: Number.POSITIVE_INFINITY };
  try {
    return new Busboy({ headers, limits, preservePath: true });
  } catch {
    throw malformed();
  }
}

/** Leaves the rest of the body where it is when the reader stops: the connection must live for the answer. @throws a 400 when the body breaks off */
async function* listChunks(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body === null) return;
  const declared = request.headers.get("Content-Length");
  let received = 0;
  const chunks = (request.body as NodeReadableStream<Uint8Array>).values({ preventCancel: true });
  while (true) {
    const { done, value } = await chunks.next().catch(() => {
      throw malformed();
    });
    if (done) break;
    received += value.length;
    // Else a body that comes from the next machine has the process for itself.
    if (received > AT_ONCE_BYTES) await wait(PAUSE_MS);
    yield value;
  }
  if (declared !== null && received !== Number(declared)) throw malformed();
}

/** Browsers write three characters of a name in this way, and no others. */
function unescapeName(name: string): string {
  return name.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"');
}

function malformed(): Response {
  return say(400, "The form did not arrive whole. Send it again.");
}

function tooMany(): Response {
  return say(413, "The form has too many fields.");
}

function say(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
