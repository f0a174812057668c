/** A control: a copy of the built server in which a line of the thread that takes marks is another one. */
import fs from "node:fs";
import path from "node:path";

export type Replacement = { readonly file: string; readonly from: string; readonly to: string };

const LINKED = ["node_modules", "prisma", "seeds", "server"];
const COPIED = ["build", "app/platform/db", "package.json"];

/** What makes commits of marks as durable as SQLite's default is: synced with the next checkpoint, and not before. */
export const SYNCHRONOUS_NORMAL: readonly Replacement[] = [
  { file: "build/server/rows-thread.js", from: "PRAGMA synchronous=FULL;", to: "PRAGMA synchronous=NORMAL;" },
  { file: "build/server/rows-thread.js", from: "const FULL = 2;", to: "const FULL = 1;" },
];

/** @returns the folder of the copy @throws Error when a line is not there: the copy would be no control */
export function copyServer(folder: string, replacements: readonly Replacement[]): string {
  for (const name of COPIED) fs.cpSync(name, path.join(folder, name), { recursive: true });
  for (const name of LINKED) fs.symlinkSync(path.resolve(name), path.join(folder, name));
  for (const { file, from, to } of replacements) {
    const copy = path.join(folder, file);
    const text = fs.readFileSync(copy, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no line "${from}" to change.`);
    fs.writeFileSync(copy, text.replace(from, to));
  }
  return folder;
}
