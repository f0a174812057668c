/** Takes advancements one step on, or off the way: all of them or none. A place given up is offered to the next in order. */
import {
  type AdvancementAct,
  type AdvancementActRefusal,
  type AdvancementState,
  decideAdvancementAct,
  findUpperPhase,
} from "#app/domain/ladder/advancement-states.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isCompetitionReopened } from "#app/queries/competitions/is-reopened.server.ts";
import { enterUpperEvent, offerPlaces, recordAct } from "#app/services/ladder/offer-places.server.ts";

/** @returns how many were moved and how many places were offered to the next, or every reason of `decideAdvancementAct`. */
export function moveAdvancements(
  runtime: Runtime,
  actor: Actor,
  input: {
    /** The competition that they advance from, or the recorded result. */
    readonly from: { readonly competitionId: string } | { readonly factId: string };
    readonly act: AdvancementAct;
    readonly ids: readonly string[];
    readonly reason: string;
  },
): Promise<Decision<{ moved: number; offered: number }, AdvancementActRefusal | "changed-meanwhile">> {
  const { from, act, reason } = input;
  const source =
    "factId" in from
      ? { chain: SYSTEM_CHAIN, kind: "recorded-fact", id: from.factId, where: { factId: from.factId } }
      : {
          chain: from.competitionId,
          kind: "competition",
          id: from.competitionId,
          where: { round: { event: { competitionId: from.competitionId } } },
        };
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const ids = [...new Set(input.ids)];
    if (ids.length === 0) return refuse({ code: "advancement-none-chosen" });
    const rows = await tables.advancement.findMany({
      where: { id: { in: ids }, ...source.where },
      orderBy: [{ place: "asc" }, { id: "asc" }],
      include: {
        round: { select: { rules: { select: { content: true } } } },
        toEvent: { select: { competitionId: true, cancelledAt: true, competition: { select: { phase: true } } } },
        newEntry: { select: { status: true } },
      },
    });
    if (rows.length < ids.length) return refuse({ code: "advancement-unknown" });
    const isReopened = "competitionId" in from && (await isCompetitionReopened(tables, from.competitionId));
    const refusals: Refusal<AdvancementActRefusal>[] = [];
    const steps: { row: (typeof rows)[number]; to: AdvancementState }[] = [];
    for (const row of rows) {
      const decision = decideAdvancementAct(
        act,
        {
          state: row.state as AdvancementState,
          place: row.place,
          route: toEventRules(row.round?.rules?.content ?? {}).advancement?.route ?? "direct",
          upperPhase: findUpperPhase(row.toEvent.competition.phase as CompetitionPhase, row.toEvent.cancelledAt !== null),
          upperStatus: (row.newEntry?.status ?? null) as RegistrationStatus | null,
          isReopened,
        },
        reason,
      );
      if (decision.ok) steps.push({ row, to: decision.value });
      else refusals.push(...decision.refusals);
    }
    if (refusals.length > 0) return refuse(...refusals);
    const now = runtime.clock.now();
    for (const { row, to } of steps) {
      const fromState = row.state as AdvancementState;
      const { count } = await tables.advancement.updateMany({
        where: { id: row.id, state: fromState },
        data: { state: to },
      });
      if (count === 0) return refuse({ code: "changed-meanwhile" });
      await recordAct(tables, { advancementId: row.id, fromState, toState: to, reason, actorId: actor.userId, at: now });
      if (to === "confirmed") await enterUpperEvent(write, row.id, actor.userId, now);
      if (to === "declined" && row.newEntryId !== null) await withdrawAbove(row.newEntryId, row.toEvent.competitionId);
    }
    const roundIds = new Set(act === "decline" ? rows.flatMap(({ roundId }) => roundId ?? []) : []);
    let offered = 0;
    for (const roundId of roundIds) offered += await offerPlaces(write, roundId, { actorId: actor.userId, now });
    await audit({
      chain: source.chain,
      actorId: actor.userId,
      act: `advancement-${act}`,
      objectKind: source.kind,
      objectId: source.id,
      payload: { advancements: ids, offered },
    });
    return allow({ moved: steps.length, offered });

    async function withdrawAbove(entryId: string, upperId: string): Promise<void> {
      await tables.entry.update({ where: { id: entryId }, data: { status: "withdrawn", updatedAt: now } });
      await audit({
        chain: upperId,
        actorId: actor.userId,
        act: "withdraw-entry",
        objectKind: "entry",
        objectId: entryId,
        payload: { advancement: "declined" },
      });
    }
  });
}
