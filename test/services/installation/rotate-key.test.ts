/** Rotation of the master key: everything opens under the new one, nothing under the old, wherever it breaks off. */
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { isTrueBadge, makeBadge } from "#app/platform/crypto/badge.server.ts";
import { makeIssuerKey, openSigner } from "#app/platform/crypto/issuer-key.server.ts";
import { toKeyFile } from "#app/platform/crypto/key-file.server.ts";
import { loadKeys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { openTotpSecret, sealTotpSecret } from "#app/platform/crypto/totp.server.ts";
import { openForNow, seal, sealFile, sealForNow, unseal, unsealBytes } from "#app/platform/crypto/vault.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { keepKey } from "#app/services/installation/keep-key.server.ts";
import { REWRAPPED, UNDER_OWN_KEYS } from "#app/services/installation/rewrap.server.ts";
import { type RotationStep, rotateKey, settleKey } from "#app/services/installation/rotate-key.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";
import type { Provider } from "#prisma/migrate.ts";
import { makeScheme, plantCompetition, plantEvent, plantRegion, plantSubject, plantUser } from "../../support/plant.ts";
import { createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";

const PERSON = { name: "欧阳明月", documentKind: "resident-id", documentNumber: "110101199003078515", telephone: "13900139000" };
const BADGE = { competition: "C", event: "E", entrantNumber: "007" };
const AT = new Date("2026-11-20T01:00:00Z");

describeOnEachDatabase("the rotation of the master key", (provider: Provider) => {
  let directory: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let opened: Runtime[];

  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-keys-"));
    database = await createTestDatabase(provider, directory);
    opened = [];
  });
  afterEach(async () => {
    await close();
    await database.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  async function close(): Promise<void> {
    for (const runtime of opened.splice(0)) await runtime.close();
  }

  /** As a process that starts. */
  async function open(secretKey?: string): Promise<Runtime> {
    const env = readEnv({
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATA_DIR: directory,
      DATABASE_URL: database.url,
      ...(secretKey ? { SECRET_KEY: secretKey } : {}),
    });
    const runtime = await createRuntime(env);
    opened.push(runtime);
    return runtime;
  }

  /** As the server starts. @throws where the key is not the database's */
  async function start(): Promise<Runtime> {
    await settleKey(await open());
    const runtime = await open();
    await keepKey(runtime);
    return runtime;
  }

  /** Goes on until this step is done, and no further: as if killed there. */
  async function rotateUntil(runtime: Runtime, last: RotationStep | "end", newKey: string | null = null) {
    const steps = rotateKey(runtime, newKey);
    for (;;) {
      const step = await steps.next();
      if (step.done) return step.value;
      if (step.value === last) return null;
    }
  }

  async function expectAllOpens({ keys, database: { read } }: Runtime): Promise<void> {
    const person = await read.person.findUniqueOrThrow({
      where: { documentHash: keys.hashDocument(PERSON.documentKind, PERSON.documentNumber) },
      include: { key: true },
    });
    expect(openPerson(keys, person)).toMatchObject(PERSON);
    const user = await read.user.findUniqueOrThrow({ where: { username: "office" } });
    expect(openTotpSecret(keys, user.totpSealed ?? new Uint8Array())).toBe("JBSWY3DPEHPK3PXP");
    const issuer = await read.issuerKey.findFirstOrThrow();
    expect(openSigner(keys, issuer)(new Uint8Array(3))).toHaveLength(64);
    const rows = [
      await read.objection.findFirstOrThrow(),
      await read.payeeAccount.findFirstOrThrow(),
      await read.certificateName.findFirstOrThrow(),
      await read.certificateHandOut.findFirstOrThrow(),
    ];
    for (const { sealed, wrapped } of rows) expect(unseal(keys, sealed ?? new Uint8Array(), wrapped)).toEqual({ name: "某人" });
    const note = await read.aspectNote.findFirstOrThrow();
    expect(unsealBytes(keys, note.photo ?? new Uint8Array(), note.photoKey)).toEqual(new Uint8Array([1, 2, 3]));
    const file = await read.rosterImport.findFirstOrThrow();
    expect(openForNow(keys, file.file).toString()).toBe("file");
    expect(openForNow(keys, Buffer.from(String(file.preview), "base64")).toString()).toBe("{}");
    const inBatch = await read.batchFile.findFirstOrThrow();
    expect([inBatch.name, inBatch.sealed].map((bytes) => openForNow(keys, bytes).toString())).toEqual(["name", "file"]);
  }

  async function plant(runtime: Runtime): Promise<void> {
    const { keys } = runtime;
    await runtime.database.write(async ({ tables, audit }) => {
      const sealed = () => seal(keys, { name: "某人" });
      await storePerson(tables, runtime, PERSON);
      const userId = await plantUser(tables, { username: "office", displayName: "甲", passwordHash: null, at: AT });
      await tables.user.update({ where: { id: userId }, data: { totpSealed: sealTotpSecret(keys, "JBSWY3DPEHPK3PXP") } });
      await tables.issuerKey.create({ data: { ...makeIssuerKey(keys), validFrom: AT } });
      const hostRegion = await plantRegion(tables, { code: "110112", name: "通州区" });
      const competitionId = await plantCompetition(tables, { code: "C", name: "赛", phase: "running", hostRegion, at: AT });
      const scheme = makeScheme(2);
      const { roundId } = await plantEvent(tables, {
        competitionId,
        code: "E",
        name: "赛项",
        phase: "judging",
        scheme,
        createdById: userId,
        at: AT,
      });
      const { formIds } = await plantSubject(tables, { roundId, code: "R1", scheme });
      const photo = sealFile(keys, new Uint8Array([1, 2, 3]));
      const taken = { deviceId: "d", enteredAt: AT, receivedAt: AT };
      await tables.aspectNote.create({
        data: {
          key: "n",
          formId: String(formIds[0]),
          aspectId: "A1.1",
          judgeId: userId,
          text: "",
          photo: photo.sealed,
          photoKey: photo.wrapped,
          photoDigest: "",
          ...taken,
        },
      });
      await tables.objection.create({
        data: { id: "o", competitionId, code: "o", statement: "", filedAt: AT, ...sealed() },
      });
      await tables.payeeAccount.create({ data: { id: "p", recordedById: userId, recordedAt: AT, ...sealed() } });
      await tables.certificate.create({
        data: { id: "c", competitionId, number: "1", verifyCode: "v", preparedAt: AT },
      });
      await tables.certificateName.create({ data: { id: "cn", certificateId: "c", position: 1, ...sealed() } });
      const handOut = { id: "ch", certificateId: "c", way: "other", handedById: userId, handedAt: AT };
      await tables.certificateHandOut.create({ data: { ...handOut, ...sealed() } });
      await tables.rosterImport.create({
        data: {
          id: "r",
          competitionId,
          fileName: "f",
          file: sealForNow(keys, Buffer.from("file")),
          preview: Buffer.from(sealForNow(keys, Buffer.from("{}"))).toString("base64"),
          sha256: "",
          state: "checked",
          rowsDone: 0,
          createdById: userId,
          createdAt: AT,
        },
      });
      await tables.attachmentBatch.create({
        data: { id: "b", competitionId, delegationId: "d", state: "open", createdById: userId, createdAt: AT },
      });
      await tables.batchFile.create({
        data: {
          id: "bf",
          batchId: "b",
          position: 1,
          name: sealForNow(keys, Buffer.from("name")),
          sha256: "",
          mediaType: "image/png",
          size: 4,
          sealed: sealForNow(keys, Buffer.from("file")),
        },
      });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "installation", objectId: "test" });
      return allow(null);
    });
  }

  async function listWrapped({ database: { read } }: Runtime): Promise<string[]> {
    const [keys, users, issuers, notes] = [
      await read.personKey.findMany(),
      await read.user.findMany(),
      await read.issuerKey.findMany(),
      await read.aspectNote.findMany(),
    ];
    return [
      ...keys.map((row) => row.wrapped),
      ...users.map((row) => row.totpSealed),
      ...issuers.map((row) => row.sealed),
      ...notes.map((row) => row.photoKey),
    ].map((bytes) => Buffer.from(bytes ?? []).toString("hex"));
  }

  it("puts everything under the new key, keeps the old one aside, and audits it", async () => {
    const before = await start();
    await plant(before);
    await expectAllOpens(before);
    const [badge, wrapped] = [makeBadge(before.keys, BADGE), await listWrapped(before)];
    const decision = await rotateUntil(before, "end");
    if (!decision?.ok) throw new Error("The key was not rotated.");
    expect(decision.value.rows).toEqual(Object.fromEntries(Object.keys(REWRAPPED).map((of) => [of, 1])));
    const aside = String(decision.value.aside);
    expect(path.basename(aside)).toMatch(/^secret\.key\.until-\d{4}-\d\d-\d\d$/);
    await close();

    const after = await start();
    await expectAllOpens(after);
    expect(after.keys.check).not.toBe(before.keys.check);
    expect((await listWrapped(after)).filter((hex) => wrapped.includes(hex))).toEqual([]);
    // What the old key is asked about is not there any more, and opens nothing.
    await expect(expectAllOpens({ ...after, keys: before.keys })).rejects.toThrow();
    const { wrapped: oneKey } = await after.database.read.personKey.findFirstOrThrow();
    expect(() => unseal(before.keys, new Uint8Array(40), oneKey)).toThrow();
    // Printed on paper before, and printed now.
    const check = String(badge.split(":").at(-1));
    expect(makeBadge(after.keys, BADGE)).not.toBe(badge);
    expect(isTrueBadge(after.keys, BADGE, check)).toBe(true);
    expect(isTrueBadge({ ...after.keys, earlierBadges: [] }, BADGE, check)).toBe(false);
    expect(fs.statSync(aside).mode & 0o077).toBe(0);
    expect(fs.statSync(toKeyFile(directory, "current")).mode & 0o077).toBe(0);
    expect(loadKeys({ secretKey: fs.readFileSync(aside, "utf8"), dataDirectory: directory }).check).toBe(before.keys.check);
    const record = await after.database.read.auditRecord.findFirstOrThrow({ where: { act: "rotate-key" } });
    expect(record.payload).toMatchObject({ "PersonKey.wrapped": 1 });
  });

  it.each(["made", "rewrapped", "kept-aside", "installed"] as const)(
    "broken off after “%s”, leaves one key that opens everything, and can be done again",
    async (last) => {
      const before = await start();
      await plant(before);
      await rotateUntil(before, last);
      await close();
      const after = await start();
      await expectAllOpens(after);
      expect(after.keys.check === before.keys.check).toBe(last === "made");
      expect(fs.existsSync(toKeyFile(directory, "next"))).toBe(last === "made");
      expect((await rotateUntil(after, "end"))?.ok).toBe(true);
      await close();
      await expectAllOpens(await start());
    },
  );

  it("changes nothing where one row does not open", async () => {
    const before = await start();
    await plant(before);
    const other = seal({ ...before.keys, wrapping: Buffer.alloc(32, 9) }, { name: "某人" });
    const damage = (wrapped: Uint8Array<ArrayBuffer> | null) =>
      before.database.write(async ({ tables, audit }) => {
        await tables.payeeAccount.updateMany({ data: { wrapped } });
        await audit({ chain: "system", actorId: null, act: "plant", objectKind: "installation", objectId: "test" });
        return allow(null);
      });
    const { wrapped } = await before.database.read.payeeAccount.findFirstOrThrow();
    await damage(other.wrapped);
    await expect(rotateUntil(before, "end")).rejects.toThrow();
    await damage(wrapped === null ? null : new Uint8Array(wrapped));
    await close();
    await expectAllOpens(await start());
  });

  it("asks for the new key where the old one comes from the environment, and refuses a process that has the old one", async () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((key) => key.toString("base64"));
    const before = await open(one);
    await keepKey(before);
    await plant(before);
    expect(await rotateUntil(before, "end")).toMatchObject({ ok: false, refusals: [{ code: "new-key-missing" }] });
    expect(await rotateUntil(before, "end", String(one))).toMatchObject({ refusals: [{ code: "new-key-same" }] });
    expect((await rotateUntil(before, "end", String(two)))?.ok).toBe(true);
    expect(await rotateUntil(before, "end", String(two))).toMatchObject({ refusals: [{ code: "key-other" }] });
    await expect(keepKey(await open(one))).rejects.toThrow(/another key/);
    await expectAllOpens(await open(two));
  });

  it("by command is refused while somebody serves, and killed at any moment leaves one key that works", async () => {
    const before = await start();
    await plant(before);
    const run = (killAfterMs = 0) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "server/commands/keys.ts", "rotate"], {
        env: {
          ...process.env,
          NODE_ENV: "production",
          DATA_DIR: directory,
          DATABASE_URL: database.url,
          SECRET_KEY: "",
          LANG: "en",
        },
        ...(killAfterMs > 0 ? { timeout: killAfterMs, killSignal: "SIGKILL" as const } : {}),
      }).then(
        ({ stdout }) => ({ code: 0, text: stdout }),
        (error: { code?: number; stderr: string }) => ({ code: error.code ?? null, text: error.stderr }),
      );
    expect(await run()).toMatchObject({ code: 2, text: expect.stringContaining("stop every process") });
    await close();
    const full = performance.now();
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining("secret.key.until-") });
    const took = performance.now() - full;
    for (const part of [0.5, 0.7, 0.8, 0.9, 0.95]) {
      await run(Math.round(took * part));
      await expectAllOpens(await start());
      await close();
    }
  }, 120_000);
});

