/** The live desk of a competition: how far everything is, who is at work, what is open, and what wants somebody now. */

import { type DeskRoundFacts, isOnline, listAlerts } from "#app/domain/desk/alerts.ts";
import type { Desk, DeskAppeal, DeskDevice, DeskEvent, DeskSession } from "#app/domain/desk/views.ts";
import { PAPER_DEVICE } from "#app/domain/marking/paper.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { Disclosure, Medium, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { toDeviceSign } from "#app/domain/tablet/open-forms.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { countOpenObjections, listOpenCases } from "#app/queries/appeals/list-open-cases.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { type DeskRound, getDeskRound } from "#app/queries/desk/get-desk-round.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** The stretch of time that the pace is counted in, and how many of them are shown. */
const STRETCH_MS = 15 * 60_000;
const STRETCHES = 32;

export async function getDesk(runtime: Runtime, actor: Actor, competitionId: string): Promise<Desk> {
  const { read } = runtime.database;
  const now = runtime.clock.now();
  const found = await listEvents(read, competitionId);
  const seen = await listLastSeen(read, competitionId);
  const cases = await listOpenCases(read, { competitionId });
  const objections = await countOpenObjections(read, competitionId);
  const corrections = await countCorrections(read, competitionId);
  const counts = await countForms(
    read,
    found.map(({ round }) => round.id),
  );
  const events: DeskEvent[] = [];
  const facts: DeskRoundFacts[] = [];
  const teams: { readonly event: string; readonly round: DeskRound }[] = [];
  for (const { event, round, rounds } of found) {
    const isJudged = round.phase === "judging";
    const detail = isJudged
      ? await readDetail(runtime, actor, { competitionId, eventId: event.id, roundId: round.id, seen })
      : null;
    const open = cases.get(round.id);
    const { code, name, nameEn } = event;
    const forms = (status: string) => counts.get(`${round.id} ${status}`) ?? 0;
    events.push({
      ...{ code, name, nameEn, round: round.number },
      kind: rounds > 1 ? (round.kind as RoundKind) : null,
      phase: round.phase as RoundPhase,
      disclosure: round.disclosure as Disclosure,
      medium: round.medium as Medium,
      present: round.entries.filter(({ participation }) => participation === "checked-in").length,
      entries: round.entries.length,
      sessions: listSessions(round),
      ...{ open: forms("open"), signed: forms("signed"), confirmed: forms("confirmed") },
      groups: detail?.groups ?? [],
    });
    if (detail) teams.push({ event: code, round: detail });
    facts.push({
      ...{ event: code, round: round.number },
      isOnPaper: isJudged && round.medium === "paper",
      panels: detail?.panels ?? [],
      judges: detail?.judges ?? [],
      unconfirmed: detail?.unconfirmed ?? { count: 0, oldestAt: null },
      apart: detail?.apart ?? 0,
      conflicts: detail?.conflicts ?? 0,
      frozen: isJudged ? await findFreeze(read, round.id) : null,
      corrections: corrections.get(round.id) ?? 0,
      openTies: round.phase === "unblinded" ? (await getRoundFacts(read, round.id, now)).facts.openTies : 0,
      appeals: { open: open?.appeals ?? 0, until: open?.appealsUntil ?? null },
      rescoreSets: open?.rescoreSets ?? 0,
    });
  }
  const devices = listDevices(teams, seen, now.getTime());
  return {
    readAt: now.toISOString(),
    alerts: listAlerts(
      facts,
      [...objections.values()].reduce((sum, count) => sum + count, 0),
      now.getTime(),
    ),
    events,
    devices,
    unseen: teams.flatMap(({ event, round }) =>
      round.judges.filter(({ judgeId }) => !seen.has(judgeId)).map(({ displayName: judge }) => ({ judge, event })),
    ),
    cases: await listOpenOnes(read, competitionId),
    pace: await countPace(read, competitionId, now.getTime()),
  };
}

