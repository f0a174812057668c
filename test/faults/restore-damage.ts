/** What happens to backups between the day they are made and the day they are needed, for the controls of the fault `restore`. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { openSqliteFile } from "../support/sqlite-file.ts";

export const DAMAGES = ["flipped", "interrupted", "missing-table"] as const;
export type Damage = (typeof DAMAGES)[number];

export type PlainManifest = {
  readonly begunAt: string;
  readonly tables: Record<string, { readonly rows: number }>;
  readonly heads: Readonly<Record<string, { readonly sequence: number; readonly hash: string }>>;
  readonly files: Record<string, { bytes: number; sha256: string }>;
};

export function readPlainManifest(folder: string): PlainManifest {
  return JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8")) as PlainManifest;
}

export function damage(folder: string, how: Damage): void {
  const content = Object.keys(readPlainManifest(folder).files);
  const name = content.find((file) => file.startsWith("AuditRecord") || file.startsWith("database"));
  if (name === undefined) throw new Error("The backup has no content.");
  const file = path.join(folder, name);
  if (how === "flipped") {
    const bytes = fs.readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
  } else if (how === "interrupted") fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
  else dropTable(folder, name);
}

/** As somebody would who makes every hash right again. */
function dropTable(folder: string, name: string): void {
  const manifest = readPlainManifest(folder);
  if (name.startsWith("database")) {
    const plain = path.join(folder, "plain.db");
    fs.writeFileSync(plain, gunzipSync(fs.readFileSync(path.join(folder, name))));
    const database = openSqliteFile(plain);
    database.run(`DROP TABLE "AspectNote"`);
    database.close();
    fs.writeFileSync(path.join(folder, name), gzipSync(fs.readFileSync(plain)));
    fs.rmSync(plain);
    const bytes = fs.readFileSync(path.join(folder, name));
    manifest.files[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  } else {
    fs.rmSync(path.join(folder, "AspectNote.copy.gz"));
    delete manifest.files["AspectNote.copy.gz"];
    delete manifest.tables.AspectNote;
  }
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  fs.writeFileSync(path.join(folder, "manifest.json"), text);
  const hash = createHash("sha256").update(text).digest("hex");
  fs.writeFileSync(path.join(folder, "manifest.json.sha256"), `${hash}  manifest.json\n`);
}
