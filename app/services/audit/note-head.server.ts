/** Signs the head of a chain and keeps it: from then on whoever has it can tell whether the chain still leads there. */
import type { SignedHead } from "#app/domain/audit/head.ts";
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { signHead } from "#app/services/audit/sign-head.server.ts";
import { getSigningKey } from "#app/services/certificates/issuer-key.server.ts";

/**
 * Noting is no act: the chain does not move by it.
 * @param options `whereUnreachable` "none": a database that takes no writes now is answered like an empty chain
 * @returns null for a chain without a record
 */
export async function noteHead(
  runtime: Runtime,
  chain: string,
  { whereUnreachable = "throw" }: { readonly whereUnreachable?: "throw" | "none" } = {},
): Promise<SignedHead | null> {
  try {
    return await note(runtime, chain);
  } catch (error) {
    if (whereUnreachable === "none" && isUnreachable(error)) return null;
    throw error;
  }
}

async function note(runtime: Runtime, chain: string): Promise<SignedHead | null> {
  const decision = await runtime.database.write(
    async (write) => {
      // Of the system's chain the first key moves the head: it comes first.
      const key = await getSigningKey(runtime, write);
      const head = await signHead(runtime, write.tables, chain, key);
      return head === null ? refuse({ code: "not-found" }) : allow(head);
    },
    { isNoAct: true },
  );
  return decision.ok ? decision.value : null;
}
