/**
 * Prepares the board bench in a process of its own: an event in judging whose forms are all signed, and a tally clerk who confirms
 * them. `node --import tsx test/bench/board-world.ts ENTRIES SUBCRITERIA` on DATA_DIR and DATABASE_URL; prints the world as JSON.
 */
import { allow } from "#app/domain/shared/decision.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { plantCompetition, plantEvent, plantGrant, plantSubject, plantTeam, plantUser } from "../support/plant.ts";
import type { BoardWorld } from "./board-drive.ts";

const [entries = 50, subCriteria = 10] = process.argv.slice(2).map(Number);
const runtime = await createRuntime(readEnv(process.env));
const at = runtime.clock.now();
const password = newSecret(12);
const passwordHash = await hashSecret(password);
const maximum = hundredths(10_000 / subCriteria);
const scheme = {
  criteria: Array.from({ length: subCriteria }, (_, index) => {
    const [id, name] = [`C${index + 1}`, `Criterion ${index + 1}`];
    const aspects = [{ id: `${id}.1.1`, kind: "measurement" as const, text: name, maximum }];
    return { id, name, maximum, subCriteria: [{ id: `${id}.1`, name, day: 1, aspects }] };
  }),
};

const planted = await runtime.database.write<readonly string[], never>(async ({ tables, audit }) => {
  const competitionId = await plantCompetition(tables, {
    code: "board",
    name: "赛场",
    phase: "running",
    hostRegion: "110112",
    at,
  });
  const event = { competitionId, code: "B", name: "电工", phase: "judging", scheme, createdById: "planted", at } as const;
  const { eventId, roundId } = await plantEvent(tables, event);
  const clerk = { username: "board-clerk", displayName: "board-clerk", passwordHash, at };
  const clerkId = await plantUser(tables, clerk);
  await plantGrant(tables, { userId: clerkId, role: "tally-clerk", competitionId, eventId, at });
  const judgeId = await plantUser(tables, { username: "board-signer", displayName: "board-signer", passwordHash: null, at });
  await plantGrant(tables, { userId: judgeId, role: "marking-judge", competitionId, eventId, at });
  const delegationId = newId();
  await tables.delegation.create({
    data: { id: delegationId, competitionId, name: "代表队", nameEn: "Team", regionCode: "110112" },
  });
  const formIds: string[] = [];
  for (let number = 1; number <= entries; number += 1) {
    const entryId = newId();
    const roster = { rosterNumber: String(number), status: "accepted", eligible: true, createdAt: at, updatedAt: at };
    await tables.entry.create({ data: { id: entryId, eventId, delegationId, ...roster } });
    await tables.roundEntry.create({ data: { roundId, entryId, participation: "checked-in", checkedInAt: at } });
    const subject = await plantSubject(tables, { roundId, code: `R${number}`, scheme, status: "signed" });
    await tables.blindMapping.create({
      data: { subjectId: subject.subjectId, roundId, entryId, publicCode: String(1_000 + number) },
    });
    formIds.push(...subject.formIds);
  }
  await plantTeam(tables, roundId, [judgeId]);
  const forms = await tables.markingForm.findMany({ where: { roundId }, select: { id: true, subCriterionId: true } });
  await tables.markRevision.createMany({
    data: forms.map(({ id, subCriterionId }, index) => ({
      key: newId(),
      formId: id,
      sequence: 1,
      aspectId: `${subCriterionId}.1`,
      judgeId,
      scoreRound: 1,
      value: (index * 37) % (maximum + 1),
      deviceId: "tablet",
      enteredAt: at,
      receivedAt: at,
    })),
  });
  await tables.signOff.createMany({
    data: forms.map(({ id }) => ({ id: newId(), formId: id, judgeId, revision: 1, signedAt: at })),
  });
  await tables.markingForm.updateMany({ where: { roundId }, data: { revision: 1 } });
  await audit({ chain: competitionId, actorId: null, act: "plant-board", objectKind: "competition", objectId: competitionId });
  return allow(formIds);
});
await runtime.close();
if (!planted.ok) throw new Error("The board was not planted.");
const world: BoardWorld = { password, formIds: planted.value };
// Ended before a pipe has taken everything, the process would hand over half of a large world.
process.stdout.write(`${JSON.stringify(world)}\n`, () => process.exit(0));
