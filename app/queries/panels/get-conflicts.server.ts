/** Declared conflicts of judges (回避): all of a competition for its office, or a judge's own for himself. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import type { ConflictKind } from "#app/domain/panels/partiality.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";

export type ConflictRow = {
  readonly conflictId: string;
  readonly judge: string;
  readonly kind: ConflictKind;
  /** The unit or the delegation, or the entrant number. */
  readonly named: string;
  readonly reason: string;
  readonly declaredBy: string;
  /** ISO. */
  readonly declaredAt: string;
  readonly withdrawnAt: string | null;
  /** Whether this reader may withdraw it, as far as it is his to. */
  readonly mayWithdraw: boolean;
};

type Choice = { readonly id: string; readonly label: string };

export type Conflicts = {
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Newest first. */
  readonly conflicts: readonly ConflictRow[];
  /** Of the office: whose it is. */
  readonly judges: readonly (Choice & { readonly events: readonly string[] })[];
  /** Every unit and every delegation, whether or not it takes part: the list itself says nothing. */
  readonly organisations: readonly Choice[];
  readonly delegations: readonly Choice[];
  /** By entrant number; for a judge only where his event is marked openly. */
  readonly entries: readonly Choice[];
};

/**
 * @param of.eventId of the judge's own page; null for the office, which sees those of everyone
 * @throws Error when there is no such competition.
 */
export async function getConflicts(
  runtime: Runtime,
  actor: Actor,
  of: { readonly competitionId: string; readonly eventId: string | null },
): Promise<Conflicts> {
  const { read } = runtime.database;
  const { competitionId, eventId } = of;
  const isOffice = eventId === null;
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { code: true, name: true, nameEn: true, events: { select: { id: true } } },
  });
  const stored = await read.conflict.findMany({
    where: { competitionId, ...(isOffice ? {} : { judgeId: actor.userId }) },
    orderBy: [{ declaredAt: "desc" }, { id: "desc" }],
  });
  const organisations = await read.organisation.findMany({ select: { id: true, name: true } });
  const delegations = await read.delegation.findMany({ where: { competitionId }, select: { id: true, name: true } });
  const isOpen = eventId !== null && (await getCurrentRules(read, eventId)).rules.marking === "open";
  const named = stored.flatMap(({ entryId }) => entryId ?? []);
  const entries = await read.entry.findMany({
    where: isOffice
      ? { event: { competitionId }, entrantNumber: { not: null } }
      : { eventId: eventId ?? "", entrantNumber: { not: null }, ...(isOpen ? {} : { id: { in: named } }) },
    orderBy: { entrantNumber: "asc" },
    select: { id: true, entrantNumber: true },
  });
  const grants = await read.roleGrant.findMany({
    where: { competitionId, role: { in: [...JUDGE_ROLES] }, revokedAt: null, ...(isOffice ? {} : { userId: actor.userId }) },
    select: { user: { select: { id: true, displayName: true } }, event: { select: { code: true } } },
  });
  const users = await read.user.findMany({
    where: { id: { in: stored.flatMap(({ judgeId, declaredById }) => [judgeId, declaredById]) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const labels = new Map([
    ...organisations.map(({ id, name }) => [id, name] as const),
    ...delegations.map(({ id, name }) => [id, name] as const),
    ...entries.map(({ id, entrantNumber }) => [id, entrantNumber ?? ""] as const),
  ]);
  const judges = new Map<string, Choice & { events: string[] }>();
  for (const { user, event } of grants) {
    const judge = judges.get(user.id) ?? { id: user.id, label: user.displayName, events: [] };
    judges.set(user.id, judge);
    if (event) judge.events.push(event.code);
  }
  const isJudged = await isJudgingOpen(runtime, competitionId, actor.userId);
  return {
    competition: { code: competition.code, name: competition.name, nameEn: competition.nameEn },
    conflicts: stored.map((row) => ({
      conflictId: row.id,
      judge: names.get(row.judgeId) ?? "",
      kind: row.kind as ConflictKind,
      named: labels.get(row.organisationId ?? row.delegationId ?? row.entryId ?? "") ?? "",
      reason: row.reason,
      declaredBy: names.get(row.declaredById) ?? "",
      declaredAt: row.declaredAt.toISOString(),
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      mayWithdraw: row.withdrawnAt === null && (row.judgeId !== actor.userId || (row.declaredById === actor.userId && !isJudged)),
    })),
    judges: [...judges.values()].sort((left, right) => compareText(left.label, right.label)),
    organisations: toChoices(organisations),
    delegations: toChoices(delegations),
    entries: isOffice || isOpen ? entries.map(({ id, entrantNumber }) => ({ id, label: entrantNumber ?? "" })) : [],
  };
}

function toChoices(rows: readonly { readonly id: string; readonly name: string }[]): readonly Choice[] {
  return rows.map(({ id, name }) => ({ id, label: name })).sort((left, right) => compareText(left.label, right.label));
}

async function isJudgingOpen({ database }: Runtime, competitionId: string, userId: string): Promise<boolean> {
  const event = { competitionId, grants: { some: { userId, revokedAt: null } } };
  return (await database.read.round.count({ where: { phase: "judging", event } })) > 0;
}
