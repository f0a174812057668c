/** One competition as its office sees it today: its phase, what the next one still needs, and the numbers that matter now. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS, OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { type CompetitionAct, type Condition, computeConditions, findNextAct } from "#app/domain/phases/competition-phases.ts";
import type { CompetitionPlan } from "#app/domain/phases/competition-plan.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { ReopeningOnRecord } from "#app/domain/phases/reopening.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type {
  CompetitionClass,
  CompetitionPhase,
  HostRelation,
  RoundKind,
  RoundPhase,
  Sphere,
  Tier,
} from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";
import { countEntries, getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { listPlanChoices, type PlanChoices } from "#app/queries/competitions/list-plan-choices.server.ts";

export type Named = { readonly name: string; readonly nameEn: string };

export type OverviewEvent = Named & {
  readonly code: string;
  readonly quota: number;
  readonly accepted: number;
  /** Handed in and not decided: submitted or returned. */
  readonly undecided: number;
  /** 候补 whose place is offered and not answered yet. */
  readonly offers: number;
  /** Begun by a delegation and not handed in. */
  readonly drafts: number;
  readonly isCancelled: boolean;
  /** Of the current round, like the forms; its kind where the event has several. */
  readonly roundPhase: RoundPhase;
  readonly roundKind: RoundKind | null;
  readonly forms: number;
  readonly confirmedForms: number;
};

export type Overview = Named & {
  readonly code: string;
  readonly tier: Tier;
  readonly class: CompetitionClass;
  readonly sphere: Sphere;
  /** The series that it belongs to, and which edition it is; null: none. */
  readonly series: (Named & { readonly edition: number }) | null;
  readonly phase: CompetitionPhase;
  readonly venue: string;
  /** ISO, like all moments here. */
  readonly registrationClosesAt: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly publicityWorkingDays: number;
  readonly publicityEndsAt: string | null;
  readonly decisionNumber: string | null;
  readonly finalisedAt: string | null;
  readonly hosts: readonly { readonly relation: HostRelation; readonly region: Named; readonly organisation: Named | null }[];
  readonly packs: readonly { readonly title: string; readonly titleEn: string; readonly version: number }[];
  readonly events: readonly OverviewEvent[];
  /** The times that its final results were published again, the last first. */
  readonly reopenings: readonly ReopeningOnRecord[];
  /** The act that leads on with everything it needs; null at the end of the line. */
  readonly next: { readonly act: CompetitionAct; readonly conditions: readonly Condition[] } | null;
  /** Whether this reader leads the competition; others look. */
  readonly mayAct: boolean;
  /** Whether the pages of its events are open to this reader. */
  readonly opensEvents: boolean;
  /** For who may still change the plan: what it says, and what it could name. */
  readonly plan: { readonly stated: PlanAsStated; readonly choices: PlanChoices } | null;
};

