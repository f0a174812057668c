/** A competition as a file for whoever takes it away; each time on record, with the digest of what left. */
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type ExportRefusal, getCompetitionDocument } from "#app/queries/interchange/get-competition-document.server.ts";

/**
 * @param of.code of the competition `of.competitionId`
 * @returns the text of the file; refused while a round is blind
 */
export async function exportCompetition(
  runtime: Runtime,
  actor: Pick<Actor, "userId">,
  of: { readonly competitionId: string; readonly code: string; readonly withPersonalData: boolean },
): Promise<Decision<string, ExportRefusal>> {
  const { competitionId, code, withPersonalData } = of;
  const decision = await getCompetitionDocument(runtime, code, { withPersonalData });
  if (!decision.ok) return decision;
  const text = `${JSON.stringify(decision.value, null, 1)}\n`;
  return runtime.database.write(async ({ audit }) => {
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: withPersonalData ? "export-with-people" : "export-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { sha256: sha256(text) },
    });
    return allow(text);
  });
}
