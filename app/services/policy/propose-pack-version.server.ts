/** Proposes the next version of a policy document, edited or out of a file, or the first of one that is founded; nothing is computed by it before a second officer confirms. */
import type { PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { judgePackChange, type PackChangeInput } from "#app/queries/policy/judge-pack-change.server.ts";

export type ProposePackRefusal = PackVersionRefusal | "pack-unknown";

export type ProposedPack = { readonly name: string; readonly version: number };

/** @returns the document and the number of the proposed version, or every reason of `judgePackChange` */
export function proposePackVersion(
  runtime: Runtime,
  actor: Actor,
  input: PackChangeInput,
): Promise<Decision<ProposedPack, ProposePackRefusal>> {
  return runtime.database.write<ProposedPack, ProposePackRefusal>(async ({ tables, audit }) => {
    const judged = await judgePackChange(tables, input);
    if (!judged.ok) return judged;
    const { name, version, current, next, differences } = judged.value;
    const { source } = input.change;
    const id = newId();
    await tables.policyPack.create({
      data: {
        id,
        name,
        version,
        content: next as unknown as object,
        source,
        state: "proposed",
        reason: input.reason.trim(),
        createdById: actor.userId,
        createdAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: current === null ? "propose-document" : "propose-pack-version",
      objectKind: "policy-pack",
      objectId: id,
      payload: { pack: name, version, source, differences: differences.length },
    });
    return allow({ name, version });
  });
}