describe("the columns of bytes in the schema", () => {
  /** No secrets, or sealed with what they are wrapped by. */
  const NOT_SEALED = [
    "Notice.bytes",
    "Meeting.bytes",
    "Scan.bytes",
    "RecordedFact.evidence",
    "CertificateDesign.background",
    "Certificate.signature",
    "IssuerKey.publicKey",
    "AuditHead.signature",
    "Installation.earlierBadges",
  ];

  it("are each rewrapped, sealed under a key that is, or no secret", () => {
    const columns = [...fs.readFileSync("prisma/schema.prisma", "utf8").matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(
      ([, model, body = ""]) => [...body.matchAll(/^ {2}(\w+)\s+Bytes/gm)].map(([, name]) => `${model}.${name}`),
    );
    expect(columns.sort()).toEqual([...Object.keys(REWRAPPED), ...UNDER_OWN_KEYS, ...NOT_SEALED].sort());
  });
});

describe("the file of the key", () => {
  it("is made so that others cannot read it, and refused once they can", () => {
    const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-key-"));
    try {
      const { check } = loadKeys({ secretKey: null, dataDirectory });
      const file = toKeyFile(dataDirectory, "current");
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
      expect(fs.readdirSync(dataDirectory)).toEqual(["secret.key"]);
      for (const mode of [0o640, 0o604, 0o644]) {
        fs.chmodSync(file, mode);
        expect(() => loadKeys({ secretKey: null, dataDirectory })).toThrow(/chmod 600/);
      }
      fs.chmodSync(file, 0o600);
      expect(loadKeys({ secretKey: null, dataDirectory }).check).toBe(check);
      fs.writeFileSync(file, "");
      expect(() => loadKeys({ secretKey: null, dataDirectory })).toThrow(/not a key/);
    } finally {
      fs.rmSync(dataDirectory, { recursive: true, force: true });
    }
  });
});
