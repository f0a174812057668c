/**
 * The line of a round from the draw to settled results: which act leads on, and everything that must hold before it (DOMAIN 2).
 * One function fills the checklist, the button's own reasons and the refusal of the act.
 */

import { listAppealReasons, listRescoreReasons, type OpenCases } from "#app/domain/appeals/open-cases.ts";
import {
  type Blinding,
  findNextLayer,
  listLayersOf,
  listOpenLayers,
  listPendingSteps,
  listRequestedLayers,
} from "#app/domain/blinding/layers.ts";
import { isAwaited, isReadyToMark, type SessionStanding } from "#app/domain/draw/session-standing.ts";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { checkNeutral, fillPanels } from "#app/domain/panels/assignment.ts";
import { listClashes, type PanelPlan, type PoolJudge } from "#app/domain/panels/clashes.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import { isRecheckRuled } from "#app/domain/results/recheck.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Disclosure, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** The acts on a round, in their order. Unblinding takes two of them, by two people, for each layer or for several at once. */
export const ROUND_ACTS = [
  "open-judging",
  "submit-round",
  "request-unblinding",
  "confirm-unblinding",
  "publish-on-site",
  "settle-round",
] as const;
export type RoundAct = (typeof ROUND_ACTS)[number];

const STEPS: Readonly<Record<RoundAct, { readonly from: RoundPhase; readonly to: RoundPhase }>> = {
  "open-judging": { from: "draw", to: "judging" },
  "submit-round": { from: "judging", to: "recheck" },
  "request-unblinding": { from: "recheck", to: "recheck" },
  "confirm-unblinding": { from: "recheck", to: "unblinded" },
  "publish-on-site": { from: "unblinded", to: "published" },
  "settle-round": { from: "published", to: "settled" },
};

/** What the acts look at. Times are milliseconds since 1970, people are user ids unless they are said to be names. */
export type RoundFacts = {
  readonly now: number;
  readonly competitionPhase: CompetitionPhase;
  readonly phase: RoundPhase;
  /** Before judging the latest version, from then on the pinned one; null where there is none. */
  readonly rules: EventRules | null;
  readonly scheme: MarkingScheme | null;
  /** How far each session is; a round without sessions is as one. */
  readonly sessions: readonly SessionStanding[];
  readonly chiefJudges: readonly string[];
  /** The marking judges of the event: who of them marks what is said by the panels. */
  readonly pool: readonly PoolJudge[];
  /** As assigned for the opening; a sub-criterion that nobody was assigned to is left out. */
  readonly panels: readonly PanelPlan[];
  readonly tallyClerks: readonly string[];
  /** Display names of judges who would have to be neutral and are not: their own unit has an entry, or they declared a conflict. */
  readonly judgesOfEnteredUnits: readonly string[];
  readonly judgesWithConflicts: readonly string[];
  /** Display names of who marks or counts and also seats entrants, where the seat is the code of the work. */
  readonly markersWhoSeat: readonly string[];
  readonly forms: number;
  readonly confirmedForms: number;
  /** How many codes the recheck takes in, and what is left of it; null before its sample was drawn. */
  readonly recheck: { readonly items: number; readonly unchecked: number; readonly openErrors: number } | null;
  /** Corrections asked for that were neither refused nor brought to their end. */
  readonly openCorrections: number;
  /** Forms that the submission waits for: not confirmed, and of an entry that is still in (`needsForms`). */
  readonly awaitedForms: number;
  readonly blinding: Blinding;
  /** How many entries share a place that the chief judge has not decided. */
  readonly openTies: number;
  /** Components out of files that have no mark for everyone who checked in: how many are missing. */
  readonly missingComponentMarks: readonly { readonly component: string; readonly count: number }[];
  /** The end of the on-site publication; null before it. */
  readonly onSiteEndsAt: number | null;
  /** Of this round. */
  readonly cases: OpenCases;
};

export const ROUND_CONDITIONS = [
  "competition-running",
  "scheme-adds-up",
  "rules-hold",
  "entries-checked-in",
  "codes-assigned",
  "chief-judge-appointed",
  "marking-team-complete",
  "tally-clerk-appointed",
  "judges-neutral",
  "seats-unknown-to-markers",
  "sessions-taken-in",
  "forms-confirmed",
  "recheck-drawn",
  "recheck-checked",
  "errors-corrected",
  "corrections-ended",
  "unblinding-requested",
  "layer-kept",
  "second-person",
  "component-marks-complete",
  "ties-decided",
  "on-site-over",
  "appeals-ruled",
  "rescore-sets-decided",
] as const;
export type RoundConditionCode = (typeof ROUND_CONDITIONS)[number];

/** One thing that must hold, and why it does not yet; `unmet` is empty when it does. */
export type RoundCondition = { readonly code: RoundConditionCode; readonly unmet: readonly Refusal[] };

