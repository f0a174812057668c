/** What every installation has: regions, policy packs, and a first administrator where nobody can sign in yet. */
import fs from "node:fs";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { type PackState, toShippedVersion } from "#app/domain/policy/pack-version.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { readPolicyPack } from "#app/forms/policy-pack.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import regions from "./regions.json" with { type: "json" };

const POLICIES = new URL("./policies/", import.meta.url);

/**
 * Adds the regions and the documents that the database does not have. Shipped data founds an installation; from then on it only
 * proposes: a file that says what no stored version says becomes the next version, to be confirmed by an officer who sees whom it
 * affects, whatever number the file gives itself. It waits while another proposal of the document is open.
 * @throws Error when a pack file is wrong.
 */
export async function loadSystemData(runtime: Runtime): Promise<void> {
  const { read } = runtime.database;
  const packs = fs
    .readdirSync(POLICIES)
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const pack = readPolicyPack(JSON.parse(fs.readFileSync(new URL(file, POLICIES), "utf8")));
      if (!pack.ok) throw new Error(`seeds/policies/${file}: ${JSON.stringify(pack.refusals)}`);
      return pack.value;
    });
  const stored = await read.policyPack.findMany({ select: { name: true, version: true, state: true, content: true } });
  const missing = packs.flatMap((pack) => {
    const shipped = toShippedVersion(
      pack,
      stored
        .filter(({ name }) => name === pack.name)
        .map(({ version, state, content }) => ({
          version,
          state: state as PackState,
          content: content as unknown as PolicyPack,
        })),
    );
    return shipped ? [shipped] : [];
  });
  const missingRegions = (await read.region.count()) === 0 ? regions : [];
  if (missing.length === 0 && missingRegions.length === 0) return;
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.region.createMany({
      data: missingRegions.map(({ code, name, nameEn, level, parent }) => ({ code, name, nameEn, level, parentCode: parent })),
    });
    for (const { pack, state } of missing) {
      const id = newId();
      await tables.policyPack.create({
        data: {
          id,
          name: pack.name,
          version: pack.version,
          content: pack as unknown as object,
          source: "seed",
          state,
          createdAt: runtime.clock.now(),
        },
      });
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: null,
        act: "load-policy-pack",
        objectKind: "policy-pack",
        objectId: id,
        payload: { pack: pack.name, version: pack.version, state },
      });
    }
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "load-regions",
      objectKind: "region",
      objectId: "all",
      payload: { regions: missingRegions.length },
    });
    return allow(null);
  });
}

/** Makes the first administrator where there is no account at all. @returns his password, shown once; null when there is one. */
export async function createFirstAdministrator(runtime: Runtime): Promise<string | null> {
  if ((await runtime.database.read.user.count()) > 0) return null;
  const password = newSecret(12);
  const passwordHash = await hashSecret(password);
  await runtime.database.write(async ({ tables, audit }) => {
    const id = newId();
    const now = runtime.clock.now();
    await tables.user.create({
      data: {
        id,
        username: "admin",
        displayName: "系统管理员",
        passwordHash,
        pinHash: null,
        organisationId: null,
        disabledAt: null,
        createdAt: now,
      },
    });
    await tables.roleGrant.create({
      data: {
        id: newId(),
        userId: id,
        role: "administrator",
        competitionId: null,
        eventId: null,
        delegationId: null,
        createdAt: now,
        revokedAt: null,
      },
    });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "create-first-administrator", objectKind: "user", objectId: id });
    return allow(null);
  });
  return password;
}
