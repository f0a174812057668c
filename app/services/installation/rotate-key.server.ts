/**
 * Rotation of the installation's key: what the old one opens is put under a new one in one transaction, and the file of the new one takes the
 * place of the old one's. It may end at any step: what is then in the file, or beside it, is what the database was left with.
 */
import fs from "node:fs";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { sealEarlierBadges } from "#app/platform/crypto/badge.server.ts";
import { installNextKey, keepKeyAside, readKeyFile, readOrMakeKeyFile, toKeyFile } from "#app/platform/crypto/key-file.server.ts";
import { deriveKeys, type Keys, parseKey } from "#app/platform/crypto/keys.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { REWRAPPED } from "#app/services/installation/rewrap.server.ts";

const ID = "installation";

export type RotationStep = "made" | "rewrapped" | "kept-aside" | "installed";
export type Rotated = {
  /** Rows by what they are of, such as PersonKey.wrapped. */
  readonly rows: Readonly<Record<string, number>>;
  /** Where the old key lies; null: it came from the environment, and so must the new one. */
  readonly aside: string | null;
};
export type RotationRefusal = "key-other" | "new-key-missing" | "new-key-same";

/**
 * While nobody serves: whoever has the old key in memory would go on sealing with it. Each step that is done is told, so that it can be
 * broken off after any of them.
 * @param newKey NEW_SECRET_KEY where the key comes from the environment
 */
export async function* rotateKey(
  runtime: Runtime,
  newKey: string | null,
): AsyncGenerator<RotationStep, Decision<Rotated, RotationRefusal>> {
  const { env, keys: from } = runtime;
  const isFile = env.secretKey === null;
  if (!isFile && newKey === null) return refuse({ code: "new-key-missing" });
  const to = deriveKeys(
    isFile ? readOrMakeKeyFile(toKeyFile(env.dataDirectory, "next")) : parseKey(newKey ?? "", "NEW_SECRET_KEY"),
  );
  if (to.check === from.check) return refuse({ code: "new-key-same" });
  yield "made";
  const rewrapped = await rewrapAll(runtime, from, to);
  if (!rewrapped.ok) return rewrapped;
  yield "rewrapped";
  if (!isFile) return allow({ rows: rewrapped.value, aside: null });
  const aside = keepKeyAside(env.dataDirectory, runtime.clock.now());
  yield "kept-aside";
  installNextKey(env.dataDirectory);
  yield "installed";
  return allow({ rows: rewrapped.value, aside });
}

function rewrapAll(
  { database }: Runtime,
  from: Keys,
  to: Keys,
): Promise<Decision<Readonly<Record<string, number>>, RotationRefusal>> {
  return database.write<Readonly<Record<string, number>>, RotationRefusal>(
    async ({ tables, audit, announce }) => {
      // The first statement takes the one row: another rotation waits, and then finds another key.
      const { count } = await tables.installation.updateMany({
        where: { id: ID, keyCheck: from.check },
        data: { keyCheck: to.check },
      });
      if (count === 0) return refuse({ code: "key-other" });
      const rows: Record<string, number> = {};
      for (const [of, rewrap] of Object.entries(REWRAPPED)) rows[of] = await rewrap(tables, from, to);
      const earlierBadges = sealEarlierBadges(to, [from.badge, ...from.earlierBadges]);
      await tables.installation.updateMany({ where: { id: ID }, data: { earlierBadges } });
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "rotate-key",
        objectKind: "installation",
        objectId: ID,
        payload: { ...rows },
      });
      announce({ kind: "key-changed", keyCheck: to.check });
      return allow(rows);
    },
    { isLarge: true },
  );
}

/**
 * Ends a rotation that broke off after its commit: the database has the next key already, and the file follows. One that broke off before
 * leaves its next key where it is, for the next attempt.
 * @returns whether there was something to end
 */
export async function settleKey({ env, database, clock }: Runtime): Promise<boolean> {
  if (!hasNextKey(env)) return false;
  const next = deriveKeys(readKeyFile(toKeyFile(env.dataDirectory, "next")));
  const row = await database.read.installation.findUnique({ where: { id: ID }, select: { keyCheck: true } });
  if (row?.keyCheck !== next.check) return false;
  keepKeyAside(env.dataDirectory, clock.now());
  installNextKey(env.dataDirectory);
  return true;
}

/** Whether a rotation of the key in the file is under way or broke off. */
export function hasNextKey(env: Pick<Runtime["env"], "secretKey" | "dataDirectory">): boolean {
  return env.secretKey === null && fs.existsSync(toKeyFile(env.dataDirectory, "next"));
}
