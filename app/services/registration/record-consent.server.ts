/** Records a member's consent that he, or a minor's guardian, gave on paper to the team leader. */
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkRecord, findOwnEntry } from "#app/services/registration/own-entry.server.ts";
import { type ConsentOnPaper, storeConsent } from "#app/services/registration/store-records.server.ts";

export async function recordConsent(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly delegationId: string;
    readonly entryId: string;
    readonly memberId: string;
  } & ConsentOnPaper,
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await findOwnEntry(tables, input);
    const member = entry?.members.find(({ id }) => id === input.memberId);
    if (!entry || !member) return refuse({ code: "not-found" });
    const { personId, person } = member;
    const onDate = shanghaiDay(entry.event.competition.startsOn);
    const consent = { version: input.version, ticked: input.ticked, guardian: input.guardian };
    const of = { personId, person, recordedById: actor.userId, givenBy: "leader" } as const;
    const stored = await storeConsent(tables, runtime, { ...of, ...consent, onDate });
    // One that stands is not given again.
    const closed = checkRecord(runtime, entry, true);
    if (closed.length > 0 || !stored.ok) return refuse(...closed, ...(stored.ok ? [] : stored.refusals));
    const { consentId, hasGuardian } = stored.value;
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "record-consent",
      objectKind: "entry",
      objectId: entry.id,
      payload: { consentId, version: CONSENT_VERSION, guardian: hasGuardian },
    });
    return allow(null);
  });
}
