/** A part of a log in words: who did what to what and when, with before and after, free of what this reader may not see yet. */
import { covers, type Grant } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import type { ChainRecord } from "#app/domain/audit/chain.ts";
import { REASON_FIELD, readChanges, readDetails, readReasonId } from "#app/domain/audit/changes.ts";
import type { History, HistoryRecord } from "#app/domain/audit/history.ts";
import { findSide, isRecordVisible } from "#app/domain/audit/history-sight.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listBlindableRounds } from "#app/queries/audit/is-log-open.server.ts";
import { listVersionChanges, type VersionChanges } from "#app/queries/audit/list-version-changes.server.ts";
import { type ResolvedObject, resolveObjects } from "#app/queries/audit/resolve-objects.server.ts";

export type HistoryFilter = {
  readonly kind: string | null;
  readonly id: string | null;
  readonly act: string | null;
  /** The account name of who did it; `system` is nobody who was signed in. */
  readonly by: string | null;
  /** YYYY-MM-DD in China. */
  readonly day: string | null;
  /** Only what came before this record. */
  readonly before: number | null;
};

const PAGE = 50;
const BATCH = 200;
/** So many batches are looked through for one page; what lies behind is a page further. */
const MOST_BATCHES = 20;
const DAY_MS = 86_400_000;

/** Newest first. @param chain a competition's id or SYSTEM_CHAIN */
export async function getHistory(
  runtime: Runtime,
  actor: Pick<Actor, "grants">,
  { chain, filter }: { readonly chain: string; readonly filter: HistoryFilter },
): Promise<History> {
  const sight = await openSight(runtime, actor.grants, chain);
  const where = await toWhere(runtime, chain, filter);
  const records: HistoryRecord[] = [];
  let before = filter.before ?? Number.MAX_SAFE_INTEGER;
  let hasMore = where !== null;
  for (let batch = 0; where !== null && hasMore && batch < MOST_BATCHES && records.length < PAGE; batch += 1) {
    const rows = await runtime.database.read.auditRecord.findMany({
      where: { ...where, sequence: { lt: Math.min(before, 2_147_483_647) } },
      orderBy: { sequence: "desc" },
      take: BATCH,
    });
    const resolve = await resolveObjects(runtime, rows);
    const visible = rows.filter((row) => sight.sees(row, resolve(row))).slice(0, PAGE - records.length);
    const isFull = visible.length + records.length >= PAGE;
    records.push(...(await describe(runtime, visible, { resolve, sight })));
    const last = isFull ? visible.at(-1) : rows.at(-1);
    before = last?.sequence ?? before;
    hasMore = isFull || rows.length === BATCH;
  }
  return { records, next: hasMore && records.length > 0 ? before : null, isPartial: sight.isPartial };
}

/** @returns null where nothing can be found */
async function toWhere({ database: { read } }: Runtime, chain: string, { kind, id, act, by, day }: HistoryFilter) {
  const actor =
    by === null || by === SYSTEM ? null : await read.user.findUnique({ where: { username: by }, select: { id: true } });
  if (by !== null && by !== SYSTEM && actor === null) return null;
  const from = day === null ? null : Date.parse(`${day}T00:00:00+08:00`);
  return {
    chain,
    ...(kind === null ? {} : { objectKind: kind }),
    ...(id === null ? {} : { objectId: id }),
    ...(act === null ? {} : { act }),
    ...(by === null ? {} : { actorId: actor?.id ?? null }),
    ...(from === null ? {} : { at: { gte: new Date(from), lt: new Date(from + DAY_MS) } }),
  };
}

/** In a filter: nobody who was signed in. */
export const SYSTEM = "system";

type Row = { readonly act: string; readonly objectKind: string };
type Sight = {
  readonly isPartial: boolean;
  sees(row: Row, of: ResolvedObject): boolean;
  /** Whether delegations and schemes may stand there. */
  readonly mayNamePeople: boolean;
  readonly mayReadSchemes: boolean;
};

