/** What the fault `privacy` looks at: a world with people, everyone who may look, and one person who is erased and looked for everywhere. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import pg from "pg";
import pino from "pino";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { openPerson, resealPerson } from "#app/platform/crypto/person-vault.server.ts";
import { seal, sealBytes, sealForNow } from "#app/platform/crypto/vault.server.ts";
import { createLogger } from "#app/platform/logger.server.ts";
import { getCompetitionDocument } from "#app/queries/interchange/get-competition-document.server.ts";
import { findPersonExport } from "#app/queries/people/find-person-export.server.ts";
import { getErasureFacts } from "#app/queries/people/get-erasure-facts.server.ts";
import { runNextJob } from "#app/services/jobs/run-next-job.server.ts";
import { erasePerson } from "#app/services/people/erase-person.server.ts";
import { requestData } from "#app/services/people/request-data.server.ts";
import { listAllSecrets, READS } from "../http/access-matrix.ts";
import { type Answer, crawl } from "../http/collect.ts";
import { ACTORS, type ActorName, createMatrixWorld, PLACES, type Secret } from "../http/world.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { actorOf, must } from "../support/competition-steps.ts";
import { plantRows } from "../support/entitlement-steps.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";
import type { DatabaseKind } from "./fault.ts";
import { openRows } from "./oracle/rows.ts";

type Visit = { readonly from: string; readonly routeId: string; readonly kinds: readonly Secret[] };
/** Where the person was found, each "what: where". */
export type Traces = Readonly<Record<"page" | "database" | "export" | "log" | "backup" | "keys", readonly string[]>>;

const NAME = "欧阳琥珀鸢";
const PHONE = "13988877766";
const DOCUMENT = makeDocument("11011219900307851");
const TAKER = NAME;

