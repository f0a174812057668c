/** Holds every process of an installation to one key: with another, what one seals no other can open. */
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const ID = "installation";

/**
 * The first process writes down the check of its key.
 * @throws Error with a sentence when this process has another key than the database was first used with
 */
export async function keepKey({ database, keys }: Runtime): Promise<void> {
  const find = () => database.read.installation.findUnique({ where: { id: ID }, select: { keyCheck: true } });
  if ((await find()) === null) {
    await database.write(async ({ tables, audit }) => {
      const before = await tables.installation.findUnique({ where: { id: ID }, select: { id: true } });
      if (before !== null) return refuse({ code: "key-kept" });
      await tables.installation.create({ data: { id: ID, keyCheck: keys.check } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "keep-key", objectKind: "installation", objectId: ID });
      return allow(null);
    });
  }
  if ((await find())?.keyCheck === keys.check) return;
  throw new Error(
    "The personal data in this database are sealed with another key: give this process the same SECRET_KEY, or the same secret.key in DATA_DIR, as the others; after a rotation of the key, the new one.",
  );
}
