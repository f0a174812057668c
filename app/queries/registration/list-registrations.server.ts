/** Every entry that was handed in for a competition, for those who review it: people, units, and the regions that freeze. */

import { maskDocument } from "#app/domain/registration/document.ts";
import type { EligibilityFinding } from "#app/domain/registration/eligibility.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import { computePositions } from "#app/domain/registration/waiting-list.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { CompetitionPhase, OrganisationKind, RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { TAKES_A_PLACE } from "#app/queries/registration/count-places.server.ts";
import { listEligibility } from "#app/queries/registration/list-eligibility.server.ts";
import { ORIGIN, type Origin, toOrigin } from "#app/queries/registration/origin.server.ts";

export type RegionView = { readonly code: string; readonly name: string; readonly nameEn: string };

/** A unit and its region: as it freezes on acceptance, or as it was frozen. */
export type UnitView = {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly region: RegionView;
};

export type RegistrationMember = {
  readonly id: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly level: SkillLevel | null;
  readonly yearsOfService: number | null;
  /** As registered: it does not change on acceptance. */
  readonly residence: RegionView | null;
  readonly employer: UnitView | null;
  readonly school: UnitView | null;
  readonly trainingOrganisation: UnitView | null;
  readonly isFrozen: boolean;
  /** What the event's clauses say; nothing of an entry that was decided. */
  readonly eligibility: EligibilityFinding;
};

export type RegistrationRow = {
  readonly id: string;
  /** ISO; sent back with a decision, so that only what was seen is decided. */
  readonly seenAt: string;
  readonly eventCode: string;
  readonly delegation: { readonly name: string; readonly nameEn: string; readonly region: RegionView };
  readonly rosterNumber: string;
  readonly entrantNumber: string | null;
  readonly coach: string;
  readonly status: RegistrationStatus;
  /** ISO; null for an entry that advanced from the tier below. */
  readonly submittedAt: string | null;
  readonly members: readonly RegistrationMember[];
  /** Newest first. */
  readonly reviews: readonly {
    readonly id: string;
    readonly decision: RegistrationStatus;
    readonly reason: string;
    readonly reviewer: string;
    /** ISO. */
    readonly at: string;
  }[];
  readonly origin: Origin | null;
  /** Its place in the waiting list of its event, counted from 1; null when it is not on it. */
  readonly position: number | null;
  /** Until when a place is offered to it, as ISO text; null: none is. */
  readonly offeredUntil: string | null;
};

export type RegistrationEvent = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly quota: number;
  /** Places taken: by accepted entries and by offers. */
  readonly accepted: number;
  /** How many one delegation may have; null: as many as there are. */
  readonly delegationQuota: number | null;
  readonly isCancelled: boolean;
};

export type Registrations = {
  readonly phase: CompetitionPhase;
  /** ISO. */
  readonly registrationClosesAt: string;
  readonly events: readonly RegistrationEvent[];
  /** By delegation, event and roster number; drafts are the team leaders' own and left out. */
  readonly rows: readonly RegistrationRow[];
  /** How many drafts team leaders have not handed in, and of how many delegations. */
  readonly drafts: number;
  readonly draftDelegations: number;
  /** Whether registration has closed over them. */
  readonly areDraftsLapsed: boolean;
};

