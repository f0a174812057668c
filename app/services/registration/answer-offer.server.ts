/** A team leader's answer to a place offered from the waiting list: taken, or left to the next. */
import { decideOffer } from "#app/domain/registration/waiting-list.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";
import { checkAcceptance, loadAcceptanceEntries } from "#app/queries/registration/load-acceptance.server.ts";
import { giveUpAdvancement } from "#app/services/ladder/offer-places.server.ts";
import { acceptEntries } from "#app/services/registration/accept-entries.server.ts";
import { offerPlaces } from "#app/services/registration/offer-places.server.ts";

export type OfferAnswer = { readonly delegationId: string; readonly entryId: string; readonly act: "accept" | "decline" };

/** Taking it accepts the entry as a reviewer would: every rule is asked again. @returns the entrant number; null when declined */
export async function answerOffer(
  runtime: Runtime,
  actor: Actor,
  { delegationId, entryId, act }: OfferAnswer,
): Promise<Decision<{ readonly entrantNumber: string | null }>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const entry = await tables.entry.findFirst({
      where: { id: entryId, delegationId },
      select: {
        status: true,
        offerEndsAt: true,
        event: {
          select: {
            id: true,
            competitionId: true,
            competition: { select: { phase: true } },
            rounds: { where: { draws: { some: {} } }, select: { id: true } },
          },
        },
      },
    });
    if (!entry) return refuse({ code: "not-found" });
    const { event } = entry;
    const now = runtime.clock.now();
    const decision = decideOffer({
      phase: event.competition.phase as CompetitionPhase,
      status: entry.status as RegistrationStatus,
      offerEndsAt: entry.offerEndsAt?.getTime() ?? null,
      isFrozen: event.rounds.length > 0,
      now: now.getTime(),
    });
    if (!decision.ok) return decision;
    const taken = act === "accept" ? await takePlace(runtime, write, event.competitionId, entryId, now) : allow(null);
    if (!taken.ok) return taken;
    const entrantNumber = taken.value;
    if (act === "decline") await tables.entry.update({ where: { id: entryId }, data: { status: "withdrawn", updatedAt: now } });
    await audit({
      chain: event.competitionId,
      actorId: actor.userId,
      act: `${act}-offer`,
      objectKind: "entry",
      objectId: entryId,
      payload: { entrantNumber },
    });
    if (act === "decline") {
      await giveUpAdvancement(write, entryId, { actorId: actor.userId, now });
      await offerPlaces(write, event.id, { actorId: actor.userId, now });
    }
    return allow({ entrantNumber });
  });
}

async function takePlace(
  runtime: Runtime,
  write: Write,
  competitionId: string,
  entryId: string,
  now: Date,
): Promise<Decision<string>> {
  const entries = await loadAcceptanceEntries(write.tables, competitionId, [entryId]);
  const { refusals, frozen } = await checkAcceptance(write.tables, runtime.keys, competitionId, entries);
  const missing = (await listRequirements(write.tables, runtime.keys, [entryId])).get(entryId) ?? [];
  if (refusals.length > 0 || missing.length > 0) return refuse(...refusals, ...missing);
  const numbers = await acceptEntries(write, entries, frozen, now);
  return allow(numbers.get(entryId) ?? "");
}
