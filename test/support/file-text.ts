/** What a reader of a file sees, as text: of PDF documents, of workbooks and other archives, and of what is text already. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";

const known = new Map<string, string>();

/** The text of a file by its first bytes; empty for pictures. @throws Error when a PDF or an archive cannot be read. */
export function readFileText(bytes: Uint8Array): string {
  // Many people are given the same file: it is read once.
  const digest = digestOf(bytes);
  const text = known.get(digest) ?? readText(Buffer.from(bytes));
  known.set(digest, text);
  return text;
}

/** SHA-256 of the bytes, in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readText(buffer: Buffer): string {
  // What only begins like a document, as files handed in by tests do, has no pages: it is read as the text that it is.
  if (buffer.subarray(0, 5).toString("latin1") === "%PDF-" && buffer.includes("startxref")) return readPdf(buffer);
  if (buffer.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") return readArchive(buffer).join("\n");
  const text = buffer.toString("utf8");
  // Signs that no text has: a picture, a sealed file.
  return text.includes("\u0000") || text.includes("\ufffd") ? "" : text;
}

function readPdf(bytes: Buffer): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-text-"));
  try {
    const file = path.join(directory, "file.pdf");
    fs.writeFileSync(file, bytes);
    // What a document says of itself counts, too.
    const info = execFileSync("pdfinfo", ["-enc", "UTF-8", file], { encoding: "utf8" });
    return `${execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" })}\n${info}`;
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

const END_RECORD = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const [STORED, DEFLATED] = [0, 8];

/** The parts of a zip archive: names and contents, of archives inside too. Markup is taken away, so that one word is one word. */
function readArchive(bytes: Buffer): string[] {
  const end = bytes.lastIndexOf(END_RECORD);
  if (end < 0) throw new Error("The archive has no directory.");
  const texts: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString("utf8");
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(start, start + size);
    if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is packed in a way that is not read.`);
    const content = readText(method === DEFLATED ? inflateRawSync(packed) : packed);
    texts.push(name, /\.(xml|rels|vml)$/.test(name) ? toWords(content) : content);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return texts;
}

function toWords(markup: string): string {
  const marks: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const text = markup.replace(/<\/(?:si|c|v|row|text|t)>/g, "\n").replace(/<[^>]*>/g, "");
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, word: string) =>
    code ? String.fromCodePoint(Number(code)) : (marks[word] ?? whole),
  );
}
