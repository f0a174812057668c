/** The text of a file becomes a document that has the shape of the format, or every fault with its path. */
import type { z } from "zod";
import { type InterchangeFault, type InterchangeFaultCode, MOST_FAULTS } from "#app/domain/interchange/faults.ts";
import { parseJsonText } from "#app/domain/trial/json-text.ts";
import { type CompetitionDocument, DocumentSchema, FORMAT_VERSION } from "./document.ts";

export type ReadDocument =
  | { readonly ok: true; readonly value: CompetitionDocument }
  | { readonly ok: false; readonly faults: readonly InterchangeFault[] };

/** Deeper than anything that the format says. */
const DEEPEST = 64;
/** Brings a document of an older version to the next one; the first version has none before it. */
const UPGRADES: Readonly<Record<number, (document: unknown) => unknown>> = {};

export function readDocumentText(text: string): ReadDocument {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const json = parseJsonText(text.replace(/^\uFEFF/, ""));
    const { row, column } = (json.ok ? undefined : json.faults[0]) ?? { row: 1, column: 1 };
    return { ok: false, faults: [{ path: [], code: "json-malformed", params: { row, column } }] };
  }
  return readDocument(value);
}

export function readDocument(value: unknown): ReadDocument {
  const unusable = findUnusable(value);
  if (unusable.length > 0) return { ok: false, faults: unusable };
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > FORMAT_VERSION) {
    const params = { version, newest: FORMAT_VERSION };
    return { ok: false, faults: [{ path: ["version"], code: "version-newer", params }] };
  }
  const parsed = DocumentSchema.safeParse(upgrade(value, version));
  if (parsed.success) return { ok: true, value: parsed.data as CompetitionDocument };
  const faults = parsed.error.issues.flatMap((issue) => toFaults(issue, value));
  return { ok: false, faults: faults.slice(0, MOST_FAULTS) };
}

function upgrade(value: unknown, version: unknown): unknown {
  let document = value;
  if (typeof version !== "number") return document;
  for (let from = version; from < FORMAT_VERSION && UPGRADES[from]; from += 1) document = UPGRADES[from]?.(document);
  return document;
}

/** What no database keeps (NUL, halves of characters), and what is deeper than a program should follow. */
function findUnusable(value: unknown): InterchangeFault[] {
  const faults: InterchangeFault[] = [];
  const waiting: { value: unknown; path: (string | number)[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next !== undefined && faults.length < MOST_FAULTS; next = waiting.pop()) {
    const { value: item, path } = next;
    if (typeof item === "string" && isUnusable(item)) faults.push({ path, code: "text-unusable" });
    if (typeof item !== "object" || item === null) continue;
    if (path.length >= DEEPEST) {
      faults.push({ path: path.slice(0, 8), code: "too-deep" });
      continue;
    }
    if (Array.isArray(item)) {
      for (const [index, inner] of item.entries())
        if (isWorthALook(inner)) waiting.push({ value: inner, path: [...path, index] });
    } else {
      for (const [key, inner] of Object.entries(item)) {
        if (isUnusable(key)) faults.push({ path, code: "text-unusable" });
        else if (isWorthALook(inner)) waiting.push({ value: inner, path: [...path, key] });
      }
    }
  }
  return faults;
}

function isWorthALook(value: unknown): boolean {
  return typeof value === "string" ? isUnusable(value) : typeof value === "object" && value !== null;
}

function isUnusable(text: string): boolean {
  return text.includes("\u0000") || /\p{Surrogate}/u.test(text);
}

function toFaults(issue: z.core.$ZodIssue, document: unknown): readonly InterchangeFault[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const at = (code: InterchangeFaultCode, params: InterchangeFault["params"] = {}): InterchangeFault[] => [
    { path, code, params },
  ];
  const isMissing = findValue(document, path) === undefined;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], code: "unknown" as const, params: {} }));
    case "too_small":
      return at("out-of-range", { limit: `≥ ${issue.minimum}` });
    case "too_big":
      return at("out-of-range", { limit: `≤ ${issue.maximum}` });
    case "invalid_type":
      return isMissing ? at("missing") : at("wrong-type", { type: issue.expected });
    case "invalid_value":
      return isMissing ? at("missing") : at("not-one-of", { words: issue.values.map(String).join(", ") });
    case "invalid_union":
      return isMissing ? at("missing") : at("malformed");
    default:
      return at("malformed");
  }
}

function findValue(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Record<string | number, unknown> | null | undefined)?.[key], value);
}
