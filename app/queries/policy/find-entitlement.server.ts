/** One entitlement in full: its clause verbatim, who and why, what is to settle, who did what, and the acts that are open to this reader. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import {
  type DecisionOutcome,
  decideApplying,
  decideClosing,
  decideKeeping,
  decidePublicising,
  decideRefusing,
  decideReopening,
  decideReviewer,
  type EntitlementActKind,
  listQuestions,
} from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { EntitlementRow, EntitlementView } from "#app/domain/policy/entitlement-view.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import { keyOf } from "#app/domain/policy/reconcile.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findDivision } from "#app/queries/money/find-division.server.ts";
import { nameRegionsOf } from "#app/queries/policy/describe-findings.server.ts";
import {
  type EntitlementScope,
  getAllowanceFacts,
  getReviewQuestions,
  listEntitlementFacts,
} from "#app/queries/policy/get-entitlement-facts.server.ts";
import { listEntitlements } from "#app/queries/policy/list-entitlements.server.ts";

/** @param place.dividers who may divide a team's reward on this page @returns null when it is not there, or not within the scope */
export async function findEntitlement(
  runtime: Runtime,
  actor: Actor,
  place: EntitlementScope & { readonly entitlementId: string; readonly dividers?: readonly Role[] },
): Promise<EntitlementView | null> {
  const { competitionId, entitlementId, dividers = [] } = place;
  const { read } = runtime.database;
  const [found] = await listEntitlementFacts(read, { competitionId }, [entitlementId]);
  if (!found) return null;
  const row = await findRow(runtime, entitlementId);
  const one = await read.entitlement.findUniqueOrThrow({
    where: { id: entitlementId },
    include: {
      pack: { select: { content: true } },
      assessment: { select: { findings: true } },
      acts: { orderBy: [{ at: "asc" }, { id: "asc" }] },
      decisions: { orderBy: [{ decidedAt: "asc" }, { id: "asc" }] },
    },
  });
  const { organisations } = await getReviewQuestions(read, entitlementId);
  const allowance = await getAllowanceFacts(read, entitlementId);
  const finding = (one.assessment.findings as unknown as Finding[]).find(
    (candidate) => candidate.outcome !== "not-met" && keyOf(candidate) === one.key,
  );
  const users = await read.user.findMany({
    where: { id: { in: [...one.acts.map(({ actorId }) => actorId), ...one.decisions.map(({ decidedById }) => decidedById)] } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const rows = (one.pack.content as unknown as { rows: readonly { id: string; heading: string }[] }).rows;
  const scope = { competitionId, eventId: null, delegationId: null };
  const { facts, isListed } = found;
  return {
    ...row,
    heading: rows.find(({ id }) => id === one.rowId)?.heading ?? "",
    questions: finding ? listQuestions(finding) : [],
    organisations: await read.organisation.findMany({
      where: { id: { in: [...(organisations?.ids ?? [])] } },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    needsOrganisation: organisations?.isRequired ?? false,
    publicityEndsAt: one.publicityEndsAt?.toISOString() ?? null,
    difference: facts.difference,
    history: one.acts.map(({ act, toState, reason, actorId, at }) => ({
      act: act as EntitlementActKind,
      toState: toState as EntitlementState,
      reason,
      by: nameOf.get(actorId) ?? "",
      at: at.toISOString(),
    })),
    decisions: one.decisions.map(({ code, outcome, reason, decidedById, decidedAt }) => ({
      code,
      outcome: outcome as DecisionOutcome,
      reason,
      by: nameOf.get(decidedById) ?? "",
      at: decidedAt.toISOString(),
    })),
    acts: hasRole(actor.grants, ["policy-officer"], scope)
      ? {
          apply: against(decideApplying(facts)),
          review: against(decideReviewer(facts, actor.userId)),
          publicise: against(decidePublicising(facts)),
          refuse: against(decideRefusing(facts, isListed)),
          reopen: against(decideReopening(facts)),
          keep: against(decideKeeping(facts, actor.userId)),
          close: against(decideClosing(facts, allowance, allowance.isListed, actor.userId)),
        }
      : null,
    division: await findDivision(runtime, entitlementId),
    mayDivide: hasRole(actor.grants, dividers, scope),
    recordId: hasRole(actor.grants, POLICY_ROOMS.facts, NO_SCOPE) ? found.factId : null,
    hasLedger: hasRole(actor.grants, POLICY_ROOMS.ledger, NO_SCOPE),
    regions: await nameRegionsOf(read, finding ? [finding] : []),
  };
}

async function findRow(runtime: Runtime, id: string): Promise<EntitlementRow> {
  const { rows } = await listEntitlements(runtime, null, { id });
  const [row] = rows;
  if (!row) throw new Error(`Entitlement ${id} is of a row that its pack does not have.`);
  return row;
}

function against(decision: Decision<unknown>): readonly Refusal[] {
  return decision.ok ? [] : decision.refusals.map(({ code, params }) => ({ code, params: { count: 1, ...params } }));
}
