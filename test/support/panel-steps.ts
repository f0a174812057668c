/** Further judges of a scene, conflicts, and entries of different units: what panels are tested with. */
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import type { Scene } from "./judging-steps.ts";

/** Rows written past the services, as something that happened before. */
export async function arrange(
  runtime: Runtime,
  scene: Scene,
  work: (tables: Write["tables"]) => Promise<unknown>,
): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    await work(tables);
    await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "round", objectId: scene.roundId });
    return allow(null);
  });
}

/** Another judge of the event's pool, with the PIN of the scene; neutral unless a unit is named. */
export async function addJudge(
  runtime: Runtime,
  scene: Scene,
  { organisationId = null, role = "marking-judge" }: { readonly organisationId?: string | null; readonly role?: Role } = {},
): Promise<Actor> {
  const userId = newId();
  const displayName = `reserve ${userId.slice(-6)}`;
  const scope = { competitionId: scene.competitionId, eventId: scene.eventId, delegationId: null };
  await arrange(runtime, scene, async (tables) => {
    const like = await tables.user.findUniqueOrThrow({ where: { id: scene.judges[0].userId } });
    await tables.user.create({
      data: {
        id: userId,
        username: `reserve-${userId}`,
        displayName,
        passwordHash: null,
        pinHash: like.pinHash,
        organisationId,
        createdAt: runtime.clock.now(),
        grants: { create: { id: newId(), role, ...scope, createdAt: runtime.clock.now() } },
      },
    });
  });
  return { userId, displayName, organisationId, sessionId: `session-${userId}`, grants: [{ role, ...scope }] };
}

/** Gives each entry of the scene a delegation and a unit of its own. @returns them in the order of the entries. */
export async function partEntries(
  runtime: Runtime,
  scene: Scene,
): Promise<readonly { readonly delegationId: string; readonly organisationId: string }[]> {
  const parts = scene.entries.map(() => ({ delegationId: newId(), organisationId: newId() }));
  await arrange(runtime, scene, async (tables) => {
    for (const [index, { entryId }] of scene.entries.entries()) {
      const { delegationId, organisationId } = parts[index] as (typeof parts)[number];
      await tables.organisation.create({
        data: { id: organisationId, name: `单位${organisationId}`, nameEn: "Unit", kind: "enterprise", regionCode: "110112" },
      });
      await tables.delegation.create({
        data: {
          id: delegationId,
          competitionId: scene.competitionId,
          name: `代表队${delegationId}`,
          nameEn: "Delegation",
          regionCode: "110112",
        },
      });
      await tables.entry.update({ where: { id: entryId }, data: { delegationId, rosterNumber: `${index}` } });
      await tables.entryMember.updateMany({ where: { entryId }, data: { employerId: organisationId } });
    }
  });
  return parts;
}

/** The judges who have the form of a code now, by id, sorted. */
export async function judgesOfForm(runtime: Runtime, formId: string): Promise<readonly string[]> {
  const form = await runtime.database.read.markingForm.findUniqueOrThrow({
    where: { id: formId },
    select: { panel: { select: { judges: { select: { judgeId: true } } } } },
  });
  return form.panel.judges.map(({ judgeId }) => judgeId).sort();
}
