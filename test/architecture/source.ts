/** The repository's own source files as parsed trees: what the architecture rules read. */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** One file: its path from the root with forward slashes, its text and its tree (with parents). */
export type Source = { readonly path: string; readonly text: string; readonly tree: ts.SourceFile };

/** Something that breaks a rule; `line` counts from 1. */
export type Fault = { readonly path: string; readonly line: number; readonly what: string };

const SOURCE_FILE = /\.(ts|tsx|mjs|js|cjs)$/;
const NOT_OURS = new Set(["node_modules", "generated", "build", "public", "test-results", "playwright-report"]);

/** Every source file under these folders, generated and built ones left out; "" is the files of the root itself. */
export function readSources(folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => listFiles(folder))
    .map((file) => parseSource(file, fs.readFileSync(path.join(root, file), "utf8")));
}

/** A file that need not exist: the planted faults of the negative controls. */
export function parseSource(file: string, text: string): Source {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return { path: file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind) };
}

/** Every node of the file, parents first. */
export function* walk(source: Source): Generator<ts.Node> {
  const waiting: ts.Node[] = [source.tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    const children: ts.Node[] = [];
    node.forEachChild((child) => void children.push(child));
    waiting.push(...children.reverse());
  }
}

export function faultAt(source: Source, node: ts.Node, what: string): Fault {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return { path: source.path, line: line + 1, what };
}

/** Faults as lines that an editor can jump to; what the tests compare with an empty list. */
export function toLines(faults: readonly Fault[]): string[] {
  return faults.map(({ path: file, line, what }) => `${file}:${line} ${what}`);
}

function listFiles(folder: string): string[] {
  const items = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return items.flatMap((item) => {
    const file = folder === "" ? item.name : `${folder}/${item.name}`;
    if (item.isDirectory()) return folder === "" || NOT_OURS.has(item.name) ? [] : listFiles(file);
    return SOURCE_FILE.test(item.name) ? [file] : [];
  });
}
