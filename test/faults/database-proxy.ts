/**
 * Stands between an app process and PostgreSQL, and cuts what it is told to: the connection that listens, or all of them, or whichever
 * commits.
 */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** `refused`: broken, and not to be had again. `hung`: nothing passes, and nobody is told. */
export type Passage = "open" | "refused" | "hung";

/**
 * What happens to a COMMIT: `cut`: the connection breaks before it arrives; `unheard`: it arrives, and the connection breaks before its
 * answer; `lie`: a ROLLBACK arrives in its place, and is answered.
 */
export type Commits = "pass" | "cut" | "unheard" | "lie";

export type DatabaseProxy = {
  /** Of the database, through here. */
  readonly url: string;
  /** What happens to the connection that listens for other processes, and to the others. */
  set(passage: { readonly listener: Passage; readonly others: Passage }): void;
  treatCommits(commits: Commits): void;
  close(): void;
};

/** Statements as the protocol sends them: Q, the length, the text, a zero. */
const COMMIT = toQuery("COMMIT");
const ROLLBACK = toQuery("ROLLBACK");

function toQuery(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + text.length + 1);
  return Buffer.concat([Buffer.from("Q"), length, Buffer.from(`${text}\0`)]);
}

/** What the app calls the connection that listens; it stands in the first packet of a connection. */
const LISTENER = "skillladder-listener";

type Pair = { readonly isListener: boolean; readonly sides: readonly Socket[] };

export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  let commits: Commits = "pass";
  let passage: { readonly listener: Passage; readonly others: Passage } = { listener: "open", others: "open" };
  const passageOf = ({ isListener }: Pick<Pair, "isListener">) => (isListener ? passage.listener : passage.others);

  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    client.once("data", (first) => {
      const isListener = first.includes(LISTENER);
      if (passageOf({ isListener }) === "refused") return void client.destroy();
      const database = connect(Number(target.port || 5432), target.hostname);
      const pair: Pair = { isListener, sides: [client, database] };
      pairs.add(pair);
      const end = () => {
        pairs.delete(pair);
        for (const side of pair.sides) side.destroy();
      };
      for (const side of pair.sides) side.on("error", end).on("close", end);
      database.write(first);
      let isDeaf = false;
      client.on("data", (chunk) => {
        if (passageOf(pair) !== "open") return;
        const isCommit = commits !== "pass" && chunk.equals(COMMIT);
        if (isCommit && commits === "cut") return void end();
        if (isCommit && commits === "unheard") isDeaf = true;
        database.write(isCommit && commits === "lie" ? ROLLBACK : chunk);
      });
      database.on("data", (chunk) => {
        if (isDeaf) return void end();
        if (passageOf(pair) === "open") client.write(chunk);
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy listens on no port.");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;

  return {
    url: url.href,
    set: (next) => {
      passage = next;
      for (const pair of pairs) {
        // What was lost while it hung cannot be made up for: when it heals, such a connection is broken for good.
        if (passageOf(pair) !== "hung" && (passageOf(pair) === "refused" || wasHung.has(pair))) {
          for (const side of pair.sides) side.destroy();
        }
        if (passageOf(pair) === "hung") wasHung.add(pair);
      }
    },
    treatCommits: (next) => {
      commits = next;
    },
    close: () => {
      server.close();
      for (const { sides } of pairs) for (const side of sides) side.destroy();
    },
  };
}

const wasHung = new WeakSet<Pair>();
