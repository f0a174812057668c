/** A delegation's own roster: every entry with its people, its state, what is missing and what a reviewer said. */
import { maskDocument } from "#app/domain/registration/document.ts";
import { decideSubmit } from "#app/domain/registration/review.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import { checkSubstitutionWindow } from "#app/domain/registration/substitution.ts";
import { computePositions, decideOffer } from "#app/domain/registration/waiting-list.ts";
import { checkWindow, decideWithdrawal, type RegistrationWindow } from "#app/domain/registration/window.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import {
  type CompetitionPhase,
  type EntryKind,
  type Group,
  isOver,
  type RegistrationStatus,
  type SkillLevel,
} from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { TAKES_A_PLACE } from "#app/queries/registration/count-places.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";
import { ORIGIN, type Origin, toOrigin } from "#app/queries/registration/origin.server.ts";
import {
  SUBSTITUTION_EVENT,
  SUBSTITUTION_PARTS,
  toSubstitutionWindow,
} from "#app/queries/registration/substitution-window.server.ts";

/** What the rules do not require, but what a policy or a certificate may later miss. */
export const GAPS = ["training-organisation", "level", "telephone", "coach"] as const;
export type Gap = (typeof GAPS)[number];

export type RosterMemberView = {
  readonly id: string;
  /** Empty when the person was erased. */
  readonly name: string;
  readonly maskedDocument: string;
  readonly level: SkillLevel | null;
  readonly employer: string | null;
  readonly school: string | null;
  readonly trainingOrganisation: string | null;
};

export type RosterEntryView = {
  readonly id: string;
  readonly eventCode: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly rosterNumber: string;
  readonly entrantNumber: string | null;
  readonly coach: string;
  readonly status: RegistrationStatus;
  readonly members: readonly RosterMemberView[];
  /** Why it cannot be handed in; empty for entries that can be, and for those handed in already. */
  readonly missing: readonly Refusal[];
  readonly gaps: readonly Gap[];
  readonly canSubmit: boolean;
  readonly canWithdraw: boolean;
  /** Whether another person can be asked for in the place of a member. */
  readonly canSubstitute: boolean;
  /** What the reviewer wrote when he returned or rejected it. */
  readonly reason: string | null;
  readonly origin: Origin | null;
  /** Its own place in the waiting list, counted from 1; null when it is not on it. */
  readonly position: number | null;
  /** The place that is offered to it: until when, as ISO text, and whether it can still be answered. */
  readonly offer: { readonly until: string; readonly isOpen: boolean } | null;
  /** Whether it gave up a place because nobody answered the offer in time. */
  readonly isLapsed: boolean;
};

export type RosterEventView = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  /** Places of the event, for all delegations together, and how many are taken: by accepted entries and by offers. */
  readonly quota: number;
  readonly accepted: number;
  /** Of these places, how many one delegation may have, and how many this one has; null: as many as there are. */
  readonly delegationQuota: number | null;
  readonly ownAccepted: number;
  /** Entries of this delegation that count: not over. */
  readonly own: number;
  readonly isCancelled: boolean;
};

export type RosterView = {
  readonly delegation: { readonly id: string; readonly name: string; readonly nameEn: string };
  readonly competition: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly phase: CompetitionPhase;
    /** ISO. */
    readonly registrationClosesAt: string;
  };
  /** Why no new entry can be registered; empty while registration is open. */
  readonly closed: readonly Refusal[];
  readonly events: readonly RosterEventView[];
  readonly entries: readonly RosterEntryView[];
};

