/** Check-in and blind codes: who has come, and under which code the work goes to the judges (DOMAIN 4). */
import { checkSessionOpen, isAlone, type SessionStanding, type SessionState } from "#app/domain/draw/session-standing.ts";
import { allow, type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** What may be looked at beside who it is: the person against photo and document, telephones handed in, tools and materials. */
export const CHECK_KINDS = ["identity", "phones", "tools"] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** How an entry was found: a code read by a camera, by a scanner that types, or a number typed by hand. */
export const CHECK_IN_WAYS = ["camera", "scanner", "typed"] as const;
export type CheckInWay = (typeof CHECK_IN_WAYS)[number];

export type CheckInCode =
  | "badge-forged"
  | "badge-of-another-event"
  | "check-missing"
  | "members-missing"
  | "check-in-not-open"
  | "check-in-over"
  | "check-in-still-open"
  | "no-one-missing"
  | "round-not-in-draw"
  | "session-taken-in"
  | "seats-not-drawn"
  | "session-seats-not-drawn"
  | "entrant-unknown"
  | "participation-settled"
  | "substitution-open"
  | "code-assigned"
  | "check-in-unfinished"
  | "session-check-in-unfinished"
  | "no-one-checked-in"
  | "codes-complete"
  | "session-alone";

/** Where those that are asked about stand at check-in; `isDrawn`: whether they have their seats. */
export type CheckInState = SessionState & { readonly isDrawn: boolean };

/** When check-in of a session is open, in milliseconds since 1970; null where an end was not said. */
export type CheckInWindow = { readonly opensAt: number | null; readonly closesAt: number | null };

/** What is said at check-in. */
export type CheckInClaim = {
  /** What was looked at and found in order. */
  readonly checked: readonly CheckKind[];
  /** Ids of the members who have come; of an entry of one person it is that one. */
  readonly present: readonly string[];
  /** Why it is let in late, or although somebody is missing; empty: it is not. */
  readonly exception: string;
};

/** What a check-in is decided by beside the entry itself. */
export type CheckInTerms = {
  readonly now: number;
  /** Of the entry's session; null where it has none. */
  readonly window: CheckInWindow | null;
  /** What the rules of the event ask to be looked at. */
  readonly asked: readonly CheckKind[];
  /** Ids of the entry's members. */
  readonly members: readonly string[];
  /** Whether a substitution on the spot was asked for and not answered: who competes is not known. */
  readonly isSubstitutionOpen: boolean;
};

/** What is kept of a check-in, in RoundEntry.checks. */
export type CheckInChecks = {
  readonly checked: readonly CheckKind[];
  readonly present: readonly string[];
  /** Null where there was no exception. */
  readonly exception: string | null;
};

/** One entry of the round. */
export type Attendance = {
  readonly participation: Participation;
  /** Whether its work has a blind code already. */
  readonly hasCode: boolean;
};

/**
 * Whether an entry may be checked in; who is checked in already may be so again, because a badge may be scanned twice: nothing is
 * asked of him a second time. Who was recorded as absent and comes before marking opens is let in. After the window, or with a
 * member missing, an entry is let in for a reason that is kept; before the window for none.
 * @returns what is kept of it
 */
export function decideCheckIn(
  state: CheckInState,
  { participation }: Attendance,
  terms: CheckInTerms,
  claim: CheckInClaim,
): Decision<CheckInChecks, CheckInCode> {
  const refusals = [...checkState(state), ...checkParticipation(participation)];
  const { checked, exception } = claim;
  const present = terms.members.length === 1 ? terms.members : terms.members.filter((member) => claim.present.includes(member));
  if (participation !== "checked-in") {
    if (terms.isSubstitutionOpen) refusals.push({ code: "substitution-open" });
    refusals.push(...checkWindow(terms, exception));
    const missing = terms.members.length - present.length;
    if (missing > 0 && (exception === "" || present.length === 0)) {
      refusals.push({ code: "members-missing", params: { count: missing } });
    }
    for (const check of terms.asked) if (!checked.includes(check)) refusals.push({ code: "check-missing", params: { check } });
  }
  return decide(refusals, { checked, present, exception: exception === "" ? null : exception });
}

/** What of the window stands against a check-in now; after it a reason lets in. */
export function checkWindow({ now, window }: Pick<CheckInTerms, "now" | "window">, exception: string): Refusal<CheckInCode>[] {
  const { opensAt, closesAt } = window ?? { opensAt: null, closesAt: null };
  if (opensAt !== null && now < opensAt) return [{ code: "check-in-not-open", params: { opensAt: toIso(opensAt) } }];
  if (closesAt === null || now <= closesAt || exception !== "") return [];
  return [{ code: "check-in-over", params: { closesAt: toIso(closesAt) } }];
}

/**
 * Whether those of a session who have not come may be recorded as absent, all in one act: after its window, where it has one.
 * @param missing how many are expected still
 */
export function decideRestAbsent(
  state: CheckInState,
  { now, window, missing }: Pick<CheckInTerms, "now" | "window"> & { readonly missing: number },
): Decision<null, CheckInCode> {
  const refusals = checkState(state);
  const closesAt = window?.closesAt ?? null;
  if (closesAt !== null && now <= closesAt) refusals.push({ code: "check-in-still-open", params: { closesAt: toIso(closesAt) } });
  if (missing === 0) refusals.push({ code: "no-one-missing" });
  return decide(refusals, null);
}

/** Whether an entry may be recorded as absent. A code once given stays with its work, so nobody who has one can become absent here. */
export function decideAbsence(state: CheckInState, { participation, hasCode }: Attendance): Decision<null, CheckInCode> {
  const refusals = [...checkState(state), ...checkParticipation(participation)];
  if (hasCode) refusals.push({ code: "code-assigned" });
  return decide(refusals, null);
}

/** What codes are given by, beside where the sessions stand. */
export type CodeTerms = {
  /** Whether judges see codes only. */
  readonly isBlind: boolean;
  /** Whether the code is the seat. */
  readonly isSeat: boolean;
  /** Whether the blinding judge accepts that the code of a session with one work can be known. */
  readonly isAloneAccepted: boolean;
};

/**
 * Whether the blinding judge may assign codes: of a session once everyone of it has come or is recorded as absent, because codes that
 * are given one by one, as people arrive, tell who is who. Who was let in late gets his when the act is repeated, before judging
 * opens; a session that is marked gets no more.
 *
 * A session with one work does not get its code by itself: who competes in which session is no secret, so that whoever sees marks by
 * code would know whose the new one is. It waits for another session and gets its code in the same act, or the blinding judge accepts
 * that it can be known, which is on record. Where the seat is the code the session stands in it, and waiting would hide nothing.
 * @returns the sessions whose works get codes now
 */
export function decideCodes(
  roundPhase: RoundPhase,
  standings: readonly SessionStanding[],
  { isBlind, isSeat, isAloneAccepted }: CodeTerms,
): Decision<readonly SessionStanding[], CheckInCode> {
  const against = (standing: SessionStanding) => checkSessionOpen({ ...standing, roundPhase, session: standing.number });
  const ready = standings.filter((standing) => standing.stage === "uncoded" && against(standing).length === 0);
  const isKnown = (standing: SessionStanding) => isBlind && isAlone(standing, standings) && (isSeat || ready.length === 1);
  const held = isAloneAccepted ? [] : ready.filter(isKnown);
  if (held.length < ready.length) return allow(ready.filter((standing) => !held.includes(standing)));
  if (held.length > 0)
    return refuse(...held.map(({ number }) => ({ code: "session-alone" as const, params: { session: number ?? 0 } })));
  const refusals: Refusal<CheckInCode>[] = [];
  if (standings.every((standing) => against(standing).length > 0)) {
    refusals.push({ code: "round-not-in-draw", params: { phase: roundPhase } });
  }
  for (const standing of standings) refusals.push(...checkSessionCoded(standing));
  const sum = (read: (standing: SessionStanding) => number) => standings.reduce((total, standing) => total + read(standing), 0);
  if (sum(({ coded, uncoded }) => coded + uncoded) === 0) refusals.push({ code: "no-one-checked-in" });
  else if (refusals.every(({ code }) => code === "round-not-in-draw")) refusals.push({ code: "codes-complete" });
  return decide(refusals, []);
}

/** What a session waits for before its works get codes. */
function checkSessionCoded({ number: session, stage, expected: count }: SessionStanding): Refusal<CheckInCode>[] {
  if (session !== null) {
    if (stage === "undrawn") return [{ code: "session-seats-not-drawn", params: { session } }];
    return count > 0 ? [{ code: "session-check-in-unfinished", params: { session, count } }] : [];
  }
  const refusals: Refusal<CheckInCode>[] = stage === "undrawn" || stage === "empty" ? [{ code: "seats-not-drawn" }] : [];
  if (count > 0) refusals.push({ code: "check-in-unfinished", params: { count } });
  return refusals;
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}

function checkParticipation(participation: Participation): Refusal<CheckInCode>[] {
  if (["expected", "absent", "checked-in"].includes(participation)) return [];
  return [{ code: "participation-settled", params: { participation } }];
}

function checkState(state: CheckInState): Refusal<CheckInCode>[] {
  const refusals: Refusal<CheckInCode>[] = checkSessionOpen(state);
  if (!state.isDrawn) refusals.push({ code: "seats-not-drawn" });
  return refusals;
}
