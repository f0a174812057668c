/** What is someone's to do after signing in: his roles in each competition, where each is done, and how much waits there. */
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { POLICY_ACTORS } from "#app/domain/access/policy-rooms.ts";
import { computeConditions, findNextAct } from "#app/domain/phases/competition-phases.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { isRecheckRuled } from "#app/domain/results/recheck.ts";
import type { CompetitionClass, CompetitionPhase, Role, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listPolicyTasks, type PolicyTask } from "#app/queries/accounts/list-policy-tasks.server.ts";
import { listPartialRounds } from "#app/queries/board/list-partial-rounds.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { countAwaitedForms } from "#app/queries/marking/count-awaited-forms.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { notMarkedBy } from "#app/queries/marking/not-marked-by.server.ts";
import { findRecheckProgress } from "#app/queries/recheck/list-recheck-items.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export const WAITING_KINDS = [
  "conditions",
  "next-phase",
  "reviews",
  "returned",
  "drafts",
  "forms",
  "confirmations",
  "unconfirmed",
  "submission",
  "unblinding",
  "unblinding-second",
  "corrections",
  "recheck",
  "decisions",
  "cases",
  "appeals",
  "rescore-sets",
] as const;

/** What waits, and how much of it; never 0. */
export type Waiting = { readonly kind: (typeof WAITING_KINDS)[number]; readonly count: number };

type Named = { readonly name: string; readonly nameEn: string };

export type DeskTask = {
  readonly role: Role;
  /** The address where it is done. */
  readonly to: string;
  /** The event or delegation that the role is for; null: the whole competition. */
  readonly of: Named | null;
  readonly waiting: Waiting | null;
  /** Its event is not held: nothing waits. */
  readonly isCancelled: boolean;
  /** Where a judge declares towards whom he is not neutral. */
  readonly conflicts: string | null;
};

export type DeskCompetition = Named & {
  readonly code: string;
  readonly tier: Tier;
  readonly class: CompetitionClass;
  /** Whose authorities hold it: one, or several together. */
  readonly regions: readonly Named[];
  readonly phase: CompetitionPhase;
  /** ISO. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly tasks: readonly DeskTask[];
};

export type Desk = {
  /** Where something waits, by their first days; then the others, the latest first. */
  readonly competitions: readonly DeskCompetition[];
  readonly mayCreateCompetitions: boolean;
  readonly isAdministrator: boolean;
  /** Whether the policy office of the whole system is open to him. */
  readonly hasPolicyOffice: boolean;
  /** What waits there for him. */
  readonly policyTasks: readonly PolicyTask[];
};

type Grant = { readonly role: Role; readonly eventId: string | null; readonly delegationId: string | null };

export async function getDesk(runtime: Runtime, actor: Actor): Promise<Desk> {
  const isAdministrator = hasRole(actor.grants, ["administrator"], NO_SCOPE);
  const own = [...new Set(actor.grants.flatMap(({ competitionId }) => competitionId ?? []))];
  const found = await runtime.database.read.competition.findMany({
    where: isAdministrator ? {} : { id: { in: own } },
    orderBy: [{ startsOn: "asc" }, { code: "asc" }],
    select: {
      id: true,
      code: true,
      name: true,
      nameEn: true,
      tier: true,
      class: true,
      hosts: {
        where: { relation: "host-authority" },
        orderBy: { id: "asc" },
        select: { region: { select: { name: true, nameEn: true } } },
      },
      phase: true,
      startsOn: true,
      endsOn: true,
      events: {
        orderBy: { code: "asc" },
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          cancelledAt: true,
          rounds: { select: { id: true, number: true, phase: true } },
        },
      },
      delegations: { orderBy: { name: "asc" }, select: { id: true, name: true, nameEn: true } },
    },
  });
  const competitions: DeskCompetition[] = [];
  for (const { id, code, name, nameEn, tier, hosts, phase, startsOn, endsOn, ...parts } of found) {
    const grants: Grant[] = actor.grants.filter(({ competitionId }) => competitionId === id);
    if (isAdministrator && !grants.some(({ role }) => role === "organiser")) {
      grants.unshift({ role: "administrator", eventId: null, delegationId: null });
    }
    const competition = { id, code, phase: phase as CompetitionPhase, ...parts };
    const tasks: DeskTask[] = [];
    for (const grant of grants) tasks.push(await describeTask(runtime, actor, competition, grant));
    competitions.push({
      code,
      name,
      nameEn,
      tier: tier as Tier,
      class: parts.class as CompetitionClass,
      regions: hosts.map(({ region }) => region),
      phase: competition.phase,
      startsOn: startsOn.toISOString(),
      endsOn: endsOn.toISOString(),
      tasks,
    });
  }
  const hasWaiting = ({ tasks }: DeskCompetition) => tasks.some(({ waiting }) => waiting !== null);
  const quiet = competitions.filter((competition) => !hasWaiting(competition));
  return {
    competitions: [...competitions.filter(hasWaiting), ...quiet.reverse()],
    mayCreateCompetitions: isAdministrator || actor.grants.some(({ role }) => role === "organiser"),
    isAdministrator,
    hasPolicyOffice: hasRole(actor.grants, POLICY_ACTORS, NO_SCOPE),
    policyTasks: await listPolicyTasks(runtime, actor),
  };
}

