/** The chief judge opens judging: the round pins rules, scheme and marking team, and gets its forms and its board (DOMAIN 2 and 5). */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { fillPanels } from "#app/domain/panels/assignment.ts";
import { decideRoundAct, type RoundFacts } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import { type FormsToMake, makeForms } from "#app/services/marking/make-forms.server.ts";

/** One form for each code and sub-criterion. @returns how many, or every unmet condition. */
export function openJudging(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly forms: number }>> {
  return runtime.database.write<{ forms: number }, string>(async (write) => {
    const { tables, audit, announce } = write;
    const now = runtime.clock.now();
    const { facts, competitionId, rulesId, schemeId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("open-judging", facts, actor.userId);
    if (!decided.ok) return decided;
    const moved = await tables.round.updateMany({
      where: { id: roundId, phase: facts.phase },
      data: { phase: decided.value, judgingAt: now, rulesId, schemeId },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const subjects = await tables.blindMapping.findMany({
      // Whoever has a code, those who withdrew since too: a code without forms would tell the chief judge whose it is.
      where: { roundId, entry: { rounds: { some: { roundId, participation: { notIn: ["expected", "absent"] } } } } },
      select: { subjectId: true, entryId: true },
    });
    await dropReserves(tables, roundId);
    // The plan is replaced by what is pinned.
    await tables.panelJudge.deleteMany({ where: { panel: { roundId } } });
    await tables.panel.deleteMany({ where: { roundId } });
    const made = await makeForms(write, { roundId, ...planOpening(facts), subjects, actorId: actor.userId, now });
    if (made === null) return refuse({ code: "changed-meanwhile" });
    const { panelIds, forms } = made;
    await tables.board.create({ data: { roundId, version: 1, changedAt: now } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "open-judging",
      objectKind: "round",
      objectId: roundId,
      payload: { rulesId, schemeId, panels: [...panelIds], forms },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ forms });
  });
}

/** Codes that were drawn for who might still come, and did not: nobody comes any more. */
async function dropReserves(tables: Tables, roundId: string): Promise<void> {
  const given = await tables.blindMapping.findMany({ where: { roundId }, select: { subjectId: true } });
  const known = new Set(given.map(({ subjectId }) => subjectId));
  const subjects = await tables.blindSubject.findMany({ where: { roundId }, select: { id: true } });
  const reserves = subjects.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  for (const part of chunk(reserves)) await tables.blindSubject.deleteMany({ where: { id: { in: [...part] } } });
}

/** Who marks what: as assigned, or all marking judges where nobody was. @throws Error without rules or scheme, which the act has excluded. */
function planOpening({ rules, scheme, pool, panels }: RoundFacts): Pick<FormsToMake, "rules" | "pool" | "plans"> {
  if (rules === null || scheme === null) throw new Error("Judging opens with rules and a scheme.");
  const ids = pool.map(({ judgeId }) => judgeId);
  return { rules, pool, plans: fillPanels(listSubCriteria(scheme), panels, ids, rules.judgesPerForm) };
}
