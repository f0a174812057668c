/** Takes a member's consent back, as he told his team leader; that it stood, and from when to when, remains. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findOwnEntry, takeBack } from "#app/services/registration/own-entry.server.ts";

/** Allowed in every phase: whoever takes it back is not asked why, or when. */
export async function withdrawRecordedConsent(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly entryId: string; readonly memberId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await findOwnEntry(tables, input);
    const member = entry?.members.find(({ id }) => id === input.memberId);
    if (!entry || !member) return refuse({ code: "not-found" });
    const now = runtime.clock.now();
    const { count } = await tables.consent.updateMany({
      where: { personId: member.personId, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (count === 0) return refuse({ code: "consent-none" });
    await takeBack(tables, entry.id, now);
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "withdraw-consent",
      objectKind: "entry",
      objectId: entry.id,
      payload: { personId: member.personId, count },
    });
    return allow(null);
  });
}
