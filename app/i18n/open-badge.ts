/** A certificate as an Open Badge 3.0: the claims of a VC-JWT (1EdTech Open Badges 3.0, 8.2), of the same frozen facts. */
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { createCertificateWords } from "./certificate-words.ts";

/** What a badge says. */
export type BadgeFacts = {
  readonly kind: CertificateKind;
  readonly number: string;
  readonly award: Award | null;
  readonly competition: string;
  readonly event: string | null;
  readonly issuer: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly verifyCode: string;
  readonly publicUrl: string;
  /** A person's name by salt and digest, both in hex; an organisation's in the open. */
  readonly holder: { readonly salt: string; readonly hash: string } | { readonly name: string };
};

/** In the format's own words; the holder can be told from the name only, which the badge does not say. */
export async function createBadgeClaims(facts: BadgeFacts) {
  const { kind, number, award, competition, event, issuer, issuedOn, verifyCode, publicUrl, holder } = facts;
  const words = await createCertificateWords({
    kind,
    number,
    award,
    issuedOn,
    verifyCode,
    isInForce: true,
    hasOrganisation: false,
    hasMembers: false,
  });
  const address = `${publicUrl}/verify/${verifyCode}`;
  const title = words.award?.zh ?? words.texts.title.zh;
  const validFrom = new Date(`${issuedOn}T00:00:00+08:00`).toISOString();
  const identifier =
    "name" in holder
      ? { type: "IdentityObject", identityHash: holder.name, identityType: "name", hashed: false }
      : { type: "IdentityObject", identityHash: `sha256$${holder.hash}`, identityType: "name", hashed: true, salt: holder.salt };
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    id: address,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: title,
    issuer: { id: publicUrl, type: ["Profile"], name: issuer },
    validFrom,
    credentialSubject: {
      type: ["AchievementSubject"],
      identifier: [identifier],
      achievement: {
        id: `${address}#achievement`,
        type: ["Achievement"],
        name: [event, title].filter((part) => part !== null).join(" "),
        description: [competition, event, title].filter((part) => part !== null).join(" "),
        criteria: { narrative: [words.award?.en, words.texts.title.en].filter(Boolean).join(", ") },
        humanCode: number,
      },
    },
    iss: publicUrl,
    jti: address,
    nbf: Math.floor(new Date(validFrom).getTime() / 1_000),
  };
}