/** The plan as a form shows it. */
export type PlanAsStated = Omit<CompetitionPlan, "registrationClosesAt" | "startsOn" | "endsOn"> & {
  readonly registrationClosesAt: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

export async function getOverview(runtime: Runtime, actor: Actor, competitionId: string): Promise<Overview> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    include: {
      hosts: {
        orderBy: { id: "asc" },
        select: {
          relation: true,
          regionCode: true,
          organisationId: true,
          region: { select: { name: true, nameEn: true } },
          organisation: { select: { name: true, nameEn: true } },
        },
      },
      packs: { orderBy: { pack: { name: "asc" } }, select: { pack: { select: { name: true, version: true, content: true } } } },
      series: { select: { name: true, nameEn: true } },
      reopenings: { orderBy: { reopenedAt: "desc" } },
      events: {
        orderBy: { code: "asc" },
        select: {
          id: true,
          code: true,
          name: true,
          nameEn: true,
          quota: true,
          cancelledAt: true,
          rounds: { select: { id: true, number: true, kind: true, phase: true } },
        },
      },
    },
  });
  const phase = competition.phase as CompetitionPhase;
  const names = await getUserNames(
    runtime,
    competition.reopenings.map(({ reopenedById }) => reopenedById),
  );
  const facts = await getCompetitionFacts(read, competitionId, { now: runtime.clock.now(), actorId: actor.userId });
  const counts = await countEntries(
    read,
    competition.events.map(({ id }) => id),
  );
  const offers = await read.entry.groupBy({
    by: ["eventId"],
    where: { event: { competitionId }, status: "waiting", offeredAt: { not: null } },
    _count: { _all: true },
  });
  const roundIds = competition.events.flatMap(({ rounds }) => rounds.map(({ id }) => id));
  const forms = await read.markingForm.groupBy({
    by: ["roundId", "status"],
    where: { roundId: { in: roundIds } },
    _count: { _all: true },
  });
  const scope = { competitionId, eventId: null, delegationId: null };
  const mayAct = hasRole(actor.grants, OFFICE_ACTORS, scope);
  const act = findNextAct(phase);
  const documents = competition.packs.map(({ pack }) => ({ ...pack, ...(pack.content as unknown as PolicyPack).document }));
  const stated: PlanAsStated = {
    name: competition.name,
    nameEn: competition.nameEn,
    tier: competition.tier as Tier,
    class: competition.class as CompetitionClass,
    sphere: competition.sphere as Sphere,
    venue: competition.venue,
    registrationClosesAt: competition.registrationClosesAt.toISOString(),
    startsOn: competition.startsOn.toISOString(),
    endsOn: competition.endsOn.toISOString(),
    publicityWorkingDays: competition.publicityWorkingDays,
    offerHours: competition.offerHours,
    hosts: competition.hosts.map(({ relation, regionCode, organisationId }) => {
      return { relation: relation as HostRelation, regionCode, organisationId };
    }),
    packs: competition.packs.map(({ pack }) => pack.name),
  };
  return {
    ...stated,
    code: competition.code,
    sphere: competition.sphere as Sphere,
    series: competition.series && { ...competition.series, edition: competition.edition ?? 0 },
    phase,
    publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
    decisionNumber: competition.decisionNumber,
    finalisedAt: competition.finalisedAt?.toISOString() ?? null,
    hosts: competition.hosts.map(({ relation, region, organisation }) => {
      return { relation: relation as HostRelation, region, organisation };
    }),
    packs: documents.map(({ title, titleEn, version }) => ({ title, titleEn, version })),
    events: competition.events.map(({ id, code, name, nameEn, quota, cancelledAt, rounds }) => {
      const round = findCurrentRound(rounds);
      const of = counts.get(id);
      const ofRound = forms.filter(({ roundId }) => roundId === round?.id);
      return {
        code,
        name,
        nameEn,
        quota,
        accepted: of?.accepted ?? 0,
        undecided: (of?.submitted ?? 0) + (of?.returned ?? 0),
        offers: offers.find(({ eventId }) => eventId === id)?._count._all ?? 0,
        drafts: of?.draft ?? 0,
        isCancelled: cancelledAt !== null,
        roundPhase: (round?.phase ?? "draw") as RoundPhase,
        roundKind: rounds.length > 1 && round ? (round.kind as RoundKind) : null,
        forms: ofRound.reduce((sum, { _count }) => sum + _count._all, 0),
        confirmedForms: ofRound.find(({ status }) => status === "confirmed")?._count._all ?? 0,
      };
    }),
    reopenings: competition.reopenings.map(({ id, reason, reference, decisionNumber, finalisedAt, reopenedById, reopenedAt }) => {
      const reopenedBy = names.get(reopenedById) ?? "";
      const times = { finalisedAt: finalisedAt.toISOString(), reopenedAt: reopenedAt.toISOString() };
      return { id, reason, reference, decisionNumber, reopenedBy, ...times };
    }),
    next: act && { act, conditions: computeConditions(act, facts) },
    mayAct,
    opensEvents: hasRole(actor.grants, OFFICE_ROOMS.events, scope),
    plan:
      mayAct && (phase === "draft" || phase === "announced")
        ? {
            stated,
            choices: await listPlanChoices(
              runtime,
              stated.hosts.map(({ regionCode }) => regionCode),
            ),
          }
        : null,
  };
}
