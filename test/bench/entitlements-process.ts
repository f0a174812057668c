/**
 * The process in which the entitlements bench measures: the job itself, `computeEntitlements`, over a final competition in a SQLite
 * database of its own: it reads the results, asks the five packs, reconciles, and writes assessments and entitlements.
 */
import fs from "node:fs";
import { allow } from "#app/domain/shared/decision.ts";
import { computeEntitlements } from "#app/services/jobs/compute-entitlements.server.ts";
import { answerAsked } from "./asked-process.ts";
import { type EntitlementsGround, type EntitlementsWorld, plantEntitlementsWorld, plantGround } from "./entitlements-world.ts";

export type ComputeWish = { readonly results: number };

let ground: Promise<EntitlementsGround> | null = null;
process.once("SIGTERM", () => void removeGround());

async function removeGround(): Promise<void> {
  if (ground) fs.rmSync((await ground).directory, { recursive: true, force: true });
  process.exit(0);
}

/** @returns microseconds of processor time for each result, the collector of garbage and the database included; planting is not */
answerAsked<ComputeWish, number>(async ({ results }) => {
  ground ??= plantGround();
  const world = await plantEntitlementsWorld(await ground, results);
  try {
    const before = process.cpuUsage();
    await compute(world);
    const { user, system } = process.cpuUsage(before);
    await check(world);
    return (user + system) / results;
  } finally {
    await world.clear();
  }
});

async function compute({ runtime, competitionId }: EntitlementsWorld): Promise<void> {
  const done = await runtime.database.write<null, never>(async (write) => {
    await computeEntitlements(runtime, write, { competitionId });
    return allow(null);
  });
  if (!done.ok) throw new Error("Nothing was computed.");
}

/** Nothing is measured that was not done: an assessment for each result, and something owed by more than one document. */
async function check({ runtime, results }: EntitlementsWorld): Promise<void> {
  const { read } = runtime.database;
  // Beside them the competition itself is asked.
  const assessed = await read.policyAssessment.count({ where: { entryId: { not: null } } });
  const packs = await read.entitlement.groupBy({ by: ["packId"], _count: true });
  const owed = packs.reduce((sum, { _count }) => sum + _count, 0);
  if (assessed !== results || packs.length < 3 || owed < results / 2) {
    throw new Error(`${assessed} assessments of ${results}, ${owed} entitlements of ${packs.length} documents`);
  }
}
