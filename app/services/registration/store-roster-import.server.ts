/** Stores a roster exactly as it was previewed, all of it or nothing (DOMAIN 3). */

import type { RosterChange } from "#app/domain/registration/roster-facts.ts";
import { OPEN_STATUSES } from "#app/domain/registration/roster-people.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { sealJson } from "#app/platform/crypto/sealed-json.server.ts";
import { insertRows, updateRows } from "#app/platform/db/bulk.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { RosterLeaving } from "#app/platform/roster/roster-calls.ts";
import { type RosterSession, RosterThreadEnded, withRosterThread } from "#app/platform/roster/roster-session.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { readPreview } from "#app/queries/registration/find-roster-import.server.ts";
import { getRosterFrame } from "#app/queries/registration/get-roster-frame.server.ts";
import { listImportBlocks } from "#app/queries/registration/list-import-blocks.server.ts";
import { readImportFile } from "#app/queries/registration/read-import-file.server.ts";
import { learnPeople } from "#app/services/registration/learn-people.server.ts";

export type StoreImportInput = {
  readonly importId: string;
  readonly competitionId: string;
  readonly delegationId: string | null;
};

/** Entries, not rows. */
export type RosterStored = { readonly fileName: string; readonly counts: Readonly<Record<RosterChange, number>> };

/** A file of so few rows is stored beside other writes, in a moment. */
const SMALL_ROWS = 1_000;
const READ_AT_ONCE = 1_000;
const AUDITED_IDS = 1_000;
/** A file refused so has to be handed in again; what else stands against it, its preview says. */
const SPOILT: ReadonlySet<string> = new Set(["preview-outdated", "workbook-too-complex"]);

/**
 * The file is read before the transaction and checked again inside it: what it would do must be what was previewed. New entries
 * are drafts; a changed entry that was handed in becomes a draft again, because nobody has reviewed what it says now.
 */
export function storeRosterImport(runtime: Runtime, actor: Actor, input: StoreImportInput): Promise<Decision<RosterStored>> {
  return runtime.imports.run(input.importId, "storing", async (tell, signal) => {
    const decision = await store(runtime, actor, input, { tell, signal });
    if (!decision.ok && decision.refusals.some(({ code }) => SPOILT.has(code))) {
      await failRosterImport(runtime, actor, input, decision.refusals);
    }
    return decision;
  });
}

type Watch = { readonly tell: (rowsTotal: number | null, rowsDone: number) => void; readonly signal: AbortSignal };

async function store(
  runtime: Runtime,
  actor: Actor,
  input: StoreImportInput,
  { tell, signal }: Watch,
): Promise<Decision<RosterStored>> {
  const { importId, competitionId, delegationId } = input;
  const where = { id: importId, competitionId, delegationId };
  const select = { state: true, fileName: true, sha256: true, preview: true } as const;
  const row = await runtime.database.read.rosterImport.findFirst({ where, select });
  if (row === null) return refuse({ code: "not-found" });
  if (row.state !== "checked") return refuse({ code: "import-not-waiting" });
  const preview = readPreview(runtime.keys, row.preview);
  try {
    return await withRosterThread(signal, async (session) => {
      const { secretKey, dataDirectory } = runtime.env;
      const frame = await getRosterFrame(runtime.database.read, input);
      const file = await readImportFile(runtime, importId);
      const opened = await session.ask("open", { file, frame, keys: { secretKey, dataDirectory } });
      if (!opened.ok) throw new Error("A file that was checked can be opened.");
      const write = async (within: Write): Promise<Decision<RosterStored>> => {
        const { tables, audit } = within;
        await session.ask("reframe", { frame: await getRosterFrame(tables, input) });
        await learnPeople(tables, session, { rows: opened.rows, tell: () => tell(opened.rows, 0) });
        const summary = await session.ask("check", null);
        if (summary.digest !== preview?.digest) return refuse({ code: "preview-outdated" });
        const blocked = await listImportBlocks(runtime, tables, competitionId, summary);
        if (blocked.length > 0) return refuse(...blocked);
        if (summary.refusalCount > 0) return refuse({ code: "rows-refused", params: { count: summary.counts.refused } });
        if (summary.counts.added + summary.counts.changed === 0) return refuse({ code: "roster-unchanged" });
        const stored = await storeBatches(runtime, within, session, {
          delegationIds: frame.delegations.map(({ id }) => id),
          tell: (done) => tell(opened.rows, done),
        });
        await tables.rosterImport.update({
          where: { id: importId },
          data: { state: "stored", file: new Uint8Array(), finishedAt: runtime.clock.now() },
        });
        for (const part of makeParts(stored)) {
          await audit({
            chain: competitionId,
            actorId: actor.userId,
            act: "import-roster",
            objectKind: delegationId === null ? "competition" : "delegation",
            objectId: delegationId ?? competitionId,
            payload: { import: importId, file: row.sha256, ...part },
          });
        }
        if (signal.aborted) return refuse({ code: "import-stopped" });
        return allow<RosterStored>({ fileName: row.fileName, counts: summary.counts });
      };
      return runtime.database.write(write, { isLarge: opened.rows > SMALL_ROWS });
    });
  } catch (error) {
    if (error instanceof RosterThreadEnded) return refuse({ code: signal.aborted ? "import-stopped" : "workbook-too-complex" });
    throw error;
  }
}

