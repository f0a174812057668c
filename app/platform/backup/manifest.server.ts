/**
 * What a backup says of itself: a folder with the content as compressed files and `manifest.json`, which names the program and the
 * state that it holds and the SHA-256 of every file. `manifest.json.sha256` holds the manifest's own, as `sha256sum -c` reads it.
 */
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hashFile } from "#app/platform/backup/content.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";

const MANIFEST = "manifest.json";
const MANIFEST_HASH = "manifest.json.sha256";
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const ManifestSchema = z.object({
  format: z.literal("skillladder-backup"),
  formatVersion: z.literal(1),
  /** The version of the program that made it. */
  program: z.string(),
  provider: z.enum(["sqlite", "postgresql"]),
  /** When it was begun: everything committed before is in it. */
  begunAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
  /** Which key the sealed data need, and nothing of the key itself; null before an installation had one. */
  keyCheck: z.string().nullable(),
  /** How many rows each table has; of PostgreSQL the columns, in the order of its content. */
  tables: z.record(z.string(), z.object({ rows: z.int().min(0), columns: z.array(z.string()) })),
  /** The end of every audit chain. */
  heads: z.record(z.string(), z.object({ sequence: z.int().min(0), hash: Hash })),
  files: z.record(z.string().regex(/^[\w.-]+$/), z.object({ bytes: z.int().min(0), sha256: Hash })),
});

export type Manifest = z.output<typeof ManifestSchema>;

/** A backup that cannot be made or restored, in a sentence for whoever asked for it; nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
}

/** Writes it beside the content, last of all: a folder without it is no backup. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  writeSynced(path.join(folder, MANIFEST), text);
  writeSynced(path.join(folder, MANIFEST_HASH), `${sha256(text)}  ${MANIFEST}\n`);
}

function writeSynced(file: string, text: string): void {
  const handle = fs.openSync(file, "wx", 0o600);
  fs.writeSync(handle, text);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** @throws BackupRefused when the folder is no backup, or its manifest is not as it was written */
export function readManifest(folder: string): Manifest {
  let text: string;
  let noted: string;
  try {
    text = fs.readFileSync(path.join(folder, MANIFEST), "utf8");
    noted = fs.readFileSync(path.join(folder, MANIFEST_HASH), "utf8");
  } catch {
    throw new BackupRefused(`${folder} is no complete backup: ${MANIFEST} or ${MANIFEST_HASH} is missing in it.`);
  }
  if (noted !== `${sha256(text)}  ${MANIFEST}\n`)
    throw new BackupRefused(`The backup is damaged: ${MANIFEST} is not as it was written (its SHA-256 differs).`);
  const parsed = ManifestSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BackupRefused(
    `${MANIFEST} is not one that this version of SkillLadder reads (${issue?.path.join(".")}: ${issue?.message}).`,
  );
}

/** Reads every file whole. @throws BackupRefused naming each that is missing, cut short or changed */
export async function verifyContent(folder: string, { files }: Manifest): Promise<void> {
  const faults: string[] = [];
  for (const [name, { bytes, sha256: noted }] of Object.entries(files)) {
    const found = await hashFile(path.join(folder, name)).catch(() => null);
    if (found === null) faults.push(`${name} is missing`);
    else if (found.bytes !== bytes) faults.push(`${name} has ${found.bytes} bytes, not ${bytes}`);
    else if (found.sha256 !== noted) faults.push(`${name} was changed (its SHA-256 differs)`);
  }
  if (faults.length > 0) throw new BackupRefused(`The backup is damaged: ${faults.join("; ")}.`);
}

/** The names of what lies in a folder are on disk, too. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** The version of this program. */
export function readProgramVersion(): string {
  return String((JSON.parse(fs.readFileSync(path.resolve("package.json"), "utf8")) as { version: unknown }).version);
}