/** @param options.leaksOnPage the first page says a document number to everyone @param options.logsPlainly errors are logged as they are */
export async function openPrivacyWorld(options: {
  readonly database: DatabaseKind;
  readonly directory: string;
  readonly leaksOnPage: boolean;
  readonly logsPlainly: boolean;
}) {
  const { database: provider, directory, leaksOnPage, logsPlainly } = options;
  const log: string[] = [];
  const destination = { write: (line: string) => void log.push(line) };
  const logger = logsPlainly ? pino({ level: "debug" }, destination) : createLogger({ logLevel: "debug" }, destination);
  const opened = await startAppServer({ provider });
  // Requests, acts and jobs tell the same log everything that they tell.
  const runtime = { ...opened.runtime, logger };
  const first: AppServer = { ...opened, runtime };
  const world = await createMatrixWorld(first);
  const { clock } = first;
  const someone = (await listPeople(first)).at(0)?.documentNumber ?? "";
  const server = await startAppServer({
    runtime,
    ...(leaksOnPage ? { change: (build) => sayOnFirstPage(build, someone) } : {}),
  });
  const { competition, competitionId } = world.places.final;
  const registered = server.entry.listRegistered(server.build, server.entry.listMounts()).filter(({ kind }) => kind === "load");
  const patterns = registered.map(({ routeId, path: pattern }) => ({
    routeId,
    pattern: new RegExp(
      `^${pattern
        .replace(/\/:\w+\?/g, "(?:/[^/]+)?")
        .replace(/:\w+/g, "[^/]+")
        .replace("*", ".*")}/?$`,
    ),
  }));
  const routeOf = (address: string) => {
    const where = address.replace(/^\d{3} /, "").replace(/\?.*/s, "");
    return patterns.find(({ pattern }) => pattern.test(where))?.routeId ?? "";
  };
  const isInteresting = (link: string) => !/^\/(?:sign-out|language|build)\b|[?&](?:[\w-]+\.)?(?:sort|page|q|locale)=/.test(link);
  const starts = [
    "/",
    "/desk",
    `/competitions/${competition}`,
    `/office/${competition}`,
    "/judge",
    "/results/mine",
    "/policy",
    "/accounts",
  ];

  async function visit(actor: ActorName, pages: number): Promise<Answer[]> {
    const cookie = await world.signIn(actor);
    let left = pages;
    const isWithin = (link: string) => isInteresting(link) && left-- > 0;
    return crawl(server, { cookie, from: starts, isInteresting: isWithin, known: new Set(), questions: 1 });
  }

  return {
    actors: ACTORS,
    crawlAs: async (actor: ActorName, pages: number): Promise<Visit[]> =>
      (await visit(actor, pages)).map((answer) => ({
        from: answer.from,
        routeId: routeOf(answer.from),
        kinds: world.findSecrets(toTexts(answer), []),
      })),
    allowedAt: (routeId: string, actor: ActorName): readonly Secret[] =>
      READS.filter(({ thing }) => thing === `${routeId} load`).flatMap((row) => listAllSecrets(row, actor, PLACES)),
    plantVictim,
    close: async () => {
      await server.close();
      await opened.close();
    },
  };

  async function plantVictim() {
    const { read } = runtime.database;
    const member = await findErasable(first, competitionId);
    const { personId, entryId } = member;
    const key = await read.personKey.findUniqueOrThrow({ where: { personId } });
    const data = { name: NAME, documentKind: "resident-id", documentNumber: DOCUMENT, telephone: PHONE };
    const words = `${NAME}（${DOCUMENT}，${PHONE}）说明情况`;
    const certificate = await read.certificate.findFirstOrThrow({ where: { competitionId } });
    const by = { recordedById: "planted", recordedAt: clock.now() };
    const payee = seal(runtime.keys, { bank: "某银行", number: "6222020200112233445", holder: NAME });
    const attachment = sealBytes(runtime.keys, key.wrapped, Buffer.from(`photo of ${NAME}`));
    const sealed = resealPerson(runtime.keys, key.wrapped, data);
    const typed = Buffer.from(`姓名,证件\n${NAME},${DOCUMENT}\n`);
    const roundId = world.places.final.roundId;
    await plantRows(runtime, async (tables) => {
      const documentHash = runtime.keys.hashDocument(data.documentKind, data.documentNumber);
      await tables.person.update({ where: { id: personId }, data: { sealed, documentHash } });
      await tables.payeeAccount.create({ data: { id: "payee-of-victim", personId, ...payee, ...by } });
      await tables.attachment.create({
        data: {
          id: "file-of-victim",
          personId,
          kind: "photo",
          mediaType: "image/jpeg",
          size: 9,
          sealed: attachment,
          uploadedAt: clock.now(),
        },
      });
      await tables.hallRecord.create({
        data: {
          id: "hall-of-victim",
          key: "hall-of-victim",
          roundId,
          entryId,
          kind: "note",
          at: clock.now(),
          text: words,
          signature: { strokes: [NAME] },
          ...by,
        },
      });
      await tables.registrationReview.create({
        data: {
          id: "review-of-victim",
          entryId,
          decision: "returned",
          reason: words,
          reviewerId: "planted",
          createdAt: clock.now(),
        },
      });
      await tables.message.create({
        data: {
          id: "message-of-victim",
          competitionId,
          kind: "written",
          params: { title: NAME, text: words },
          sentAt: clock.now(),
        },
      });
      await tables.notice.create({
        data: {
          id: "notice-of-victim",
          competitionId,
          kind: "notice",
          version: 1,
          title: "获奖名单",
          titleEn: "Winners",
          body: words,
          publishedById: "planted",
          publishedAt: clock.now(),
        },
      });
      await tables.meeting.create({
        data: {
          id: "meeting-of-victim",
          competitionId,
          kind: "leaders-meeting",
          heldAt: clock.now(),
          place: "一号馆",
          minutes: words,
          ...by,
        },
      });
      await tables.meetingAttendee.create({ data: { id: "attendee-of-victim", meetingId: "meeting-of-victim", name: NAME } });
      await tables.unblindingPresence.create({ data: { id: "presence-of-victim", roundId, name: NAME, duty: "见证", ...by } });
      await tables.certificateHandOut.create({
        data: {
          id: "taken-by-victim",
          certificateId: certificate.id,
          way: "other",
          ...seal(runtime.keys, { name: TAKER }),
          handedById: "planted",
          handedAt: clock.now(),
        },
      });
      await tables.rosterImport.create({
        data: {
          id: "roster-of-victim",
          competitionId,
          fileName: `${NAME}.csv`,
          file: sealForNow(runtime.keys, typed),
          sha256: "",
          state: "stored",
          rowsDone: 1,
          createdById: "planted",
          createdAt: clock.now(),
        },
      });
    });
    const handOut = await read.certificateHandOut.findUniqueOrThrow({ where: { id: "taken-by-victim" } });
    // A dump writes bytes in hex.
    const beginningOf = (bytes: Uint8Array | null) => {
      const beginning = Buffer.from(bytes ?? []).subarray(0, 24);
      return [beginning, Buffer.from(beginning.toString("hex"))];
    };
    const secrets: Readonly<Record<string, readonly Buffer[]>> = {
      name: spell(NAME),
      document: spell(DOCUMENT),
      telephone: spell(PHONE),
      "his key": beginningOf(key.wrapped),
      "his sealed data": beginningOf(sealed),
      "his file": beginningOf(attachment),
      "the key of his account": beginningOf(payee.wrapped),
      "the key of his name as a taker": beginningOf(handOut.wrapped),
    };

    return {
      /** @throws Error when the log was told of none of it */
      fail: () => failAbout(words),
      erase: async ({ sweeps }: { readonly sweeps: boolean }): Promise<void> => {
        const organiser = await actorOf(runtime, world.userIds.get("organiser") ?? "");
        const administrator = await actorOf(runtime, world.userIds.get("administrator") ?? "");
        const { requestId } = must(await requestData(runtime, organiser, { kind: "erasure", subject: { personId } }));
        must(await erasePerson(runtime, administrator, { requestId }));
        if (sweeps) while (await runNextJob(runtime));
      },
      /** As a database does that does not overwrite: a row with his name that came and went. */
      deletePlainly: () => deletePlainly(first, NAME),
      search: async ({ pages }: { readonly pages: number }): Promise<Traces> => {
        const shown = (
          await Promise.all((["organiser", "administrator", "public"] as const).map((actor) => visit(actor, pages)))
        ).flat();
        // Asked for directly: a page that lists them need not be among the first.
        const direct = await crawl(server, {
          cookie: await world.signIn("organiser"),
          from: [
            `/competitions/${competition}/notices/notice-of-victim`,
            `/office/${competition}/people`,
            `/office/${competition}/registrations`,
          ],
          isInteresting: () => false,
          known: new Set(),
          questions: 0,
        });
        const find = (what: string, bytes: Buffer) =>
          Object.entries(secrets).flatMap(([secret, needles]) =>
            needles.some((needle) => bytes.includes(needle)) ? [`${secret} in ${what}`] : [],
          );
        const answers = [...shown, ...direct].flatMap((answer) => find(answer.from, Buffer.from(toTexts(answer).join("\n"))));
        const exports = await makeExports(first, competition, personId);
        const files = await listDatabaseFiles(first);
        const copy = await makeBackup(first, directory);
        const left = await read.personKey.findUnique({ where: { personId } });
        const person = await read.person.findUniqueOrThrow({ where: { id: personId }, include: { key: true } });
        const opens = openPerson(runtime.keys, person) !== null || left !== null;
        return {
          page: [...new Set(answers)],
          export: exports.flatMap(({ what, text }) => find(what, Buffer.from(text))),
          log: find("the log", Buffer.from(log.join("\n"))),
          database: files.flatMap((file) => find(path.basename(file), fs.readFileSync(file))),
          backup: find("a backup made now", copy),
          keys: opens ? ["a key that opens his data"] : [],
        };
      },
    };
  }

  /** An act and a job about somebody that a database refuses, in words that hold his name. */
  async function failAbout(words: string): Promise<void> {
    const { competition: draft, eventId } = world.places.draft;
    const rows = await openRows(runtime.env.databaseUrl);
    try {
      for (const sql of FAILURES[provider].begin) await rows.run(sql);
      const body = new FormData();
      const notice = { kind: "technical-document", eventId, replacesId: "", title: words, titleEn: "", body: words };
      for (const [name, value] of Object.entries({ intent: "publish-notice", ...notice })) body.set(name, value);
      const cookie = await world.signIn("organiser");
      // What is looked for stands in an address, too.
      await (await server.ask(`/office/${draft}/people?q=${encodeURIComponent(words)}`, { cookie })).text();
      const response = await server.ask(`/office/${draft}/preparation.data`, { method: "POST", cookie, body });
      await response.text();
      await plantRows(runtime, async (tables) => {
        const times = { runAfter: new Date(0), createdAt: clock.now() };
        await tables.job.create({
          data: { id: FAILING_JOB, kind: "sweep-erased", payload: { tables: "" }, status: "ready", attempts: 0, ...times },
        });
      });
      await runNextJob(runtime);
      const isTold = (message: string) => log.some((line) => line.includes(`"msg":"${message}"`));
      if (response.status !== 500 || !isTold("request failed") || !isTold("job failed"))
        throw new Error(`What was to fail did not, or was not told (${response.status}): this run shows nothing.`);
    } finally {
      for (const sql of FAILURES[provider].end) await rows.run(sql);
      await rows.close();
    }
  }
}

