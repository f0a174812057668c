/**
 * The review of qualifications (资格审查): accepts, returns or rejects the entries named, all or none. Acceptance asks once more for
 * all that must be on record (what advanced was never handed in, a consent may be taken back), freezes each member's relations with
 * their regions, and gives the entrant number; whom the quotas leave no place may be put on the waiting list.
 */
import { decidePlaces, type PlaceSeeker, sharePlaces } from "#app/domain/registration/acceptance.ts";
import { decideReview, type FrozenMember, isAcceptance, type ReviewAct } from "#app/domain/registration/review.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countPlaces } from "#app/queries/registration/count-places.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";
import {
  type AcceptanceEntry,
  checkAcceptance,
  loadAcceptanceEntries,
} from "#app/queries/registration/load-acceptance.server.ts";
import { giveUpAdvancement } from "#app/services/ladder/offer-places.server.ts";
import { acceptEntries } from "#app/services/registration/accept-entries.server.ts";
import { tellReviewed } from "#app/services/registration/tell-reviewed.server.ts";

/** An entry as the reviewer saw it. */
export type SeenEntry = {
  readonly id: string;
  /** Its `updatedAt` on the page: what has changed since then was not reviewed. */
  readonly seenAt: Date;
};

export type ReviewInput = {
  readonly competitionId: string;
  readonly act: ReviewAct;
  /** May be empty for acceptance only. */
  readonly reason: string;
  readonly entries: readonly SeenEntry[];
};

/**
 * Numbers and places are given in the order of delegations and of their rosters.
 * @returns how many entries were reviewed, and how many of them wait for a place now
 */
export async function reviewEntries(
  runtime: Runtime,
  actor: Actor,
  input: ReviewInput,
): Promise<Decision<{ readonly count: number; readonly waiting: number }>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const seen = new Map(input.entries.map(({ id, seenAt }) => [id, seenAt.getTime()]));
    const entries = await loadAcceptanceEntries(tables, input.competitionId, [...seen.keys()]);
    if (entries.length === 0 || entries.length < seen.size) return refuse({ code: "not-found" });
    const reason = input.reason.trim();
    const refusals: Refusal[] = entries.flatMap((entry) => {
      const decision = decideReview({
        phase: entry.event.competition.phase as CompetitionPhase,
        status: entry.status as RegistrationStatus,
        act: input.act,
        reason,
        reviewerId: actor.userId,
        submittedById: entry.submittedById,
      });
      const isStale = entry.updatedAt.getTime() !== seen.get(entry.id);
      return [...(isStale ? [{ code: "changed-meanwhile" }] : []), ...(decision.ok ? [] : decision.refusals)];
    });
    let frozen: ReadonlyMap<string, FrozenMember> = new Map();
    let placed: ReadonlySet<string> = new Set();
    if (isAcceptance(input.act)) {
      const places = await decideAllPlaces(tables, entries);
      if (input.act === "accept") refusals.push(...places.refusals);
      placed = places.placed;
      const checked = await checkAcceptance(tables, runtime.keys, input.competitionId, entries);
      const missing = await listRequirements(tables, runtime.keys, [...seen.keys()]);
      refusals.push(...checked.refusals, ...[...missing.values()].flat());
      frozen = checked.frozen;
    }
    if (refusals.length > 0) return refuse(...refusals);

    const now = runtime.clock.now();
    const numbers = await acceptEntries(
      write,
      entries.filter(({ id }) => placed.has(id)),
      frozen,
      now,
    );
    const otherwise = isAcceptance(input.act) ? "waiting" : input.act === "return" ? "returned" : "rejected";
    const decide = (id: string) => (numbers.has(id) ? "accepted" : otherwise);
    for (const { id, status, updatedAt } of entries) {
      const decision = decide(id);
      if (decision !== "accepted") {
        const waitingSince = decision === "waiting" ? { waitingSince: now } : {};
        const { count } = await tables.entry.updateMany({
          where: { id, status, updatedAt },
          data: { status: decision, updatedAt: now, ...waitingSince },
        });
        if (count === 0) return refuse({ code: "changed-meanwhile" });
      }
      if (decision === "rejected") await giveUpAdvancement(write, id, { actorId: actor.userId, now });
      await tables.registrationReview.create({
        data: { id: newId(), entryId: id, decision, reason, reviewerId: actor.userId, createdAt: now },
      });
      await audit({
        chain: input.competitionId,
        actorId: actor.userId,
        act: decision === "waiting" ? "put-on-waiting-list" : `${isAcceptance(input.act) ? "accept" : input.act}-entry`,
        objectKind: "entry",
        objectId: id,
        payload: { from: status, to: decision, entrantNumber: numbers.get(id) ?? null },
      });
    }
    await tellReviewed(
      write,
      { competitionId: input.competitionId, at: now },
      entries.map((entry) => ({ entry, decision: decide(entry.id) })),
    );
    return allow({ count: entries.length, waiting: isAcceptance(input.act) ? entries.length - numbers.size : 0 });
  });
}

/** Who has a place, and which quotas are too small for everyone. */
async function decideAllPlaces(
  tables: Tables,
  entries: readonly AcceptanceEntry[],
): Promise<{ readonly refusals: readonly Refusal[]; readonly placed: ReadonlySet<string> }> {
  const refusals: Refusal[] = [];
  const placed = new Set<string>();
  for (const eventId of new Set(entries.map((entry) => entry.eventId))) {
    const places = await countPlaces(tables, eventId);
    const seekers = entries
      .filter((entry) => entry.eventId === eventId)
      .map(({ id, delegationId, delegation }): PlaceSeeker => ({ id, delegationId, delegation: delegation.name }));
    const decision = decidePlaces(places, seekers);
    if (!decision.ok) refusals.push(...decision.refusals);
    for (const { id } of sharePlaces(places, seekers)) placed.add(id);
  }
  return { refusals, placed };
}
