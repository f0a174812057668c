/** One event as its office sets it up: its rules with their history, its marking scheme, where its round stands. */
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { findCurrentPhase, findCurrentRound, type PlannedRound } from "#app/domain/phases/event-rounds.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { isPinned } from "#app/domain/results/rules-change.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { EntryKind, Group, RoundKind, RoundPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { findCurrentScheme } from "#app/queries/schemes/find-current-scheme.server.ts";

export type EventSetup = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly occupationCode: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  readonly quota: number;
  readonly accepted: number;
  /** Of the current round. */
  readonly roundPhase: RoundPhase;
  /** In their order. */
  readonly rounds: readonly PlannedRound[];
  /** Whether the roster of the first is frozen. */
  readonly roundsFixed: boolean;
  /** The event that the first places advance to, and its competition. */
  readonly upper: {
    readonly name: string;
    readonly nameEn: string;
    readonly tier: Tier;
    readonly competition: string;
    readonly competitionEn: string;
  } | null;
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
      rounds: {
        orderBy: { number: "asc" },
        select: { number: true, kind: true, phase: true, goingOn: true, draws: { take: 1, select: { id: true } } },
      },
      upperEvent: {
        select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true, tier: true } } },
      },
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
    where: { id: { in: event.rules.map(({ createdById }) => createdById) } },
    select: { id: true, displayName: true },
  });
  const phases = event.rounds.map(({ phase }) => phase as RoundPhase);
  return {
    code: event.code,
    name: event.name,
    nameEn: event.nameEn,
    occupationCode: event.occupationCode,
    group: event.group as Group,
    entryKind: event.entryKind as EntryKind,
    teamSize: event.teamSize,
    quota: event.quota,
    accepted: await read.entry.count({ where: { eventId, status: "accepted" } }),
    roundPhase: findCurrentPhase(phases) ?? "draw",
    rounds: event.rounds.map(({ kind, goingOn }) => {
      return { kind: kind as RoundKind, goingOn: goingOn as unknown as GoingOn | null };
    }),
    roundsFixed: event.rounds.some(({ draws }) => draws.length > 0),
    upper: event.upperEvent && {
      name: event.upperEvent.name,
      nameEn: event.upperEvent.nameEn,
      tier: event.upperEvent.competition.tier as Tier,
      competition: event.upperEvent.competition.name,
      competitionEn: event.upperEvent.competition.nameEn,
    },
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
    mayAct: hasRole(actor.grants, OFFICE_ACTORS, { competitionId, eventId, delegationId: null }),
  };
}