/** Whoever waited no longer finds on its page why nothing was stored. */
async function failRosterImport(
  { clock, database, keys }: Runtime,
  actor: Actor,
  { importId, competitionId }: StoreImportInput,
  refusals: readonly Refusal[],
): Promise<void> {
  await database.write(async ({ tables, audit }) => {
    const { count } = await tables.rosterImport.updateMany({
      where: { id: importId, state: "checked" },
      data: { state: "failed", file: new Uint8Array(), finishedAt: clock.now(), refusals: sealJson(keys, refusals) },
    });
    if (count === 0) return refuse({ code: "import-not-waiting" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "fail-roster-import",
      objectKind: "roster-import",
      objectId: importId,
      payload: { failed: refusals.map(({ code }) => code) },
    });
    return allow(null);
  });
}

type Stored = { readonly added: string[]; readonly changed: string[]; readonly left: string[] };

/** One record of the audit chain holds so many ids at most: a long one would be put together while everyone waits. */
function makeParts(stored: Stored): readonly (Stored & { readonly part: number; readonly parts: number })[] {
  const kinds = ["added", "changed", "left"] as const;
  const all = chunk(
    kinds.flatMap((kind) => stored[kind].map((id) => ({ kind, id }))),
    AUDITED_IDS,
  );
  return all.map((ids, index) => {
    const of = (wanted: (typeof kinds)[number]) => ids.flatMap(({ kind, id }) => (kind === wanted ? id : []));
    return { part: index + 1, parts: all.length, added: of("added"), changed: of("changed"), left: of("left") };
  });
}

/** Writes the added and changed entries; answers the ids of these, and of entries that lost a member to one of them. */
async function storeBatches(
  { clock, database }: Runtime,
  write: Write,
  session: RosterSession,
  of: { readonly delegationIds: readonly string[]; readonly tell: (rowsDone: number) => void },
): Promise<Stored> {
  const { delegationIds, tell } = of;
  const { tables } = write;
  const at = clock.now();
  const leaving = await session.ask("listLeaving", null);
  const left = await detachMembers(tables, leaving, at);
  for await (const taken of listTakenNumbers(tables, delegationIds)) await session.ask("addTaken", { taken });
  await session.ask("startBatches", { at });
  const stored: Stored = { added: [], changed: [], left };
  let rows = 0;
  for (let batch = await session.ask("nextBatch", null); batch !== null; batch = await session.ask("nextBatch", null)) {
    const { provider } = database;
    for (const { table, json } of batch.inserts) await insertRows(table, { write, provider, json });
    for (const { table, json } of batch.updates) await updateRows(table, { write, provider, json });
    stored.added.push(...batch.addedIds);
    stored.changed.push(...batch.changedIds);
    rows += batch.members;
    tell(rows);
  }
  await takeBack(tables, stored.changed);
  return stored;
}

/** The numbers that the entries of these delegations have, part by part. */
async function* listTakenNumbers(tables: Tables, delegationIds: readonly string[]) {
  for (let after = ""; ; ) {
    const entries = await tables.entry.findMany({
      where: { delegationId: { in: [...delegationIds] }, id: { gt: after } },
      orderBy: { id: "asc" },
      take: READ_AT_ONCE,
      select: { id: true, delegationId: true, eventId: true, rosterNumber: true },
    });
    yield entries.map(({ id: _id, ...entry }) => entry);
    const last = entries.at(-1);
    if (last === undefined || entries.length < READ_AT_ONCE) return;
    after = last.id;
  }
}

/** Takes the people out of the entries that the import may change; an entry left without anyone is withdrawn. */
async function detachMembers(tables: Tables, { targets, people }: RosterLeaving, now: Date): Promise<string[]> {
  const isTarget = new Set(targets);
  const leftIds = new Set<string>();
  for (const { delegationId, personIds } of people) {
    for (const part of chunk(personIds)) {
      const where = { personId: { in: part }, entry: { delegationId, status: { in: [...OPEN_STATUSES] } } };
      const memberships = await tables.entryMember.findMany({ where, select: { entryId: true } });
      for (const { entryId } of memberships) if (!isTarget.has(entryId)) leftIds.add(entryId);
      await tables.entryMember.deleteMany({ where });
    }
  }
  for (const part of chunk(targets)) {
    await tables.entryMember.deleteMany({ where: { entryId: { in: part } } });
    await tables.entryCoach.deleteMany({ where: { entryId: { in: part } } });
  }
  const left = [...leftIds];
  await takeBack(tables, left);
  for (const part of chunk(left)) {
    await tables.entry.updateMany({ where: { id: { in: part } }, data: { updatedAt: now } });
    await tables.entry.updateMany({ where: { id: { in: part }, members: { none: {} } }, data: { status: "withdrawn" } });
  }
  return left;
}

/** What was handed in and changed since is a draft again. */
async function takeBack(tables: Tables, entryIds: readonly string[]): Promise<void> {
  for (const part of chunk(entryIds)) {
    await tables.entry.updateMany({
      where: { id: { in: part }, status: "submitted" },
      data: { status: "draft", submittedAt: null, submittedById: null },
    });
  }
}
