/** Records a member's consent that he, or a minor's guardian, gave on paper to the team leader. */
import { findBirthDate, isMinor } from "#app/domain/registration/birth-date.ts";
import { CONSENT_VERSION, decideConsent, type Guardian } from "#app/domain/registration/consent.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { reseal } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkChange, findOwnEntry } from "#app/services/registration/own-entry.server.ts";

export async function recordConsent(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly delegationId: string;
    readonly entryId: string;
    readonly memberId: string;
    readonly version: string;
    readonly ticked: boolean;
    readonly guardian: Guardian;
  },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await findOwnEntry(tables, input);
    const member = entry?.members.find(({ id }) => id === input.memberId);
    if (!entry || !member) return refuse({ code: "not-found" });
    const data = openPerson(runtime.keys, member.person);
    const { key } = member.person;
    if (data === null || key === null) return refuse({ code: "person-erased" });
    const { personId } = member;
    const standing = { personId, version: CONSENT_VERSION, withdrawnAt: null };
    const decision = decideConsent({
      version: input.version,
      ticked: input.ticked,
      stands: (await tables.consent.count({ where: standing })) > 0,
      minor: isMinor(findBirthDate(data), shanghaiDay(entry.event.competition.startsOn)),
      guardian: input.guardian,
    });
    const refusals: Refusal[] = [...checkChange(runtime, entry), ...(decision.ok ? [] : decision.refusals)];
    if (refusals.length > 0 || !decision.ok) return refuse(...refusals);
    const { guardian } = decision.value;
    const consentId = newId();
    await tables.consent.create({
      data: {
        id: consentId,
        personId,
        version: CONSENT_VERSION,
        givenBy: "leader",
        guardian: guardian && reseal(runtime.keys, key.wrapped, guardian),
        recordedById: actor.userId,
        givenAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "record-consent",
      objectKind: "entry",
      objectId: entry.id,
      payload: { consentId, version: CONSENT_VERSION, guardian: guardian !== null },
    });
    return allow(null);
  });
}
