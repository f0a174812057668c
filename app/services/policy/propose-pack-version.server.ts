/** Proposes the next version of a policy document, edited or out of a file; nothing is computed by it before a second officer confirms. */
import {
  decidePackChange,
  decidePackProposal,
  nextVersion,
  type PackChange,
  type PackVersionRefusal,
} from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCurrentVersion, listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";

export type ProposePackRefusal = PackVersionRefusal | "pack-unknown";

/**
 * @param input.basedOn the version that the officer looked at
 * @returns the number of the proposed version, or every reason why not; `pack-fault` names each fault at its place
 */
export function proposePackVersion(
  runtime: Runtime,
  actor: Actor,
  input: { readonly name: string; readonly basedOn: number; readonly reason: string; readonly change: PackChange },
): Promise<Decision<{ readonly version: number }, ProposePackRefusal>> {
  return runtime.database.write<{ readonly version: number }, ProposePackRefusal>(async ({ tables, audit }) => {
    const { name, basedOn, reason, change } = input;
    const versions = await listPackVersions(tables, name);
    const current = findCurrentVersion(versions)?.content;
    if (!current) return refuse({ code: "pack-unknown" });
    const version = nextVersion(versions);
    const changed = decidePackChange(current, change, version);
    if (!changed.ok) return changed;
    const next = changed.value;
    const hasOpen = versions.some(({ state }) => state === "proposed");
    const decision = decidePackProposal({ current, next, basedOn, hasOpen, reason });
    if (!decision.ok) return decision;
    const id = newId();
    await tables.policyPack.create({
      data: {
        id,
        name,
        version,
        content: next as unknown as object,
        source: change.source,
        state: "proposed",
        reason: reason.trim(),
        createdById: actor.userId,
        createdAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "propose-pack-version",
      objectKind: "policy-pack",
      objectId: id,
      payload: { pack: name, version, source: change.source, differences: decision.value.length },
    });
    return allow({ version });
  });
}
