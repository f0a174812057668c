/**
 * Prepares an installation for the roster bench, in a process of its own: a competition in registration with its delegations, and
 * an organiser who can sign in. `node --import tsx test/bench/roster-world.ts` on DATA_DIR; prints who he is as JSON.
 */
import fs from "node:fs";
import { allow } from "#app/domain/shared/decision.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import {
  makeScheme,
  plantCompetition,
  plantEvent,
  plantGrant,
  plantOrganisation,
  plantRegion,
  plantUser,
} from "../support/plant.ts";
import { ROSTER_PLACE, type RosterWorld } from "./roster-visit.ts";

const env = readEnv(process.env);
fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
await applyMigrations(env.databaseUrl);
const runtime = await createRuntime(env);
const at = runtime.clock.now();
const world: RosterWorld = { username: "organiser", password: newSecret(12), competitionCode: "whole" };

const planted = await runtime.database.write(async ({ tables, audit }) => {
  const regionCode = await plantRegion(tables, { code: "110112", name: "通州区" });
  const organisationId = await plantOrganisation(tables, { name: ROSTER_PLACE.employer, kind: "enterprise", regionCode });
  await plantOrganisation(tables, { name: ROSTER_PLACE.training, kind: "training", regionCode });
  const competition = {
    code: world.competitionCode,
    name: "全市大赛",
    phase: "registration",
    hostRegion: regionCode,
    at,
  } as const;
  const competitionId = await plantCompetition(tables, competition);
  for (const name of ROSTER_PLACE.delegations) {
    await tables.delegation.create({ data: { id: newId(), competitionId, name, nameEn: name, regionCode } });
  }
  const event = { competitionId, code: "DG", name: ROSTER_PLACE.event, phase: "draw", createdById: "planted", at } as const;
  await plantEvent(tables, { ...event, scheme: makeScheme(4) });
  const { username, password } = world;
  const passwordHash = await hashSecret(password);
  const userId = await plantUser(tables, { username, displayName: "组织者", passwordHash, organisationId, at });
  await plantGrant(tables, { userId, role: "organiser", competitionId, at });
  await audit({ chain: competitionId, actorId: null, act: "plant-world", objectKind: "competition", objectId: competitionId });
  return allow(null);
});
await runtime.close();
if (!planted.ok) throw new Error("The world was not planted.");
console.log(JSON.stringify(world));
process.exit(0);