type CompetitionParts = {
  readonly id: string;
  readonly code: string;
  readonly phase: CompetitionPhase;
  readonly events: readonly (Named & {
    readonly id: string;
    readonly code: string;
    readonly cancelledAt: Date | null;
    readonly rounds: readonly { readonly id: string; readonly number: number; readonly phase: string }[];
  })[];
  readonly delegations: readonly (Named & { readonly id: string })[];
};

async function describeTask(runtime: Runtime, actor: Actor, competition: CompetitionParts, grant: Grant): Promise<DeskTask> {
  const { read } = runtime.database;
  const office = `/office/${competition.code}`;
  const { role } = grant;
  const event = competition.events.find(({ id }) => id === grant.eventId) ?? null;
  const delegation = competition.delegations.find(({ id }) => id === grant.delegationId) ?? null;
  const named = event ?? delegation;
  const of = named && { name: named.name, nameEn: named.nameEn };
  const judged = JUDGE_ROLES.includes(role) ? event : null;
  const conflicts = judged && judged.cancelledAt === null ? `/judge/${competition.code}/events/${judged.code}/conflicts` : null;
  const isCancelled = event?.cancelledAt != null;
  const task = (to: string, waiting: Waiting | null): DeskTask => ({ role, to, of, waiting, isCancelled, conflicts });
  if (event && isCancelled) return task(`/competitions/${competition.code}`, null);
  const round = event ? findCurrentRound(event.rounds) : null;
  const roundPhase = round?.phase as RoundPhase | undefined;

  switch (role) {
    case "administrator":
    case "organiser":
      return task(office, await findNextStep(runtime, actor.userId, competition));
    case "reviewer": {
      const where = { event: { competitionId: competition.id }, status: "submitted" };
      return task(`${office}/registrations`, waitFor("reviews", await read.entry.count({ where })));
    }
    case "supervisor": {
      const next = await findSupervision(runtime, competition);
      if (next !== null) return task(`${office}/events/${next.event}/${next.waiting.kind}?round=${next.round}`, next.waiting);
      const where = { event: { competitionId: competition.id }, unblindings: { some: { supervisorId: null } } };
      const unblindings = waitFor("unblinding-second", await read.round.count({ where }));
      if (unblindings) return task(office, unblindings);
      const sets = waitFor("rescore-sets", await countSets(runtime, competition.id));
      return sets ? task(`${office}/cases`, sets) : task(office, null);
    }
    case "policy-officer": {
      const where = { competitionId: competition.id, outcome: "needs-decision" };
      return task(`${office}/entitlements`, waitFor("decisions", await read.entitlement.count({ where })));
    }
    case "treasurer":
      return task(`${office}/entitlements`, null);
    case "team-leader": {
      const to = `/delegations/${grant.delegationId}`;
      const appeals = { delegationId: grant.delegationId ?? "", withdrawnAt: null, ruling: { is: null } };
      const filed = waitFor("appeals", await read.appeal.count({ where: appeals }));
      if (filed) return task(`${to}/appeals`, filed);
      if (competition.phase !== "registration" || !delegation) return task(to, null);
      const count = (status: string) => read.entry.count({ where: { delegationId: delegation.id, status } });
      return task(to, waitFor("returned", await count("returned")) ?? waitFor("drafts", await count("draft")));
    }
    case "marking-judge": {
      if (!round || (roundPhase !== "judging" && roundPhase !== "recheck")) return task("/judge", null);
      const signOffs = { none: { judgeId: actor.userId, voidedAt: null } };
      const panel = { judges: { some: { judgeId: actor.userId } } };
      const forms = await read.markingForm.count({ where: { roundId: round.id, status: "open", panel, signOffs } });
      return task("/judge", waitFor("forms", forms));
    }
    case "floor-judge":
      return task(`${office}/events/${event?.code}/hall-record`, null);
    case "arbitrator":
      return task(
        `${office}/cases`,
        waitFor("cases", await countCases(runtime, competition.id)) ??
          waitFor("rescore-sets", await countSets(runtime, competition.id)),
      );
    case "tally-clerk": {
      const where = { roundId: round?.id ?? "", status: "signed", ...notMarkedBy(actor.userId) };
      return task("/judge", waitFor("confirmations", await read.markingForm.count({ where })));
    }
    case "chief-judge": {
      const to = `/hall/${competition.code}/events/${event?.code}`;
      const where = { form: { roundId: round?.id ?? "" }, ...OPEN_CORRECTION, chiefJudgeId: null };
      const corrections = waitFor("corrections", await read.correction.count({ where }));
      if (!round || roundPhase !== "judging" || corrections !== null) return task(to, corrections);
      const left = await countAwaitedForms(read, round.id);
      if (left > 0) return task(to, { kind: "unconfirmed", count: left });
      // What is there is confirmed, and a session is still to come.
      const isPartial = (await listPartialRounds(read, [round.id])).has(round.id);
      return task(to, isPartial ? null : { kind: "submission", count: 1 });
    }
    case "blinding-judge": {
      const pages = `${office}/events/${event?.code}`;
      if (!round || roundPhase === "draw" || roundPhase === "judging") return task(`${pages}/check-in`, null);
      const isOpen = roundPhase === "recheck" && (await mayRequestUnblinding(runtime, actor, round.id));
      return task(`${pages}/unblinding`, isOpen ? { kind: "unblinding", count: 1 } : null);
    }
  }
}

