/**
 * Prepares a hall for the fault runs, in a process of its own: rounds in judging with forms without a mark, judges at work, and an
 * office that can publish the first event. `node --import tsx test/faults/world.ts JUDGES [SUBJECTS]` on DATA_DIR and DATABASE_URL;
 * prints the hall as JSON.
 */
import fs from "node:fs";
import { listAspects } from "#app/domain/marking/scheme.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
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
import type { Hall, HallJudge, HallOffice } from "./hall.ts";

const TEAM = 3;
const PIN = "482913";
const OFFICE: HallOffice = { clerk: "clerk", chief: "chief", blinding: "blinding", supervisor: "supervisor" };
const DUTIES = { clerk: "tally-clerk", chief: "chief-judge", blinding: "blinding-judge", supervisor: "supervisor" } as const;
/** What is published is what was marked: nothing is checked again in between. */
const RULES = { ...DEFAULT_RULES, recheck: { topPlaces: 0, percent: 0, errorPercent: 5 } };

const [count = 20, subjects = 12] = process.argv.slice(2).map(Number);
const env = readEnv(process.env);
fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
await applyMigrations(env.databaseUrl);
const runtime = await createRuntime(env);
const at = runtime.clock.now();
const password = newSecret(12);
const passwordHash = await hashSecret(password);
const pinHash = await hashSecret(PIN);
const scheme = makeScheme(4);
const aspects = listAspects(scheme);

const planted = await runtime.database.write<{ judges: HallJudge[]; roundId: string }, never>(async ({ tables, audit }) => {
  const judges: HallJudge[] = [];
  const rounds: { readonly eventId: string; readonly roundId: string }[] = [];
  const hostRegion = await plantRegion(tables, { code: "110112", name: "通州区" });
  const organisationId = await plantOrganisation(tables, { name: "市技师学院", kind: "school", regionCode: hostRegion });
  const competitionId = await plantCompetition(tables, { code: "hall", name: "赛场", phase: "running", hostRegion, at });
  const delegationId = newId();
  const delegation = { id: delegationId, competitionId, name: "代表队", nameEn: "Team", regionCode: hostRegion };
  await tables.delegation.create({ data: delegation });
  for (let first = 0; first < count; first += TEAM) {
    const code = `E${first / TEAM + 1}`;
    const event = {
      competitionId,
      code,
      name: code,
      phase: "judging",
      rules: RULES,
      scheme,
      createdById: "planted",
      at,
    } as const;
    const { eventId, roundId } = await plantEvent(tables, event);
    rounds.push({ eventId, roundId });
    const forms: HallJudge["forms"][number][] = [];
    for (let subject = 1; subject <= subjects; subject += 1) {
      const { subjectId, formIds } = await plantSubject(tables, { roundId, code: `R${subject}`, scheme });
      if (first === 0) await plantEntry(tables, { eventId, roundId, delegationId, subjectId, number: subject });
      for (const [index, formId] of formIds.entries()) {
        const subCriterionId = scheme.criteria.flatMap(({ subCriteria }) => subCriteria)[index]?.id ?? "";
        const own = aspects.filter(({ id }) => id.startsWith(`${subCriterionId}.`));
        forms.push({ formId, aspects: own.map(({ id, kind, maximum }) => ({ id, kind, maximum })) });
      }
    }
    // The last team may have more members than judges at work: those are away from the hall.
    for (let member = 0; member < TEAM; member += 1) {
      const username = `judge-${first + member + 1}`;
      const userId = await plantUser(tables, { username, displayName: username, passwordHash, pinHash, organisationId, at });
      await plantGrant(tables, { userId, role: "marking-judge", competitionId, eventId, at });
      await plantTeam(tables, roundId, [userId]);
      if (judges.length < count) judges.push({ userId, username, forms });
    }
  }
  const people = Object.entries(DUTIES).map(([duty, role]) => [OFFICE[duty as keyof HallOffice], role] as const);
  const [published] = rounds;
  for (const [username, role] of [...people, ["organiser", "organiser"] as const]) {
    const userId = await plantUser(tables, { username, displayName: username, passwordHash, organisationId, at });
    const eventId = role === "organiser" ? undefined : published?.eventId;
    await plantGrant(tables, { userId, role, competitionId, eventId, at });
  }
  await audit({ chain: competitionId, actorId: null, act: "plant-hall", objectKind: "competition", objectId: competitionId });
  return allow({ judges, roundId: published?.roundId ?? "" });
});
await runtime.close();
if (!planted.ok) throw new Error("The hall was not planted.");
const hall: Hall = {
  ...{ password, pin: PIN, ...planted.value },
  ...{ competition: "hall", event: "E1", organiser: "organiser", office: OFFICE },
};
// Ended before a pipe has taken everything, the process would hand over half of a large hall.
process.stdout.write(`${JSON.stringify(hall)}\n`, () => process.exit(0));

/** Only what is published needs to know whose work it is. */
async function plantEntry(
  tables: Tables,
  place: { eventId: string; roundId: string; delegationId: string; subjectId: string; number: number },
): Promise<void> {
  const { eventId, roundId, delegationId, subjectId, number } = place;
  const entryId = newId();
  const roster = { rosterNumber: String(number), status: "accepted", eligible: true, createdAt: at, updatedAt: at };
  await tables.entry.create({ data: { id: entryId, eventId, delegationId, ...roster } });
  await tables.roundEntry.create({ data: { roundId, entryId, participation: "checked-in", checkedInAt: at } });
  await tables.blindMapping.create({ data: { subjectId, roundId, entryId, publicCode: String(1_000 + number) } });
}
