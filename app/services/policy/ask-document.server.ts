/** An officer has a competition ask one more policy document after it was founded: its current version is pinned, final results are asked anew. */
import { type DocumentRefusal, decideAskedDocument } from "#app/domain/policy/asked-documents.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";
import { enqueueOwed } from "#app/services/policy/enqueue-owed.server.ts";

export type AskDocumentRefusal = DocumentRefusal | "pack-unknown";

export function askDocument(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly name: string; readonly reason: string },
): Promise<Decision<{ readonly document: string }, AskDocumentRefusal>> {
  return runtime.database.write<{ readonly document: string }, AskDocumentRefusal>(async ({ tables, audit, enqueue }) => {
    const { competitionId, name, reason } = input;
    const [current] = await listCurrentPacks(tables, [name]);
    if (!current) return refuse({ code: "pack-unknown" });
    const { phase, finalisedAt, packs } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, finalisedAt: true, packs: { where: { pack: { name } }, select: { packId: true } } },
    });
    const decision = decideAskedDocument({ phase: phase as CompetitionPhase, isAsked: packs.length > 0, reason });
    if (!decision.ok) return decision;
    await tables.competitionPack.create({ data: { competitionId, packId: current.id } });
    if (finalisedAt !== null) await enqueueOwed(enqueue, competitionId);
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "ask-document",
      objectKind: "competition",
      objectId: competitionId,
      payload: { pack: name, version: current.content.version },
      reason: reason.trim(),
    });
    return allow({ document: name });
  });
}
