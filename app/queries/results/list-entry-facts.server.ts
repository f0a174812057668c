/** What is recorded of a round's entries as people rather than as codes; read from unblinding on. */
import type { HallRecordKind, HallRecordLine } from "#app/domain/marking/hall-record.ts";
import type { ComponentMarkOfEntry } from "#app/domain/results/component-file.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type EntryFacts = {
  /** By entry id, then by component key: of each component the file that was confirmed last. */
  readonly fileMarks: ReadonlyMap<string, Readonly<Record<string, Hundredths>>>;
  /** The lines that stand, by entry id. */
  readonly hallRecords: ReadonlyMap<string, readonly HallRecordLine[]>;
  /** The chief judge's order, by entry id. */
  readonly chiefOrders: ReadonlyMap<string, { readonly chiefOrder: number; readonly chiefDecision: string }>;
  /** The changes of the sets that stand, in the order in which they were applied. */
  readonly rescoreSets: readonly (readonly RescoreChange[])[];
};

export async function listEntryFacts(tables: Tables, roundId: string): Promise<EntryFacts> {
  const imports = await tables.componentImport.findMany({
    where: { roundId, confirmedAt: { not: null }, droppedAt: null },
    orderBy: { confirmedAt: "asc" },
    select: { component: true, marks: true },
  });
  const records = await tables.hallRecord.findMany({
    where: { roundId, voidedAt: null },
    orderBy: { at: "asc" },
    select: { entryId: true, kind: true, at: true, seconds: true, penalty: true },
  });
  const decisions = await tables.tieDecision.findMany({
    where: { roundId, voidedAt: null },
    orderBy: { decidedAt: "asc" },
    select: { id: true, entryIds: true },
  });
  const sets = await tables.rescoreSet.findMany({
    where: { roundId, status: "applied" },
    orderBy: { sequence: "asc" },
    select: { changes: true },
  });
  const hallRecords = new Map<string, HallRecordLine[]>();
  for (const { entryId, kind, at, seconds, penalty } of records) {
    const lines = hallRecords.get(entryId) ?? [];
    lines.push({ kind: kind as HallRecordKind, at: at.getTime(), seconds, penalty });
    hallRecords.set(entryId, lines);
  }
  return {
    fileMarks: gatherFileMarks(imports),
    hallRecords,
    chiefOrders: new Map(
      decisions.flatMap(({ id, entryIds }) =>
        (entryIds as string[]).map((entryId, index) => [entryId, { chiefOrder: index + 1, chiefDecision: id }] as const),
      ),
    ),
    rescoreSets: sets.map(({ changes }) => changes as unknown as readonly RescoreChange[]),
  };
}

function gatherFileMarks(
  imports: readonly { readonly component: string; readonly marks: unknown }[],
): ReadonlyMap<string, Readonly<Record<string, Hundredths>>> {
  const gathered = new Map<string, Record<string, Hundredths>>();
  for (const { component, marks } of imports) {
    for (const known of gathered.values()) delete known[component];
    for (const { entryId, mark } of marks as readonly ComponentMarkOfEntry[]) {
      const known = gathered.get(entryId) ?? {};
      gathered.set(entryId, { ...known, [component]: hundredths(mark) });
    }
  }
  return gathered;
}
