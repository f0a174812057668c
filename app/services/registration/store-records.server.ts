/** A file of a person and a consent on paper, as they go on record; each a step of its caller's write. */
import { type AttachmentKind, decideAttachment, describeFile, isSingle } from "#app/domain/registration/attachment.ts";
import { findBirthDate, isMinor } from "#app/domain/registration/birth-date.ts";
import { CONSENT_VERSION, type ConsentGiver, decideConsent, type Guardian } from "#app/domain/registration/consent.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { reseal, sealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

type SealedPerson = Parameters<typeof openPerson>[1];
type Of = { readonly personId: string; readonly person: SealedPerson; readonly recordedById: string };

/** Sealed under the person's key; of most kinds a new one replaces the old. @returns the attachment's id */
export async function storeAttachment(
  tables: Tables,
  runtime: Runtime,
  input: Of & { readonly kind: AttachmentKind; readonly bytes: Uint8Array },
): Promise<Decision<{ readonly attachmentId: string }>> {
  const { personId, kind, bytes, recordedById } = input;
  const { key } = input.person;
  const standing = { personId, kind, withdrawnAt: null };
  const others = isSingle(kind) ? 0 : await tables.attachment.count({ where: standing });
  const decision = decideAttachment(kind, describeFile(bytes), others);
  if (key === null || !decision.ok) {
    return refuse(...(key === null ? [{ code: "person-erased" }] : []), ...(decision.ok ? [] : decision.refusals));
  }
  const now = runtime.clock.now();
  if (isSingle(kind)) {
    await tables.attachment.updateMany({ where: standing, data: { withdrawnAt: now, sealed: new Uint8Array() } });
  }
  const attachmentId = newId();
  await tables.attachment.create({
    data: {
      id: attachmentId,
      personId,
      kind,
      mediaType: decision.value,
      size: bytes.length,
      sealed: sealBytes(runtime.keys, key.wrapped, bytes),
      uploadedById: recordedById,
      uploadedAt: now,
    },
  });
  return allow({ attachmentId });
}

export type ConsentOnPaper = { readonly version: string; readonly ticked: boolean; readonly guardian: Guardian };

/** @param input.onDate YYYY-MM-DD, the first day of the competition: who is a minor then needs a guardian */
export async function storeConsent(
  tables: Tables,
  runtime: Runtime,
  input: Of & ConsentOnPaper & { readonly givenBy: ConsentGiver; readonly onDate: string },
): Promise<Decision<{ readonly consentId: string; readonly hasGuardian: boolean }>> {
  const { personId, version, ticked, recordedById, givenBy } = input;
  const data = openPerson(runtime.keys, input.person);
  const { key } = input.person;
  if (data === null || key === null) return refuse({ code: "person-erased" });
  const standing = { personId, version: CONSENT_VERSION, withdrawnAt: null };
  const decision = decideConsent({
    version,
    ticked,
    stands: (await tables.consent.count({ where: standing })) > 0,
    minor: isMinor(findBirthDate(data), input.onDate),
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
      givenBy,
      guardian: guardian && reseal(runtime.keys, key.wrapped, guardian),
      recordedById,
      givenAt: runtime.clock.now(),
    },
  });
  return allow({ consentId, hasGuardian: guardian !== null });
}
