/** The file of the installation's key in DATA_DIR: made once, readable by its owner only, changed by a rotation in steps that may end anywhere. */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const KEY_BYTES = 32;
const OWN = 0o600;
const OTHERS = 0o077;

/** `next`: of a rotation that is under way, or broke off. */
export function toKeyFile(dataDirectory: string, which: "current" | "next"): string {
  return path.join(dataDirectory, which === "current" ? "secret.key" : "secret.key.next");
}

/** @throws Error with a sentence when it is no key, or others may read the file. */
export function readKeyFile(file: string): Buffer {
  const { mode } = fs.statSync(file);
  if (process.platform !== "win32" && (mode & OTHERS) !== 0) {
    throw new Error(
      `${file} can be read by other users of this machine: run chmod 600 on it and start again; where somebody may have read it, run npm run keys -- rotate.`,
    );
  }
  const key = Buffer.from(fs.readFileSync(file, "utf8"), "base64");
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} is not a key of 32 bytes in base64: put it back from where it is kept safe.`);
  return key;
}

/** The key in the file, which is made with a new one where there is none. @throws Error as `readKeyFile` */
export function readOrMakeKeyFile(file: string): Buffer {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) makeKeyFile(file);
  return readKeyFile(file);
}

/** Whole or not at all, and never over another one: of two processes that start at once, both read the one that was first. */
function makeKeyFile(file: string): void {
  const draft = `${file}.${process.pid}.draft`;
  fs.writeFileSync(draft, randomBytes(KEY_BYTES).toString("base64"), { mode: OWN, flush: true });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    fs.rmSync(draft);
  }
  syncDirectory(file);
}

/** The current key under a name that says until when it was in force. @returns the name */
export function keepKeyAside(dataDirectory: string, at: Date): string {
  const current = toKeyFile(dataDirectory, "current");
  for (let turn = 1; ; turn += 1) {
    const aside = `${current}.until-${at.toISOString().slice(0, 10)}${turn === 1 ? "" : `-${turn}`}`;
    try {
      fs.linkSync(current, aside);
      syncDirectory(current);
      return aside;
    } catch (error) {
      if (!isThere(error)) throw error;
      // A rotation that broke off has kept it already.
      if (readKeyFile(aside).equals(readKeyFile(current))) return aside;
    }
  }
}

/** The next key becomes the current one, in one step. */
export function installNextKey(dataDirectory: string): void {
  const current = toKeyFile(dataDirectory, "current");
  fs.renameSync(toKeyFile(dataDirectory, "next"), current);
  syncDirectory(current);
}

/** So that the name is there after a power loss, too. */
function syncDirectory(file: string): void {
  if (process.platform === "win32") return;
  const directory = fs.openSync(path.dirname(file), "r");
  fs.fsyncSync(directory);
  fs.closeSync(directory);
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