const FAILING_JOB = "job-that-fails";
const WHO = `SELECT "name" FROM "MeetingAttendee" WHERE "id" = 'attendee-of-victim'`;

/** A notice is refused, and so is the end of a job: each time the database says why with a name that it reads where it stands. */
const FAILURES: Readonly<Record<DatabaseKind, Readonly<Record<"begin" | "end", readonly string[]>>>> = {
  sqlite: {
    begin: [
      `CREATE TRIGGER "fail_notice" BEFORE INSERT ON "Notice" BEGIN SELECT RAISE(ABORT, 'invalid value: "' || (${WHO}) || '"'); END`,
      `CREATE TRIGGER "fail_job" BEFORE UPDATE ON "Job" WHEN NEW."id" = '${FAILING_JOB}' AND NEW."status" = 'done'
         BEGIN SELECT RAISE(ABORT, 'invalid value: "' || (${WHO}) || '"'); END`,
    ],
    end: [`DROP TRIGGER "fail_notice"`, `DROP TRIGGER "fail_job"`],
  },
  postgresql: {
    begin: [
      `CREATE FUNCTION "fail_privately"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION 'invalid value: "%"', (${WHO}) USING ERRCODE = TG_ARGV[0], DETAIL = (${WHO}); END $$`,
      `CREATE TRIGGER "fail_notice" BEFORE INSERT ON "Notice" FOR EACH ROW EXECUTE FUNCTION "fail_privately"('22P02')`,
      `CREATE TRIGGER "fail_job" BEFORE UPDATE ON "Job" FOR EACH ROW
         WHEN (NEW."id" = '${FAILING_JOB}' AND NEW."status" = 'done') EXECUTE FUNCTION "fail_privately"('23503')`,
    ],
    end: [`DROP TRIGGER "fail_notice" ON "Notice"`, `DROP TRIGGER "fail_job" ON "Job"`, `DROP FUNCTION "fail_privately"()`],
  },
};

