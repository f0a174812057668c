/**
 * Prepares the roster bench in a process of its own: an installation with a competition in registration, its delegations and an
 * organiser who can sign in, and the rosters that he hands in. `node --import tsx test/bench/roster-world.ts FOLDER ROWS FAULTS`
 * on DATA_DIR writes the files and what must be said of them.
 */
import fs from "node:fs";
import path from "node:path";
import { allow } from "#app/domain/shared/decision.ts";
import { createI18n } from "#app/i18n/index.ts";
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
import { makeFaultyRoster } from "../support/roster-faults.ts";
import type { RosterWorld } from "./roster-visit.ts";

/** What the rosters name and the installation knows. */
const PLACE = {
  delegations: Array.from({ length: 40 }, (_, index) => `第${index + 1}代表队`),
  event: "电工",
  employer: "北京运通电气有限公司",
  training: "北京运河工匠职业技能培训学校",
};

const [folder = ".", rows = "0", faults = "0"] = process.argv.slice(2);
const env = readEnv(process.env);
fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
await applyMigrations(env.databaseUrl);
const runtime = await createRuntime(env);
const at = runtime.clock.now();
const account = { username: "organiser", password: newSecret(12), competitionCode: "whole" };

const planted = await runtime.database.write(async ({ tables, audit }) => {
  const regionCode = await plantRegion(tables, { code: "110112", name: "通州区" });
  const organisationId = await plantOrganisation(tables, { name: PLACE.employer, kind: "enterprise", regionCode });
  await plantOrganisation(tables, { name: PLACE.training, kind: "training", regionCode });
  const competition = {
    code: account.competitionCode,
    name: "全市大赛",
    phase: "registration",
    hostRegion: regionCode,
    at,
  } as const;
  const competitionId = await plantCompetition(tables, competition);
  for (const name of PLACE.delegations) {
    await tables.delegation.create({ data: { id: newId(), competitionId, name, nameEn: name, regionCode } });
  }
  const event = { competitionId, code: "DG", name: PLACE.event, phase: "draw", createdById: "planted", at } as const;
  await plantEvent(tables, { ...event, scheme: makeScheme(4) });
  const { username, password } = account;
  const passwordHash = await hashSecret(password);
  const userId = await plantUser(tables, { username, displayName: "组织者", passwordHash, organisationId, at });
  await plantGrant(tables, { userId, role: "organiser", competitionId, at });
  await audit({ chain: competitionId, actorId: null, act: "plant-world", objectKind: "competition", objectId: competitionId });
  return allow(null);
});
await runtime.close();
if (!planted.ok) throw new Error("The world was not planted.");

const i18n = await createI18n("zh-CN");
/** The sentence of a code with a gap for each value. */
const sentenceOf = (code: string): string => {
  const sentence: unknown = i18n.getResource("zh-CN", "registration", `refusal.${code}`);
  if (typeof sentence !== "string") throw new Error(`There is no sentence for ${code}.`);
  return sentence;
};
const clean = await makeFaultyRoster(Number(rows), 0, PLACE);
const faulty = await makeFaultyRoster(Number(rows), Number(faults), PLACE);
fs.writeFileSync(path.join(folder, "clean.xlsx"), clean.bytes);
fs.writeFileSync(path.join(folder, "faulty.xlsx"), faulty.bytes);
const world: RosterWorld = {
  ...account,
  faults: faulty.faults.map(({ address, code }) => ({ address, code, parts: sentenceOf(code).split(/\{\{.*?\}\}/) })),
};
fs.writeFileSync(path.join(folder, "world.json"), JSON.stringify(world));
process.exit(0);
