/** Until when a delegation may register, correct and withdraw its entries. */
import { isOpenStatus } from "#app/domain/registration/roster-people.ts";
import { mayAddRecords } from "#app/domain/registration/waiting-list.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";

export type WindowCode = "registration-closed" | "registration-deadline-past";

/** What says whether registration is open. Times are milliseconds since 1970. */
export type RegistrationWindow = {
  readonly phase: CompetitionPhase;
  readonly closesAt: number;
  readonly now: number;
};

/**
 * Why an entry of this state may not be registered, changed or handed in any more; empty when it may. `null` is a new entry.
 * A returned entry may still be corrected after the deadline, or a reviewer who works after it could return nothing.
 */
export function checkWindow(window: RegistrationWindow, status: RegistrationStatus | null): readonly Refusal<WindowCode>[] {
  if (window.phase !== "registration") return [{ code: "registration-closed", params: { phase: window.phase } }];
  if (window.now < window.closesAt || status === "returned") return [];
  return [{ code: "registration-deadline-past", params: { deadline: window.closesAt } }];
}

/** Whether files of a delegation's people are taken in at all; which of them may be stored, each is asked by itself. */
export function takesAttachments(phase: CompetitionPhase): boolean {
  return phase === "registration" || phase === "running";
}

/** Why an entry's people and their files may not be changed any more; empty when they may. */
export function checkEntryChange(window: RegistrationWindow, status: RegistrationStatus): readonly Refusal[] {
  return [...checkWindow(window, status), ...(isOpenStatus(status) ? [] : [{ code: "entry-not-editable", params: { status } }])];
}

/** Why nothing may be put on record of an entry's people any more. @param isNew whether nothing of its kind is on record of the person yet */
export function checkEntryRecord(window: RegistrationWindow, status: RegistrationStatus, isNew: boolean): readonly Refusal[] {
  return isNew && mayAddRecords({ phase: window.phase, status }) ? [] : checkEntryChange(window, status);
}

export type WithdrawCode = "registration-closed" | "entry-not-withdrawable" | "draw-frozen";

const WITHDRAWABLE: readonly RegistrationStatus[] = ["draft", "submitted", "returned", "accepted", "waiting"];

/** Whether a team leader may withdraw an entry: until its event's roster is frozen for the draw, also after the deadline. */
export function decideWithdrawal(input: {
  readonly phase: CompetitionPhase;
  readonly status: RegistrationStatus;
  /** Whether the roster of its event's draw is frozen. */
  readonly isFrozen: boolean;
}): Decision<{ readonly status: "withdrawn" }, WithdrawCode> {
  const refusals: Refusal<WithdrawCode>[] = [];
  if (input.phase !== "registration" && input.phase !== "running") {
    refusals.push({ code: "registration-closed", params: { phase: input.phase } });
  }
  if (!WITHDRAWABLE.includes(input.status)) {
    refusals.push({ code: "entry-not-withdrawable", params: { status: input.status } });
  }
  if (input.isFrozen) refusals.push({ code: "draw-frozen" });
  return decide(refusals, { status: "withdrawn" });
}
