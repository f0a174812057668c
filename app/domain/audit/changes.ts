/** What a record says was before and is after, read from its payload: pure, and only what the closed lists below name. */
import type { Json } from "#app/domain/audit/canonical-json.ts";

/** The closed lists of words that values are of; i18n has a sentence for each. */
export type WordList =
  | "competitionPhase"
  | "registrationStatus"
  | "participation"
  | "disclosure"
  | "medium"
  | "tier"
  | "competitionClass"
  | "role"
  | "formStatus"
  | "organisationKind"
  | "entryKind"
  | "group"
  | "entitlementState"
  | "preparationGate";

export type Value =
  | { readonly as: "text"; readonly text: string }
  | { readonly as: "number"; readonly number: number }
  /** Integer hundredths. */
  | { readonly as: "marks"; readonly hundredths: number }
  /** Integer fen. */
  | { readonly as: "money"; readonly fen: number }
  /** ISO. */
  | { readonly as: "time" | "day"; readonly at: string }
  | { readonly as: "words"; readonly list: WordList; readonly words: readonly string[] }
  | { readonly as: "boolean"; readonly isTrue: boolean };

/** `field` is a word of `history:fields`, or a path within a version of rules, which stands as it is. */
export type Change = { readonly field: string; readonly before: Value | null; readonly after: Value | null };
export type Detail = { readonly field: string; readonly value: Value };

type Kind = "text" | "number" | "marks" | "money" | "time" | "day" | "boolean" | "count" | WordList;
type Payload = { readonly [key: string]: Json };
/** The field, how its values read, and the keys of before and after; an after of `=word` is the same for every such act. */
type Pair = readonly [field: string, kind: Kind, before: string | null, after: string | null];

const REVIEWED: readonly Pair[] = [["status", "registrationStatus", "from", "to"]];
const PHASE: readonly Pair[] = [["phase", "competitionPhase", "from", "phase"]];
const HASHES: readonly Pair[] = [["resultsHash", "text", "hashBefore", "hashAfter"]];
const ENTITLEMENT: readonly Pair[] = [["state", "entitlementState", "fromState", "toState"]];
const ORGANISATION: readonly (readonly [string, Kind])[] = [
  ["name", "text"],
  ["nameEn", "text"],
  ["kind", "organisationKind"],
  ["regionCode", "text"],
];
const COMPETITION: readonly (readonly [string, Kind])[] = [
  ["tier", "tier"],
  ["class", "competitionClass"],
  ["registrationClosesAt", "time"],
  ["startsOn", "day"],
  ["endsOn", "day"],
  ["publicityWorkingDays", "number"],
  ["offerHours", "number"],
];

const PAIRS: Readonly<Record<string, readonly Pair[]>> = {
  "announce-competition": PHASE,
  "open-registration": PHASE,
  "start-competition": PHASE,
  "accept-entry": REVIEWED,
  "return-entry": REVIEWED,
  "reject-entry": REVIEWED,
  "put-on-waiting-list": REVIEWED,
  "submit-entry": REVIEWED,
  "withdraw-entry": [["status", "registrationStatus", "from", "=withdrawn"]],
  "set-participation": [["participation", "participation", "from", "to"]],
  "mark-absent": [["participation", "participation", "from", "=absent"]],
  "set-disclosure": [["disclosure", "disclosure", "from", "to"]],
  "change-medium": [["medium", "medium", "from", "medium"]],
  "set-event-quota": [
    ["quota", "number", "from", "to"],
    ["delegationQuota", "number", "delegationFrom", "delegationTo"],
  ],
  "move-registration-deadline": [["registrationClosesAt", "time", "from", "to"]],
  "set-filing-number": [["filingNumber", "text", "before", "filingNumber"]],
  "set-supervision-telephone": [["supervisionTelephone", "text", "before", "supervisionTelephone"]],
  "set-gates": [["gates", "preparationGate", "before", "gates"]],
  "count-attendance": [["attended", "number", "before", "attended"]],
  "repin-pack": [["version", "number", "from", "to"]],
  "confirm-pack-version": [["version", "number", "from", "version"]],
  "apply-rescore-set": HASHES,
  "reverse-rescore-set": HASHES,
  "grant-role": [["role", "role", null, "role"]],
  "grant-system-role": [["role", "role", null, "role"]],
  "revoke-role": [["role", "role", "role", null]],
  "revoke-system-role": [["role", "role", "role", null]],
  "change-organisation": ORGANISATION.map(([field, kind]) => [field, kind, `${field}-before`, `${field}-after`]),
  "delete-organisation": ORGANISATION.map(([field, kind]) => [field, kind, field, null]),
  "change-competition": COMPETITION.map(([field, kind]) => [field, kind, `${field}-before`, field]),
  ...Object.fromEntries(
    ["apply", "review", "publicise", "pay", "close", "refuse", "reopen", "keep", "claw-back"].map(
      (act) => [`${act}-entitlement`, ENTITLEMENT] as const,
    ),
  ),
};

