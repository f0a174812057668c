/** Records that a judge is not neutral (回避): he declares it himself, or the office does; in open marking his forms of it pass on at once. */
import { JUDGE_ROLES } from "#app/domain/access/duties.ts";
import { type ConflictRefusal, decideDeclareConflict } from "#app/domain/panels/conflicts.ts";
import type { ConflictKind } from "#app/domain/panels/partiality.ts";
import { allotRecusals, RECUSAL } from "#app/domain/panels/recusal.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listEventJudges } from "#app/queries/panels/list-event-judges.server.ts";
import { listPanelForms } from "#app/queries/panels/list-panel-forms.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { moveForms } from "#app/services/panels/move-forms.server.ts";

export type DeclareConflictInput = {
  readonly competitionId: string;
  readonly judgeId: string;
  readonly kind: ConflictKind;
  readonly targetId: string;
  readonly reason: string;
};

/**
 * A declaration is never held up by what it leads to: where nobody can take his place yet, the form waits for the chief judge.
 * @returns its id, or every reason of `decideDeclareConflict`, or `changed-meanwhile`.
 */
export function declareConflict(
  runtime: Runtime,
  actor: Actor,
  input: DeclareConflictInput,
): Promise<Decision<{ readonly conflictId: string }, ConflictRefusal | "changed-meanwhile">> {
  return runtime.database.write<{ conflictId: string }, ConflictRefusal | "changed-meanwhile">(async (write) => {
    const { tables, audit } = write;
    const { competitionId, judgeId, kind, targetId, reason } = input;
    const judging = await tables.roleGrant.findMany({
      where: { userId: judgeId, competitionId, role: { in: [...JUDGE_ROLES] }, revokedAt: null },
      select: { eventId: true },
    });
    const target = {
      organisationId: kind === "organisation" ? targetId : null,
      delegationId: kind === "delegation" ? targetId : null,
      entryId: kind === "entry" ? targetId : null,
    };
    const entry = kind === "entry" ? await findEntry() : null;
    const decided = decideDeclareConflict({
      isJudge: judging.length > 0,
      kind,
      targetExists: kind === "entry" ? entry !== null : await targetExists(),
      isDeclared: (await tables.conflict.count({ where: { competitionId, judgeId, withdrawnAt: null, kind, ...target } })) > 0,
      byHimself: actor.userId === judgeId,
      entryMarking: entry?.marking ?? null,
    });
    if (!decided.ok) return decided;
    const conflictId = newId();
    const now = runtime.clock.now();
    await tables.conflict.create({
      data: { id: conflictId, competitionId, judgeId, kind, ...target, reason, declaredById: actor.userId, declaredAt: now },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "declare-conflict",
      objectKind: "conflict",
      objectId: conflictId,
      payload: { judge: judgeId, kind, target: targetId },
    });
    for (const { eventId } of judging) {
      if (eventId !== null && !(await recuse(eventId))) return refuse({ code: "changed-meanwhile" });
    }
    return allow({ conflictId });

    /** Hands on what he has of it in rounds that are marked openly; elsewhere only the chief judge may act. */
    async function recuse(eventId: string): Promise<boolean> {
      const rounds = await tables.round.findMany({ where: { eventId, phase: "judging" }, select: { id: true } });
      for (const { id: roundId } of rounds) {
        const round = await findPinnedRound(tables, roundId);
        write.announce({ kind: "round-changed", roundId });
        if (round?.rules.marking !== "open") continue;
        const judges = (await listEventJudges(tables, { competitionId, eventIds: [eventId] })).get(eventId) ?? [];
        const pool = judges.filter(({ roles }) => roles.includes("marking-judge"));
        const further = allotRecusals(await listPanelForms(tables, round), pool);
        const moving = { competitionId, roundId, further, reason: RECUSAL, actorId: actor.userId, now };
        if (further.length > 0 && !(await moveForms(write, moving))) return false;
      }
      return true;
    }

    async function targetExists(): Promise<boolean> {
      if (kind === "organisation") return (await tables.organisation.count({ where: { id: targetId } })) > 0;
      return (await tables.delegation.count({ where: { id: targetId, competitionId } })) > 0;
    }

    /** An entry of the competition; for the judge himself, of an event that he judges. */
    async function findEntry() {
      return findEntryOfEvents(write, {
        competitionId,
        entryId: targetId,
        eventIds: actor.userId === judgeId ? judging.flatMap(({ eventId }) => eventId ?? []) : null,
      });
    }
  });
}

async function findEntryOfEvents(
  { tables }: Write,
  of: { readonly competitionId: string; readonly entryId: string; readonly eventIds: readonly string[] | null },
) {
  const { competitionId, entryId, eventIds } = of;
  const entry = await tables.entry.findFirst({
    where: { id: entryId, event: { competitionId, ...(eventIds === null ? {} : { id: { in: [...eventIds] } }) } },
    select: { eventId: true },
  });
  return entry && { marking: (await getCurrentRules(tables, entry.eventId)).rules.marking };
}
