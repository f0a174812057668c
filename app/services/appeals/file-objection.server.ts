/** 异议: anyone objects to the list of winners under his real name, which is sealed; he keeps a code to look up the answer (DOMAIN 8). */
import { decideObjection, type ObjectionRefusal, type Objector } from "#app/domain/appeals/objection.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId, newReadableCode } from "#app/platform/crypto/digest.server.ts";
import { seal } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type FileObjectionRefusal = ObjectionRefusal | "event-unknown" | "objections-too-many";

/** 78 bits: wrong codes are slowed down by their first half only, and random ones share none. */
const CODE_LENGTH = 16;
/** In five minutes: of one telephone, and of a whole competition, so that nobody floods its arbitrators. */
const MOST_OF_TELEPHONE = 3;
const MOST_OF_COMPETITION = 60;

/** @param input.eventId null: the list as a whole @returns the code by which the objector finds the answer */
export async function fileObjection(
  runtime: Runtime,
  input: Objector & { readonly competitionId: string; readonly eventId: string | null; readonly statement: string },
): Promise<Decision<{ readonly code: string }, FileObjectionRefusal>> {
  const { competitionId, eventId, name, telephone } = input;
  const { keys, throttle, clock } = runtime;
  const isWithin =
    (await throttle.attempt(`objections-of:${keys.hashDocument("telephone", telephone)}`, MOST_OF_TELEPHONE)) &&
    (await throttle.attempt(`objections-to:${competitionId}`, MOST_OF_COMPETITION));
  if (!isWithin) return refuse({ code: "objections-too-many" });
  return runtime.database.write<{ code: string }, FileObjectionRefusal>(async ({ tables, audit }) => {
    const now = clock.now();
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, publicityEndsAt: true, events: { where: { id: eventId ?? "" }, select: { id: true } } },
    });
    const decided = decideObjection({
      now: now.getTime(),
      phase: competition.phase as CompetitionPhase,
      publicityEndsAt: competition.publicityEndsAt?.getTime() ?? null,
    });
    if (!decided.ok) return decided;
    if (eventId !== null && competition.events.length === 0) {
      return refuse({ code: "event-unknown", params: { field: "eventId" } });
    }
    const objectionId = newId();
    const code = newReadableCode(CODE_LENGTH);
    const objector: Objector = { name, telephone };
    await tables.objection.create({
      data: {
        id: objectionId,
        competitionId,
        eventId,
        code,
        statement: input.statement,
        ...seal(keys, objector),
        filedAt: now,
      },
    });
    await audit({
      chain: competitionId,
      actorId: null,
      act: "file-objection",
      objectKind: "objection",
      objectId: objectionId,
      payload: { eventId },
    });
    return allow({ code });
  });
}
