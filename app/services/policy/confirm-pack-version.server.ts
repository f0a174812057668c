/** A second officer confirms a proposed version, and by the first founds its document: it is the current one, chosen competitions pin it, and what it affects is computed anew. */
import { decidePackConfirmation, type PackVersionRefusal } from "#app/domain/policy/pack-version.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCurrentVersion, listPackVersions } from "#app/queries/policy/list-pack-versions.server.ts";
import { listPinnedCompetitions } from "#app/queries/policy/list-pinned-competitions.server.ts";
import { enqueueOwed } from "#app/services/policy/enqueue-owed.server.ts";

export type ConfirmPackRefusal = PackVersionRefusal | "pack-unknown" | "pack-competition-unknown" | "changed-meanwhile";

/**
 * Competitions that are not chosen keep the version that they pinned. Of a chosen one with final results, and of every recorded
 * fact that stands, the clauses are asked anew by jobs of the same transaction.
 * @param input.competitionIds those of the competitions with an earlier version that are to pin this one
 */
export function confirmPackVersion(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly name: string;
    readonly version: number;
    readonly reference: string;
    readonly competitionIds: readonly string[];
  },
): Promise<Decision<{ readonly repinned: number; readonly facts: number }, ConfirmPackRefusal>> {
  return runtime.database.write<{ readonly repinned: number; readonly facts: number }, ConfirmPackRefusal>(
    async ({ tables, audit, enqueue }) => {
      const { name, version, competitionIds } = input;
      const reference = input.reference.trim();
      const versions = await listPackVersions(tables, name);
      const next = versions.find((one) => one.version === version);
      if (!next) return refuse({ code: "pack-unknown" });
      const current = findCurrentVersion(versions)?.content ?? null;
      const pinned = await listPinnedCompetitions(tables, name, version);
      const decision = decidePackConfirmation({
        state: next.state,
        current,
        next: next.content,
        proposedById: next.createdById,
        actorId: actor.userId,
        reference,
        chosen: pinned.filter(({ competitionId }) => competitionIds.includes(competitionId)).map(({ phase }) => phase),
      });
      const isUnknown = competitionIds.some((id) => !pinned.some(({ competitionId }) => competitionId === id));
      if (!decision.ok || isUnknown) {
        const unknown = isUnknown ? [{ code: "pack-competition-unknown" as const }] : [];
        return refuse(...(decision.ok ? [] : decision.refusals), ...unknown);
      }
      const { count } = await tables.policyPack.updateMany({
        where: { id: next.id, state: "proposed" },
        data: { state: "confirmed", reference, confirmedById: actor.userId, confirmedAt: runtime.clock.now() },
      });
      if (count === 0) return refuse({ code: "changed-meanwhile" });

      const chosen = new Map(pinned.map((one) => [one.competitionId, one])).values();
      const repinned = [...chosen].filter(({ competitionId }) => competitionIds.includes(competitionId));
      for (const { competitionId, isFinal, pinnedVersion } of repinned) {
        await tables.competitionPack.deleteMany({ where: { competitionId, pack: { name } } });
        await tables.competitionPack.create({ data: { competitionId, packId: next.id } });
        if (isFinal) await enqueueOwed(enqueue, competitionId);
        await audit({
          chain: competitionId,
          actorId: actor.userId,
          act: "repin-pack",
          objectKind: "competition",
          objectId: competitionId,
          payload: { pack: name, from: pinnedVersion, to: version },
        });
      }
      const facts = await tables.recordedFact.findMany({
        where: { confirmedAt: { not: null }, droppedAt: null },
        orderBy: { id: "asc" },
        select: { id: true },
      });
      for (const { id } of facts) await enqueue({ kind: "assess-fact", payload: { factId: id } });
      await audit({
        chain: SYSTEM_CHAIN,
        actorId: actor.userId,
        act: current === null ? "found-document" : "confirm-pack-version",
        objectKind: "policy-pack",
        objectId: next.id,
        payload: {
          pack: name,
          version,
          from: current?.version ?? null,
          status: next.content.document.status,
          repinned: repinned.map(({ competitionId }) => competitionId),
          facts: facts.length,
        },
      });
      return allow({ repinned: repinned.length, facts: facts.length });
    },
  );
}
