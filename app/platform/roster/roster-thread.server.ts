/** What the thread of a roster runs: it reads one file, checks it against what it is told, and makes the batches that store it. */
import { parentPort } from "node:worker_threads";
import { checkRoster, listCoachesByName, listDocuments } from "#app/domain/registration/roster.ts";
import type { CheckedEntry, RosterReport, RosterRow } from "#app/domain/registration/roster-facts.ts";
import { makeRosterContext, type RosterFrame } from "#app/domain/registration/roster-people.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { type Keys, loadKeys } from "#app/platform/crypto/keys.server.ts";
import { openForNow } from "#app/platform/crypto/vault.server.ts";
import { markRosterFile } from "#app/platform/excel/mark-roster.ts";
import { readRoster } from "#app/platform/excel/read-roster.ts";
import { packBatch } from "#app/platform/roster/pack-batch.server.ts";
import { listLeaving, makeBatches, type RosterBatch, type TakenNumber } from "#app/platform/roster/roster-batches.server.ts";
import type { RosterCalls, RosterSummary } from "#app/platform/roster/roster-calls.ts";
import { type KnownPerson, openRosterPerson } from "#app/platform/roster/sealed-people.server.ts";

/** So many changed rows cross over for people to read, and so many refusals to be marked in their cells; the counts are of all. */
const SHOWN_ROWS = 100;
const MARKED_REFUSALS = 5_000;
const BATCH_ENTRIES = 50;

type State = {
  keys: Keys;
  frame: RosterFrame;
  rows: readonly RosterRow[];
  people: Map<string, KnownPerson>;
  report: RosterReport | null;
  taken: TakenNumber[];
  batches: Generator<RosterBatch> | null;
  /** When what is stored is stored. */
  at: Date | null;
};
let state: State | null = null;

function getState(): State {
  if (state === null) throw new Error("No roster is open.");
  return state;
}

function listChanges({ report }: State): readonly CheckedEntry[] {
  return report?.entries.filter(({ change }) => change === "added" || change === "changed") ?? [];
}

const calls: RosterCalls = {
  open: async ({ file, frame, keys: source }) => {
    state = null;
    const keys = loadKeys(source);
    const read = await readRoster(openForNow(keys, file), { namesDelegations: frame.delegationId === null });
    if (!read.ok) return { ok: false, refusals: read.refusals };
    state = { keys, frame, rows: read.value, people: new Map(), report: null, taken: [], batches: null, at: null };
    return { ok: true, rows: read.value.length };
  },
  reframe: ({ frame }) => {
    const current = getState();
    state = { ...current, frame, people: new Map(), report: null, taken: [], batches: null, at: null };
  },
  listHashes: ({ from, count }) => {
    const { rows, keys, frame } = getState();
    const part = rows.slice(from, from + count);
    const documents = listDocuments(part).map(({ kind, text }) => keys.hashDocument(kind, text));
    const coaches = listCoachesByName(part, frame).map((coach) => keys.hashDocument(coach.documentKind, coach.documentNumber));
    return [...new Set([...documents, ...coaches])];
  },
  addPeople: ({ people }) => {
    const { keys, people: known } = getState();
    for (const person of people) known.set(person.documentHash, openRosterPerson(keys, person));
  },
  check: () => {
    const current = getState();
    const { keys, frame, people, rows } = current;
    const report = checkRoster(
      rows,
      makeRosterContext(frame, ({ kind, text }) => people.get(keys.hashDocument(kind, text)) ?? null),
    );
    current.report = report;
    return summarise(report);
  },
  listLeaving: () => {
    const current = getState();
    const changes = listChanges(current);
    return {
      targets: changes.flatMap(({ entryId }) => entryId ?? []),
      people: [...listLeaving({ ...current, changes })].map(([delegationId, personIds]) => ({ delegationId, personIds })),
    };
  },
  addTaken: ({ taken }) => {
    getState().taken.push(...taken);
  },
  startBatches: ({ at }) => {
    const current = getState();
    current.at = at;
    current.batches = makeBatches({ ...current, changes: listChanges(current) }, BATCH_ENTRIES);
  },
  nextBatch: () => {
    const { batches, at } = getState();
    const next = batches?.next();
    return next === undefined || next.done || at === null ? null : packBatch(next.value, at);
  },
  mark: ({ file, keys, marks, words }) => markRosterFile(openForNow(loadKeys(keys), file), marks, words),
  close: () => {
    state = null;
  },
};

function summarise(report: RosterReport): RosterSummary {
  const plan = JSON.stringify([
    report.entries.map(({ members: _members, ...entry }) => entry),
    report.rows.map(({ change, changedColumns }) => [change, changedColumns]),
    report.refusals.map(({ code, row, column }) => [code, row, column]),
  ]);
  const changing = report.rows.filter(({ change }) => change === "added" || change === "changed");
  return {
    counts: report.counts,
    digest: sha256(plan),
    rows: changing.slice(0, SHOWN_ROWS).map(({ refusals: _refusals, ...row }) => row),
    changingRows: changing.length,
    refusals: report.refusals.slice(0, MARKED_REFUSALS),
    refusalCount: report.refusals.length,
    adds: report.counts.added > 0,
    changedEntryIds: report.entries.flatMap(({ change, entryId }) => (change === "changed" ? (entryId ?? []) : [])),
  };
}

parentPort?.on("message", async ({ call, input }: { call: keyof RosterCalls; input: never }) => {
  try {
    parentPort?.postMessage({ value: await calls[call](input) });
  } catch (error) {
    parentPort?.postMessage({ error: String(error instanceof Error ? error.stack : error) });
  }
});
