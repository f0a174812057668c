/**
 * Judges from outside what a killed server kept: every acknowledged mark exactly once and as it was sent, recorded or beside the
 * value that it met, as it was answered; one without an answer at most once, a refused one never, and nothing that nobody sent. Each
 * with its audit record, in chains that are whole, in a database that finds nothing wrong with itself. Imports nothing of the app.
 */
import type { Outcome } from "../fault.ts";
import type { LedgerEntry, Mark } from "../ledger.ts";
import { findBrokenChains, findUnrecorded } from "./chains.ts";
import type { Stored } from "./stored.ts";

const CONTENT = ["formId", "aspectId", "judgeId", "value", "scoreRound", "deviceId", "enteredAt", "reason", "replaces"] as const;

/** What is lost, there twice, otherwise not as it must be, or damaged under it all; `cases` is how many marks were judged. */
export type Judged = Outcome & { readonly findings: Readonly<Record<"lost" | "twice" | "wrong" | "broken", readonly string[]>> };

export function judge(ledger: readonly LedgerEntry[], stored: Stored): Judged {
  const lost: string[] = [];
  const twice: string[] = [];
  const wrong: string[] = [];
  const byKey = groupBy(stored.marks, ({ key }) => key);
  const known = new Map(ledger.map((entry) => [entry.mark.key, entry]));
  const sentContents = new Set(ledger.map(({ mark }) => contentOf(mark)));

  for (const { mark, fate } of ledger) {
    const found = byKey.get(mark.key) ?? [];
    if (found.length > 1) twice.push(`${mark.key} is there ${found.length} times`);
    if (found.length === 0 && (fate === "acknowledged" || fate === "conflict"))
      lost.push(`${mark.key} was acknowledged and is not there`);
    if (found.length > 0 && fate === "refused") wrong.push(`${mark.key} was refused and is there`);
    for (const one of found) {
      if (fate === "acknowledged" && one.sequence === null) wrong.push(`${mark.key} was answered as recorded and is only kept`);
      if (fate === "conflict" && one.sequence !== null) wrong.push(`${mark.key} was answered as kept and is recorded`);
      for (const field of CONTENT) {
        if (one[field] !== mark[field]) wrong.push(`${mark.key}: ${field} is ${one[field]}, sent as ${mark[field]}`);
      }
    }
  }
  for (const one of stored.marks) {
    if (known.has(one.key)) continue;
    if (sentContents.has(contentOf(one))) twice.push(`${one.key} repeats a mark under another key`);
    else wrong.push(`${one.key} was sent by nobody`);
  }
  // A caller may look at some forms alone; the chains are whole all the same.
  const forms = new Set(stored.forms.map(({ formId }) => formId));
  const records = stored.records.filter(({ objectKind, objectId }) => objectKind !== "form" || forms.has(objectId));
  wrong.push(...findBrokenHistories(stored), ...findUnrecorded(stored.marks, records));
  const broken = [...stored.damage, ...findBrokenChains(stored.records, stored.heads)];
  return { cases: ledger.length, findings: { lost, twice, wrong, broken } };
}

/** Forms whose marks are not numbered 1, 2, 3, … to their own revision. */
function findBrokenHistories({ marks, forms }: Stored): string[] {
  const byForm = groupBy(marks, ({ formId }) => formId);
  return forms.flatMap(({ formId, revision }) => {
    const sequences = (byForm.get(formId) ?? []).flatMap(({ sequence }) => sequence ?? []).sort((left, right) => left - right);
    const isWhole = sequences.length === revision && sequences.every((sequence, index) => sequence === index + 1);
    return isWhole
      ? []
      : [`form ${formId} is at revision ${revision} with ${sequences.length} marks, the last numbered ${sequences.at(-1) ?? 0}`];
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function contentOf(mark: Mark): string {
  return JSON.stringify(CONTENT.map((field) => mark[field]));
}