/** What of a round in judging is told more closely; codes only to who may see them. */
async function readDetail(
  runtime: Runtime,
  actor: Actor,
  of: {
    readonly competitionId: string;
    readonly eventId: string;
    readonly roundId: string;
    readonly seen: ReadonlyMap<string, readonly Sign[]>;
  },
): Promise<DeskRound> {
  const { competitionId, eventId, roundId, seen } = of;
  const { marksByCode } = await getBlindSight(runtime, actor, { roundId, scope: { competitionId, eventId, delegationId: null } });
  return getDeskRound(runtime.database.read, roundId, {
    lastSeenOf: (judgeId) => seen.get(judgeId)?.[0]?.at ?? null,
    seesCodes: marksByCode,
  });
}

/** The freeze of the round's public board that nobody has ended, and how many forms were confirmed since. */
async function findFreeze(tables: Tables, roundId: string): Promise<DeskRoundFacts["frozen"]> {
  const freeze = await tables.roundFreeze.findFirst({
    where: { roundId, endedAt: null },
    orderBy: { frozenAt: "desc" },
    select: { frozenAt: true },
  });
  if (freeze === null) return null;
  const confirmed = await tables.formConfirmation.count({
    where: { voidedAt: null, confirmedAt: { gt: freeze.frozenAt }, form: { roundId } },
  });
  return { since: freeze.frozenAt.getTime(), confirmed };
}

/** By round id and status. */
async function countForms(tables: Tables, roundIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const groups = await tables.markingForm.groupBy({
    by: ["roundId", "status"],
    where: { roundId: { in: [...roundIds] } },
    _count: { _all: true },
  });
  return new Map(groups.map(({ roundId, status, _count }) => [`${roundId} ${status}`, _count._all]));
}

async function listEvents(tables: Tables, competitionId: string) {
  const events = await tables.event.findMany({
    where: { competitionId, cancelledAt: null },
    orderBy: { code: "asc" },
    select: {
      id: true,
      code: true,
      name: true,
      nameEn: true,
      rounds: {
        select: {
          ...{ id: true, number: true, kind: true, phase: true, disclosure: true, medium: true },
          entries: { select: { participation: true, sessionId: true } },
          sessions: { orderBy: { number: "asc" }, select: { id: true, number: true, place: true, startsAt: true, endsAt: true } },
        },
      },
    },
  });
  return events.flatMap(({ rounds, ...event }) => {
    const round = findCurrentRound(rounds);
    return round ? [{ event, round, rounds: rounds.length }] : [];
  });
}

