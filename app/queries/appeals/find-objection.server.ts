/** An objection for who has its code: its state and the ruling; never who filed it. */
import { type CaseState, computeCaseState, type RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type ObjectionAnswer = {
  /** In groups of four, as it was handed out. */
  readonly code: string;
  readonly state: CaseState;
  readonly event: { readonly name: string; readonly nameEn: string } | null;
  /** ISO. */
  readonly filedAt: string;
  readonly ruling: { readonly outcome: RulingOutcome; readonly reason: string; readonly ruledAt: string } | null;
};

/** A code as stored: without the separators, blanks and small letters that people type. */
export function normaliseObjectionCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}

/** Wrong codes are counted by their first half: one that was seen in part is the only one that could be guessed. */
export async function findObjection(
  runtime: Runtime,
  input: { readonly competitionId: string; readonly code: string },
): Promise<Decision<ObjectionAnswer, "objection-unknown" | "too-many-attempts">> {
  const { read } = runtime.database;
  const code = normaliseObjectionCode(input.code);
  const objection = await read.objection.findFirst({
    where: { code, competitionId: input.competitionId },
    select: { eventId: true, filedAt: true, withdrawnAt: true, ruling: true },
  });
  if (!objection) {
    const mayTry = await runtime.throttle.attempt(`objection-code:${code.slice(0, 6)}`);
    return refuse(mayTry ? { code: "objection-unknown", params: { field: "code" } } : { code: "too-many-attempts" });
  }
  const { eventId, filedAt, withdrawnAt, ruling } = objection;
  const event =
    eventId === null ? null : await read.event.findUnique({ where: { id: eventId }, select: { name: true, nameEn: true } });
  return allow({
    code: code.match(/.{1,4}/g)?.join("-") ?? "",
    state: computeCaseState({ isRuled: ruling !== null, isWithdrawn: withdrawnAt !== null }),
    event,
    filedAt: filedAt.toISOString(),
    ruling: ruling && {
      outcome: ruling.outcome as RulingOutcome,
      reason: ruling.reason,
      ruledAt: ruling.ruledAt.toISOString(),
    },
  });
}