async function mayRequestUnblinding({ database, clock }: Runtime, actor: Actor, roundId: string): Promise<boolean> {
  const { facts } = await getRoundFacts(database.read, roundId, clock.now());
  return decideRoundAct("request-unblinding", facts, actor.userId).ok;
}

/** What waits for a supervisor before unblinding, and at which event first: a correction, else a recheck that is not done. */
async function findSupervision(
  { database }: Runtime,
  { id, events }: CompetitionParts,
): Promise<{
  readonly event: string;
  readonly round: number;
  readonly waiting: Waiting & { readonly kind: "corrections" | "recheck" };
} | null> {
  const { read } = database;
  const corrections = await read.correction.findMany({
    where: { ...OPEN_CORRECTION, supervisorId: null, form: { round: { event: { competitionId: id } } } },
    orderBy: { requestedAt: "asc" },
    select: { form: { select: { round: { select: { number: true, event: { select: { code: true } } } } } } },
  });
  const [first] = corrections;
  if (first) {
    const { event, number } = first.form.round;
    return { event: event.code, round: number, waiting: { kind: "corrections", count: corrections.length } };
  }
  const waiting: { readonly event: string; readonly round: number }[] = [];
  for (const { code, rounds } of events) {
    for (const { id: roundId, number, phase } of rounds) {
      if (phase !== "recheck") continue;
      const round = await findPinnedRound(read, roundId);
      const progress = await findRecheckProgress(read, roundId);
      const isLeft = progress === null || progress.unchecked > 0;
      if (round && isRecheckRuled(round.rules.recheck) && isLeft) waiting.push({ event: code, round: number });
    }
  }
  const [next] = waiting;
  return next === undefined ? null : { ...next, waiting: { kind: "recheck", count: waiting.length } };
}

/** How many conditions the next phase still has, or that nothing stands against it. */
async function findNextStep(runtime: Runtime, actorId: string, { id, phase }: CompetitionParts): Promise<Waiting | null> {
  const act = findNextAct(phase);
  if (act === null) return null;
  const facts = await getCompetitionFacts(runtime.database.read, id, { now: runtime.clock.now(), actorId });
  const unmet = computeConditions(act, facts).filter((condition) => condition.unmet.length > 0);
  // Counted as the checklist shows them; the number of the decision is typed into the act itself.
  const open = new Set(unmet.map(({ code }) => code).filter((code) => code !== "decision-number-given"));
  return open.size > 0 ? { kind: "conditions", count: open.size } : { kind: "next-phase", count: 1 };
}

async function countCases({ database }: Runtime, competitionId: string): Promise<number> {
  const where = { competitionId, withdrawnAt: null, ruling: { is: null } };
  return (await database.read.appeal.count({ where })) + (await database.read.objection.count({ where }));
}

/** Re-score sets that were prepared and wait for a second person. */
function countSets({ database }: Runtime, competitionId: string): Promise<number> {
  return database.read.rescoreSet.count({ where: { status: "prepared", round: { event: { competitionId } } } });
}

function waitFor(kind: Waiting["kind"], count: number): Waiting | null {
  return count > 0 ? { kind, count } : null;
}
