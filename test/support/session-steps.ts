/** A scene whose round has sessions (场次): who is in which, with seats drawn, and nobody checked in. */
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { createScene, type Scene, type ScenePlan } from "./judging-steps.ts";
import { arrange } from "./panel-steps.ts";
import { ALL_CHECKED } from "./rounds-steps.ts";

export type SessionScene = Scene & {
  /** Entry ids by session, from the first. */
  readonly bySession: readonly (readonly string[])[];
  readonly sessionIds: readonly string[];
};

/** @param sizes how many entries each session has, from the first; 0: nobody */
export async function createSessionScene(
  runtime: Runtime,
  sizes: readonly number[],
  plan: Omit<ScenePlan, "entries"> = {},
): Promise<SessionScene> {
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const entries = Array.from({ length: count }, () => ({ participation: "expected" as const }));
  const scene = await createScene(runtime, { ...plan, entries });
  const sessionIds = sizes.map(() => newId());
  const ids = scene.entries.map(({ entryId }) => entryId);
  const bySession = sizes.map((size, index) => {
    const start = sizes.slice(0, index).reduce((sum, before) => sum + before, 0);
    return ids.slice(start, start + size);
  });
  await arrange(runtime, scene, async (tables) => {
    for (const [index, sessionId] of sessionIds.entries()) {
      const startsAt = new Date(`2026-12-0${index + 1}T01:00:00Z`);
      const endsAt = new Date(`2026-12-0${index + 1}T05:00:00Z`);
      await tables.roundSession.create({
        data: { id: sessionId, roundId: scene.roundId, number: index + 1, place: "一号馆", startsAt, endsAt },
      });
      for (const [seat, entryId] of (bySession[index] ?? []).entries()) {
        await tables.roundEntry.update({
          where: { roundId_entryId: { roundId: scene.roundId, entryId } },
          data: { sessionId, seatCode: `${index + 1}-0${seat + 1}` },
        });
      }
    }
  });
  return { ...scene, bySession, sessionIds };
}

/** As the organiser at the door. */
export function checkInOne(runtime: Runtime, { organiser, roundId }: Scene, entryId = "") {
  return checkInEntry(runtime, organiser, { roundId, entryId, claim: ALL_CHECKED });
}

/** As the blinding judge, who accepts that the code of a session with one work can be known. */
export function giveCodes(runtime: Runtime, { blinding, roundId }: Scene) {
  return assignCodes(runtime, blinding, { roundId, isAloneAccepted: true });
}

/** The codes of works by entry id. */
export async function codesOfEntries(runtime: Runtime, { roundId }: Scene): Promise<ReadonlyMap<string, string>> {
  const { read } = runtime.database;
  const mappings = await read.blindMapping.findMany({ where: { roundId }, select: { entryId: true, subjectId: true } });
  const subjects = await read.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  const codeOf = new Map(subjects.map(({ id, code }) => [id, code]));
  return new Map(mappings.map(({ entryId, subjectId }) => [entryId, codeOf.get(subjectId) ?? ""]));
}
