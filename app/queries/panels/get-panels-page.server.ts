/** Who marks what in a round: the plan before judging, the panels with their forms from then on, and everything that clashes. */
import { hasRole } from "#app/domain/access/access.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { fillPanels } from "#app/domain/panels/assignment.ts";
import { type Clash, listClashes, type PanelPlan, type PoolJudge, type SubCriterionToMark } from "#app/domain/panels/clashes.ts";
import { RECUSAL } from "#app/domain/panels/recusal.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { FormStatus, Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { getPlanVersion } from "#app/queries/panels/get-plan-version.server.ts";
import { getRecusals } from "#app/queries/panels/get-recusals.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export type PanelSubCriterion = SubCriterionToMark & { readonly name: string; readonly day: number };

/** A panel of a round that is judged. */
export type PanelRow = {
  readonly panelId: string;
  readonly subCriterionId: string;
  readonly number: number;
  readonly judges: readonly { readonly judgeId: string; readonly displayName: string; readonly isRecused: boolean }[];
  readonly openForms: number;
  readonly confirmedForms: number;
  /** Why it was made: `recusal` by the system, else the chief judge's words; null for the panel of the opening. */
  readonly reason: { readonly kind: "recusal" } | { readonly kind: "words"; readonly words: string } | null;
  /** ISO. */
  readonly createdAt: string;
};

export type PanelsPage = {
  readonly competition: string;
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  readonly rules: Pick<EventRules, "judgesPerForm" | "marking">;
  /** By day, then as in the scheme; empty without one. */
  readonly subCriteria: readonly PanelSubCriterion[];
  readonly pool: readonly PoolJudge[];
  readonly chiefJudges: number;
  /** As assigned; names the version that a new plan is based on. */
  readonly plan: readonly PanelPlan[];
  readonly planVersion: string;
  /** Of the panels that judging would open with; empty from then on. */
  readonly clashes: readonly Clash[];
  /** Empty before judging. */
  readonly panels: readonly PanelRow[];
  /** Forms that are not confirmed, by sub-criterion and code; for the chief judge in open marking only. */
  readonly openForms: readonly { readonly formId: string; readonly subCriterionId: string; readonly code: string }[];
  readonly mayAssign: boolean;
  readonly mayChange: boolean;
};

const NAMING: readonly Role[] = ["organiser", "administrator", "supervisor"];

/**
 * Marking roles learn that a judge is not neutral, and not towards whom: no name of a unit or a delegation reaches the chief judge.
 * @throws Error when there is no such round.
 */
export async function getPanelsPage(runtime: Runtime, actor: Actor, roundId: string): Promise<PanelsPage> {
  const { read } = runtime.database;
  const { facts, eventId, competitionId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { code: true } } },
  });
  const { phase, rules, scheme } = facts;
  const marking = rules?.marking ?? "blind";
  const scope = { competitionId, eventId, delegationId: null };
  const mayName = hasRole(actor.grants, NAMING, scope);
  const isChief = hasRole(actor.grants, ["chief-judge"], scope);
  const pool = facts.pool.map((judge) => withoutNames(judge, mayName, marking));
  const subCriteria = (scheme ? listSubCriteria(scheme) : [])
    .map(({ id, name, day, aspects }) => ({
      id,
      name,
      day,
      aspects: aspects.map((aspect) => ({ id: aspect.id, ...(aspect.each ? { each: aspect.each } : {}) })),
    }))
    .sort((left, right) => left.day - right.day);
  const judgesPerForm = rules?.judgesPerForm ?? 0;
  const ids = pool.map(({ judgeId }) => judgeId);
  const filled = fillPanels(subCriteria, facts.panels, ids, judgesPerForm);
  const round = phase === "draw" ? null : await findPinnedRound(read, roundId);
  const chiefJudges = facts.chiefJudges.length;
  return {
    competition: event.competition.code,
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    phase,
    rules: { judgesPerForm, marking },
    subCriteria,
    pool,
    chiefJudges,
    plan: facts.panels,
    planVersion: await getPlanVersion(read, roundId),
    clashes:
      phase === "draw" ? listClashes({ subCriteria, rules: { judgesPerForm, marking }, pool, panels: filled, chiefJudges }) : [],
    panels: round ? await listPanelRows(runtime, round) : [],
    openForms: round && isChief && phase === "judging" && marking === "open" ? await listOpenForms(runtime, roundId) : [],
    mayAssign: phase === "draw" && (isChief || hasRole(actor.grants, ["organiser", "administrator"], scope)),
    mayChange: phase === "judging" && isChief,
  };
}

/** In blind marking nobody here needs to know which entries it is about, only that there are some. */
function withoutNames(judge: PoolJudge, mayName: boolean, marking: EventRules["marking"]): PoolJudge {
  const { judgeId, displayName, excluding } = judge;
  const partialities = judge.partialities.map(({ kind, named, entryIds }) => ({
    kind,
    targetId: "",
    named: mayName ? named : null,
    entryIds: marking === "open" ? entryIds : [],
  }));
  return { judgeId, displayName, excluding, partialities };
}

async function listPanelRows({ database }: Runtime, round: PinnedRound): Promise<readonly PanelRow[]> {
  const { read } = database;
  const stored = await read.panel.findMany({
    where: { roundId: round.roundId },
    orderBy: [{ subCriterionId: "asc" }, { number: "asc" }],
    select: { id: true, subCriterionId: true, number: true, reason: true, createdAt: true },
  });
  const forms = await read.markingForm.findMany({
    where: { roundId: round.roundId },
    select: { panelId: true, subjectId: true, status: true },
  });
  const users = await read.user.findMany({ where: { id: { in: [...round.team] } }, select: { id: true, displayName: true } });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const recusals = await getRecusals(read, round);
  return stored.map(({ id, subCriterionId, number, reason, createdAt }) => {
    const own = forms.filter(({ panelId }) => panelId === id);
    const open = own.filter(({ status }) => (status as FormStatus) !== "confirmed");
    const recused = new Set(open.flatMap(({ subjectId }) => recusals(subjectId)));
    const judges = round.panels.find(({ panelId }) => panelId === id)?.judges ?? [];
    return {
      panelId: id,
      subCriterionId,
      number,
      judges: judges.map((judgeId) => ({
        judgeId,
        displayName: names.get(judgeId) ?? "",
        isRecused: recused.has(judgeId),
      })),
      openForms: open.length,
      confirmedForms: own.length - open.length,
      reason: reason === "" ? null : reason === RECUSAL ? { kind: "recusal" } : { kind: "words", words: reason },
      createdAt: createdAt.toISOString(),
    };
  });
}

async function listOpenForms({ database }: Runtime, roundId: string): Promise<PanelsPage["openForms"]> {
  const forms = await database.read.markingForm.findMany({
    where: { roundId, status: { not: "confirmed" } },
    orderBy: [{ subCriterionId: "asc" }, { subject: { code: "asc" } }],
    select: { id: true, subCriterionId: true, subject: { select: { code: true } } },
  });
  return forms.map(({ id, subCriterionId, subject }) => ({ formId: id, subCriterionId, code: subject.code }));
}
