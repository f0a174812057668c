/**
 * Makes a log to tamper with, in a process of its own: a chain of RECORDS records with heads that were written to files in between.
 * `node --import tsx test/faults/tamper-world.ts RECORDS` on DATA_DIR and DATABASE_URL; prints what an insider has: the chain's id, the
 * key that signs and the published keys, as JSON.
 */
import fs from "node:fs";
import path from "node:path";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { toPem } from "#app/platform/crypto/issuer-key.server.ts";
import { decrypt } from "#app/platform/crypto/vault.server.ts";
import type { AuditEntry } from "#app/platform/db/audit.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { exportHeads } from "#app/services/audit/export-heads.server.ts";
import { noteHead } from "#app/services/audit/note-head.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";

export type TamperWorld = {
  readonly chain: string;
  readonly keyId: string;
  /** 32 bytes in base64. */
  readonly secret: string;
  readonly pem: string;
};

/** About so many records stand between two heads. */
const BETWEEN_HEADS = 23;

const count = Number(process.argv[2] ?? 300);
const env = readEnv(process.env);
fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
await applyMigrations(env.databaseUrl);
const runtime = await createRuntime(env);
const chain = newId();
const judges = [newId(), newId(), newId()];
const forms = Array.from({ length: 12 }, () => newId());

/** What a day of judging records, of several kinds. */
function makeEntry(index: number): AuditEntry {
  const actorId = judges[index % judges.length] ?? null;
  const objectId = forms[index % forms.length] ?? "";
  const form = { chain, actorId, objectKind: "form", objectId };
  if (index % 11 === 0) {
    const payload = { before: null, supervisionTelephone: `010-6954${1_000 + index}（监督组）` };
    return { chain, actorId, act: "set-supervision-telephone", objectKind: "competition", objectId: chain, payload };
  }
  if (index % 7 === 0) return { ...form, act: "sign-off-form", payload: { revision: index, status: "signed" } };
  if (index % 5 === 0) {
    const payload = { round: objectId, from: "expected", to: "checked-in", exception: false };
    return { chain, actorId: null, act: "set-participation", objectKind: "entry", objectId: newId(), payload };
  }
  if (index % 13 === 0) return { ...form, act: "assign-panels", objectKind: "round", payload: { A1: judges, B2: [] } };
  return {
    ...form,
    act: "enter-mark",
    payload: { aspect: `A${index % 4}.1`, scoreRound: 1, value: index % 4, key: newId(), revision: index },
  };
}

for (let index = 1; index <= count; index += 1) {
  await runtime.database.write(async ({ audit }) => {
    await audit(makeEntry(index));
    return allow(null);
  });
  if (index % BETWEEN_HEADS === 0) await exportHeads(runtime);
  // A sheet was printed here.
  if (index % BETWEEN_HEADS === 9) await noteHead(runtime, chain);
}
await exportHeads(runtime);
const { id, publicKey, sealed } = await runtime.database.read.issuerKey.findFirstOrThrow();
const world: TamperWorld = {
  ...{ chain, keyId: id, pem: toPem(publicKey) },
  secret: Buffer.from(decrypt(runtime.keys.issuer, sealed)).toString("base64"),
};
fs.writeFileSync(path.join(env.dataDirectory, "issuer.pem"), world.pem);
await runtime.close();
process.stdout.write(`${JSON.stringify(world)}\n`);
