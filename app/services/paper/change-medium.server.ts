/** The hall goes to paper, or back to tablets, in the middle of a day: recorded with its reason, and told to every screen (DOMAIN 5). */
import { decideMediumChange } from "#app/domain/marking/medium.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Medium, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ChangeMediumInput = { readonly roundId: string; readonly medium: Medium; readonly reason: string };

/** Marks that tablets have delivered, signatures and confirmations stay as they are. @returns the medium, or every reason why not. */
export function changeMedium(
  runtime: Runtime,
  actor: Actor,
  { roundId, medium: to, reason }: ChangeMediumInput,
): Promise<Decision<{ readonly medium: Medium }>> {
  return runtime.database.write<{ medium: Medium }, string>(async ({ tables, audit, announce }) => {
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, medium: true, event: { select: { competitionId: true } } },
    });
    const medium = round.medium as Medium;
    const decided = decideMediumChange({ phase: round.phase as RoundPhase, medium, to });
    if (!decided.ok) return decided;
    const moved = await tables.round.updateMany({ where: { id: roundId, medium, phase: round.phase }, data: { medium: to } });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const id = newId();
    const changedAt = runtime.clock.now();
    await tables.mediumChange.create({ data: { id, roundId, medium: to, reason, changedById: actor.userId, changedAt } });
    const open = await tables.markingForm.findMany({ where: { roundId, status: "open" }, select: { id: true } });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "change-medium",
      objectKind: "round",
      objectId: roundId,
      payload: { from: medium, medium: to, change: id, openForms: open.length },
    });
    announce({ kind: "round-changed", roundId });
    // Each judge stands before one form: his tablet hears of the change through it.
    for (const { id: formId } of open) announce({ kind: "form-changed", formId, roundId });
    return allow({ medium: to });
  });
}
