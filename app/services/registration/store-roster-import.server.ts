/** Stores a roster exactly as it was previewed, all of it or nothing (DOMAIN 3). */

import type { RosterChange } from "#app/domain/registration/roster.ts";
import { OPEN_STATUSES } from "#app/domain/registration/roster-people.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { openForNow } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { RosterBatch } from "#app/platform/roster/roster-batches.server.ts";
import type { RosterLeaving } from "#app/platform/roster/roster-calls.ts";
import { type RosterSession, RosterThreadEnded, withRosterThread } from "#app/platform/roster/roster-session.server.ts";
import { runImport } from "#app/platform/roster/running-imports.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { readPreview } from "#app/queries/registration/find-roster-import.server.ts";
import { getRosterFrame } from "#app/queries/registration/get-roster-frame.server.ts";
import { listImportBlocks } from "#app/queries/registration/list-import-blocks.server.ts";
import { learnPeople } from "#app/services/registration/learn-people.server.ts";

export type StoreImportInput = {
  readonly importId: string;
  readonly competitionId: string;
  readonly delegationId: string | null;
};

/** Entries, not rows. */
export type RosterStored = { readonly fileName: string; readonly counts: Readonly<Record<RosterChange, number>> };

/**
 * The file is read before the transaction and checked again inside it: what it would do must be what was previewed. New entries
 * are drafts; a changed entry that was handed in becomes a draft again, because nobody has reviewed what it says now.
 */
export function storeRosterImport(runtime: Runtime, actor: Actor, input: StoreImportInput): Promise<Decision<RosterStored>> {
  const { importId, competitionId, delegationId } = input;
  return runImport(importId, "storing", async (tell, signal) => {
    const where = { id: importId, competitionId, delegationId };
    const row = await runtime.database.read.rosterImport.findFirst({ where });
    if (row === null) return refuse({ code: "not-found" });
    if (row.state !== "checked") return refuse({ code: "import-not-waiting" });
    const preview = readPreview(runtime.keys, row.preview);
    try {
      return await withRosterThread(signal, async (session) => {
        const { secretKey, dataDirectory } = runtime.env;
        const frame = await getRosterFrame(runtime.database.read, input);
        const bytes = openForNow(runtime.keys, row.file);
        const opened = await session.ask("open", { bytes, frame, keys: { secretKey, dataDirectory } });
        if (!opened.ok) throw new Error("A file that was checked can be opened.");
        return runtime.database.write(async ({ tables, audit }) => {
          const frame = await getRosterFrame(tables, input);
          await session.ask("reframe", { frame });
          await learnPeople(tables, session, { rows: opened.rows, tell: () => tell(opened.rows, 0) });
          const summary = await session.ask("check", null);
          if (summary.digest !== preview?.digest) return refuse({ code: "preview-outdated" });
          const blocked = await listImportBlocks(runtime, tables, competitionId, summary);
          if (blocked.length > 0) return refuse(...blocked);
          if (summary.refusalCount > 0) return refuse({ code: "rows-refused", params: { count: summary.counts.refused } });
          if (summary.counts.added + summary.counts.changed === 0) return refuse({ code: "roster-unchanged" });
          const stored = await storeBatches(tables, runtime, session, {
            delegationIds: frame.delegations.map(({ id }) => id),
            tell: (done) => tell(opened.rows, done),
          });
          await tables.rosterImport.update({
            where: { id: importId },
            data: { state: "stored", file: new Uint8Array(), finishedAt: runtime.clock.now() },
          });
          await audit({
            chain: competitionId,
            actorId: actor.userId,
            act: "import-roster",
            objectKind: delegationId === null ? "competition" : "delegation",
            objectId: delegationId ?? competitionId,
            payload: { import: importId, file: row.sha256, ...stored },
          });
          if (signal.aborted) return refuse({ code: "import-stopped" });
          return allow<RosterStored>({ fileName: row.fileName, counts: summary.counts });
        });
      });
    } catch (error) {
      if (error instanceof RosterThreadEnded) return refuse({ code: signal.aborted ? "import-stopped" : "workbook-too-complex" });
      throw error;
    }
  });
}

type Stored = { readonly added: string[]; readonly changed: string[]; readonly left: string[] };

/** Writes the added and changed entries; answers the ids of these, and of entries that lost a member to one of them. */
async function storeBatches(
  tables: Tables,
  runtime: Runtime,
  session: RosterSession,
  of: { readonly delegationIds: readonly string[]; readonly tell: (rowsDone: number) => void },
): Promise<Stored> {
  const { delegationIds, tell } = of;
  const now = runtime.clock.now();
  const leaving = await session.ask("listLeaving", null);
  const left = await detachMembers(tables, leaving, now);
  const taken = await tables.entry.findMany({
    where: { delegationId: { in: delegationIds.slice() } },
    select: { delegationId: true, eventId: true, rosterNumber: true },
  });
  await session.ask("startBatches", { taken });
  const stored: Stored = { added: [], changed: [], left };
  let rows = 0;
  for (let batch = await session.ask("nextBatch", null); batch !== null; batch = await session.ask("nextBatch", null)) {
    await storeBatch(tables, batch, now);
    stored.added.push(...batch.entries.map(({ id }) => id));
    stored.changed.push(...batch.changed.map(({ id }) => id));
    rows += batch.members.length;
    tell(rows);
  }
  await takeBack(tables, stored.changed);
  return stored;
}

async function storeBatch(tables: Tables, batch: RosterBatch, now: Date): Promise<void> {
  if (batch.people.length > 0) {
    await tables.person.createMany({ data: batch.people.map((person) => ({ ...person, createdAt: now })) });
    await tables.personKey.createMany({ data: batch.keys });
  }
  for (const { id, sealed } of batch.resealed) await tables.person.update({ where: { id }, data: { sealed } });
  for (const { id, sealed, wrapped } of batch.rekeyed) {
    await tables.person.update({ where: { id }, data: { sealed, key: { create: { wrapped } } } });
  }
  if (batch.entries.length > 0) {
    const entries = batch.entries.map((entry) => ({ ...entry, status: "draft", eligible: true, createdAt: now, updatedAt: now }));
    await tables.entry.createMany({ data: entries });
  }
  for (const { id } of batch.changed) await tables.entry.update({ where: { id }, data: { updatedAt: now } });
  await tables.entryMember.createMany({ data: batch.members });
  if (batch.coaches.length > 0) await tables.entryCoach.createMany({ data: batch.coaches });
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
