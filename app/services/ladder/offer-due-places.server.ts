/** Offers, by a person's act, the places that the results as they stand now give and nobody was offered: after a ruling. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { offerPlaces } from "#app/services/ladder/offer-places.server.ts";

export function offerDuePlaces(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<{ offered: number }, "advancement-not-final" | "advancement-nothing-due">> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const { phase } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { phase: true } });
    if (phase !== "final" && phase !== "archived") return refuse({ code: "advancement-not-final" });
    const rounds = await tables.round.findMany({
      where: { kind: "final", event: { competitionId, upperEventId: { not: null } } },
      orderBy: { event: { code: "asc" } },
      select: { id: true },
    });
    let offered = 0;
    for (const { id } of rounds) offered += await offerPlaces(write, id, { actorId: actor.userId, now: runtime.clock.now() });
    if (offered === 0) return refuse({ code: "advancement-nothing-due" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "offer-advancement",
      objectKind: "competition",
      objectId: competitionId,
      payload: { offered },
    });
    return allow({ offered });
  });
}
