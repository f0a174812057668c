/** Every act that is recorded stands in the list that has a sentence for each, and nothing else does. */
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

/** Acts whose word is put together or handed over, by the file that records them. A new such file is a fault until it stands here. */
export const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  "app/services/competitions/enter-phase.server.ts": ["announce-competition", "open-registration", "start-competition"],
  "app/services/jobs/on-final-results.server.ts": ["put-certificates-in-force", "compute-advancement", "propose-promotions"],
  "app/services/ladder/move-advancements.server.ts": [
    "advancement-take-into-squad",
    "advancement-select",
    "advancement-confirm",
    "advancement-decline",
  ],
  "app/services/policy/record-act.server.ts": [
    "apply-entitlement",
    "review-entitlement",
    "publicise-entitlement",
    "pay-entitlement",
    "close-entitlement",
    "refuse-entitlement",
    "reopen-entitlement",
    "keep-entitlement",
    "claw-back-entitlement",
  ],
  "app/services/registration/answer-offer.server.ts": ["accept-offer", "decline-offer"],
  "app/services/registration/answer-substitution.server.ts": ["grant-substitution", "refuse-substitution"],
  "app/services/registration/review-entries.server.ts": ["put-on-waiting-list", "accept-entry", "return-entry", "reject-entry"],
  "app/services/marking/take-group.server.ts": ["enter-mark", "keep-mark-conflict"],
  "app/services/schemes/store-scheme.server.ts": ["import-marking-scheme", "edit-marking-scheme", "copy-marking-scheme"],
  "seeds/system.ts": ["make-account-link", "create-first-administrator"],
};

/** Where records are written, looked at or told of, and no act is named. */
const NOT_ACTS = /^app\/(domain\/audit|platform\/db\/audit\.server|queries|ui|i18n)/;

type Found = { readonly source: Source; readonly node: ts.Node; readonly act: string | null };

/** Objects that name what was done to what: `{ act, objectKind, … }`. */
function* findRecords(sources: readonly Source[]): Generator<Found> {
  for (const source of sources) {
    if (NOT_ACTS.test(source.path)) continue;
    for (const node of walk(source)) {
      if (!ts.isObjectLiteralExpression(node)) continue;
      const named = new Map(node.properties.map((property) => [property.name?.getText(source.tree), property]));
      if (!named.has("objectKind")) continue;
      const act = named.get("act");
      if (act === undefined || !ts.isPropertyAssignment(act)) yield { source, node, act: null };
      else for (const word of listWords(act.initializer)) yield { source, node, act: word };
    }
  }
}

/** A text, or either text of a choice; null for what is put together. */
function listWords(value: ts.Expression): readonly (string | null)[] {
  if (ts.isStringLiteral(value)) return [value.text];
  if (ts.isConditionalExpression(value)) return [...listWords(value.whenTrue), ...listWords(value.whenFalse)];
  return [null];
}

/** @param acts those that have a sentence */
export function findActFaults(sources: readonly Source[], acts: readonly string[], computed = COMPUTED): Fault[] {
  const known = new Set(acts);
  return [...findRecords(sources)].flatMap(({ source, node, act }) => {
    if (act !== null) return known.has(act) ? [] : [faultAt(source, node, `act ${act} has no sentence`)];
    const words = computed[source.path];
    if (words === undefined) return [faultAt(source, node, "an act that is put together is not listed")];
    return words.filter((word) => !known.has(word)).map((word) => faultAt(source, node, `act ${word} has no sentence`));
  });
}

/** Acts with a sentence that no code records. */
export function findIdleActs(sources: readonly Source[], acts: readonly string[]): string[] {
  const used = new Set([...findRecords(sources)].flatMap(({ act }) => act ?? []));
  const put = new Set(Object.values(COMPUTED).flat());
  return acts.filter((act) => !used.has(act) && !put.has(act));
}

/** Kinds of objects that records name by a word of their own. */
export function listObjectKinds(sources: readonly Source[]): readonly string[] {
  const kinds = new Set<string>();
  for (const source of sources) {
    if (NOT_ACTS.test(source.path)) continue;
    for (const node of walk(source)) {
      if (!ts.isPropertyAssignment(node) || node.name.getText(source.tree) !== "objectKind") continue;
      for (const word of listWords(node.initializer)) if (word !== null) kinds.add(word);
    }
  }
  return [...kinds].sort();
}
