/** What the phases of a competition are decided by: the same facts for the checklist of a page and for the act itself. */
import { addCases } from "#app/domain/appeals/open-cases.ts";
import { listKeptLayers, listLayers } from "#app/domain/blinding/layers.ts";
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { fillPanels, listPartialJudges } from "#app/domain/panels/assignment.ts";
import type { CompetitionFacts, EventFacts } from "#app/domain/phases/competition-phases.ts";
import { toGates } from "#app/domain/preparation/gates.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, HostRelation, RegistrationStatus, Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { countOpenObjections, listOpenCases } from "#app/queries/appeals/list-open-cases.server.ts";
import { toKeptLayers } from "#app/queries/blinding/list-keepers.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { getPreparationFacts } from "#app/queries/preparation/get-preparation-facts.server.ts";

/**
 * The facts of an existing competition, events in the order of their codes. Rules and schemes are the latest versions.
 * `decisionNumber` is the stored one: an act that is just being given one puts its own in its place.
 */
export async function getCompetitionFacts(
  tables: Tables,
  competitionId: string,
  { now, actorId }: { readonly now: Date; readonly actorId: string },
): Promise<CompetitionFacts> {
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      phase: true,
      registrationClosesAt: true,
      publicityEndsAt: true,
      publicityOpenedById: true,
      decisionNumber: true,
      filingNumber: true,
      gates: true,
      hosts: { select: { relation: true } },
      events: {
        // What was cancelled holds nothing up.
        where: { cancelledAt: null },
        orderBy: { code: "asc" },
        select: {
          id: true,
          code: true,
          rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
          // The competition opens with its first rounds; a later round brings its own scheme before it opens.
          schemes: { where: { roundNumber: 1 }, orderBy: { version: "desc" }, take: 1, select: { content: true } },
          rounds: {
            orderBy: { number: "asc" },
            select: {
              id: true,
              phase: true,
              panels: { where: { number: 1 }, select: { subCriterionId: true, judges: { select: { judgeId: true } } } },
            },
          },
        },
      },
      grants: {
        where: { revokedAt: null, user: { disabledAt: null } },
        orderBy: { createdAt: "asc" },
        select: { userId: true, role: true, eventId: true, layers: true },
      },
      _count: { select: { packs: true, delegations: true } },
    },
  });
  const eventIds = competition.events.map(({ id }) => id);
  const judges = await listEventJudges(tables, { competitionId, eventIds });
  const counts = await countEntries(tables, eventIds);
  const cases = await listOpenCases(tables, { competitionId });
  const objections = await countOpenObjections(tables, competitionId);
  const preparation = await getPreparationFacts(tables, competitionId);
  const holders = (role: Role, eventId: string | null) =>
    new Set(competition.grants.filter((grant) => grant.role === role && grant.eventId === eventId).map(({ userId }) => userId))
      .size;

  const events = competition.events.map((event): EventFacts => {
    const rules = toEventRules(event.rules[0]?.content);
    const scheme = (event.schemes[0]?.content ?? null) as unknown as MarkingScheme | null;
    const ofEvent = judges.get(event.id) ?? [];
    const keepers = competition.grants.filter((grant) => grant.role === "blinding-judge" && grant.eventId === event.id);
    const kept = new Set(keepers.flatMap((grant) => listKeptLayers({ layers: toKeptLayers(grant.layers) }, rules.blindLayers)));
    const { documents, trained } = preparation.of(event.id);
    const pool = ofEvent.filter(({ roles }) => roles.includes("marking-judge")).map(({ judgeId }) => judgeId);
    const assigned = (event.rounds[0]?.panels ?? []).map((panel) => ({
      subCriterionId: panel.subCriterionId,
      judges: panel.judges.map(({ judgeId }) => judgeId),
    }));
    const filled = fillPanels(scheme ? listSubCriteria(scheme) : [], assigned, pool, rules.judgesPerForm);
    return {
      code: event.code,
      // Every event has rules from its first moment.
      rules,
      scheme,
      entries: counts.get(event.id) ?? {},
      chiefJudges: holders("chief-judge", event.id),
      markingJudges: holders("marking-judge", event.id),
      blindingJudges: holders("blinding-judge", event.id),
      unkeptLayers: listLayers(rules.blindLayers).filter((layer) => !kept.has(layer)),
      tallyClerks: holders("tally-clerk", event.id),
      documents,
      untrainedJudges: ofEvent.filter(({ judgeId }) => !trained.has(judgeId)).length,
      ...listPartialJudges(ofEvent, new Set(filled.flatMap((panel) => panel.judges)), rules.marking),
      roundPhases: event.rounds.map(({ phase }) => phase as RoundPhase),
      cases: addCases(
        event.rounds.flatMap(({ id }) => cases.get(id) ?? []),
        objections.get(event.id) ?? 0,
      ),
    };
  });
  return {
    phase: competition.phase as CompetitionPhase,
    now: now.getTime(),
    hosts: competition.hosts.map(({ relation }) => relation as HostRelation),
    packs: competition._count.packs,
    delegations: competition._count.delegations,
    supervisors: holders("supervisor", null),
    registrationClosesAt: competition.registrationClosesAt.getTime(),
    gates: toGates(competition.gates),
    filingNumber: competition.filingNumber,
    leadersMeetings: preparation.leadersMeetings,
    publicityEndsAt: competition.publicityEndsAt?.getTime() ?? null,
    decisionNumber: competition.decisionNumber,
    publicityOpenedById: competition.publicityOpenedById,
    actorId,
    openObjections: objections.get(null) ?? 0,
    events,
  };
}

type StatusCounts = Partial<Record<RegistrationStatus, number>>;

/** How many entries each event has in each state, by event id. */
export async function countEntries(tables: Tables, eventIds: readonly string[]): Promise<ReadonlyMap<string, StatusCounts>> {
  const groups = await tables.entry.groupBy({
    by: ["eventId", "status"],
    where: { eventId: { in: [...eventIds] } },
    _count: { _all: true },
  });
  const counts = new Map<string, StatusCounts>();
  for (const { eventId, status, _count } of groups) {
    counts.set(eventId, { ...counts.get(eventId), [status]: _count._all });
  }
  return counts;
}
