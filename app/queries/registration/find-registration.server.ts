/** One entry under review: everything of it, what its event asks for clause by clause, and which entry comes after it. */
import { NOTHING_REQUIRED } from "#app/domain/registration/requirements.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listMemberRecords, type MemberRecord } from "#app/queries/registration/list-member-records.server.ts";
import {
  listRegistrations,
  type RegistrationEvent,
  type RegistrationRow,
} from "#app/queries/registration/list-registrations.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";

/** A clause of the event's own, and what stands against the entry by it. */
export type CheckedClause = {
  /** In the words of the technical document. */
  readonly clause: string;
  readonly refusals: readonly Refusal[];
  /** No data decide it: the reviewer does. */
  readonly isByHand: boolean;
};

export type RegistrationPage = {
  readonly phase: CompetitionPhase;
  readonly row: RegistrationRow;
  readonly event: RegistrationEvent;
  readonly records: readonly MemberRecord[];
  readonly clauses: readonly CheckedClause[];
  /** What stands against it and cites none of these clauses. */
  readonly others: readonly Refusal[];
  /** What a person has to look at. */
  readonly notes: readonly Refusal[];
  /** How many entries wait for a review, this one among them where it does. */
  readonly waiting: number;
  /** The next of them after this one, from the beginning again after the last; null: there is no other. */
  readonly nextId: string | null;
};

/**
 * Null for an entry of another competition, and for a draft.
 * @param within.eventCode whose entries are gone through; null: those of all events
 */
export async function findRegistration(
  runtime: Runtime,
  { competitionId, entryId }: { readonly competitionId: string; readonly entryId: string },
  within: { readonly eventCode: string | null },
): Promise<RegistrationPage | null> {
  const { read } = runtime.database;
  const { phase, events, rows } = await listRegistrations(runtime, competitionId, entryId);
  const [row] = rows;
  const event = events.find(({ code }) => code === row?.eventCode);
  if (!row || !event) return null;
  const records = await listMemberRecords(runtime, entryId);
  const findings = row.members.map(({ eligibility }) => eligibility);
  const missing = row.status === "submitted" ? ((await listRequirements(read, runtime.keys, [entryId])).get(entryId) ?? []) : [];
  const refusals = [...findings.flatMap((finding) => finding.refusals), ...missing];
  const clauses = await listClauses(read, { competitionId, code: row.eventCode });
  const queue = await listQueue(read, competitionId, within.eventCode);
  return {
    phase,
    row,
    event,
    records: row.members.flatMap(({ id }) => records.get(id) ?? []),
    clauses: clauses.map((one) => ({ ...one, refusals: refusals.filter(({ params }) => params?.clause === one.clause) })),
    others: refusals.filter(({ params }) => !clauses.some(({ clause }) => clause === params?.clause)),
    notes: findings.flatMap((finding) => finding.notes),
    waiting: queue.length,
    nextId: findNext(queue, row),
  };
}

async function listClauses(
  tables: Tables,
  of: { readonly competitionId: string; readonly code: string },
): Promise<readonly { readonly clause: string; readonly isByHand: boolean }[]> {
  const { rules } = await tables.event.findUniqueOrThrow({
    where: { competitionId_code: of },
    select: { rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } } },
  });
  const { eligibility, requires = NOTHING_REQUIRED } = toEventRules(rules[0]?.content);
  const { age, level, years, region, employerKinds, formerWinners, oneEvent, byHand } = eligibility;
  const tested = [age, level, years, region, employerKinds, formerWinners, oneEvent].map((rule) => rule?.clause.trim() ?? "");
  return [
    ...[...new Set([...tested, requires.clause.trim()])].map((clause) => ({ clause, isByHand: false })),
    ...byHand.map((clause) => ({ clause: clause.trim(), isByHand: true })),
  ].filter(({ clause }) => clause !== "");
}

type Queued = Pick<RegistrationRow, "id" | "eventCode" | "rosterNumber"> & { readonly delegation: { readonly name: string } };

/** Entries to review in the order of the list. */
async function listQueue(tables: Tables, competitionId: string, eventCode: string | null): Promise<readonly Queued[]> {
  const entries = await tables.entry.findMany({
    where: { status: "submitted", event: { competitionId, ...(eventCode === null ? {} : { code: eventCode }) } },
    select: { id: true, rosterNumber: true, event: { select: { code: true } }, delegation: { select: { name: true } } },
  });
  return entries.map(({ event, ...entry }) => ({ ...entry, eventCode: event.code })).sort(compareInList);
}

function compareInList(left: Queued, right: Queued): number {
  return (
    compareText(left.delegation.name, right.delegation.name) ||
    compareText(left.eventCode, right.eventCode) ||
    compareRosterNumbers(left.rosterNumber, right.rosterNumber)
  );
}

/** Also after an entry that was decided, from where it stood. */
function findNext(queue: readonly Queued[], row: RegistrationRow): string | null {
  const others = queue.filter(({ id }) => id !== row.id);
  return (others.find((other) => compareInList(other, row) > 0) ?? others[0])?.id ?? null;
}
