/** An objector withdraws his objection with the code that he was given. */
import { computeCaseState, decideWithdrawal, type RulingRefusal } from "#app/domain/appeals/ruling.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { normaliseObjectionCode } from "#app/queries/appeals/find-objection.server.ts";

export type WithdrawObjectionRefusal = RulingRefusal | "objection-unknown" | "too-many-attempts" | "changed-meanwhile";

export async function withdrawObjection(
  runtime: Runtime,
  input: { readonly competitionId: string; readonly code: string },
): Promise<Decision<null, WithdrawObjectionRefusal>> {
  const { competitionId } = input;
  const code = normaliseObjectionCode(input.code);
  if (!(await runtime.throttle.attempt(`objection:${code}`))) return refuse({ code: "too-many-attempts" });
  return runtime.database.write<null, WithdrawObjectionRefusal>(async ({ tables, audit }) => {
    const objection = await tables.objection.findFirst({
      where: { code, competitionId },
      select: { id: true, eventId: true, withdrawnAt: true, ruling: { select: { id: true } } },
    });
    if (!objection) return refuse({ code: "objection-unknown", params: { field: "code" } });
    const { id, eventId, withdrawnAt, ruling } = objection;
    const decided = decideWithdrawal(computeCaseState({ isRuled: ruling !== null, isWithdrawn: withdrawnAt !== null }));
    if (!decided.ok) return decided;
    const moved = await tables.objection.updateMany({
      where: { id, withdrawnAt: null, ruling: { is: null } },
      data: { withdrawnAt: runtime.clock.now() },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: null,
      act: "withdraw-objection",
      objectKind: "objection",
      objectId: id,
      payload: { eventId },
    });
    return allow(null);
  });
}
