/** 公示: the names of an inspected case are public for a period of working days before the honour may be conferred. */
import { decidePublicity } from "#app/domain/honours/honour-acts.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";

export type PubliciseHonourCommand = {
  readonly caseId: string;
  /** From 1. */
  readonly workingDays: number;
  /** Of the supervision, printed on the list of names; null: none. */
  readonly telephone: string | null;
};

/** @returns null, or every reason of `decidePublicity`. */
export function publiciseHonour(
  runtime: Runtime,
  actor: Actor,
  { caseId, workingDays, telephone }: PubliciseHonourCommand,
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit }) => {
    const found = await getHonourCaseFacts(tables, caseId);
    if (!found) return refuse({ code: "honour-case-unknown" });
    const decided = decidePublicity(found.facts, workingDays);
    if (!decided.ok) return decided;
    const at = runtime.clock.now();
    const { count } = await tables.honourCase.updateMany({
      where: { id: caseId, state: "inspected" },
      data: {
        state: decided.value,
        publicisedById: actor.userId,
        publicisedAt: at,
        publicityEndsAt: addWorkingDays(at, workingDays),
      },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    const { procedure, ...content } = found.content;
    const named: RecordedHonour = { ...content, ...(procedure ? { procedure: { ...procedure, telephone } } : {}) };
    await tables.recordedFact.update({ where: { id: found.factId }, data: { content: named } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "publicise-honour",
      objectKind: "honour-case",
      objectId: caseId,
      payload: { workingDays },
    });
    return allow(null);
  });
}
