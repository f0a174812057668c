/** Messages that organisers write: to whom, and whether they are sent. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

export const AUDIENCES = ["everyone", "team-leaders", "judges", "officials", "competitors"] as const;
/** Everyone: all accounts with a role here, and all competitors. */
export type AudienceName = (typeof AUDIENCES)[number];

/** The roles of those who have an account; null: any. Competitors have none. */
export const AUDIENCE_ROLES: Readonly<Record<AudienceName, readonly Role[] | null>> = {
  everyone: null,
  "team-leaders": ["team-leader"],
  judges: ["chief-judge", "marking-judge", "floor-judge", "blinding-judge"],
  officials: ["organiser", "reviewer", "supervisor", "arbitrator", "tally-clerk", "policy-officer", "treasurer"],
  competitors: [],
};

export const WRITING_REFUSALS = [
  "message-without-readers",
  "message-event-unknown",
  "message-delegation-unknown",
  "message-unknown",
] as const;
export type WritingRefusal = (typeof WRITING_REFUSALS)[number];

/** @param readers how many inboxes it would reach */
export function decideWriting(readers: number): Decision<null, WritingRefusal> {
  const refusals: Refusal<WritingRefusal>[] = readers === 0 ? [{ code: "message-without-readers", params: { field: "to" } }] : [];
  return decide(refusals, null);
}
