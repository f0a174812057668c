/** What the acts on a round look at: the facts of its line, for buttons and for refusals alike. */
import { NO_CASES } from "#app/domain/appeals/open-cases.ts";
import { type BlindLayer, isSeatTheCode } from "#app/domain/blinding/layers.ts";
import { MARKING_ROLES, SEATING_ROLES } from "#app/domain/blinding/sight.ts";
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { fillPanels, listPartialJudges } from "#app/domain/panels/assignment.ts";
import type { RoundFacts } from "#app/domain/phases/round-phases.ts";
import type { Component } from "#app/domain/results/components.ts";
import { type EventRules, toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listOpenCases } from "#app/queries/appeals/list-open-cases.server.ts";
import { toKeeper } from "#app/queries/blinding/list-keepers.server.ts";
import { SESSION_COLUMNS, toStandings } from "#app/queries/check-in/list-standings.server.ts";
import { countAwaitedForms } from "#app/queries/marking/count-awaited-forms.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { findRecheckProgress } from "#app/queries/recheck/list-recheck-items.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { listEntryFacts } from "#app/queries/results/list-entry-facts.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";

/** The round as its acts find it, with the ids that a service writes by. */
export type RoundAsFound = {
  readonly facts: RoundFacts;
  readonly eventId: string;
  readonly competitionId: string;
  /** Of the rules and the scheme in `facts`. */
  readonly rulesId: string | null;
  readonly schemeId: string | null;
};

/** @throws Error when there is no such round. */
export async function getRoundFacts(tables: Tables, roundId: string, now: Date): Promise<RoundAsFound> {
  const newest = { orderBy: { version: "desc" }, take: 1, select: { id: true, content: true } } as const;
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      eventId: true,
      number: true,
      phase: true,
      rules: { select: { id: true, content: true } },
      scheme: { select: { id: true, content: true } },
      event: {
        select: {
          competitionId: true,
          competition: { select: { phase: true } },
          rules: newest,
          grants: {
            where: { revokedAt: null, user: { disabledAt: null } },
            select: { role: true, layers: true, user: { select: { id: true } } },
          },
        },
      },
      ...SESSION_COLUMNS,
      panels: { where: { number: 1 }, select: { subCriterionId: true, judges: { select: { judgeId: true } } } },
      unblindings: { select: { layer: true, blindingJudgeId: true, supervisorId: true } },
      publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { closesAt: true } },
    },
  });
  const forms = await tables.markingForm.groupBy({ by: ["status"], where: { roundId }, _count: true });
  const countForms = (isCounted: (status: string) => boolean) =>
    forms.filter(({ status }) => isCounted(status)).reduce((sum, { _count }) => sum + _count, 0);
  const phase = round.phase as RoundPhase;
  const rules = round.rules ?? round.event.rules[0] ?? null;
  const unpinned = round.scheme ? null : await findCurrentScheme(tables, round.eventId, round.number);
  const scheme = round.scheme ?? (unpinned && { id: unpinned.id, content: unpinned.scheme });
  const checkedIn = round.entries.filter(({ participation }) => participation === "checked-in");
  const holders = (role: string) => [
    ...new Set(round.event.grants.filter((grant) => grant.role === role).map(({ user }) => user.id)),
  ];
  const of = { competitionId: round.event.competitionId, eventIds: [round.eventId] };
  const judges = (await listEventJudges(tables, of)).get(round.eventId) ?? [];
  const pool = judges.filter(({ roles }) => roles.includes("marking-judge"));
  const panels = round.panels.map(({ subCriterionId, judges: members }) => ({
    subCriterionId,
    judges: members.map(({ judgeId }) => judgeId),
  }));
  const pinned = rules && toEventRules(rules.content);
  const subCriteria = scheme ? listSubCriteria(scheme.content as unknown as MarkingScheme) : [];
  const filled = fillPanels(
    subCriteria,
    panels,
    pool.map(({ judgeId }) => judgeId),
    pinned?.judgesPerForm ?? 0,
  );
  return {
    eventId: round.eventId,
    competitionId: round.event.competitionId,
    rulesId: rules?.id ?? null,
    schemeId: scheme?.id ?? null,
    facts: {
      now: now.getTime(),
      competitionPhase: round.event.competition.phase as CompetitionPhase,
      phase,
      rules: pinned,
      scheme: (scheme?.content ?? null) as MarkingScheme | null,
      sessions: toStandings(round),
      chiefJudges: holders("chief-judge"),
      pool,
      panels,
      tallyClerks: holders("tally-clerk"),
      ...listPartialJudges(judges, new Set(filled.flatMap((panel) => panel.judges)), pinned?.marking ?? "blind"),
      markersWhoSeat: await listMarkersWhoSeat(tables, { ...of, eventId: round.eventId, rules: pinned }),
      forms: countForms(() => true),
      confirmedForms: countForms((status) => status === "confirmed"),
      recheck: phase === "recheck" ? await findRecheckProgress(tables, roundId) : null,
      openCorrections: await tables.correction.count({ where: { form: { roundId }, ...OPEN_CORRECTION } }),
      awaitedForms: await countAwaitedForms(tables, roundId),
      blinding: {
        layers: toEventRules(rules?.content).blindLayers,
        keepers: round.event.grants.filter(({ role }) => role === "blinding-judge").map(toKeeper),
        steps: round.unblindings.map(({ layer, blindingJudgeId, supervisorId }) => ({
          layer: layer as BlindLayer,
          requestedBy: blindingJudgeId,
          isOpen: supervisorId !== null,
        })),
      },
      openTies: phase === "unblinded" ? await countOpenTies(tables, roundId) : 0,
      missingComponentMarks: await countMissingMarks(tables, roundId, {
        components: rules ? toEventRules(rules.content).components : [],
        entryIds: checkedIn.map(({ entryId }) => entryId),
      }),
      onSiteEndsAt: round.publications[0]?.closesAt.getTime() ?? null,
      cases: (await listOpenCases(tables, { roundId })).get(roundId) ?? NO_CASES,
    },
  };
}

