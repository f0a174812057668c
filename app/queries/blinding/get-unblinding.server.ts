/** Unblinding a round: who has asked and who has opened, and after it the record of which code was whose (DOMAIN 4). */
import { computeRoundConditions, isUnblinded, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export type UnblindingStep = {
  readonly displayName: string;
  /** ISO. */
  readonly at: string;
};

export type UnblindingLine = {
  readonly code: string;
  readonly publicCode: string;
  readonly seatCode: string | null;
  readonly entrantNumber: string | null;
  readonly names: readonly string[];
  readonly delegation: { readonly name: string; readonly nameEn: string };
};

export type UnblindingPage = {
  readonly event: { readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** ISO; null before the chief judge submitted. */
  readonly submittedAt: string | null;
  readonly requested: UnblindingStep | null;
  readonly confirmed: UnblindingStep | null;
  /** Of both acts, for this person; empty outside the recheck phase. */
  readonly request: readonly RoundCondition[];
  readonly confirm: readonly RoundCondition[];
  /** By review code; empty before unblinding. */
  readonly record: readonly UnblindingLine[];
};

/** @throws Error when there is no such round. */
export async function getUnblinding(runtime: Runtime, actor: Actor, roundId: string): Promise<UnblindingPage> {
  const { read } = runtime.database;
  const { facts } = await getRoundFacts(read, roundId, runtime.clock.now());
  const round = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { submittedAt: true, unblinding: true, event: { select: { name: true, nameEn: true } } },
  });
  const { unblinding } = round;
  const ids = [unblinding?.blindingJudgeId, unblinding?.supervisorId].filter((id) => typeof id === "string");
  const users = await read.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  const step = (userId: string | null | undefined, at: Date | null | undefined): UnblindingStep | null => {
    const user = users.find(({ id }) => id === userId);
    return user && at ? { displayName: user.displayName, at: at.toISOString() } : null;
  };
  const isAsked = facts.phase === "recheck";
  return {
    event: round.event,
    phase: facts.phase,
    submittedAt: round.submittedAt?.toISOString() ?? null,
    requested: step(unblinding?.blindingJudgeId, unblinding?.blindingJudgeAt),
    confirmed: step(unblinding?.supervisorId, unblinding?.supervisorAt),
    request: isAsked ? computeRoundConditions("request-unblinding", facts, actor.userId) : [],
    confirm: isAsked ? computeRoundConditions("confirm-unblinding", facts, actor.userId) : [],
    record: isUnblinded(facts.phase) ? await readRecord(runtime, roundId) : [],
  };
}

async function readRecord(runtime: Runtime, roundId: string): Promise<UnblindingLine[]> {
  const { read } = runtime.database;
  const mappings = await read.blindMapping.findMany({
    where: { roundId },
    select: {
      subjectId: true,
      publicCode: true,
      entryId: true,
      entry: {
        select: {
          entrantNumber: true,
          delegation: { select: { name: true, nameEn: true } },
          rounds: { where: { roundId }, select: { seatCode: true } },
        },
      },
    },
  });
  const subjects = await read.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  const codes = new Map(subjects.map(({ id, code }) => [id, code]));
  const holders = await listEntryHolders(
    runtime,
    mappings.map(({ entryId }) => entryId),
  );
  return mappings
    .map(({ subjectId, publicCode, entryId, entry }) => ({
      code: codes.get(subjectId) ?? "",
      publicCode,
      seatCode: entry.rounds[0]?.seatCode ?? null,
      entrantNumber: entry.entrantNumber,
      names: (holders.get(entryId) ?? []).map(({ name }) => name),
      delegation: entry.delegation,
    }))
    .sort((left, right) => compareText(left.code, right.code));
}