async function openSight(runtime: Runtime, grants: readonly Grant[], chain: string): Promise<Sight> {
  if (chain === SYSTEM_CHAIN) return { isPartial: false, sees: () => true, mayNamePeople: true, mayReadSchemes: true };
  const rounds = await listBlindableRounds(runtime, chain);
  const events = new Set(rounds.map(({ eventId }) => eventId));
  const phasesOf = (these: typeof rounds) => these.map(({ phase }) => phase);
  const rolesIn = (eventId: string | null): readonly Role[] =>
    grants.filter((grant) => covers(grant, { competitionId: chain, eventId, delegationId: null })).map(({ role }) => role);
  // Of what belongs to no event every round may tell something, and a duty in any event counts.
  const everywhere = [...new Set([...events, null].flatMap((eventId) => rolesIn(eventId)))];
  const isPartial =
    !isRecordVisible("people", phasesOf(rounds), everywhere) || !isRecordVisible("works", phasesOf(rounds), everywhere);
  return {
    isPartial,
    mayNamePeople: isRecordVisible("people", phasesOf(rounds), everywhere),
    mayReadSchemes: everywhere.some((role) => EVENT_PAGES.scheme.some((reader) => reader === role)),
    sees: (row, { eventId, roundId }) => {
      const side = findSide(row);
      // A work belongs to one round; whose it is, is known through the other rounds of the event, too.
      const own =
        side === "works" && roundId !== null
          ? rounds.filter(({ id }) => id === roundId)
          : eventId !== null
            ? rounds.filter((round) => round.eventId === eventId)
            : rounds;
      return isRecordVisible(side, phasesOf(own), eventId === null ? everywhere : rolesIn(eventId));
    },
  };
}

type StoredRecord = Omit<ChainRecord, "at" | "payload"> & { readonly at: Date; readonly payload: unknown };

async function describe(
  runtime: Runtime,
  rows: readonly StoredRecord[],
  { resolve, sight }: { readonly resolve: (row: StoredRecord) => ResolvedObject; readonly sight: Sight },
): Promise<readonly HistoryRecord[]> {
  const records = rows.map((row) => ({ ...row, at: row.at.toISOString() }) as ChainRecord);
  const reasonIds = rows.flatMap(({ payload }) => readReasonId(payload) ?? []);
  const actorIds = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const [users, reasons, versions] = await Promise.all([
    runtime.database.read.user.findMany({
      where: { id: { in: actorIds } },
      select: { id: true, username: true, displayName: true },
    }),
    runtime.database.read.actReason.findMany({ where: { id: { in: reasonIds } } }),
    listVersionChanges(runtime, records),
  ]);
  const reasonOf = new Map(reasons.map(({ id, reason }) => [id, reason]));
  const known = new Map(users.map((user) => [user.id, user]));
  return records.map((record, index) => {
    const { sequence, at, actorId, act, payload, objectKind: kind, objectId: id } = record;
    const user = known.get(actorId ?? "");
    const reason = reasonOf.get(readReasonId(payload) ?? "");
    const { label, labelEn } = resolve(rows[index] as StoredRecord);
    const isNamed = kind !== "delegation" || sight.mayNamePeople;
    const version: VersionChanges | undefined =
      act.endsWith("-marking-scheme") && !sight.mayReadSchemes ? undefined : versions.get(sequence);
    return {
      sequence,
      at,
      by: actorId === null ? null : { username: user?.username ?? "", name: user?.displayName ?? actorId },
      act,
      object: { kind, id, label: isNamed ? label : null, labelEn: isNamed ? labelEn : null },
      changes: [...readChanges(act, payload), ...(version?.changes ?? [])],
      more: version?.more ?? 0,
      details: [
        ...readDetails(act, payload),
        ...(reason === undefined ? [] : [{ field: REASON_FIELD, value: { as: "text" as const, text: reason } }]),
      ],
    };
  });
}
