/** Writes one step of a ceremony: the database takes it only after the very step that it follows. A part of the services here. */
import { listBasis } from "#app/domain/ceremony/changes.ts";
import type { CeremonyItem } from "#app/domain/ceremony/programme.ts";
import type { Step } from "#app/domain/ceremony/steps.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Ceremony } from "#app/queries/ceremony/find-ceremony.server.ts";

/** @returns the version of the step; null when another one was first. */
export async function recordStep(
  { tables, audit, announce }: Write,
  input: {
    readonly competitionId: string;
    readonly ceremony: Ceremony;
    readonly act: string;
    readonly step: Step;
    readonly actorId: string;
    readonly now: Date;
    /** The programme and what it rests on, where the step takes in changes. */
    readonly renewed?: { readonly items: readonly CeremonyItem[]; readonly basis: Ceremony["basis"] };
  },
): Promise<number | null> {
  const { competitionId, ceremony, act, step, actorId, now, renewed } = input;
  const { ceremonyId, number } = ceremony;
  const { scene, isDark, skipped, winner } = step;
  const version = ceremony.version + 1;
  const taken = await tables.ceremony.updateMany({
    where: { id: ceremonyId, version: ceremony.version },
    data: {
      version,
      scene,
      isDark,
      skipped: [...skipped],
      changedAt: now,
      ...(renewed ? JSON.parse(JSON.stringify(renewed)) : {}),
    },
  });
  if (taken.count === 0) return null;
  await tables.ceremonyStep.create({ data: { ceremonyId, version, act, scene, isDark, winner, byId: actorId, at: now } });
  await audit({
    chain: competitionId,
    actorId,
    act: "step-ceremony",
    objectKind: "ceremony",
    objectId: ceremonyId,
    payload: {
      ...{ number, version, step: act, scene, isDark, winner },
      ...(renewed ? { publications: listBasis(renewed.basis) } : {}),
    },
  });
  announce({ kind: "ceremony-changed", competitionId });
  return version;
}