function makeDocument(digits: string): string {
  return digits + computeCheckDigit(digits);
}

/** As files and pages may write it. */
function spell(text: string): readonly Buffer[] {
  const escaped = [...text].map((sign) =>
    sign.charCodeAt(0) < 128 ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return [
    Buffer.from(text, "utf8"),
    Buffer.from(text, "utf16le"),
    Buffer.from(escaped.join("")),
    Buffer.from(encodeURIComponent(text)),
  ];
}

function toTexts(answer: Answer): readonly string[] {
  return "text" in answer ? answer.text.split("\n") : [JSON.stringify(answer.tree)];
}

async function listPeople({ runtime }: AppServer) {
  const people = await runtime.database.read.person.findMany({ include: { key: true }, take: 20 });
  return people.flatMap((person) => openPerson(runtime.keys, person) ?? []);
}

/** Somebody of the final competition whom nothing keeps any more: what kept him is closed first. */
async function findErasable({ runtime }: AppServer, competitionId: string): Promise<{ personId: string; entryId: string }> {
  const { read } = runtime.database;
  const members = await read.entryMember.findMany({ where: { entry: { event: { competitionId } } }, orderBy: { id: "asc" } });
  for (const { id, personId, entryId } of members) {
    await plantRows(runtime, async (tables) => {
      await tables.entitlement.updateMany({ where: { memberId: id }, data: { state: "refused" } });
      await tables.levelPromotion.updateMany({ where: { memberId: id }, data: { state: "refused" } });
    });
    const { running, ...counts } = await getErasureFacts(read, personId);
    if (running.length === 0 && Object.values(counts).every((count) => count === 0)) return { personId, entryId };
  }
  throw new Error("Nobody of the final competition can be erased: this run shows nothing.");
}

async function makeExports({ runtime }: AppServer, competition: string, personId: string) {
  const document = await getCompetitionDocument(runtime, competition, { withPersonalData: true });
  const own = await findPersonExport(runtime, personId);
  const text = (value: unknown) => JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one)) ?? "";
  return [
    { what: "the competition's document", text: text(document) },
    { what: "the person's own export", text: text(own) },
  ];
}

