/** Drops a proposed version of a policy document with a reason; it stays on record, and its number is not used again. */
import { decidePackDrop, type PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";

export type DropPackRefusal = PackVersionRefusal | "pack-unknown" | "changed-meanwhile";

/** The proposer himself may drop it, too. @returns null, or every reason of `decidePackDrop` */
export function dropPackVersion(
  runtime: Runtime,
  actor: Actor,
  input: { readonly name: string; readonly version: number; readonly reason: string },
): Promise<Decision<null, DropPackRefusal>> {
  return runtime.database.write<null, DropPackRefusal>(async ({ tables, audit }) => {
    const { name, version, reason } = input;
    const dropped = (await listPackVersions(tables, name)).find((one) => one.version === version);
    if (!dropped) return refuse({ code: "pack-unknown" });
    const decision = decidePackDrop(dropped.state, reason);
    if (!decision.ok) return decision;
    const { count } = await tables.policyPack.updateMany({
      where: { id: dropped.id, state: "proposed" },
      data: {
        state: "dropped",
        reference: reason.trim(),
        confirmedById: actor.userId,
        confirmedAt: runtime.clock.now(),
      },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "drop-pack-version",
      objectKind: "policy-pack",
      objectId: dropped.id,
      payload: { pack: name, version },
    });
    return allow(null);
  });
}
