/** Signs the claims of an Open Badge as a JWT (RFC 7519, EdDSA of RFC 8037) with the key that signs certificates now. */
import { openSigner } from "#app/platform/crypto/issuer-key.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Null before the first certificate: there is no key. */
export async function signBadge({ database, keys, env }: Runtime, claims: object): Promise<string | null> {
  const key = await database.read.issuerKey.findFirst({ where: { retiredAt: null }, orderBy: { validFrom: "desc" } });
  if (key === null) return null;
  const header = { alg: "EdDSA", typ: "JWT", kid: `${env.publicUrl}/.well-known/certificate-keys.json#${key.id}` };
  const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part), "utf8").toString("base64url"));
  const signature = openSigner(keys, key)(Buffer.from(`${head}.${body}`, "ascii"));
  return `${head}.${body}.${Buffer.from(signature).toString("base64url")}`;
}
