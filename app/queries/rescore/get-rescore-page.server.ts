/** 更正方案: the re-score sets of a round with who may do what, and what the prepared ones would do, side by side (DOMAIN 8). */
import { hasRole } from "#app/domain/access/access.ts";
import { RESCORE_DECIDERS, RESCORE_PREPARERS } from "#app/domain/access/office-rooms.ts";
import type { RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { listAspects } from "#app/domain/marking/scheme.ts";
import {
  decideApplying,
  decideDropping,
  decidePreparing,
  decideReversing,
  type RescoreStatus,
} from "#app/domain/results/check-rescore.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { getRescoreEffect, type RescoreEffect } from "#app/queries/rescore/get-rescore-effect.server.ts";
import { getRescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** An entry as this page calls it. */
export type RescoreEntryName = {
  readonly entrantNumber: string | null;
  readonly names: readonly string[];
  readonly delegation: Named;
};

export type RescoreSetView = {
  readonly setId: string;
  readonly status: RescoreStatus;
  readonly reason: string;
  readonly changes: readonly RescoreChange[];
  readonly fromRuling: boolean;
  /** Times ISO. */
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reversedBy: string | null;
  readonly reversedAt: string | null;
  /** What stands against each act of this reader; null where the act is not his, or not the set's. */
  readonly apply: readonly Refusal[] | null;
  readonly drop: readonly Refusal[] | null;
  readonly reverse: readonly Refusal[] | null;
  /** Of a prepared set: what it would do to the results as they stand. */
  readonly effect: RescoreEffect | null;
};

export type RescorePage = {
  readonly event: Named & { readonly code: string };
  readonly phase: RoundPhase;
  readonly competitionPhase: CompetitionPhase;
  /** Whether marks are still blind: then there is nothing else here. */
  readonly isBlind: boolean;
  /** Why nothing can be prepared; null for who prepares none. */
  readonly prepare: readonly Refusal[] | null;
  /** By entry id. */
  readonly entries: Readonly<Record<string, RescoreEntryName>>;
  /** Entry ids in the order of the results. */
  readonly order: readonly string[];
  readonly aspects: readonly { readonly id: string; readonly text: string; readonly maximum: number }[];
  /** Those that come out of files. */
  readonly components: readonly { readonly key: string; readonly name: string }[];
  /** Rulings that gave something, to prepare from. */
  readonly rulings: readonly {
    readonly rulingId: string;
    readonly outcome: RulingOutcome;
    readonly ruledAt: string;
    readonly kind: "appeal" | "objection";
  }[];
  /** The latest first. */
  readonly sets: readonly RescoreSetView[];
};

export async function getRescorePage(runtime: Runtime, actor: Actor, roundId: string): Promise<RescorePage> {
  const { read } = runtime.database;
  const ground = await getRescoreGround(read, roundId);
  const { competitionId, eventId, phase, competitionPhase, results } = ground;
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const empty = { event, phase, competitionPhase, entries: {}, order: [], aspects: [], components: [], rulings: [], sets: [] };
  if (results === null) return { ...empty, isBlind: true, prepare: null };
  const scope = { competitionId, eventId, delegationId: null };
  const mayDecide = hasRole(actor.grants, RESCORE_DECIDERS, scope);
  const stored = await read.rescoreSet.findMany({ where: { roundId }, orderBy: [{ preparedAt: "desc" }, { id: "desc" }] });
  const nameOf = await listNames(
    runtime,
    stored.flatMap((set) => [set.preparedById, set.decidedById, set.reversedById]),
  );
  const lastSequence = Math.max(0, ...stored.flatMap((set) => (set.status === "applied" ? (set.sequence ?? 0) : [])));
  // What is owed to whom is none of the chief judge's business.
  const seesMoney = mayDecide;
  const sets: RescoreSetView[] = [];
  for (const set of stored) {
    const status = set.status as RescoreStatus;
    const changes = set.changes as unknown as readonly RescoreChange[];
    const planned = status === "prepared" ? await getRescoreGround(read, roundId, changes) : null;
    const acts = { ...ground, status, preparedById: set.preparedById, actorId: actor.userId };
    const ifDecider = (is: boolean, decide: () => Decision<null>) => (mayDecide && is ? listReasons(decide()) : null);
    sets.push({
      setId: set.id,
      status,
      reason: set.reason,
      changes,
      fromRuling: set.rulingId !== null,
      preparedBy: nameOf.get(set.preparedById) ?? "",
      preparedAt: set.preparedAt.toISOString(),
      decidedBy: nameOf.get(set.decidedById ?? "") ?? null,
      decidedAt: set.decidedAt?.toISOString() ?? null,
      reversedBy: nameOf.get(set.reversedById ?? "") ?? null,
      reversedAt: set.reversedAt?.toISOString() ?? null,
      apply: ifDecider(status === "prepared", () =>
        decideApplying({
          ...acts,
          hashBefore: set.hashBefore,
          hashNow: results.hash,
          openTies: planned?.results?.rows.filter(({ openTie }) => openTie).length ?? 0,
        }),
      ),
      drop: ifDecider(status === "prepared", () => decideDropping(acts)),
      reverse: ifDecider(status === "applied", () =>
        decideReversing({ ...acts, decidedById: set.decidedById, isLatest: (set.sequence ?? 0) === lastSequence }),
      ),
      effect: planned?.results ? await getRescoreEffect(runtime, ground, results, planned.results, seesMoney) : null,
    });
  }
  const order = results.rows.map(({ entryId }) => entryId);
  const rulings = await read.ruling.findMany({
    where: { outcome: { not: "dismissed" }, OR: [{ appeal: { roundId } }, { objection: { competitionId } }] },
    orderBy: { ruledAt: "desc" },
    select: { id: true, outcome: true, ruledAt: true, appealId: true },
  });
  return {
    event,
    phase,
    competitionPhase,
    isBlind: false,
    prepare: hasRole(actor.grants, RESCORE_PREPARERS, scope) ? listReasons(decidePreparing(ground, [], true)) : null,
    entries: Object.fromEntries(await nameEntries(runtime, order)),
    order,
    aspects: listAspects(results.scheme).map(({ id, text, maximum }) => ({ id, text, maximum })),
    components: results.rules.components.flatMap(({ key, name, source }) => (source === "file" ? [{ key, name }] : [])),
    rulings: rulings.map(({ id, outcome, ruledAt, appealId }) => ({
      rulingId: id,
      outcome: outcome as RulingOutcome,
      ruledAt: ruledAt.toISOString(),
      kind: appealId === null ? "objection" : "appeal",
    })),
    sets,
  };
}

function listReasons(decision: Decision<null>): readonly Refusal[] {
  return decision.ok ? [] : decision.refusals;
}

async function nameEntries(runtime: Runtime, entryIds: readonly string[]): Promise<Map<string, RescoreEntryName>> {
  const holders = await listEntryHolders(runtime, entryIds);
  const entries = await runtime.database.read.entry.findMany({
    where: { id: { in: [...entryIds] } },
    select: { id: true, entrantNumber: true, delegation: { select: { name: true, nameEn: true } } },
  });
  return new Map(
    entries.map(({ id, entrantNumber, delegation }) => [
      id,
      { entrantNumber, delegation, names: (holders.get(id) ?? []).map(({ name }) => name) },
    ]),
  );
}

async function listNames({ database }: Runtime, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const users = await database.read.user.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, displayName: true },
  });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}
