/** Takes the first places of each event's final into the event one tier up, as qualified entries for its reviewers (DOMAIN 9). */
import { computeAdvancement as computeAdvancing } from "#app/domain/ladder/advancement.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** Payload: competitionId. Each qualified entry is copied with its members, and keeps the link to where it came from. */
export const computeAdvancement: JobHandler = async (runtime, write, payload) => {
  const competitionId = String(payload.competitionId);
  const { tables, audit } = write;
  const rounds = await tables.round.findMany({
    where: { kind: "final", event: { competitionId, upperEventId: { not: null } } },
    select: { id: true, event: { select: { upperEventId: true } } },
  });
  let advanced = 0;
  for (const round of rounds) {
    const results = await getRoundResultsByEntry(tables, round.id);
    const rule = results.rules.advancement;
    const toEventId = round.event.upperEventId;
    if (rule === null || toEventId === null) continue;
    const delegations = await tables.entry.findMany({
      where: { id: { in: results.rows.map((row) => row.entryId) } },
      select: { id: true, delegationId: true },
    });
    const delegationOf = new Map(delegations.map((entry) => [entry.id, entry.delegationId]));
    const contenders = results.rows.map((row) => ({ ...row, delegationId: delegationOf.get(row.entryId) ?? null }));
    const upper = await tables.event.findUniqueOrThrow({
      where: { id: toEventId },
      select: { competitionId: true, competition: { select: { phase: true } } },
    });
    const isOpen = TAKES_ENTRIES.includes(upper.competition.phase as CompetitionPhase);
    for (const { entryId, reason } of computeAdvancing(contenders, rule)) {
      if (!isOpen) {
        // Nobody could review it there any more: on record, for people to settle between the two competitions.
        await audit({
          chain: competitionId,
          actorId: null,
          act: "miss-advancement",
          objectKind: "entry",
          objectId: entryId,
          payload: { toEvent: toEventId, phase: upper.competition.phase },
        });
        continue;
      }
      await advance(write, {
        roundId: round.id,
        entryId,
        toEventId,
        upperId: upper.competitionId,
        place: reason.params.place,
        now: runtime.clock.now(),
      });
      advanced += 1;
    }
  }
  await audit({
    chain: competitionId,
    actorId: null,
    act: "compute-advancement",
    objectKind: "competition",
    objectId: competitionId,
    payload: { advanced },
  });
};

/** The phases in which a competition still reviews entries. */
const TAKES_ENTRIES: readonly CompetitionPhase[] = ["draft", "announced", "registration"];

type Step = { roundId: string; entryId: string; toEventId: string; upperId: string; place: number; now: Date };

async function advance({ tables, audit }: Write, { roundId, entryId, toEventId, upperId, place, now }: Step): Promise<void> {
  const entry = await tables.entry.findUniqueOrThrow({
    where: { id: entryId },
    include: {
      members: { orderBy: { position: "asc" } },
      event: { include: { competition: { include: { hosts: { orderBy: { id: "asc" } } } } } },
    },
  });
  const host = entry.event.competition.hosts.find((candidate) => candidate.relation === "host-authority");
  if (!host) throw new Error(`Competition ${entry.event.competitionId} has no host authority to send a delegation.`);
  const delegationId = await findOrCreateDelegation(tables, upperId, host.regionCode);
  const newEntryId = newId();
  await tables.entry.create({
    data: {
      id: newEntryId,
      eventId: toEventId,
      delegationId,
      rosterNumber: `${entry.event.competition.code}/${entry.entrantNumber ?? entry.id}`,
      entrantNumber: null,
      coach: entry.coach,
      status: "submitted",
      eligible: entry.eligible,
      createdAt: now,
      updatedAt: now,
      members: {
        create: entry.members.map(({ id: _id, entryId: _entryId, frozenAt: _frozenAt, ...member }) => ({
          ...member,
          id: newId(),
          delegationRegion: host.regionCode,
          frozenAt: null,
        })),
      },
    },
  });
  await tables.advancement.create({
    data: { id: newId(), roundId, entryId, toEventId, newEntryId, place, state: "qualified", createdAt: now },
  });
  await audit({
    chain: upperId,
    actorId: null,
    act: "receive-advanced-entry",
    objectKind: "entry",
    objectId: newEntryId,
    payload: { from: entryId, place },
  });
}

/** The upper competition's delegation of the region that held the lower one. */
async function findOrCreateDelegation(tables: Tables, competitionId: string, regionCode: string): Promise<string> {
  const existing = await tables.delegation.findFirst({
    where: { competitionId, regionCode },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (existing) return existing.id;
  const region = await tables.region.findUniqueOrThrow({ where: { code: regionCode } });
  const delegation = await tables.delegation.create({
    data: { id: newId(), competitionId, name: region.name, nameEn: region.nameEn, regionCode },
  });
  return delegation.id;
}