/** What else may be said of any act: numbers and words, never an id. A list is counted. */
const DETAILS: Readonly<Record<string, Kind>> = {
  advancements: "count",
  aspect: "text",
  bytes: "number",
  certificates: "count",
  code: "text",
  codes: "count",
  count: "number",
  differences: "number",
  ended: "number",
  entries: "count",
  fen: "money",
  files: "number",
  forms: "count",
  group: "group",
  instance: "number",
  layer: "number",
  layers: "count",
  lines: "count",
  marks: "number",
  members: "number",
  mark: "marks",
  offered: "number",
  penalty: "marks",
  people: "count",
  position: "number",
  results: "number",
  revision: "number",
  rows: "number",
  scoreRound: "number",
  seconds: "number",
  subCriterion: "text",
  version: "number",
  winners: "number",
  workingDays: "number",
  year: "number",
};

/** @returns what changed, as far as the payload says it; equal values are no change */
export function readChanges(act: string, payload: Json): readonly Change[] {
  const values = asObject(payload);
  return (PAIRS[act] ?? []).flatMap(([field, kind, from, to]) => {
    const [before, after] = [readAt(values, from, kind), readAt(values, to, kind)];
    if ((before === null && after === null) || JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ field, before, after }];
  });
}

/** @returns what else the payload says in numbers and words */
export function readDetails(act: string, payload: Json): readonly Detail[] {
  const paired = new Set((PAIRS[act] ?? []).flatMap(([, , from, to]) => [from, to]));
  return Object.entries(asObject(payload)).flatMap(([field, given]) => {
    const kind = Object.hasOwn(DETAILS, field) && !paired.has(field) ? DETAILS[field] : undefined;
    const value = kind === undefined ? null : readValue(given, kind);
    return value === null ? [] : [{ field, value }];
  });
}

/** Why something was done: it stands beside the record, in words of people. */
export const REASON_FIELD = "reason";

/** @returns where the reason of an act is kept; null where none was asked for */
export function readReasonId(payload: unknown): string | null {
  const id = asObject(payload as Json).reasonId;
  return typeof id === "string" ? id : null;
}

export const CHANGED_FIELDS: readonly string[] = [
  ...new Set([REASON_FIELD, ...Object.values(PAIRS).flatMap((pairs) => pairs.map(([field]) => field)), ...Object.keys(DETAILS)]),
].sort();

/** The most leaves of two versions that are told apart in one record. */
export const MOST_LEAVES = 20;

/**
 * What differs between two versions of one document, leaf by leaf.
 * @returns paths with the ids of list items where they have one: `criteria[A].subCriteria[A1].name`
 */
export function compareVersions(before: Json, after: Json, path = ""): readonly Change[] {
  if (isBranch(before) || isBranch(after)) {
    const [old, now] = [toBranch(before), toBranch(after)];
    const keys = [...new Set([...old.keys(), ...now.keys()])];
    return keys.flatMap((key) => {
      const step = Array.isArray(before) || Array.isArray(after) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      return compareVersions(old.get(key) ?? null, now.get(key) ?? null, step);
    });
  }
  if (before === after) return [];
  return [{ field: path, before: readLeaf(before), after: readLeaf(after) }];
}

function isBranch(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

function toBranch(value: Json): ReadonlyMap<string, Json> {
  if (Array.isArray(value)) {
    return new Map(value.map((item: Json, index) => [String(asObject(item).id ?? asObject(item).key ?? index + 1), item]));
  }
  return new Map(Object.entries(asObject(value)));
}

function readLeaf(value: Json): Value | null {
  if (typeof value === "number") return { as: "number", number: value };
  if (typeof value === "boolean") return { as: "boolean", isTrue: value };
  return typeof value === "string" ? { as: "text", text: value } : null;
}

function asObject(value: Json): Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}

function readAt(values: Payload, key: string | null, kind: Kind): Value | null {
  if (key === null) return null;
  return key.startsWith("=") ? readValue(key.slice(1), kind) : readValue(values[key] ?? null, kind);
}

function readValue(given: Json, kind: Kind): Value | null {
  if (given === null || given === "") return null;
  switch (kind) {
    case "count":
      return Array.isArray(given) ? { as: "number", number: given.length } : readValue(given, "number");
    case "number":
      return typeof given === "number" ? { as: "number", number: given } : null;
    case "marks":
      return typeof given === "number" ? { as: "marks", hundredths: given } : null;
    case "money":
      return typeof given === "number" ? { as: "money", fen: given } : null;
    case "boolean":
      return typeof given === "boolean" ? { as: "boolean", isTrue: given } : null;
    case "time":
    case "day":
      return typeof given === "string" && !Number.isNaN(Date.parse(given)) ? { as: kind, at: given } : null;
    case "text":
      return typeof given === "string" || typeof given === "number" ? { as: "text", text: String(given) } : null;
    default: {
      const words = Array.isArray(given) ? given : [given];
      return { as: "words", list: kind, words: words.map(String) };
    }
  }
}
