/** A person's own consent on his results page; of a minor his guardian's, with who that is. */
import { findBirthDate, isMinor } from "#app/domain/registration/birth-date.ts";
import { CONSENT_VERSION, decideConsent, type Guardian } from "#app/domain/registration/consent.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { reseal } from "#app/platform/crypto/vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function giveConsent(
  runtime: Runtime,
  input: { readonly personId: string; readonly version: string; readonly ticked: boolean; readonly guardian: Guardian },
): Promise<Decision<null>> {
  const { personId } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const person = await tables.person.findUnique({
      where: { id: personId },
      select: { sealed: true, key: { select: { wrapped: true } } },
    });
    const data = person && openPerson(runtime.keys, person);
    if (!person?.key || !data) return refuse({ code: "person-erased" });
    const now = runtime.clock.now();
    const decision = decideConsent({
      version: input.version,
      ticked: input.ticked,
      stands: (await tables.consent.count({ where: { personId, version: CONSENT_VERSION, withdrawnAt: null } })) > 0,
      minor: isMinor(findBirthDate(data), shanghaiDay(now)),
      guardian: input.guardian,
    });
    if (!decision.ok) return decision;
    const { guardian } = decision.value;
    const consentId = newId();
    await tables.consent.create({
      data: {
        id: consentId,
        personId,
        version: CONSENT_VERSION,
        givenBy: guardian === null ? "self" : "guardian",
        guardian: guardian && reseal(runtime.keys, person.key.wrapped, guardian),
        givenAt: now,
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "give-consent",
      objectKind: "person",
      objectId: personId,
      payload: { consentId, version: CONSENT_VERSION },
    });
    return allow(null);
  });
}
