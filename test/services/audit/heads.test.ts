/** Heads of the log: signed once, written where they moved, and what anyone finds with them in an export and in the database. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printHead, type SignedHead } from "#app/domain/audit/head.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { exportChain } from "#app/queries/audit/export-chain.server.ts";
import { listHeads } from "#app/queries/audit/list-heads.server.ts";
import { verifyChains } from "#app/queries/audit/verify-chains.server.ts";
import { listIssuerKeys } from "#app/queries/certificates/list-issuer-keys.server.ts";
import { exportHeads } from "#app/services/audit/export-heads.server.ts";
import { noteHead } from "#app/services/audit/note-head.server.ts";
import { rotateIssuerKey } from "#app/services/certificates/rotate-issuer-key.server.ts";
import { AUDIT_PROGRAM, auditProgram } from "../../support/audit-program.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { openSecondRuntime } from "../../support/two-runtimes.ts";
import { verifyProgram } from "../../support/verify-program.ts";

const CHAIN = "chain-1";
const ADMIN = { userId: "u-admin", grants: [] } as unknown as Parameters<typeof rotateIssuerKey>[1];

describeOnEachDatabase("heads of the log", (provider) => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  async function act(count: number, chain = CHAIN): Promise<void> {
    for (let done = 0; done < count; done += 1) {
      await runtime.database.write(async ({ audit }) => {
        const payload = { number: done, words: ["盲评", "a"], none: null, sure: true, text: "第一行\n“引号”\\" };
        await audit({
          chain,
          actorId: done % 2 === 0 ? null : "u-1",
          act: "test",
          objectKind: "form",
          objectId: `f-${done}`,
          payload,
        });
        return allow(null);
      });
    }
  }

  const noted = async (of: Runtime = runtime) => (await noteHead(of, CHAIN)) as SignedHead;
  async function exported(head: SignedHead): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of exportChain(runtime, head)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  const keysOf = async () => (await auditProgram()).readPem((await listIssuerKeys(runtime)).keys.map(({ pem }) => pem).join(""));
  const folder = () => path.join(runtime.env.dataDirectory, "audit-heads");
  const written = () =>
    fs.existsSync(folder())
      ? fs
          .readdirSync(folder())
          .sort()
          .map((name) => [name, fs.readFileSync(path.join(folder(), name), "utf8")])
      : [];
  async function findFaults(heads: readonly SignedHead[] = []): Promise<readonly string[]> {
    const kept = heads.map((signed) => ({ ...signed, prefix: signed.hash, signed }));
    const faults: string[] = [];
    for await (const one of verifyChains(runtime, { heads: kept, keys: null }))
      faults.push(...one.faults.map(({ code }) => code));
    return faults;
  }

  it("are noted once for each state of a chain, and noting moves no chain", async () => {
    expect(await noteHead(runtime, CHAIN)).toBeNull();
    await act(3);
    const first = await noted();
    expect(first).toMatchObject({ chain: CHAIN, sequence: 3 });
    runtime.clock.advanceMinutes(5);
    expect(await noted()).toEqual(first);
    await act(1);
    expect(await noted()).toMatchObject({ sequence: 4 });
    expect((await runtime.database.read.auditChain.findUniqueOrThrow({ where: { chain: CHAIN } })).sequence).toBe(4);
    // The system's own chain begins with the key that the first head asked for.
    expect(await noteHead(runtime, SYSTEM_CHAIN)).toMatchObject({ sequence: 1 });
  });

  it("are no certificate and no badge, whoever signed them with the same key", async () => {
    await act(1);
    const head = await noted();
    const { keys } = await listIssuerKeys(runtime);
    const program = await verifyProgram();
    const signature = Buffer.from(head.signature, "base64url");
    for (const bytes of [
      Buffer.from(JSON.stringify(head)),
      Buffer.concat([Buffer.from([1]), Buffer.from(head.keyId, "hex"), Buffer.alloc(20), signature]),
    ]) {
      expect((await program.verifyCertificate(bytes.toString("base64url"), keys)).verdict).not.toBe("valid");
    }
    expect(
      await program.verifyBadge(`${Buffer.from('{"alg":"EdDSA"}').toString("base64url")}.e30.${head.signature}`, keys),
    ).toBeNull();
  });

  it("are written once a chain moved, one file a day, and a torn line is written again", async () => {
    await act(2);
    expect(await exportHeads(runtime)).toBe(1);
    // The key that was made for it is an act of the system.
    expect(await exportHeads(runtime)).toBe(1);
    expect(await exportHeads(runtime)).toBe(0);
    await act(1);
    const [[name = "", text = ""] = []] = written();
    expect(name).toBe("2026-11-20.jsonl");
    fs.appendFileSync(path.join(folder(), name), '{"at":"torn');
    expect(await exportHeads(runtime)).toBe(1);
    expect(written()[0]?.[1]?.startsWith(text)).toBe(true);
    expect((await auditProgram()).readHeads(written()[0]?.[1] ?? "")).toHaveLength(3);
    await act(1);
    runtime.clock.advanceMinutes(24 * 60);
    expect(await exportHeads(runtime)).toBe(1);
    expect(written().map(([file]) => file)).toEqual(["2026-11-20.jsonl", "2026-11-21.jsonl"]);
    expect(fs.statSync(folder()).mode & 0o077).toBe(0);
  });

  it("are written by one of several processes", async () => {
    await act(2);
    await noted();
    await exportHeads(runtime);
    await act(1);
    const second = await openSecondRuntime(runtime);
    // A SQLite file belongs to one process: there the same one asks twice.
    const other = provider === "postgresql" ? second : runtime;
    const first = await exportHeads(runtime);
    expect(first + (await exportHeads(other))).toBe(1);
    if (provider === "postgresql") {
      await act(1);
      const both = await Promise.all([exportHeads(runtime), exportHeads(second)]);
      expect(both.sort()).toEqual([0, 1]);
    }
    await second.close();
  });

  it("make an export that anyone verifies, in pieces of any size, also after the key was changed", async () => {
    await act(4);
    const early = await noted();
    expect((await rotateIssuerKey(runtime, ADMIN, { distrusts: false })).ok).toBe(true);
    await act(3);
    const head = await noted();
    const text = await exported(head);
    const program = await auditProgram();
    const kept = { keys: await keysOf(), heads: [early, head], printed: [program.readPrinted(printHead(early))] };
    expect(kept.keys).toHaveLength(2);
    expect(await program.verifyExport([text], kept)).toMatchObject({ faults: [], records: 7, sequence: 7, keptHeads: 2 });
    const crumbs = Array.from({ length: Math.ceil(text.length / 7) }, (_, at) => text.subarray(at * 7, at * 7 + 7));
    expect((await program.verifyExport(crumbs, kept)).faults).toEqual([]);
    // Of the keys only the one before: what the other signed is not believed.
    expect((await program.verifyExport([text], { ...kept, keys: kept.keys.slice(1) })).faults).not.toEqual([]);
    // Control: a chain that went on elsewhere.
    const elsewhere = { ...head, sequence: 9 };
    expect((await program.verifyExport([text], { heads: [elsewhere] })).faults).toHaveLength(1);
    expect((await program.verifyExport([text], { printed: [{ sequence: 4, prefix: "0".repeat(16) }] })).faults).toHaveLength(1);
  });

  it("answer the command line with a sentence and an exit code", async () => {
    await act(5);
    const head = await noted();
    const file = path.join(runtime.env.dataDirectory, "audit.jsonl");
    const pem = path.join(runtime.env.dataDirectory, "issuer.pem");
    fs.writeFileSync(file, await exported(head));
    fs.writeFileSync(pem, (await listIssuerKeys(runtime)).keys.map((key) => key.pem).join(""));
    const run = (...words: string[]) => spawnSync(process.execPath, [AUDIT_PROGRAM, ...words], { encoding: "utf8" });
    const whole = run("verify", file, "--key", pem, "--head", printHead(head));
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringContaining("5 records, nothing was changed")]);
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, bytes.subarray(0, -40));
    const cut = run("verify", file, "--key", pem);
    expect([cut.status, cut.stdout]).toEqual([1, expect.stringContaining("the file was cut off")]);
    fs.writeFileSync(file, bytes.toString("utf8").replace('"objectId":"f-2"', '"objectId":"f-3"'));
    const changed = run("verify", file, "--key", pem);
    expect([changed.status, changed.stdout]).toEqual([1, expect.stringContaining("Record 3 was changed")]);
    expect(run("verify", file, "--head", "3:xyz").status).toBe(2);
    expect(run("verify").status).toBe(2);
    expect(run("verify", `${file}.none`).status).toBe(2);
  });

  it("find in the database what was changed, cut off or written anew", async () => {
    await act(6);
    const kept = [await noted()];
    await act(2);
    expect(await findFaults(kept)).toEqual([]);
    const { database } = runtime;
    const set = (sequence: number, data: object) =>
      database.write(
        async ({ tables }) => {
          await tables.auditRecord.update({ where: { chain_sequence: { chain: CHAIN, sequence } }, data });
          return allow(null);
        },
        { isNoAct: true },
      );
    await set(2, { objectId: "f-9" });
    expect(await findFaults(kept)).toEqual(["record-changed"]);
    await set(2, { objectId: "f-1" });
    expect(await findFaults(kept)).toEqual([]);

    // The tail is cut, and everything in the database agrees with it.
    const end = await database.read.auditRecord.findFirstOrThrow({ where: { chain: CHAIN, sequence: 4 } });
    await database.write(
      async ({ tables }) => {
        await tables.auditRecord.deleteMany({ where: { chain: CHAIN, sequence: { gt: 4 } } });
        await tables.auditHead.deleteMany({ where: { chain: CHAIN, sequence: { gt: 4 } } });
        await tables.auditChain.update({ where: { chain: CHAIN }, data: { sequence: 4, head: end.hash } });
        return allow(null);
      },
      { isNoAct: true },
    );
    expect(await findFaults(kept)).toEqual(["chain-cut-short", "kept-head-missing"]);
    // Control: without what was kept elsewhere nobody can tell.
    expect(await findFaults()).toEqual([]);
    expect(await listHeads(runtime, CHAIN)).toEqual([]);
  });

  it("show that a noted head was changed", async () => {
    await act(2);
    await noted();
    await runtime.database.write(
      async ({ tables }) => {
        await tables.auditHead.update({
          where: { chain_sequence: { chain: CHAIN, sequence: 2 } },
          data: { hash: "0".repeat(64) },
        });
        return allow(null);
      },
      { isNoAct: true },
    );
    expect(await findFaults()).toEqual(["head-unsigned", "chain-head-differs"]);
  });
});
