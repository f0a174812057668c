/** The ways in which a COMMIT of the server's database is made to fail, from outside, and to stop failing. */
import { constants } from "node:os";
import type { DatabaseProxy } from "../database-proxy.ts";
import { openRows } from "../oracle/rows.ts";
import type { Recorder } from "../power/recorder.ts";

export type Failure = { readonly name: string; begin(): Promise<void>; end(): Promise<void> };

/** Every transaction with an audit record, which is every act, breaks a deferred constraint at its COMMIT while a row is here. */
const SWITCH = `CREATE TABLE "FailingCommit" ("code" TEXT NOT NULL)`;

const SQLITE_SWITCH = [
  SWITCH,
  `CREATE TABLE "NamesNobody" ("userId" TEXT NOT NULL REFERENCES "User" ("id") DEFERRABLE INITIALLY DEFERRED)`,
  `CREATE TRIGGER "fail_commit" AFTER INSERT ON "AuditRecord" WHEN EXISTS (SELECT 1 FROM "FailingCommit")
     BEGIN INSERT INTO "NamesNobody" VALUES ('nobody'); END`,
];

const POSTGRESQL_SWITCH = [
  SWITCH,
  `CREATE FUNCTION "fail_commit"() RETURNS trigger LANGUAGE plpgsql AS $$
     DECLARE given TEXT; BEGIN
       SELECT "code" INTO given FROM "FailingCommit" LIMIT 1;
       IF FOUND THEN RAISE EXCEPTION 'told to fail' USING ERRCODE = given; END IF;
       RETURN NULL;
     END $$`,
  `CREATE CONSTRAINT TRIGGER "fail_commit" AFTER INSERT ON "AuditRecord" DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION "fail_commit"()`,
];

/** Of PostgreSQL's errors. */
const FOREIGN_KEY = "23503";
const DISK_FULL = "53100";

/** Puts the switch into a database; once. */
export async function installSwitch(url: string): Promise<void> {
  await execute(url, url.startsWith("file:") ? SQLITE_SWITCH : POSTGRESQL_SWITCH);
}

/** A constraint that is looked at when the transaction commits, and does not hold. */
export function failConstraint(url: string, code = FOREIGN_KEY, name = "constraint"): Failure {
  return {
    name,
    begin: () => execute(url, [`INSERT INTO "FailingCommit" VALUES ('${code}')`]),
    end: () => execute(url, [`DELETE FROM "FailingCommit"`]),
  };
}

export function listSqliteFailures(url: string, recorder: Recorder): readonly Failure[] {
  const onDisk = (name: string, act: "write" | "sync", errno: number): Failure => ({
    name,
    begin: async () => recorder.fail({ act, errno }),
    end: async () => recorder.fail(null),
  });
  return [
    failConstraint(url),
    onDisk("disk full", "write", constants.errno.ENOSPC),
    onDisk("failed sync", "sync", constants.errno.EIO),
    locked(url, "BEGIN IMMEDIATE"),
  ];
}

export function listPostgresqlFailures(url: string, proxy: DatabaseProxy): readonly Failure[] {
  const onWire = (name: string, commits: "cut" | "unheard"): Failure => ({
    name,
    begin: async () => proxy.treatCommits(commits),
    end: async () => proxy.treatCommits("pass"),
  });
  return [
    failConstraint(url),
    failConstraint(url, DISK_FULL, "disk full"),
    onWire("cut before COMMIT", "cut"),
    onWire("cut before its answer", "unheard"),
    locked(url, `LOCK TABLE "MarkRevision" IN EXCLUSIVE MODE`),
  ];
}

/** Another process holds what a commit needs: here it is busy before it comes to its COMMIT. */
function locked(url: string, lock: string): Failure {
  let holder: Awaited<ReturnType<typeof openHolder>> | null = null;
  return {
    name: "busy",
    begin: async () => {
      holder = await openHolder(url, lock);
    },
    end: async () => holder?.release(),
  };
}

async function openHolder(url: string, lock: string): Promise<{ release(): Promise<void> }> {
  const rows = await openRows(url);
  if (!url.startsWith("file:")) await rows.run("BEGIN");
  await rows.run(lock);
  return {
    release: async () => {
      await rows.run("ROLLBACK");
      await rows.close();
    },
  };
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const rows = await openRows(url);
  try {
    for (const sql of statements) await rows.run(sql);
  } finally {
    await rows.close();
  }
}
