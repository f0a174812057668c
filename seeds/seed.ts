/** Fills an empty database: what every installation has, and the demonstration story unless DEMO=off. */
import fs from "node:fs";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { hashSecret, hashToldSecret } from "#app/platform/crypto/password.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { BEGUN, findStory, STORY_COUNTER, TOLD } from "#app/platform/db/story.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_PIN } from "./demo/accounts.ts";
import organisations from "./demo/organisations.json" with { type: "json" };
import { createStoryClock } from "./demo/stage.ts";
import { tellStory } from "./demo/story.ts";
import { createFirstAdministrator, loadSystemData } from "./system.ts";

/** A competition of the story: where it is, the story was told. */
const FINISHED = "tongzhou-2026";

export type SeedOptions = {
  /** Whether the demonstration story is told to an empty database. */
  readonly demo: boolean;
  /** Gives a database file that was thrown away its tables again. */
  readonly migrate: (databaseUrl: string) => Promise<unknown>;
};

/**
 * Brings the database to where people can work, before the server opens it: nothing happens to one that is filled.
 * @returns lines for the one who started the server: how to sign in.
 */
export async function seed(env: Env, { demo, migrate }: SeedOptions): Promise<string> {
  const clock = createStoryClock(new Date());
  const runtime = await createRuntime({ ...env, logLevel: "warn" }, clock);
  try {
    if ((await findStory(runtime.database.read)) === BEGUN) return await beginAnew();
    await loadSystemData(runtime);
    if (!demo) {
      const link = await createFirstAdministrator(runtime);
      return link === null
        ? ""
        : `First account: admin. Set its password at ${link}   (works once; open the others at /accounts)`;
    }
    if ((await runtime.database.read.user.count()) === 0) {
      await markStory(runtime, BEGUN);
      const units = await addCast(runtime);
      await tellStory(runtime, clock, units, new Date());
      await markStory(runtime, TOLD);
    }
    return await describeStory(runtime);
  } finally {
    await runtime.close();
  }

  /** A first start that was cut off never served anyone: what it left is thrown away. */
  async function beginAnew(): Promise<string> {
    if (runtime.database.provider === "postgresql") {
      throw new Error(
        "The first start was interrupted while it told the demonstration story. Empty the database and start again.",
      );
    }
    await runtime.close();
    const file = env.databaseUrl.replace(/^file:/, "");
    for (const suffix of ["", "-wal", "-shm"]) fs.rmSync(`${file}${suffix}`, { force: true });
    await migrate(env.databaseUrl);
    return seed(env, { demo, migrate });
  }
}

async function markStory(runtime: Runtime, value: number): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.counter.upsert({ where: { name: STORY_COUNTER }, create: { name: STORY_COUNTER, value }, update: { value } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: value === TOLD ? "end-story" : "begin-story",
      objectKind: "story",
      objectId: STORY_COUNTER,
    });
    return allow(null);
  });
}

/** How to look around in the story; nothing for a database that was begun without it. */
async function describeStory(runtime: Runtime): Promise<string> {
  const winner = await runtime.database.read.certificate.findFirst({
    where: { kind: "prize", competition: { code: FINISHED } },
    orderBy: { number: "asc" },
    select: { verifyCode: true, member: { select: { person: { select: { sealed: true, key: true } } } } },
  });
  const person = winner?.member && openPerson(runtime.keys, winner.member.person);
  if (!winner || !person) return "";
  return [
    `Demonstration accounts, all with password ${DEMO_PASSWORD} and PIN ${DEMO_PIN}:`,
    ...DEMO_ACCOUNTS.map(({ username, displayName, role }) => `  ${username.padEnd(12)} ${role.padEnd(16)} ${displayName}`),
    `A winner's result, at /results:  ${person.name}  ${person.documentNumber}   his certificate:  /verify/${winner.verifyCode}`,
  ].join("\n");
}

/** The story's units and people, before anything happens. @returns organisation ids by name */
export async function addCast(runtime: Runtime): Promise<ReadonlyMap<string, string>> {
  const units = await addOrganisations(runtime);
  await addAccounts(runtime, units);
  return units;
}

async function addOrganisations(runtime: Runtime): Promise<ReadonlyMap<string, string>> {
  const rows = organisations.map((organisation) => ({ ...organisation, id: newId() }));
  await runtime.database.write(async ({ tables, audit }) => {
    await tables.organisation.createMany({ data: rows });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "load-organisations",
      objectKind: "organisation",
      objectId: "all",
      payload: { organisations: rows.length },
    });
    return allow(null);
  });
  return new Map(rows.map(({ name, id }) => [name, id]));
}

async function addAccounts(runtime: Runtime, units: ReadonlyMap<string, string>): Promise<void> {
  const [passwordHash, pinHash] = await Promise.all([hashSecret(DEMO_PASSWORD), hashToldSecret(DEMO_PIN)]);
  await runtime.database.write(async ({ tables, audit }) => {
    const createdAt = runtime.clock.now();
    for (const { username, displayName, role, unit, isSystemWide } of DEMO_ACCOUNTS) {
      const id = newId();
      await tables.user.create({
        data: { id, username, displayName, passwordHash, pinHash, organisationId: units.get(unit) ?? null, createdAt },
      });
      // They work over the whole system here: organisers found competitions, the policy office pays what all of them owe.
      if (isSystemWide) {
        await tables.roleGrant.create({ data: { id: newId(), userId: id, role, createdAt } });
      }
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "create-account", objectKind: "user", objectId: id });
    }
    return allow(null);
  });
}