/** Everything that must hold before this person does the act, met or not. */
export function computeRoundConditions(act: RoundAct, facts: RoundFacts, actorId: string): readonly RoundCondition[] {
  switch (act) {
    case "open-judging":
      return listOpeningConditions(facts);
    case "submit-round": {
      const { forms, awaitedForms: left, sessions } = facts;
      const confirmed = condition("forms-confirmed", left > 0 || forms === 0, "forms-unconfirmed", { left, total: forms });
      // Nobody is forgotten: each session was taken into marking, or nobody of it came.
      const takenIn: RoundCondition = { code: "sessions-taken-in", unmet: sessions.flatMap(listSessionReasons) };
      return sessions.length > 1 ? [takenIn, confirmed] : [confirmed];
    }
    case "request-unblinding":
      return [
        ...listRecheckConditions(facts),
        condition("unblinding-requested", listPendingSteps(facts.blinding).length > 0, "unblinding-already-requested"),
        { code: "layer-kept", unmet: listKeeperReasons(facts.blinding, actorId) },
      ];
    case "confirm-unblinding": {
      const pending = listPendingSteps(facts.blinding);
      const isOwn = pending.some(({ requestedBy }) => requestedBy === actorId);
      return [
        // A correction may have been asked for since.
        ...listRecheckConditions(facts),
        condition("unblinding-requested", pending.length === 0, "unblinding-not-requested"),
        condition("second-person", isOwn, "unblinding-same-person"),
      ];
    }
    case "publish-on-site":
      return [
        {
          code: "component-marks-complete",
          unmet: facts.missingComponentMarks.map(({ component, count }) => {
            return { code: "component-marks-missing", params: { component, count } };
          }),
        },
        condition("ties-decided", facts.openTies > 0, "ties-open", { count: facts.openTies }),
      ];
    case "settle-round": {
      const { onSiteEndsAt: until, now, cases } = facts;
      return [
        {
          code: "on-site-over",
          unmet: until !== null && until > now ? [{ code: "on-site-period-running", params: { until } }] : [],
        },
        { code: "appeals-ruled", unmet: listAppealReasons(cases, now, until) },
        { code: "rescore-sets-decided", unmet: listRescoreReasons(cases) },
      ];
    }
  }
}

/** @returns the phase that the act leads to, or every reason against it at once. */
export function decideRoundAct(act: RoundAct, facts: RoundFacts, actorId: string): Decision<RoundPhase> {
  const { from } = STEPS[act];
  const to = act === "confirm-unblinding" ? findPhaseAfterOpening(facts.blinding) : STEPS[act].to;
  // The conditions of another phase would only confuse.
  if (facts.phase !== from) return decide([{ code: "round-phase-wrong", params: { phase: facts.phase, needed: from } }], to);
  return decide(
    computeRoundConditions(act, facts, actorId).flatMap(({ unmet }) => unmet),
    to,
  );
}

/** Names are never shown while marks are blind (DOMAIN 10). @returns the level, or the reason why not. */
export function decideDisclosure(
  disclosure: Disclosure,
  phase: RoundPhase,
): Decision<Disclosure, "disclosure-before-unblinding"> {
  const isTooEarly = disclosure === "named" && !isUnblinded(phase);
  return decide(isTooEarly ? [{ code: "disclosure-before-unblinding", params: { phase } }] : [], disclosure);
}

/** Whether codes and people may be shown together. */
export function isUnblinded(phase: RoundPhase): boolean {
  return phase === "unblinded" || phase === "published" || phase === "settled";
}

function listOpeningConditions(facts: RoundFacts): readonly RoundCondition[] {
  const { rules, scheme, competitionPhase, sessions } = facts;
  // Someone must be able to confirm: who marks may not.
  const clerks = facts.tallyClerks.filter((clerk) => !facts.pool.some(({ judgeId }) => judgeId === clerk));
  return [
    condition("competition-running", competitionPhase !== "running", "competition-not-running", { phase: competitionPhase }),
    { code: "scheme-adds-up", unmet: listSchemeReasons(scheme, rules) },
    { code: "rules-hold", unmet: listRulesReasons(scheme, rules) },
    ...listSessionConditions(sessions),
    condition("chief-judge-appointed", facts.chiefJudges.length === 0, "chief-judge-missing"),
    { code: "marking-team-complete", unmet: listPanelReasons(facts) },
    condition("tally-clerk-appointed", clerks.length === 0, "tally-clerk-missing"),
    { code: "judges-neutral", unmet: checkNeutral(facts) },
    condition("seats-unknown-to-markers", facts.markersWhoSeat.length > 0, "markers-who-seat", {
      people: facts.markersWhoSeat.join(", "),
    }),
  ];
}

