/** From a draft to an accepted entry: handing in, the review of qualifications, and what acceptance freezes. */
import { allow, type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, OrganisationKind, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

/** "accept-or-wait" accepts while there are places, and puts the others on the waiting list (候补). */
export type ReviewAct = "accept" | "accept-or-wait" | "return" | "reject";
export type ReviewCode = "registration-closed" | "entry-not-submitted" | "reason-required" | "own-submission";

/** Whether the act gives a place, and so has to hold people to every rule. */
export function isAcceptance(act: ReviewAct): boolean {
  return act === "accept" || act === "accept-or-wait";
}

/**
 * Whether a reviewer may accept, return or reject an entry, and the state it has afterwards; where places are short, an
 * acceptance can end on the waiting list.
 * Returning and rejecting need a reason, because the team leader acts on it; nobody reviews what he handed in himself.
 */
export function decideReview(input: {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  readonly act: ReviewAct;
  readonly reason: string;
  readonly reviewerId: string;
  readonly submittedById: string | null;
}): Decision<{ readonly status: RegistrationStatus }, ReviewCode> {
  const refusals: Refusal<ReviewCode>[] = [];
  if (input.phase !== "registration") refusals.push({ code: "registration-closed", params: { phase: input.phase } });
  if (input.status !== "submitted") refusals.push({ code: "entry-not-submitted", params: { status: input.status } });
  if (!isAcceptance(input.act) && input.reason.trim() === "") refusals.push({ code: "reason-required" });
  if (input.reviewerId === input.submittedById) refusals.push({ code: "own-submission" });
  const status = { accept: "accepted", "accept-or-wait": "accepted", return: "returned", reject: "rejected" } as const;
  return decide(refusals, { status: status[input.act] });
}

export type SubmitCode = "registration-closed" | "entry-not-editable" | "entry-size";

/** Whether a team leader may hand an entry in: while registration runs, from a draft or a returned entry, with all its people. */
export function decideSubmit(input: {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  readonly size: number;
  readonly members: number;
}): Decision<{ readonly status: "submitted" }, SubmitCode> {
  const refusals: Refusal<SubmitCode>[] = [];
  if (input.phase !== "registration") refusals.push({ code: "registration-closed", params: { phase: input.phase } });
  if (input.status !== "draft" && input.status !== "returned") {
    refusals.push({ code: "entry-not-editable", params: { status: input.status } });
  }
  if (input.members !== input.size) refusals.push({ code: "entry-size", params: { expected: input.size, found: input.members } });
  return decide(refusals, { status: "submitted" });
}

/** An organisation as it stood on acceptance: which one, of what kind, in which region. */
export type FrozenOrganisation = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  /** National six-digit code. */
  readonly regionCode: string;
};

/** Each relation by itself, because each clause of a policy tests another one (DOMAIN 1). */
export type FrozenMember = {
  readonly employer: FrozenOrganisation | null;
  readonly school: FrozenOrganisation | null;
  readonly trainingOrganisation: FrozenOrganisation | null;
};

export type FreezeCode = "organisation-gone" | "member-unattached";

/**
 * What acceptance keeps of a member's relations, so that a later move of the person or of the organisation changes nothing.
 * `organisations` are looked up by id. Refused when one is gone, or when the member has neither employer nor school.
 */
export function freezeMember(
  member: {
    readonly employerId: string | null;
    readonly schoolId: string | null;
    readonly trainingOrganisationId: string | null;
  },
  organisations: ReadonlyMap<string, { readonly kind: OrganisationKind; readonly regionCode: string }>,
): Decision<FrozenMember, FreezeCode> {
  if (member.employerId === null && member.schoolId === null) return refuse({ code: "member-unattached" });
  const missing = [member.employerId, member.schoolId, member.trainingOrganisationId].filter(
    (id) => id !== null && !organisations.has(id),
  );
  if (missing.length > 0) return refuse({ code: "organisation-gone", params: { count: missing.length } });
  const freeze = (id: string | null): FrozenOrganisation | null => {
    const organisation = id === null ? undefined : organisations.get(id);
    if (id === null || organisation === undefined) return null;
    return { organisationId: id, kind: organisation.kind, regionCode: organisation.regionCode };
  };
  return allow({
    employer: freeze(member.employerId),
    school: freeze(member.schoolId),
    trainingOrganisation: freeze(member.trainingOrganisationId),
  });
}
