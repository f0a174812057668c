/** Finds the person that a name and a document number belong to, so that he may see his own results; tells nothing else. */
import { createHash, timingSafeEqual } from "node:crypto";
import { normaliseName } from "#app/domain/registration/name.ts";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** In five minutes, of one name: nobody tries all the numbers that somebody whom he knows may have. */
const MOST_OF_NAME = 100;

export type LookUpRefusal = "look-up-unknown" | "look-up-blocked";

/**
 * The number is found by its keyed hash and the name compared. An unknown number, another name and an erased person get one
 * and the same answer; failures are counted by document, so that nobody can try names on a number that he knows, and by name, so that
 * nobody can try numbers on a name.
 * @returns the person's id; or `look-up-unknown`, `look-up-blocked`, or what is wrong with the number as typed.
 */
export async function lookUpResults(
  runtime: Runtime,
  input: { readonly name: string; readonly documentNumber: string },
): Promise<Decision<{ readonly personId: string }>> {
  const { keys, throttle, database } = runtime;
  const recognised = recogniseDocument(input.documentNumber);
  if (!recognised.ok) return refuse(...recognised.refusals.map(ofDocument));
  const hashes = recognised.value.map(({ kind, text }) => keys.hashDocument(kind, text));
  const throttleKey = `look-up-results:${hashes[0]}`;
  const nameKey = `look-up-name:${normaliseName(input.name).toUpperCase()}`;
  const isFree = (await throttle.attempt(throttleKey)) && (await throttle.attempt(nameKey, MOST_OF_NAME));
  if (!isFree) return refuse({ code: "look-up-blocked" });
  const candidates = await database.read.person.findMany({
    where: { documentHash: { in: hashes } },
    select: { id: true, sealed: true, key: { select: { wrapped: true } } },
  });
  const person = candidates.find((candidate) => isSameName(openPerson(keys, candidate)?.name, input.name));
  if (!person) return refuse({ code: "look-up-unknown" });
  await throttle.succeed(throttleKey);
  await throttle.succeed(nameKey);
  return database.write(async ({ audit }) => {
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "look-up-results", objectKind: "person", objectId: person.id });
    return allow({ personId: person.id });
  });
}

function ofDocument({ code, params }: Refusal): Refusal {
  return { code, params: { ...params, field: "documentNumber" } };
}

function isSameName(known: string | undefined, typed: string): boolean {
  const [left, right] = [known ?? "", typed].map((name) =>
    createHash("sha256").update(normaliseName(name).toUpperCase()).digest(),
  );
  return known !== undefined && left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