/** Those of SQLite with its journal; of PostgreSQL the files of the tables, where this program may read them. */
async function listDatabaseFiles({ runtime }: AppServer): Promise<readonly string[]> {
  const { databaseUrl } = runtime.env;
  if (runtime.database.provider === "sqlite") {
    const file = databaseUrl.replace("file:", "");
    return [file, `${file}-wal`].filter((name) => fs.existsSync(name));
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("CHECKPOINT");
    const { rows } = await client.query<{ root: string; oid: string }>(
      "SELECT current_setting('data_directory') AS root, oid::text FROM pg_database WHERE datname = current_database()",
    );
    const folder = path.join(rows[0]?.root ?? "", "base", rows[0]?.oid ?? "");
    // A table that was written anew leaves its old file behind, empty, until the next checkpoint.
    return fs.readdirSync(folder).map((name) => path.join(folder, name));
  } finally {
    await client.end();
  }
}

async function makeBackup({ runtime }: AppServer, directory: string): Promise<Buffer> {
  const { databaseUrl } = runtime.env;
  if (runtime.database.provider === "postgresql") {
    return execFileSync("pg_dump", ["--format=plain", "--inserts", databaseUrl], { maxBuffer: 1 << 30 });
  }
  const file = path.join(directory, "backup.db");
  fs.rmSync(file, { force: true });
  const source = openSqliteFile(databaseUrl.replace("file:", ""));
  source.run(`VACUUM INTO '${file}'`);
  source.close();
  return fs.readFileSync(file);
}

async function deletePlainly({ runtime }: AppServer, name: string): Promise<void> {
  const { databaseUrl } = runtime.env;
  const statements = [
    `INSERT INTO "Counter" ("name", "value") VALUES ('${name.repeat(3)}', 1)`,
    `DELETE FROM "Counter" WHERE "name" = '${name.repeat(3)}'`,
  ];
  if (runtime.database.provider === "postgresql") {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (const sql of statements) await client.query(sql);
    await client.end();
    return;
  }
  const file = openSqliteFile(databaseUrl.replace("file:", ""));
  file.all("PRAGMA secure_delete=OFF");
  for (const sql of statements) file.run(sql);
  file.all("PRAGMA wal_checkpoint(TRUNCATE)");
  file.close();
}

function sayOnFirstPage({ routes, ...original }: ServerBuild, words: string): ServerBuild {
  const id = "routes/public/home";
  const route = routes[id];
  const load = route?.module.loader as (...of: unknown[]) => Promise<object>;
  const loader = Object.assign(async (...of: unknown[]) => ({ ...(await load(...of)), note: words }), {
    access: (load as unknown as { access: unknown }).access,
  });
  return {
    ...original,
    routes: { ...routes, [id]: { ...route, module: { ...route?.module, loader } } },
  } as unknown as ServerBuild;
}
