/** Passwords and PINs as argon2id hashes. */
import { hash, verify } from "@node-rs/argon2";

/** argon2id of a password or PIN with a salt of its own. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret);
}

/**
 * argon2id at the lowest cost, of a secret that everyone is told, as that of the demonstration: nothing is kept by making its guessing
 * slow, and whoever signs hundreds of forms with it waits for each. The cost stands in the hash; it is verified like any other.
 */
export function hashToldSecret(secret: string): Promise<string> {
  return hash(secret, { memoryCost: 8, timeCost: 1, parallelism: 1 });
}

/**
 * Whether the secret is the one hashed. An unknown account passes null and costs the same time as a wrong password, so
 * that timing tells nothing.
 */
export async function verifySecret(secretHash: string | null, secret: string): Promise<boolean> {
  const matches = await verify(secretHash ?? (await decoy()), secret);
  return secretHash !== null && matches;
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hash("no account has this password");
  return decoyHash;
}
