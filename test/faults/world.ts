/**
 * Prepares a hall for the fault runs, in a process of its own: rounds in judging with forms without a mark, and judges at
 * work. `node --import tsx test/faults/world.ts JUDGES` on DATA_DIR and DATABASE_URL; prints the hall as JSON.
 */
import fs from "node:fs";
import { listAspects } from "#app/domain/marking/scheme.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
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
  plantSubject,
  plantTeam,
  plantUser,
} from "../support/plant.ts";
import type { Hall, HallJudge } from "./hall.ts";

const TEAM = 3;
const SUBJECTS = 12;

const count = Number(process.argv[2] ?? 20);
const env = readEnv(process.env);
fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
await applyMigrations(env.databaseUrl);
const runtime = await createRuntime(env);
const at = runtime.clock.now();
const password = newSecret(12);
const passwordHash = await hashSecret(password);
const scheme = makeScheme(4);
const aspects = listAspects(scheme);

const planted = await runtime.database.write<HallJudge[], never>(async ({ tables, audit }) => {
  const judges: HallJudge[] = [];
  const hostRegion = await plantRegion(tables, { code: "110112", name: "通州区" });
  const organisationId = await plantOrganisation(tables, { name: "市技师学院", kind: "school", regionCode: hostRegion });
  const competitionId = await plantCompetition(tables, { code: "hall", name: "赛场", phase: "running", hostRegion, at });
  for (let first = 0; first < count; first += TEAM) {
    const code = `E${first / TEAM + 1}`;
    const event = { competitionId, code, name: code, phase: "judging", scheme, createdById: "planted", at } as const;
    const { eventId, roundId } = await plantEvent(tables, event);
    const forms: HallJudge["forms"][number][] = [];
    for (let subject = 1; subject <= SUBJECTS; subject += 1) {
      const { formIds } = await plantSubject(tables, { roundId, code: `R${subject}`, scheme });
      for (const [index, formId] of formIds.entries()) {
        const subCriterionId = scheme.criteria.flatMap(({ subCriteria }) => subCriteria)[index]?.id ?? "";
        const own = aspects.filter(({ id }) => id.startsWith(`${subCriterionId}.`));
        forms.push({ formId, aspects: own.map(({ id, kind, maximum }) => ({ id, kind, maximum })) });
      }
    }
    // The last team may have more members than judges at work: those are away from the hall.
    for (let member = 0; member < TEAM; member += 1) {
      const username = `judge-${first + member + 1}`;
      const userId = await plantUser(tables, { username, displayName: username, passwordHash, organisationId, at });
      await plantGrant(tables, { userId, role: "marking-judge", competitionId, eventId, at });
      await plantTeam(tables, roundId, [userId]);
      if (judges.length < count) judges.push({ userId, username, forms });
    }
  }
  const organiser = { username: "organiser", displayName: "organiser", passwordHash, organisationId, at };
  await plantGrant(tables, { userId: await plantUser(tables, organiser), role: "organiser", competitionId, at });
  await audit({ chain: competitionId, actorId: null, act: "plant-hall", objectKind: "competition", objectId: competitionId });
  return allow(judges);
});
await runtime.close();
if (!planted.ok) throw new Error("The hall was not planted.");
const hall: Hall = { password, judges: planted.value, competition: "hall", event: "E1", organiser: "organiser" };
// Ended before a pipe has taken everything, the process would hand over half of a large hall.
process.stdout.write(`${JSON.stringify(hall)}\n`, () => process.exit(0));
