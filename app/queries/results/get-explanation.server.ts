/** One result explained for the office: by review code while marks are blind, by entry after; with who entered and corrected what. */

import { withoutAspects } from "#app/domain/marking/scheme.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Explanation } from "#app/domain/results/explain-result.ts";
import type { DecisionView, ExplanationPage } from "#app/domain/results/explanation-view.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { type Explained, explainRoundResult, type RoundExplanation } from "#app/queries/results/get-round-results.server.ts";

/** Null where nothing of the round is called so. */
export async function findExplanation(runtime: Runtime, roundId: string, word: string): Promise<ExplanationPage | null> {
  const tables = runtime.database.read;
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { phase: true, event: { select: { code: true, name: true, nameEn: true } } },
  });
  const phase = round.phase as RoundPhase;
  if (phase === "draw") return null;
  const who: Explained = isUnblinded(phase) ? { by: "entry", entryId: word } : { by: "code", code: word };
  const explained = await explainRoundResult(tables, roundId, who);
  if (!explained) return null;
  const { explanation, maximum, code } = explained;
  return {
    event: round.event,
    phase,
    rules: explained.round.rules,
    scheme: withoutAspects(explained.round.scheme),
    maximum,
    code,
    holder: who.by === "entry" ? await readHolder(runtime, who.entryId) : null,
    explanation,
    neighbours: await nameNeighbours(tables, explanation, who.by),
    ...(await readHistory(tables, explained)),
    decision: who.by === "entry" ? await findDecision(tables, roundId, who.entryId) : null,
  };
}

async function readHolder(runtime: Runtime, entryId: string): Promise<ExplanationPage["holder"]> {
  const holders = await listEntryHolders(runtime, [entryId]);
  const entry = await runtime.database.read.entry.findUniqueOrThrow({
    where: { id: entryId },
    select: { entrantNumber: true, delegation: { select: { name: true, nameEn: true } } },
  });
  return { ...entry, names: (holders.get(entryId) ?? []).map(({ name }) => name) };
}

async function nameNeighbours(
  tables: Tables,
  { place }: Explanation,
  by: Explained["by"],
): Promise<ExplanationPage["neighbours"]> {
  const ids = [place.above, place.below].flatMap((neighbour) => (neighbour ? [neighbour.entryId] : []));
  if (by === "code") return Object.fromEntries(ids.map((code) => [code, code]));
  const entries = await tables.entry.findMany({ where: { id: { in: ids } }, select: { id: true, entrantNumber: true } });
  return Object.fromEntries(entries.map(({ id, entrantNumber }) => [id, entrantNumber ?? ""]));
}

async function readHistory(
  tables: Tables,
  { explanation, formIds }: RoundExplanation,
): Promise<Pick<ExplanationPage, "judges" | "revisions" | "corrections">> {
  const ids = [...formIds.values()];
  const rows = await tables.markRevision.findMany({
    where: { formId: { in: ids } },
    orderBy: [{ formId: "asc" }, { sequence: "asc" }],
    select: { sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true, reason: true, enteredAt: true },
  });
  const corrections = await tables.correction.findMany({
    where: { formId: { in: ids } },
    orderBy: { requestedAt: "asc" },
  });
  const team = explanation.total.criteria.flatMap(({ forms }) => forms.flatMap((form) => form.team));
  const people = [
    ...team,
    ...rows.map(({ judgeId }) => judgeId),
    ...corrections.flatMap((correction) => [correction.requestedById, correction.chiefJudgeId, correction.supervisorId]),
  ].filter((id) => id !== null);
  const users = await tables.user.findMany({
    where: { id: { in: [...new Set(people)] } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const independent = new Set(
    explanation.total.criteria.flatMap(({ forms }) =>
      forms.flatMap(({ aspects }) => aspects.filter(({ detail }) => detail.kind !== "agreed").map(({ aspectId }) => aspectId)),
    ),
  );
  const byAspect = new Map<string, typeof rows>();
  for (const row of rows) byAspect.set(row.aspectId, [...(byAspect.get(row.aspectId) ?? []), row]);
  const changed = [...byAspect].filter(([aspectId, given]) => isChanged(given, independent.has(aspectId)));
  const subCriterionOf = new Map([...formIds].map(([subCriterionId, formId]) => [formId, subCriterionId]));
  return {
    judges: Object.fromEntries(team.map((id) => [id, nameOf.get(id) ?? ""])),
    revisions: Object.fromEntries(
      changed.map(([aspectId, given]) => [
        aspectId,
        given.map(({ judgeId, enteredAt, reason, sequence, scoreRound, value }) => ({
          sequence,
          scoreRound,
          value,
          judge: nameOf.get(judgeId) ?? "",
          reason: reason ?? "",
          at: enteredAt.toISOString(),
        })),
      ]),
    ),
    corrections: corrections.map((correction) => ({
      subCriterionId: subCriterionOf.get(correction.formId) ?? "",
      reason: correction.reason,
      requestedBy: nameOf.get(correction.requestedById) ?? "",
      grantedBy: [correction.chiefJudgeId, correction.supervisorId].flatMap((id) => (id === null ? [] : [nameOf.get(id) ?? ""])),
      markBefore: correction.markBefore,
      markAfter: correction.markAfter,
      at: correction.requestedAt.toISOString(),
    })),
  };
}

/** Whether a value was replaced: the team's, or one judge's in one score round. */
function isChanged(given: readonly { readonly judgeId: string; readonly scoreRound: number }[], isIndependent: boolean): boolean {
  const owners = given.map(({ judgeId, scoreRound }) => (isIndependent ? `${scoreRound} ${judgeId}` : "team"));
  return new Set(owners).size < owners.length;
}

async function findDecision(tables: Tables, roundId: string, entryId: string): Promise<DecisionView | null> {
  const decisions = await tables.tieDecision.findMany({ where: { roundId, voidedAt: null }, orderBy: { decidedAt: "desc" } });
  const decision = decisions.find(({ entryIds }) => (entryIds as string[]).includes(entryId));
  if (!decision) return null;
  const user = await tables.user.findUnique({ where: { id: decision.decidedById }, select: { displayName: true } });
  return {
    reason: decision.reason,
    by: user?.displayName ?? "",
    at: decision.decidedAt.toISOString(),
    position: (decision.entryIds as string[]).indexOf(entryId) + 1,
  };
}
