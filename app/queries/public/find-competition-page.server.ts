/** What the public may know of one competition: what, where, when, how far each event is, and what was published of it. */
import { computeShownDisclosure } from "#app/domain/board/shown-disclosure.ts";
import { findShownRound } from "#app/domain/phases/event-rounds.ts";
import { computeSchedule, type ScheduleLine } from "#app/domain/programme/schedule.ts";
import type {
  CompetitionClass,
  CompetitionPhase,
  Disclosure,
  EntryKind,
  Group,
  HostRelation,
  RoundKind,
  RoundPhase,
  Sphere,
  Tier,
} from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listPartialRounds } from "#app/queries/board/list-partial-rounds.server.ts";
import { type DrawLink, listDraws } from "#app/queries/draw/list-draws.server.ts";
import { listProgramme } from "#app/queries/programme/list-programme.server.ts";
import { listNotices, type PublicNotice } from "#app/queries/public/list-notices.server.ts";
import { listPublications, type PublicationView } from "#app/queries/public/list-publications.server.ts";
import { listSessions } from "#app/queries/public/list-sessions.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** A round of an event that has several. */
export type RoundName = { readonly kind: RoundKind; readonly number: number };

export type PublicEvent = Named & {
  readonly code: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  readonly quota: number;
  /** Entries accepted so far. */
  readonly accepted: number;
  /** Why it was cancelled; null: it stands. */
  readonly cancelled: { readonly reason: string } | null;
  /** Of the round that is shown: the last that has begun. */
  readonly phase: RoundPhase | null;
  /** That round, where the event has several. */
  readonly round: RoundName | null;
  /** What is shown of its board. */
  readonly disclosure: Disclosure;
  readonly publications: readonly (PublicationView & { readonly round: RoundName | null })[];
  /** Those that were frozen, of all rounds. */
  readonly draws: readonly DrawLink[];
};

export type CompetitionPage = Named & {
  readonly code: string;
  readonly tier: Tier;
  readonly class: CompetitionClass;
  readonly sphere: Sphere;
  readonly phase: CompetitionPhase;
  readonly venue: string;
  /** All times ISO. */
  readonly registrationClosesAt: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly publicityEndsAt: string | null;
  readonly decisionNumber: string | null;
  readonly finalisedAt: string | null;
  /** 日程 with what runs beside the competition. */
  readonly schedule: readonly ScheduleLine[];
  /** Notices and technical documents that stand, the newest first. */
  readonly notices: readonly PublicNotice[];
  /** The last time that its final results were published again; null: never. */
  readonly reopened: { readonly at: string; readonly reference: string } | null;
  readonly hosts: readonly { readonly relation: HostRelation; readonly region: Named; readonly organisation: Named | null }[];
  readonly events: readonly PublicEvent[];
};

/** Null for a competition that was not announced. */
export async function findCompetitionPage(runtime: Runtime, competitionId: string): Promise<CompetitionPage | null> {
  const { read } = runtime.database;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    include: {
      hosts: {
        orderBy: { id: "asc" },
        select: {
          relation: true,
          region: { select: { name: true, nameEn: true } },
          organisation: { select: { name: true, nameEn: true } },
        },
      },
      reopenings: { orderBy: { reopenedAt: "desc" }, take: 1 },
      events: {
        orderBy: { code: "asc" },
        include: {
          rounds: { select: { id: true, number: true, kind: true, phase: true, disclosure: true } },
          _count: { select: { entries: { where: { status: "accepted" } } } },
        },
      },
    },
  });
  if (competition.phase === "draft") return null;
  const [reopening] = competition.reopenings;
  const publications = await listPublications(read, { competitionId });
  const partial = await listPartialRounds(
    read,
    competition.events.flatMap(({ rounds }) => rounds.map(({ id }) => id)),
  );
  const events: PublicEvent[] = [];
  for (const event of competition.events) {
    const round = findShownRound(event.rounds);
    const own = publications.filter(({ roundId }) => event.rounds.some(({ id }) => id === roundId));
    const kinds = new Map(event.rounds.map(({ id, kind, number }) => [id, { kind: kind as RoundKind, number }]));
    const phase = (round?.phase ?? null) as RoundPhase | null;
    events.push({
      code: event.code,
      name: event.name,
      nameEn: event.nameEn,
      group: event.group as Group,
      entryKind: event.entryKind as EntryKind,
      teamSize: event.teamSize,
      quota: event.quota,
      accepted: event._count.entries,
      cancelled: event.cancelledAt === null ? null : { reason: event.cancelReason ?? "" },
      phase,
      disclosure:
        round && phase
          ? computeShownDisclosure({
              disclosure: round.disclosure as Disclosure,
              phase,
              isPublished: own.some(({ kind, roundId }) => kind === "on-site" && roundId === round.id),
              isWhole: !partial.has(round.id),
            })
          : "closed",
      round: event.rounds.length > 1 && round ? { kind: round.kind as RoundKind, number: round.number } : null,
      publications: own.map((publication) => ({
        ...publication,
        round: event.rounds.length > 1 ? (kinds.get(publication.roundId) ?? null) : null,
      })),
      draws: await listDraws(read, event.id),
    });
  }
  return {
    code: competition.code,
    name: competition.name,
    nameEn: competition.nameEn,
    tier: competition.tier as Tier,
    class: competition.class as CompetitionClass,
    sphere: competition.sphere as Sphere,
    phase: competition.phase as CompetitionPhase,
    venue: competition.venue,
    registrationClosesAt: competition.registrationClosesAt.toISOString(),
    startsOn: competition.startsOn.toISOString(),
    endsOn: competition.endsOn.toISOString(),
    publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
    decisionNumber: competition.decisionNumber,
    finalisedAt: competition.finalisedAt?.toISOString() ?? null,
    schedule: computeSchedule({
      registrationClosesAt: competition.registrationClosesAt.toISOString(),
      sessions: await listSessions(read, competitionId),
      programme: await listProgramme(read, competitionId),
    }),
    notices: await listNotices(read, competitionId),
    reopened: reopening ? { at: reopening.reopenedAt.toISOString(), reference: reopening.reference } : null,
    hosts: competition.hosts.map((host) => ({ ...host, relation: host.relation as HostRelation })),
    events,
  };
}
