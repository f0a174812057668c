/** The tablet's page loads few texts: each that a file of it may ask for is among them. */
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import en from "#app/i18n/en/on-tablet.ts";
import all from "#app/i18n/zh-CN/index.ts";
import zh from "#app/i18n/zh-CN/on-tablet.ts";
import { listImports, resolveImport } from "./import-direction.ts";
import { type Fault, faultAt, parseSource, readSources, type Source, toLines, walk } from "./source.ts";

const PAGE = "app/routes/judge/tablet.tsx";

type Node = { readonly [key: string]: Node | string } | string | undefined;

/** Everything that is loaded with this file, itself included. */
function listLoaded(sources: readonly Source[], page: string): readonly Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const loaded = new Map<string, Source>();
  const waiting = [page];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = byPath.get(file);
    if (!source || loaded.has(file)) continue;
    loaded.set(file, source);
    for (const { name, typeOnly } of listImports(source)) if (!typeOnly) waiting.push(resolveImport(file, name));
  }
  return [...loaded.values()];
}

/** The beginnings of keys that a file writes out and that are texts of the whole, but not of the tablet's. */
function findMissing(source: Source, texts: object): Fault[] {
  const namespaces = listNamespaces(source);
  const faults: Fault[] = [];
  for (const node of walk(source)) {
    const written = readKey(node);
    if (written === null) continue;
    const [own, key] = written.includes(":") ? (written.split(":", 2) as [string, string]) : [null, written];
    const places = own === null ? namespaces : [own];
    const has = (of: object) => places.some((place) => exists((of as Record<string, Node>)[place], key));
    if (has(all) && !has(texts)) faults.push(faultAt(source, node, `the tablet has no text for ${written}`));
  }
  return faults;
}

function listNamespaces(source: Source): string[] {
  const found = new Set(["common"]);
  for (const node of walk(source)) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== "useTranslation") continue;
    for (const name of node.arguments[0]?.getText().match(/[a-zA-Z]+/g) ?? []) found.add(name);
  }
  return [...found];
}

/** A literal key, or what stands before the first value in it, up to its last dot; null for anything else. */
function readKey(node: ts.Node): string | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text === "useTranslation") return null;
  const [key] = node.arguments;
  if (key && ts.isStringLiteralLike(key)) return key.text;
  if (key && ts.isConditionalExpression(key) && ts.isStringLiteralLike(key.whenTrue)) return key.whenTrue.text;
  if (key && ts.isTemplateExpression(key)) return key.head.text.replace(/\.?[^.:]*$/, "") || null;
  return null;
}

function exists(texts: Node, key: string): boolean {
  let at: Node = texts;
  const steps = key === "" ? [] : key.split(".");
  for (const [index, step] of steps.entries()) {
    if (typeof at !== "object") return false;
    const isLast = index === steps.length - 1;
    at = at[step] ?? (isLast ? (at[`${step}_other`] ?? at[`${step}_one`]) : undefined);
  }
  return at !== undefined;
}

const loaded = listLoaded(readSources(["app"]), PAGE);

describe.each([
  ["Chinese", zh],
  ["English", en],
])("of the tablet's page in %s", (_language, texts) => {
  it("every text that is written out is loaded", () => {
    expect(loaded.map(({ path: file }) => path.posix.basename(file))).toContain("conflicts.tsx");
    expect(toLines(loaded.flatMap((source) => findMissing(source, texts)))).toEqual([]);
  });

  it("one that is not is found", () => {
    const planted = parseSource(
      "app/ui/tablet/planted.tsx",
      'text("scheme:page.lead"); text(`scheme:page.${name}`); text("scheme:value.yes");',
    );
    expect(findMissing(planted, texts)).toHaveLength(2);
  });
});