/** At least one session is complete and has its codes, and none that is marked has a work without one; the others follow. */
function listSessionConditions(sessions: readonly SessionStanding[]): readonly RoundCondition[] {
  const isOpening = sessions.some(isReadyToMark);
  const late = sessions.filter(({ isTakenIn, uncoded }) => uncoded > 0 && (isTakenIn || !isOpening));
  const hasCome = sessions.some(({ coded, uncoded }) => coded + uncoded > 0);
  const isSomeComplete = sessions.some(({ stage }) => stage === "uncoded" || stage === "coded");
  return [
    {
      code: "entries-checked-in",
      unmet: [...when(!hasCome, "no-entry-checked-in"), ...(isSomeComplete ? [] : sessions.flatMap(listExpectedReasons))],
    },
    { code: "codes-assigned", unmet: late.flatMap(listCodeReasons) },
  ];
}

/** What keeps a session out of marking. */
function listSessionReasons(session: SessionStanding): readonly Refusal[] {
  if (!isAwaited(session)) return [];
  const reasons = listExpectedReasons(session);
  return reasons.length > 0 ? reasons : listCodeReasons(session);
}

function listExpectedReasons({ number: session, expected: count }: SessionStanding): readonly Refusal[] {
  if (session === null) return when(count > 0, "check-in-open", { count });
  return when(count > 0, "session-check-in-open", { session, count });
}

function listCodeReasons({ number: session, uncoded: count }: SessionStanding): readonly Refusal[] {
  if (session === null) return when(count > 0, "blind-codes-missing", { count });
  return when(count > 0, "session-codes-missing", { session, count });
}

/** Enough judges, and everything that clashes in the panels that judging would open with; who is not neutral is said by name elsewhere. */
function listPanelReasons({ rules, scheme, pool, panels }: RoundFacts): readonly Refusal[] {
  const count = pool.length;
  const needed = rules?.judgesPerForm ?? 1;
  if (count < needed) return [{ code: "marking-judges-too-few", params: { count, needed } }];
  if (rules === null || scheme === null) return [];
  const subCriteria = listSubCriteria(scheme);
  const ids = pool.map(({ judgeId }) => judgeId);
  const filled = fillPanels(subCriteria, panels, ids, rules.judgesPerForm);
  const clashes = listClashes({ subCriteria, rules, pool, panels: filled, chiefJudges: 1 });
  return clashes.filter(({ weight, partiality }) => weight !== "warning" && partiality === null).map(({ refusal }) => refusal);
}

/** Names, and with them the phase, wait for the last layer. */
function findPhaseAfterOpening({ layers, keepers, steps }: Blinding): RoundPhase {
  const opened = steps.map((step) => ({ ...step, isOpen: true }));
  return findNextLayer({ layers, keepers, steps: opened }) === null ? "unblinded" : "recheck";
}

/** Layers are opened in reverse order, each asked for by who keeps it. */
function listKeeperReasons(blinding: Blinding, actorId: string): readonly Refusal[] {
  const layer = findNextLayer(blinding);
  if (layer === null || listRequestedLayers(blinding, actorId).length > 0) return [];
  const open = listOpenLayers(blinding);
  const own = listLayersOf(blinding, actorId).filter((kept) => !open.includes(kept));
  if (own.length === 0) return [{ code: "unblinding-not-keeper", params: { layer } }];
  return [{ code: "unblinding-out-of-order", params: { layer, own: Math.max(...own) } }];
}

/** What was submitted was rechecked as ruled, and nothing of it is being put right any more. */
function listRecheckConditions({ rules, recheck, openCorrections }: RoundFacts): readonly RoundCondition[] {
  const ended = condition("corrections-ended", openCorrections > 0, "corrections-open", { count: openCorrections });
  if (rules === null || !isRecheckRuled(rules.recheck)) return [ended];
  const { items, unchecked, openErrors } = recheck ?? { items: 0, unchecked: 0, openErrors: 0 };
  return [
    condition("recheck-drawn", recheck === null, "recheck-not-drawn"),
    condition("recheck-checked", unchecked > 0, "recheck-unchecked", { left: unchecked, total: items }),
    condition("errors-corrected", openErrors > 0, "recheck-errors-open", { count: openErrors }),
    ended,
  ];
}

function listSchemeReasons(scheme: MarkingScheme | null, rules: EventRules | null): readonly Refusal[] {
  if (scheme === null) return [{ code: "scheme-missing" }];
  return rules === null ? [] : checkScheme(scheme, rules);
}

function listRulesReasons(scheme: MarkingScheme | null, rules: EventRules | null): readonly Refusal[] {
  if (rules === null) return [{ code: "rules-missing" }];
  // Without a scheme nothing can be found in it: that it is missing says enough.
  return checkRules(rules, scheme);
}

function condition(
  code: RoundConditionCode,
  isUnmet: boolean,
  refusal: string,
  params?: Readonly<Record<string, string | number>>,
): RoundCondition {
  return { code, unmet: when(isUnmet, refusal, params) };
}

function when(isUnmet: boolean, code: string, params?: Readonly<Record<string, string | number>>): readonly Refusal[] {
  if (!isUnmet) return [];
  return [params === undefined ? { code } : { code, params }];
}