/** Entries in the order of events and roster numbers. @throws Error when there is no such delegation. */
export async function getRoster(runtime: Runtime, delegationId: string): Promise<RosterView> {
  const tables = runtime.database.read;
  const delegation = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: {
      id: true,
      name: true,
      nameEn: true,
      competition: {
        select: {
          code: true,
          name: true,
          nameEn: true,
          phase: true,
          registrationClosesAt: true,
          events: {
            orderBy: { code: "asc" },
            select: {
              id: true,
              code: true,
              name: true,
              nameEn: true,
              group: true,
              entryKind: true,
              teamSize: true,
              quota: true,
              delegationQuota: true,
              ...SUBSTITUTION_EVENT,
              cancelledAt: true,
              entries: { where: { status: "waiting" }, select: { id: true, waitingSince: true, offerEndsAt: true } },
              _count: { select: { entries: { where: TAKES_A_PLACE } } },
            },
          },
        },
      },
      entries: {
        select: {
          id: true,
          eventId: true,
          rosterNumber: true,
          entrantNumber: true,
          coaches: COACHES,
          status: true,
          offeredAt: true,
          offerEndsAt: true,
          updatedAt: true,
          origin: ORIGIN,
          rounds: SUBSTITUTION_PARTS,
          reviews: { orderBy: { createdAt: "desc" }, take: 1, select: { decision: true, reason: true } },
          members: {
            orderBy: { position: "asc" },
            select: {
              id: true,
              levelHeld: true,
              employerId: true,
              schoolId: true,
              trainingOrganisationId: true,
              person: { select: { sealed: true, key: { select: { wrapped: true } } } },
            },
          },
        },
      },
    },
  });
  const { competition } = delegation;
  const names = await listOrganisationNames(
    runtime,
    delegation.entries.flatMap(({ members }) => members),
  );
  const window: RegistrationWindow = {
    phase: competition.phase as CompetitionPhase,
    closesAt: competition.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
  const events = new Map(competition.events.map((event) => [event.id, event]));
  const editable = delegation.entries.filter(({ status }) => status === "draft" || status === "returned");
  const requirements = await listRequirements(
    tables,
    runtime.keys,
    editable.map(({ id }) => id),
  );
  const positions = new Map(
    competition.events.flatMap((event) => [
      ...computePositions(
        event.entries.map(({ id, waitingSince, offerEndsAt }) => {
          return { id, waitingSince: waitingSince?.getTime() ?? 0, offerEndsAt: offerEndsAt?.getTime() ?? null };
        }),
      ),
    ]),
  );
  const entries = delegation.entries.flatMap((entry): RosterEntryView[] => {
    const event = events.get(entry.eventId);
    if (!event) return [];
    const people = entry.members.map((member) => ({ member, data: openPerson(runtime.keys, member.person) }));
    const status = entry.status as RegistrationStatus;
    const isEditable = status === "draft" || status === "returned";
    const submission = decideSubmit({ phase: window.phase, status, size: event.teamSize, members: people.length });
    const required = requirements.get(entry.id) ?? [];
    const stands = [...checkWindow(window, status), ...(submission.ok ? [] : submission.refusals), ...required];
    const review = entry.reviews[0];
    const gaps = GAPS.filter((gap) =>
      gap === "coach"
        ? entry.coaches.length === 0
        : people.some(({ member, data }) =>
            gap === "level"
              ? member.levelHeld === null
              : gap === "telephone"
                ? (data?.telephone ?? "") === ""
                : member.trainingOrganisationId === null,
          ),
    );
    return [
      {
        id: entry.id,
        eventCode: event.code,
        eventName: event.name,
        eventNameEn: event.nameEn,
        rosterNumber: entry.rosterNumber,
        entrantNumber: entry.entrantNumber,
        coach: nameCoaches(runtime.keys, entry.coaches),
        status,
        members: people.map(({ member, data }) => ({
          id: member.id,
          name: data?.name ?? "",
          maskedDocument: maskDocument(data?.documentNumber ?? ""),
          level: member.levelHeld as SkillLevel | null,
          employer: names.get(member.employerId ?? "") ?? null,
          school: names.get(member.schoolId ?? "") ?? null,
          trainingOrganisation: names.get(member.trainingOrganisationId ?? "") ?? null,
        })),
        missing: [
          ...(isEditable && !submission.ok ? submission.refusals.filter(({ code }) => code === "entry-size") : []),
          ...required,
        ],
        gaps: isEditable ? gaps : [],
        canSubmit: isEditable && stands.length === 0,
        canWithdraw: decideWithdrawal({ phase: window.phase, status, isFrozen: event.rounds.length > 0 }).ok,
        canSubstitute: checkSubstitutionWindow(toSubstitutionWindow(window.phase, event, entry)).length === 0,
        reason: review && (status === "returned" || status === "rejected") ? review.reason : null,
        origin: toOrigin(entry.origin),
        position: positions.get(entry.id) ?? null,
        offer:
          status === "waiting" && entry.offerEndsAt !== null
            ? {
                until: entry.offerEndsAt.toISOString(),
                isOpen: decideOffer({
                  phase: window.phase,
                  status,
                  offerEndsAt: entry.offerEndsAt.getTime(),
                  isFrozen: event.rounds.length > 0,
                  now: window.now,
                }).ok,
              }
            : null,
        isLapsed: status === "withdrawn" && entry.offerEndsAt !== null && entry.updatedAt >= entry.offerEndsAt,
      },
    ];
  });
  return {
    delegation: { id: delegation.id, name: delegation.name, nameEn: delegation.nameEn },
    competition: {
      code: competition.code,
      name: competition.name,
      nameEn: competition.nameEn,
      phase: window.phase,
      registrationClosesAt: competition.registrationClosesAt.toISOString(),
    },
    closed: checkWindow(window, null),
    events: competition.events.map((event) => ({
      code: event.code,
      name: event.name,
      nameEn: event.nameEn,
      group: event.group as Group,
      entryKind: event.entryKind as EntryKind,
      teamSize: event.teamSize,
      quota: event.quota,
      accepted: event._count.entries,
      delegationQuota: event.delegationQuota,
      ownAccepted: entries.filter(
        ({ eventCode, status, offer }) => eventCode === event.code && (status === "accepted" || offer !== null),
      ).length,
      own: entries.filter(({ eventCode, status }) => eventCode === event.code && !isOver(status)).length,
      isCancelled: event.cancelledAt !== null,
    })),
    entries: entries.sort(
      (left, right) =>
        compareText(left.eventCode, right.eventCode) || compareRosterNumbers(left.rosterNumber, right.rosterNumber),
    ),
  };
}

type Relations = {
  readonly employerId: string | null;
  readonly schoolId: string | null;
  readonly trainingOrganisationId: string | null;
};

async function listOrganisationNames(runtime: Runtime, members: readonly Relations[]): Promise<ReadonlyMap<string, string>> {
  const ids = members.flatMap((member) => [member.employerId, member.schoolId, member.trainingOrganisationId]);
  const organisations = await runtime.database.read.organisation.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true },
  });
  return new Map(organisations.map(({ id, name }) => [id, name]));
}
