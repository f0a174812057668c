/** What the processes of one installation have of each other: claims that one of them holds at a time, and words in passing. */
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import pg from "pg";
import type { ImportProgress } from "#app/domain/registration/roster-import.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

/** Said once and kept nowhere: only what a screen can do without. */
export type Word =
  /** Progress null: nothing of it runs any more. */
  | { readonly kind: "import-progress"; readonly importId: string; readonly progress: ImportProgress | null }
  | { readonly kind: "stop-import"; readonly importId: string };

export type Peers = {
  /** Runs the work while no other process runs any under this name; waits for the one that does. */
  hold<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Whether some process holds it: one that died holds nothing. */
  isHeld(name: string): Promise<boolean>;
  /** Tells the other processes. */
  tell(word: Word): void;
  /** Hears the other processes. */
  hear(listener: (word: Word) => void): void;
};

export const WORD_CHANNEL = "skillladder_words";
/** Names are held in a space of their own: PostgreSQL numbers its advisory locks by two integers. */
const CLAIMS = 20_301;

/** A SQLite file belongs to one process. */
export function createNoPeers(): Peers {
  return { hold: (_name, work) => work(), isHeld: async () => false, tell: () => {}, hear: () => {} };
}

/** @returns what to do with a payload on WORD_CHANNEL, too */
export function createPeers(url: string, pool: Pool): Peers & { receive(payload: string): void } {
  const emitter = new EventEmitter();
  const sender = randomUUID();
  return {
    hold: (name, work) => holdLock(url, name, work),
    isHeld: async (name) => {
      const { rows } = await pool.query<{ held: boolean }>(
        "SELECT NOT pg_try_advisory_xact_lock_shared($1, hashtext($2)) AS held",
        [CLAIMS, name],
      );
      return rows[0]?.held ?? false;
    },
    tell: (word) => {
      pool.query("SELECT pg_notify($1, $2)", [WORD_CHANNEL, JSON.stringify({ sender, word })]).catch(() => undefined);
    },
    hear: (listener) => void emitter.on("word", listener),
    receive: (payload) => {
      const said = JSON.parse(payload) as { sender: string; word: Word };
      if (said.sender !== sender) emitter.emit("word", said.word);
    },
  };
}

/** Over a connection of its own: the database gives the lock back when that ends, however it ends. */
export async function holdLock<Value>(connectionString: string, name: string, work: () => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString, keepAlive: true, application_name: "skillladder-claim" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1, hashtext($2))", [CLAIMS, name]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
