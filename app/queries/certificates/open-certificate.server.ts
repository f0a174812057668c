/** A certificate as it was frozen, with the names that can still be opened and the payload of its QR code. */
import type { FrozenFacts, SealedName } from "#app/domain/certificates/frozen-facts.ts";
import { encodePayload } from "#app/domain/certificates/payload.ts";
import { proveName } from "#app/platform/crypto/issuer-key.server.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { unseal } from "#app/platform/crypto/vault.server.ts";

/** What a query selects of a certificate for it. */
export const FROZEN = {
  facts: true,
  issuerKeyId: true,
  signature: true,
  names: {
    orderBy: { position: "asc" },
    select: {
      position: true,
      personId: true,
      sealed: true,
      wrapped: true,
      person: { select: { key: { select: { wrapped: true } } } },
    },
  },
} as const;

type FrozenRow = {
  readonly facts: unknown;
  readonly issuerKeyId: string | null;
  readonly signature: Uint8Array | null;
  readonly names: readonly {
    readonly position: number;
    readonly personId: string | null;
    readonly sealed: Uint8Array;
    readonly wrapped: Uint8Array | null;
    readonly person: { readonly key: { readonly wrapped: Uint8Array } | null } | null;
  }[];
};

export type OpenedCertificate = {
  readonly facts: FrozenFacts;
  /** The person, or the organisation; empty when he was erased. */
  readonly holder: string;
  /** Null: an organisation, or somebody without a record as a person. */
  readonly holderPersonId: string | null;
  /** All people whose names stand on it, the holder first; who was erased is left out. */
  readonly people: readonly string[];
  /** Signed, in base64url; null when the holder was erased. */
  readonly payload: string | null;
  /** The salt of the holder's name in hex; null of an organisation or of one erased. */
  readonly salt: string | null;
};

export function openCertificate(keys: Keys, { facts: stored, issuerKeyId, signature, names }: FrozenRow): OpenedCertificate {
  const facts = stored as FrozenFacts;
  const opened = names.map(({ position, sealed, wrapped, person }) => ({
    position,
    content: unseal<SealedName>(keys, sealed, wrapped ?? person?.key?.wrapped ?? null),
  }));
  const holder = opened.find(({ position }) => position === 0)?.content ?? null;
  const people = opened.flatMap(({ content }) => content?.name ?? []);
  const isOpen = holder !== null || facts.organisation !== null;
  return {
    facts,
    holder: holder?.name ?? facts.organisation?.zh ?? "",
    holderPersonId: names[0]?.personId ?? null,
    people,
    payload: isOpen && issuerKeyId !== null && signature !== null ? join(issuerKeyId, signature, facts, holder) : null,
    salt: holder?.salt ?? null,
  };
}

function join(keyId: string, signature: Uint8Array, facts: FrozenFacts, holder: SealedName | null): string {
  const proven = holder && { name: holder.name, proof: proveName(holder.name, holder.salt ?? "") };
  return Buffer.concat([encodePayload(keyId, facts, proven), signature]).toString("base64url");
}