/** @param only the entry that alone is asked for; null: all @throws Error when there is no such competition. */
export async function listRegistrations(
  runtime: Runtime,
  competitionId: string,
  only: string | null = null,
): Promise<Registrations> {
  const tables = runtime.database.read;
  const competition = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      phase: true,
      registrationClosesAt: true,
      events: {
        orderBy: { code: "asc" },
        select: {
          code: true,
          name: true,
          nameEn: true,
          quota: true,
          delegationQuota: true,
          cancelledAt: true,
          _count: { select: { entries: { where: TAKES_A_PLACE } } },
        },
      },
    },
  });
  const entries = await tables.entry.findMany({
    // What was withdrawn before anyone handed it in never reached the reviewers.
    where: {
      ...(only === null ? {} : { id: only }),
      event: { competitionId },
      status: { not: "draft" },
      NOT: { status: { in: ["withdrawn", "cancelled"] }, submittedAt: null, entrantNumber: null, origin: { is: null } },
    },
    select: {
      id: true,
      rosterNumber: true,
      entrantNumber: true,
      coaches: COACHES,
      status: true,
      submittedAt: true,
      offerEndsAt: true,
      updatedAt: true,
      origin: ORIGIN,
      event: { select: { code: true } },
      delegation: { select: { name: true, nameEn: true, regionCode: true } },
      reviews: {
        orderBy: { createdAt: "desc" },
        select: { id: true, decision: true, reason: true, reviewerId: true, createdAt: true },
      },
      members: {
        orderBy: { position: "asc" },
        select: {
          id: true,
          levelHeld: true,
          yearsOfService: true,
          residenceRegion: true,
          employerId: true,
          employerRegion: true,
          schoolId: true,
          schoolRegion: true,
          trainingOrganisationId: true,
          trainingRegion: true,
          frozenAt: true,
          person: { select: { sealed: true, key: { select: { wrapped: true } } } },
        },
      },
    },
  });
  const queue = await tables.entry.findMany({
    where: { event: { competitionId }, status: "waiting" },
    select: { id: true, waitingSince: true, offerEndsAt: true, event: { select: { code: true } } },
  });
  const drafts = await tables.entry.groupBy({
    by: ["delegationId"],
    where: { event: { competitionId, cancelledAt: null }, status: "draft" },
    _count: { _all: true },
  });
  const [organisations, regions, reviewers] = await Promise.all([
    tables.organisation.findMany({ select: { id: true, name: true, kind: true, regionCode: true } }),
    tables.region.findMany({ select: { code: true, name: true, nameEn: true } }),
    tables.user.findMany({
      where: { id: { in: [...new Set(entries.flatMap(({ reviews }) => reviews.map(({ reviewerId }) => reviewerId)))] } },
      select: { id: true, displayName: true },
    }),
  ]);
  const eligibility = await listEligibility(
    tables,
    runtime.keys,
    entries.filter(({ status }) => status === "submitted" || status === "waiting").map(({ id }) => id),
  );
  const organisationOf = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  const regionOf = new Map(regions.map((region) => [region.code, region]));
  const nameOf = new Map(reviewers.map(({ id, displayName }) => [id, displayName]));
  const region = (code: string): RegionView => regionOf.get(code) ?? { code, name: code, nameEn: code };
  const unit = (id: string | null, frozenRegion: string | null, isFrozen: boolean): UnitView | null => {
    const organisation = id === null ? undefined : organisationOf.get(id);
    if (!organisation) return null;
    const code = isFrozen && frozenRegion !== null ? frozenRegion : organisation.regionCode;
    return { name: organisation.name, kind: organisation.kind as OrganisationKind, region: region(code) };
  };
  const positions = new Map(
    competition.events.flatMap(({ code }) => {
      const waiting = queue.filter(({ event }) => event.code === code);
      return [
        ...computePositions(
          waiting.map(({ id, waitingSince, offerEndsAt }) => {
            return { id, waitingSince: waitingSince?.getTime() ?? 0, offerEndsAt: offerEndsAt?.getTime() ?? null };
          }),
        ),
      ];
    }),
  );
  const rows = entries.map(
    (entry): RegistrationRow => ({
      id: entry.id,
      seenAt: entry.updatedAt.toISOString(),
      eventCode: entry.event.code,
      delegation: {
        name: entry.delegation.name,
        nameEn: entry.delegation.nameEn,
        region: region(entry.delegation.regionCode),
      },
      rosterNumber: entry.rosterNumber,
      entrantNumber: entry.entrantNumber,
      coach: nameCoaches(runtime.keys, entry.coaches),
      status: entry.status as RegistrationStatus,
      submittedAt: entry.submittedAt?.toISOString() ?? null,
      members: entry.members.map((member) => {
        const data = openPerson(runtime.keys, member.person);
        const isFrozen = member.frozenAt !== null;
        return {
          id: member.id,
          name: data?.name ?? "",
          maskedDocument: maskDocument(data?.documentNumber ?? ""),
          level: member.levelHeld as SkillLevel | null,
          yearsOfService: member.yearsOfService,
          residence: member.residenceRegion === null ? null : region(member.residenceRegion),
          employer: unit(member.employerId, member.employerRegion, isFrozen),
          school: unit(member.schoolId, member.schoolRegion, isFrozen),
          trainingOrganisation: unit(member.trainingOrganisationId, member.trainingRegion, isFrozen),
          isFrozen,
          eligibility: eligibility.get(member.id) ?? { refusals: [], notes: [] },
        };
      }),
      reviews: entry.reviews.map((review) => ({
        id: review.id,
        decision: review.decision as RegistrationStatus,
        reason: review.reason,
        reviewer: nameOf.get(review.reviewerId) ?? "",
        at: review.createdAt.toISOString(),
      })),
      origin: toOrigin(entry.origin),
      position: positions.get(entry.id) ?? null,
      offeredUntil: entry.status === "waiting" ? (entry.offerEndsAt?.toISOString() ?? null) : null,
    }),
  );
  return {
    phase: competition.phase as CompetitionPhase,
    registrationClosesAt: competition.registrationClosesAt.toISOString(),
    events: competition.events.map(({ _count, cancelledAt, ...event }) => {
      return { ...event, accepted: _count.entries, isCancelled: cancelledAt !== null };
    }),
    rows: rows.sort(
      (left, right) =>
        compareText(left.delegation.name, right.delegation.name) ||
        compareText(left.eventCode, right.eventCode) ||
        compareRosterNumbers(left.rosterNumber, right.rosterNumber),
    ),
    drafts: drafts.reduce((sum, { _count }) => sum + _count._all, 0),
    draftDelegations: drafts.length,
    areDraftsLapsed: competition.phase !== "registration" || competition.registrationClosesAt <= runtime.clock.now(),
  };
}