/** Who came, session by session; how far marking is is not told so finely: one entry of a session would be known by it. */
function listSessions({ sessions, entries }: Awaited<ReturnType<typeof listEvents>>[number]["round"]): readonly DeskSession[] {
  return sessions.map(({ id, number, place, startsAt, endsAt }) => {
    const own = entries.filter(({ sessionId }) => sessionId === id);
    const count = (participation: string) => own.filter((entry) => entry.participation === participation).length;
    return {
      ...{ number, place, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      ...{ entries: own.length, present: count("checked-in"), expected: count("expected") },
    };
  });
}

type Sign = { readonly deviceId: string; readonly at: number };

/** Of the people of the competition, by user, the latest first: what their devices said, and the values that came from them. */
async function listLastSeen(tables: Tables, competitionId: string): Promise<ReadonlyMap<string, readonly Sign[]>> {
  const grants = await tables.roleGrant.findMany({
    where: { competitionId, revokedAt: null },
    select: { userId: true },
  });
  const told = await tables.lastSeen.findMany({ where: { userId: { in: [...new Set(grants.map(({ userId }) => userId))] } } });
  const marked = await tables.markRevision.groupBy({
    by: ["judgeId", "deviceId"],
    // What was keyed from paper is no sign of whoever wrote it there.
    where: { deviceId: { not: PAPER_DEVICE }, form: { round: { phase: "judging", event: { competitionId } } } },
    _max: { receivedAt: true },
  });
  const signs = new Map<string, Map<string, number>>();
  const note = (userId: string, deviceId: string, at: number) => {
    const own = signs.get(userId) ?? new Map<string, number>();
    signs.set(userId, own.set(deviceId, Math.max(at, own.get(deviceId) ?? 0)));
  };
  for (const { userId, deviceId, at } of told) note(userId, deviceId, at.getTime());
  for (const { judgeId, deviceId, _max } of marked) if (_max.receivedAt) note(judgeId, deviceId, _max.receivedAt.getTime());
  return new Map(
    [...signs].map(([userId, own]) => [
      userId,
      [...own].map(([deviceId, at]) => ({ deviceId, at })).sort((left, right) => right.at - left.at),
    ]),
  );
}

function listDevices(
  teams: readonly { readonly event: string; readonly round: DeskRound }[],
  seen: ReadonlyMap<string, readonly Sign[]>,
  now: number,
): readonly DeskDevice[] {
  return teams
    .flatMap(({ event, round }) =>
      round.judges.flatMap(({ judgeId, displayName: judge }) =>
        (seen.get(judgeId) ?? []).map(({ deviceId, at }) => ({ judge, event, device: toDeviceSign(deviceId), at })),
      ),
    )
    .sort((left, right) => right.at - left.at)
    .map(({ at, ...device }) => ({ ...device, at: new Date(at).toISOString(), isOnline: isOnline(at, now) }));
}

/** Corrections that nothing has ended yet, by round id. */
async function countCorrections(tables: Tables, competitionId: string): Promise<ReadonlyMap<string, number>> {
  const open = await tables.correction.findMany({
    where: { ...OPEN_CORRECTION, form: { round: { event: { competitionId } } } },
    select: { form: { select: { roundId: true } } },
  });
  const counts = new Map<string, number>();
  for (const { form } of open) counts.set(form.roundId, (counts.get(form.roundId) ?? 0) + 1);
  return counts;
}

async function listOpenOnes(tables: Tables, competitionId: string): Promise<readonly DeskAppeal[]> {
  const where = { competitionId, withdrawnAt: null, ruling: { is: null } };
  const appeals = await tables.appeal.findMany({
    where,
    select: { id: true, filedAt: true, round: { select: { event: { select: { code: true } } } } },
  });
  const objections = await tables.objection.findMany({ where, select: { id: true, filedAt: true, eventId: true } });
  const events = await tables.event.findMany({ where: { competitionId }, select: { id: true, code: true } });
  const codeOf = new Map(events.map(({ id, code }) => [id, code]));
  return [
    ...appeals.map(({ id, filedAt, round }) => ({ caseId: id, kind: "appeal" as const, event: round.event.code, filedAt })),
    ...objections.map(({ id, filedAt, eventId }) => ({
      ...{ caseId: id, kind: "objection" as const, event: codeOf.get(eventId ?? "") ?? null, filedAt },
    })),
  ]
    .sort((left, right) => left.filedAt.getTime() - right.filedAt.getTime())
    .map(({ filedAt, ...one }) => ({ ...one, filedAt: filedAt.toISOString() }));
}

/** Standing confirmations of the last hours, in stretches of a quarter of an hour; empty ones stand there too, from the first on. */
async function countPace(tables: Tables, competitionId: string, now: number): Promise<Desk["pace"]> {
  const last = Math.floor(now / STRETCH_MS);
  const from = last - STRETCHES + 1;
  const confirmed = await tables.formConfirmation.findMany({
    where: { voidedAt: null, confirmedAt: { gte: new Date(from * STRETCH_MS) }, form: { round: { event: { competitionId } } } },
    select: { confirmedAt: true },
  });
  const counts = new Map<number, number>();
  for (const { confirmedAt } of confirmed) {
    const stretch = Math.floor(confirmedAt.getTime() / STRETCH_MS);
    counts.set(stretch, (counts.get(stretch) ?? 0) + 1);
  }
  const first = Math.min(...counts.keys());
  if (counts.size === 0) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    at: new Date((first + index) * STRETCH_MS).toISOString(),
    count: counts.get(first + index) ?? 0,
  }));
}
