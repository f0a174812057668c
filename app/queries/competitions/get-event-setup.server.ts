/** One event as its office sets it up: its rules with their history, its marking scheme, where its round stands. */

import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { decideEventCancellation } from "#app/domain/ladder/event-cancellation.ts";
import { decideEventRemoval } from "#app/domain/ladder/event-removal.ts";
import { mayLeadElsewhere } from "#app/domain/ladder/event-setup.ts";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { findCurrentPhase, findCurrentRound, type PlannedRound } from "#app/domain/phases/event-rounds.ts";
import { countTaken } from "#app/domain/registration/acceptance.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { isPinned } from "#app/domain/results/rules-change.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, EntryKind, Group, RoundKind, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countEventTies } from "#app/queries/competitions/count-event-ties.server.ts";
import { getCancellationFacts } from "#app/queries/competitions/get-cancellation-facts.server.ts";
import {
  listUpperEvents,
  toUpperEvent,
  UPPER_EVENT,
  type UpperEvent,
} from "#app/queries/competitions/list-upper-events.server.ts";
import { countPlaces } from "#app/queries/registration/count-places.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";

export type EventSetup = {
  readonly eventId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly occupationCode: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  readonly quota: number;
  /** How many places one delegation may have; null: as many as there are. */
  readonly delegationQuota: number | null;
  readonly accepted: number;
  /** Places of accepted entries and of offers, and entries that wait for one. */
  readonly taken: number;
  readonly waiting: number;
  /** Whether this reader may change the places now. */
  readonly mayChangeQuota: boolean;
  /** What stands against removing the event; null where this reader could not anyway. */
  readonly removal: readonly Refusal[] | null;
  /** When it was cancelled, by whom and why; null: it stands. */
  readonly cancelled: { readonly at: string; readonly by: string; readonly reason: string } | null;
  /** What stands against cancelling it; null where this reader could not anyway. */
  readonly cancellation: readonly Refusal[] | null;
  /** Of the current round. */
  readonly roundPhase: RoundPhase;
  /** In their order. */
  readonly rounds: readonly PlannedRound[];
  /** Whether the roster of the first is frozen. */
  readonly roundsFixed: boolean;
  /** The event that the first places advance to, and its competition. */
  readonly upper: UpperEvent | null;
  /** What they could advance to instead; null where this reader may not change it now. */
  readonly upperChoices: readonly UpperEvent[] | null;
  /** The latest versions: from the opening of judging on nothing changes them. */
  readonly rules: EventRules;
  readonly rulesVersion: number;
  /** Newest first; the first version of all is the default and has nobody's reason. */
  readonly history: readonly { readonly version: number; readonly reason: string; readonly by: string; readonly at: string }[];
  readonly scheme: {
    readonly version: number;
    /** file, editor or copy. */
    readonly source: string;
    readonly fileName: string;
    readonly importedAt: string;
    readonly content: MarkingScheme;
  } | null;
  /** Why judging could not open with these rules and this scheme. */
  readonly faults: readonly Refusal[];
  readonly isPinned: boolean;
  readonly mayAct: boolean;
};

export async function getEventSetup(
  runtime: Runtime,
  actor: Actor,
  { competitionId, eventId }: { readonly competitionId: string; readonly eventId: string },
): Promise<EventSetup> {
  const { read } = runtime.database;
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    include: {
      competition: { select: { phase: true, tier: true } },
      rounds: {
        orderBy: { number: "asc" },
        select: { number: true, kind: true, phase: true, goingOn: true, draws: { take: 1, select: { id: true } } },
      },
      upperEvent: { select: UPPER_EVENT },
      rules: {
        orderBy: { version: "desc" },
        where: { version: { gt: 1 } },
        select: { version: true, reason: true, createdById: true, createdAt: true },
      },
    },
  });
  const { rules, version } = await getCurrentRules(read, eventId);
  const scheme = await findCurrentScheme(
    read,
    eventId,
    findCurrentRound(event.rounds.map(({ number, phase }) => ({ number, phase: phase as RoundPhase })))?.number,
  );
  const authors = await read.user.findMany({
    where: { id: { in: [...event.rules.map(({ createdById }) => createdById), event.cancelledById ?? ""] } },
    select: { id: true, displayName: true },
  });
  const places = await countPlaces(read, eventId);
  const mayAct = hasRole(actor.grants, OFFICE_ACTORS, { competitionId, eventId, delegationId: null });
  const phase = event.competition.phase as CompetitionPhase;
  const isBefore = phase === "draft" || phase === "announced" || phase === "registration";
  // The reason is asked beside the button.
  const removal =
    mayAct && isBefore && event.cancelledAt === null
      ? decideEventRemoval({ phase, ties: await countEventTies(read, eventId), reason: "-" })
      : null;
  const cancellation =
    mayAct && event.cancelledAt === null && (isBefore || phase === "running")
      ? decideEventCancellation({ ...(await getCancellationFacts(read, eventId)), reason: "-" })
      : null;
  const mayChangeUpper =
    mayAct &&
    mayLeadElsewhere(phase) &&
    event.cancelledAt === null &&
    (await read.advancement.count({ where: { round: { eventId } } })) === 0;
  const phases = event.rounds.map(({ phase }) => phase as RoundPhase);
  return {
    eventId,
    code: event.code,
    name: event.name,
    nameEn: event.nameEn,
    occupationCode: event.occupationCode,
    group: event.group as Group,
    entryKind: event.entryKind as EntryKind,
    teamSize: event.teamSize,
    quota: event.quota,
    delegationQuota: event.delegationQuota,
    taken: countTaken(places),
    waiting: await read.entry.count({ where: { eventId, status: "waiting", offeredAt: null } }),
    mayChangeQuota: mayAct && isBefore && event.cancelledAt === null,
    cancelled: event.cancelledAt && {
      at: event.cancelledAt.toISOString(),
      by: authors.find(({ id }) => id === event.cancelledById)?.displayName ?? "",
      reason: event.cancelReason ?? "",
    },
    cancellation: cancellation && (cancellation.ok ? [] : cancellation.refusals),
    removal: removal && (removal.ok ? [] : removal.refusals),
    accepted: await read.entry.count({ where: { eventId, status: "accepted" } }),
    roundPhase: findCurrentPhase(phases) ?? "draw",
    rounds: event.rounds.map(({ kind, goingOn }) => {
      return { kind: kind as RoundKind, goingOn: goingOn as unknown as GoingOn | null };
    }),
    roundsFixed: event.rounds.some(({ draws }) => draws.length > 0),
    upper: event.upperEvent && toUpperEvent(event.upperEvent),
    upperChoices: mayChangeUpper
      ? (await listUpperEvents(runtime, actor, event.competition.tier as Tier)).filter(
          ({ entryKind, teamSize }) => entryKind === event.entryKind && teamSize === event.teamSize,
        )
      : null,
    rules,
    rulesVersion: version,
    history: event.rules.map(({ version, reason, createdById, createdAt }) => ({
      version,
      reason,
      by: authors.find(({ id }) => id === createdById)?.displayName ?? "",
      at: createdAt.toISOString(),
    })),
    scheme: scheme && {
      version: scheme.version,
      source: scheme.source,
      fileName: scheme.fileName,
      importedAt: scheme.createdAt.toISOString(),
      content: scheme.scheme,
    },
    faults: scheme ? [...checkScheme(scheme.scheme, rules), ...checkRules(rules, scheme.scheme)] : [],
    isPinned: isPinned(phases),
    mayAct: mayAct && event.cancelledAt === null,
  };
}
