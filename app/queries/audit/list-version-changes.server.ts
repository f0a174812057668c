/** Before and after of acts whose payload has none, from the rows that keep every version: marks, rules, marking schemes. */
import type { Json } from "#app/domain/audit/canonical-json.ts";
import type { ChainRecord } from "#app/domain/audit/chain.ts";
import { type Change, compareVersions, MOST_LEAVES, type Value } from "#app/domain/audit/changes.ts";
import { listAspects, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const MARK_ACTS: readonly string[] = ["enter-mark", "settle-mark-conflict"];
const SCHEME_ACTS: readonly string[] = ["import-marking-scheme", "edit-marking-scheme", "copy-marking-scheme"];

/** `more`: how many leaves differ beside those that are listed. */
export type VersionChanges = { readonly changes: readonly Change[]; readonly more: number };

/** @returns by sequence of the record; records of other acts have none */
export async function listVersionChanges(
  runtime: Runtime,
  records: readonly ChainRecord[],
): Promise<ReadonlyMap<number, VersionChanges>> {
  const of = (acts: readonly string[]) => records.filter(({ act }) => acts.includes(act));
  const parts = await Promise.all([
    listMarkChanges(runtime, of(MARK_ACTS)),
    listRuleChanges(runtime, of(["set-event-rules"])),
    listSchemeChanges(runtime, of(SCHEME_ACTS)),
  ]);
  return new Map(parts.flat());
}

type Found = readonly (readonly [sequence: number, changes: VersionChanges])[];

const field = (record: ChainRecord, name: string): Json => (record.payload as { readonly [key: string]: Json })[name] ?? null;

/** What stood before under the same aspect: of a judgement the judge's own score of that round of scores, else what the team agreed on. */
async function listMarkChanges({ database: { read } }: Runtime, records: readonly ChainRecord[]): Promise<Found> {
  if (records.length === 0) return [];
  const formIds = [...new Set(records.map(({ objectId }) => objectId))];
  const forms = await read.markingForm.findMany({
    where: { id: { in: formIds } },
    select: {
      id: true,
      round: { select: { scheme: { select: { id: true, content: true } } } },
      revisions: {
        orderBy: { sequence: "asc" },
        select: { sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true },
      },
    },
  });
  const scored = new Map<string, ReadonlySet<string>>();
  for (const { round } of forms) {
    if (round.scheme === null || scored.has(round.scheme.id)) continue;
    const aspects = listAspects(round.scheme.content as unknown as MarkingScheme);
    scored.set(round.scheme.id, new Set(aspects.filter(({ kind }) => kind === "judgement").map(({ id }) => id)));
  }
  const known = new Map(forms.map((form) => [form.id, form]));
  return records.flatMap((record) => {
    const form = known.get(record.objectId);
    const at = form?.revisions.findIndex(({ sequence }) => sequence === field(record, "revision")) ?? -1;
    const own = form?.revisions[at];
    if (!form || !own) return [];
    const isScore = scored.get(form.round.scheme?.id ?? "")?.has(own.aspectId) ?? false;
    const before = form.revisions
      .slice(0, at)
      .findLast(
        (one) =>
          one.aspectId === own.aspectId && (!isScore || (one.judgeId === own.judgeId && one.scoreRound === own.scoreRound)),
      );
    const read = (value: number): Value => (isScore ? { as: "number", number: value } : { as: "marks", hundredths: value });
    const change = { field: isScore ? "score" : "mark", before: before ? read(before.value) : null, after: read(own.value) };
    return [[record.sequence, { changes: [change], more: 0 }]] as const;
  });
}

async function listRuleChanges({ database: { read } }: Runtime, records: readonly ChainRecord[]): Promise<Found> {
  if (records.length === 0) return [];
  const eventId = { in: [...new Set(records.map(({ objectId }) => objectId))] };
  const versions = await read.eventRules.findMany({
    where: { eventId },
    select: { eventId: true, version: true, content: true },
  });
  const find = (event: string, version: number) =>
    versions.find((one) => one.eventId === event && one.version === version)?.content;
  return records.map((record) => {
    const version = Number(field(record, "version"));
    return [record.sequence, compare(find(record.objectId, version - 1), find(record.objectId, version))] as const;
  });
}

/** A scheme follows the one before it of the same round. */
async function listSchemeChanges({ database: { read } }: Runtime, records: readonly ChainRecord[]): Promise<Found> {
  if (records.length === 0) return [];
  const eventId = { in: [...new Set(records.map(({ objectId }) => objectId))] };
  const versions = await read.markingScheme.findMany({
    where: { eventId },
    orderBy: { version: "asc" },
    select: { id: true, eventId: true, version: true, roundNumber: true, content: true },
  });
  return records.flatMap((record) => {
    const own = versions.find(({ id }) => id === field(record, "scheme"));
    if (!own) return [];
    const before = versions.findLast(
      (one) => one.eventId === own.eventId && one.roundNumber === own.roundNumber && one.version < own.version,
    );
    return [[record.sequence, compare(before?.content, own.content)]] as const;
  });
}

/** A first version is no change of anything. */
function compare(before: unknown, after: unknown): VersionChanges {
  if (before === undefined || after === undefined) return { changes: [], more: 0 };
  const changes = compareVersions(before as Json, after as Json);
  return { changes: changes.slice(0, MOST_LEAVES), more: Math.max(0, changes.length - MOST_LEAVES) };
}
