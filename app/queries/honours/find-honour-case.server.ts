/** One honour's case as its page shows it: nominees, what it rests on, who did what when, and what stands against each next act. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { decideConferrer, decideInspector, decidePublicity, decideRefusable } from "#app/domain/honours/honour-acts.ts";
import {
  DEFAULT_HONOUR_PUBLICITY_DAYS,
  type HonourActRefusal,
  type HonourCaseState,
  lastPublicDay,
} from "#app/domain/honours/honour-case.ts";
import type { Honour } from "#app/domain/policy/pack.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { type FactOwed, findFactOwed } from "#app/queries/beneficiaries/list-owed.server.ts";
import { type FactMemberView, listFactMembers } from "#app/queries/facts/list-fact-members.server.ts";
import { type FactTitle, listTitlesOfFact } from "#app/queries/facts/list-fact-titles.server.ts";
import { namesOfOrganisations, namesOfRegions } from "#app/queries/facts/names-around-facts.server.ts";
import type { FoundBasis } from "./find-honour-basis.server.ts";
import { getHonourCaseFacts } from "./get-honour-case-facts.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type HonourStep = { readonly by: string; readonly at: string };

/** What a case rests on, with the address of it. */
export type BasisView = {
  readonly competition: Named;
  readonly event: Named;
  readonly award: Award | null;
  readonly place: number | null;
  readonly to: string;
  readonly doesStand: boolean;
};

export type HonourAct = "inspect" | "publicise" | "confer" | "refuse";

export type HonourCasePage = {
  readonly caseId: string;
  readonly factId: string;
  readonly honour: Honour;
  readonly state: HonourCaseState;
  readonly reason: string;
  /** The recommending authority's paper. */
  readonly reference: string;
  /** Printed on the list of names. */
  readonly telephone: string | null;
  readonly basis: BasisView | null;
  readonly members: readonly FactMemberView[];
  readonly organisations: Readonly<Record<string, Named>>;
  readonly regions: Readonly<Record<string, Named>>;
  readonly evidence: string | null;
  readonly recommended: HonourStep;
  readonly inspected: (HonourStep & { readonly text: string }) | null;
  /** `until` is the last day, YYYY-MM-DD. */
  readonly publicised: (HonourStep & { readonly until: string; readonly isOver: boolean }) | null;
  readonly conferred:
    | (HonourStep & { readonly number: string; readonly decidedOn: string; readonly inPost: boolean | null })
    | null;
  readonly refused: (HonourStep & { readonly reason: string }) | null;
  /** What the clauses said, without statements on titles while the result does not hold; null before it was conferred and the clauses were asked. */
  readonly follows: (FactOwed & { readonly titles: readonly FactTitle[] }) | null;
  /** By act, every reason against it that does not lie in what is typed; null for readers who do nothing here. */
  readonly acts: Readonly<Record<HonourAct, readonly Refusal<HonourActRefusal>[]>> | null;
};

/** @returns null for an id that is none */
export async function findHonourCase(runtime: Runtime, actor: Actor, caseId: string): Promise<HonourCasePage | null> {
  const { read } = runtime.database;
  const standing = await getHonourCaseFacts(read, caseId);
  if (!standing) return null;
  const { facts, content, basis, factId } = standing;
  const found = await read.honourCase.findUniqueOrThrow({
    where: { id: caseId },
    include: { fact: { select: { evidenceName: true, occurredOn: true } } },
  });
  const members = (await listFactMembers(runtime, [factId])).get(factId) ?? [];
  const users = await getUserNames(runtime, [
    found.recommendedById,
    found.inspectedById,
    found.publicisedById,
    found.conferredById,
    found.refusedById,
  ]);
  const step = (id: string | null, at: Date | null): HonourStep | null =>
    id === null || at === null ? null : { by: users.get(id) ?? "", at: at.toISOString() };
  const inspected = step(found.inspectedById, found.inspectedAt);
  const publicised = step(found.publicisedById, found.publicisedAt);
  const conferred = step(found.conferredById, found.conferredAt);
  const refused = step(found.refusedById, found.refusedAt);
  const now = runtime.clock.now();
  const endsAt = found.publicityEndsAt;
  const follows = facts.state === "conferred" ? await findFactOwed(runtime, factId) : null;
  return {
    caseId,
    factId,
    honour: content.honour,
    state: facts.state,
    reason: found.reason,
    reference: content.procedure?.reference ?? "",
    telephone: content.procedure?.telephone ?? null,
    basis: basis && (await toBasisView(runtime, basis, facts.doesBasisStand)),
    members,
    organisations: await namesOfOrganisations(runtime, members),
    regions: await namesOfRegions(runtime, content, members),
    evidence: found.fact.evidenceName,
    recommended: { by: users.get(found.recommendedById) ?? "", at: found.recommendedAt.toISOString() },
    inspected: inspected && { ...inspected, text: found.inspection ?? "" },
    publicised: publicised &&
      endsAt && { ...publicised, until: lastPublicDay(endsAt), isOver: endsAt.getTime() <= now.getTime() },
    conferred: conferred && {
      ...conferred,
      number: found.decisionNumber ?? "",
      decidedOn: found.fact.occurredOn,
      inPost: content.inPost,
    },
    refused: refused && { ...refused, reason: found.refusalReason ?? "" },
    follows: follows && { ...follows, titles: facts.doesBasisStand ? await listTitlesOfFact(runtime, factId) : [] },
    acts: hasRole(actor.grants, ["policy-officer"], NO_SCOPE)
      ? {
          inspect: against(decideInspector(facts, actor.userId)),
          publicise: against(decidePublicity(facts, DEFAULT_HONOUR_PUBLICITY_DAYS)),
          confer: against(decideConferrer(facts, actor.userId, now)),
          refuse: against(decideRefusable(facts)),
        }
      : null,
  };
}

/** @param doesStand whether it still does */
async function toBasisView({ database: { read } }: Runtime, basis: FoundBasis, doesStand: boolean): Promise<BasisView> {
  const { competition, event, award, place, competitionId, factId } = basis;
  const held =
    competitionId === null
      ? null
      : await read.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { code: true } });
  const to = held ? `/competitions/${held.code}` : `/policy/facts/${factId}`;
  return { competition, event, award, place, to, doesStand };
}

function against(decision: Decision<unknown, HonourActRefusal>): readonly Refusal<HonourActRefusal>[] {
  return decision.ok ? [] : decision.refusals;
}
