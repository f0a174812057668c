/** Steps of advancement that the job of finality and the acts of people share; each takes the write of its caller. */
import { computeAdvancement } from "#app/domain/ladder/advancement.ts";
import { type AdvancementState, findFirstState, findUpperPhase } from "#app/domain/ladder/advancement-states.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import { isCompetitionReopened } from "#app/queries/competitions/is-reopened.server.ts";
import { getContenders } from "#app/queries/ladder/get-contenders.server.ts";

export type Actor = { readonly actorId: string | null; readonly now: Date };

/**
 * Offers the places of a final that the rule gives and nobody has yet; what was offered before stays as it is, so that doing it
 * again changes nothing. Who gave it up is passed over.
 * @returns how many were offered
 */
export async function offerPlaces(write: Write, roundId: string, { actorId, now }: Actor): Promise<number> {
  const { tables, audit } = write;
  const { rule, toEventId, competitionId, contenders } = await getContenders(tables, roundId);
  if (rule === null || toEventId === null) return 0;
  const upper = await tables.event.findUniqueOrThrow({
    where: { id: toEventId },
    select: { cancelledAt: true, competition: { select: { phase: true } } },
  });
  const known = await tables.advancement.findMany({ where: { toEventId, roundId }, select: { entryId: true } });
  const state = findFirstState(
    rule.route ?? "direct",
    findUpperPhase(upper.competition.phase as CompetitionPhase, upper.cancelledAt !== null),
  );
  let offered = 0;
  for (const { entryId, reason } of computeAdvancement(contenders, rule)) {
    if (known.some((one) => one.entryId === entryId)) continue;
    const id = newId();
    await tables.advancement.create({
      data: { id, roundId, entryId, toEventId, place: reason.params.place, reason, state: "qualified", createdAt: now },
    });
    await recordAct(tables, { advancementId: id, fromState: null, toState: "qualified", reason: "", actorId, at: now });
    if (state === "confirmed") await enterUpperEvent(write, id, actorId, now);
    if (state !== "qualified") {
      await tables.advancement.update({ where: { id }, data: { state } });
      await recordAct(tables, { advancementId: id, fromState: "qualified", toState: state, reason: "", actorId, at: now });
    }
    if (state === "missed") {
      await audit({
        chain: competitionId,
        actorId,
        act: "miss-advancement",
        objectKind: "entry",
        objectId: entryId,
        payload: { toEvent: toEventId, phase: upper.competition.phase },
      });
    }
    offered += 1;
  }
  return offered;
}

/**
 * The way up of an entry that was withdrawn or rejected above ends there, and its place is offered to the next below (DOMAIN 9); while the results
 * below are public again nothing is offered, and the job of their finality does.
 * @param newEntryId the entry at the upper event; one that came by no advancement changes nothing
 */
export async function giveUpAdvancement(write: Write, newEntryId: string, { actorId, now }: Actor): Promise<void> {
  const { tables, audit } = write;
  const advancement = await tables.advancement.findUnique({
    where: { newEntryId },
    select: { id: true, factId: true, round: { select: { id: true, event: { select: { competitionId: true } } } } },
  });
  if (!advancement) return;
  const { id, factId, round } = advancement;
  const { count } = await tables.advancement.updateMany({ where: { id, state: "confirmed" }, data: { state: "declined" } });
  if (count === 0) return;
  await recordAct(tables, { advancementId: id, fromState: "confirmed", toState: "declined", reason: "", actorId, at: now });
  const isDue = round !== null && !(await isCompetitionReopened(tables, round.event.competitionId));
  const offered = isDue ? await offerPlaces(write, round.id, { actorId, now }) : 0;
  const source =
    round === null
      ? { chain: SYSTEM_CHAIN, kind: "recorded-fact", id: factId ?? id }
      : { chain: round.event.competitionId, kind: "competition", id: round.event.competitionId };
  await audit({
    chain: source.chain,
    actorId,
    act: "advancement-decline",
    objectKind: source.kind,
    objectId: source.id,
    payload: { advancements: [id], offered, entry: newEntryId },
  });
}