async function listMarkersWhoSeat(
  tables: Tables,
  { competitionId, eventId, rules }: { competitionId: string; eventId: string; rules: EventRules | null },
): Promise<readonly string[]> {
  if (rules === null || !isSeatTheCode(rules.blindLayers)) return [];
  const seating = {
    role: { in: [...SEATING_ROLES] },
    revokedAt: null,
    OR: [{ competitionId, eventId: null, delegationId: null }, { competitionId: null }],
  };
  const users = await tables.user.findMany({
    where: {
      disabledAt: null,
      AND: [{ grants: { some: { role: { in: [...MARKING_ROLES] }, eventId, revokedAt: null } } }, { grants: { some: seating } }],
    },
    orderBy: { displayName: "asc" },
    select: { displayName: true },
  });
  return users.map(({ displayName }) => displayName);
}

async function countMissingMarks(
  tables: Tables,
  roundId: string,
  { components, entryIds }: { components: readonly Component[]; entryIds: readonly string[] },
): Promise<RoundFacts["missingComponentMarks"]> {
  const fromFiles = components.filter(({ source }) => source === "file");
  if (fromFiles.length === 0) return [];
  const { fileMarks } = await listEntryFacts(tables, roundId);
  return fromFiles.flatMap(({ key, name }) => {
    const count = entryIds.filter((entryId) => fileMarks.get(entryId)?.[key] === undefined).length;
    return count > 0 ? [{ component: name, count }] : [];
  });
}

async function countOpenTies(tables: Tables, roundId: string): Promise<number> {
  const { rows } = await getRoundResultsByEntry(tables, roundId);
  return rows.filter(({ openTie }) => openTie).length;
}
