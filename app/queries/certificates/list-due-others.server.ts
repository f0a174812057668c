/** Certificates beside the prizes that are due and not there yet: for taking part, coaches, organisation, judges (DOMAIN 9). */
import type { OtherKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { computeAllSpecialAwards } from "#app/queries/awards/compute-all-special-awards.server.ts";

export type DueOther = {
  readonly kind: OtherKind;
  readonly eventId: string | null;
  readonly entryId: string | null;
  readonly memberId: string | null;
  readonly holderId: string | null;
  readonly award: Award | null;
  readonly place: number | null;
};

const NOTHING = { eventId: null, entryId: null, memberId: null, holderId: null, award: null, place: null };
const JUDGES = ["chief-judge", "marking-judge", "floor-judge", "blinding-judge"];

/** Of those who competed and of coaches and judges, only events whose results were published on site count. */
export async function listDueOthers(
  tables: Tables,
  competitionId: string,
  kinds: readonly OtherKind[],
): Promise<readonly DueOther[]> {
  const { events, awards } = await computeAllSpecialAwards(tables, competitionId);
  const published = events.filter(({ isPublished }) => isPublished).map(({ id }) => id);
  const lists: Readonly<Record<OtherKind, () => Promise<readonly DueOther[]>>> = {
    participation: () => listParticipants(tables, published),
    coach: () => listCoaches(tables, awards.coached),
    organisation: async () =>
      awards.organisation.map((delegationId) => ({ ...NOTHING, kind: "organisation", holderId: delegationId })),
    judge: () => listJudges(tables, published),
  };
  const due: DueOther[] = [];
  for (const kind of kinds) due.push(...(await lists[kind]()));
  // What was revoked by hand is not prepared again by itself.
  const known = await tables.certificate.findMany({
    where: { competitionId, kind: { in: [...kinds] } },
    select: { kind: true, eventId: true, memberId: true, holderId: true },
  });
  const held = new Set(known.map(keyOf));
  return due.filter((one) => !held.has(keyOf(one)));
}

function keyOf({ kind, eventId, memberId, holderId }: Omit<DueOther, "kind" | "entryId" | "award" | "place"> & { kind: string }) {
  return [kind, eventId, memberId, holderId].join(" ");
}

async function listParticipants(tables: Tables, eventIds: readonly string[]): Promise<readonly DueOther[]> {
  const entries = await tables.entry.findMany({
    where: { eventId: { in: [...eventIds] }, rounds: { some: { participation: "checked-in" } } },
    orderBy: [{ eventId: "asc" }, { entrantNumber: "asc" }],
    select: { id: true, eventId: true, members: { orderBy: { position: "asc" }, select: { id: true } } },
  });
  return entries.flatMap(({ id, eventId, members }) =>
    members.map((member): DueOther => ({ ...NOTHING, kind: "participation", eventId, entryId: id, memberId: member.id })),
  );
}

/** A person once, whomever he coached. */
async function listCoaches(tables: Tables, entryIds: readonly string[]): Promise<readonly DueOther[]> {
  const coaches = await tables.entryCoach.findMany({
    where: { entryId: { in: [...entryIds] } },
    orderBy: { id: "asc" },
    select: { personId: true },
  });
  return [...new Set(coaches.map(({ personId }) => personId))].map((holderId) => ({ ...NOTHING, kind: "coach", holderId }));
}

async function listJudges(tables: Tables, eventIds: readonly string[]): Promise<readonly DueOther[]> {
  const grants = await tables.roleGrant.findMany({
    where: { eventId: { in: [...eventIds] }, role: { in: JUDGES }, revokedAt: null },
    orderBy: { id: "asc" },
    select: { userId: true, eventId: true },
  });
  const once = new Map(grants.map(({ userId, eventId }) => [`${userId} ${eventId}`, { userId, eventId }]));
  return [...once.values()].map(({ userId, eventId }) => ({ ...NOTHING, kind: "judge", eventId, holderId: userId }));
}