/** A step of an advancement's history. */
export async function recordAct(
  tables: Tables,
  act: {
    readonly advancementId: string;
    readonly fromState: AdvancementState | null;
    readonly toState: AdvancementState;
    readonly reason: string;
    readonly actorId: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await tables.advancementAct.create({ data: { ...act, id: newId() } });
}

/** Enters who is confirmed at the upper event, for its reviewers: the members as they were, in the delegation of the region below. */
export async function enterUpperEvent(write: Write, advancementId: string, actorId: string | null, now: Date): Promise<void> {
  const { tables } = write;
  const advancement = await tables.advancement.findUniqueOrThrow({
    where: { id: advancementId },
    include: {
      toEvent: { select: { competitionId: true } },
      entry: {
        include: {
          members: { orderBy: { position: "asc" } },
          coaches: { orderBy: { position: "asc" } },
          event: {
            include: { competition: { include: { hosts: { where: { relation: "host-authority" }, orderBy: { id: "asc" } } } } },
          },
          delegation: { select: { regionCode: true } },
        },
      },
    },
  });
  const { entry, place } = advancement;
  if (entry === null) throw new Error(`Advancement ${advancementId} has no entry to copy.`);
  const upperId = advancement.toEvent.competitionId;
  const { competition } = entry.event;
  // Of a joint competition each region sends its own; any other sends in the name of the region that holds it.
  const own = competition.hosts.find((host) => host.regionCode === entry.delegation.regionCode);
  const host = own ?? competition.hosts[0];
  if (!host) throw new Error(`Competition ${competition.id} has no host authority to send a delegation.`);
  const delegationId = await findOrCreateDelegation(tables, upperId, host.regionCode);
  await createUpperEntry(write, advancement, actorId, now, {
    delegationId,
    regionCode: host.regionCode,
    rosterNumber: `${competition.code}/${entry.entrantNumber ?? entry.id}`,
    coachIds: entry.coaches.map(({ personId }) => personId),
    eligible: entry.eligible,
    members: entry.members.map(({ id: _id, entryId: _entryId, frozenAt: _frozenAt, ...member }) => member),
    origin: { from: entry.id, place },
  });
}

/** Enters the people of a recorded result at the upper event, for its reviewers: with their relations as they were recorded. */
export async function enterFromOutside(
  write: Write,
  advancementId: string,
  delegationId: string,
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<void> {
  const { tables } = write;
  const { regionCode } = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: { regionCode: true },
  });
  const advancement = await tables.advancement.findUniqueOrThrow({
    where: { id: advancementId },
    include: {
      toEvent: { select: { competitionId: true } },
      fact: { include: { members: { orderBy: { position: "asc" } } }, omit: { evidence: true } },
    },
  });
  const { fact } = advancement;
  if (fact === null) throw new Error(`Advancement ${advancementId} rests on no recorded result.`);
  await createUpperEntry(write, advancement, actorId, now, {
    delegationId,
    regionCode,
    rosterNumber: `outside/${fact.id}`,
    coachIds: [],
    eligible: true,
    members: fact.members.map(({ id: _id, factId: _factId, ...member }) => ({
      ...member,
      levelHeld: null,
    })),
    origin: { fact: fact.id },
  });
}

/** A person with his relations as they were when he qualified. */
type EnteringMember = {
  readonly personId: string;
  readonly position: number;
  readonly levelHeld: string | null;
  readonly residenceRegion: string | null;
  readonly employerId: string | null;
  readonly employerRegion: string | null;
  readonly schoolId: string | null;
  readonly schoolRegion: string | null;
  readonly trainingOrganisationId: string | null;
  readonly trainingRegion: string | null;
};

type UpperEntry = {
  readonly delegationId: string;
  readonly regionCode: string;
  readonly rosterNumber: string;
  readonly coachIds: readonly string[];
  readonly eligible: boolean;
  readonly members: readonly EnteringMember[];
  /** For the audit: ids only. */
  readonly origin: Readonly<Record<string, string | number>>;
};

/** The entry at the upper event, submitted, and what it says of itself in that competition's audit. */
async function createUpperEntry(
  { tables, audit }: Write,
  advancement: {
    readonly id: string;
    readonly toEventId: string;
    readonly toEvent: { readonly competitionId: string };
  },
  actorId: string | null,
  now: Date,
  { regionCode, members, coachIds, origin, ...entry }: UpperEntry,
): Promise<void> {
  const newEntryId = newId();
  await tables.entry.create({
    data: {
      ...entry,
      id: newEntryId,
      eventId: advancement.toEventId,
      entrantNumber: null,
      status: "submitted",
      createdAt: now,
      updatedAt: now,
      members: {
        create: members.map((member) => ({ ...member, id: newId(), delegationRegion: regionCode, frozenAt: null })),
      },
      coaches: { create: coachIds.map((personId, index) => ({ id: newId(), personId, position: index + 1 })) },
    },
  });
  await tables.advancement.update({ where: { id: advancement.id }, data: { newEntryId } });
  await audit({
    chain: advancement.toEvent.competitionId,
    actorId,
    act: "receive-advanced-entry",
    objectKind: "entry",
    objectId: newEntryId,
    payload: origin,
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
