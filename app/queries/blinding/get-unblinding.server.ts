/**
 * Unblinding a round: which layers are open, by whom and when, what is next and who has to do it; and of which code is whose as
 * much as the open layers tell (DOMAIN 4).
 */
import { hasRole } from "#app/domain/access/access.ts";
import {
  type BlindLayer,
  type BlindWord,
  describeLayer,
  findNextLayer,
  listKeptLayers,
  listLayers,
  listLayersOf,
  listOpenLayers,
  listRequestedLayers,
  listReversed,
  type OpenedLine,
  openLine,
} from "#app/domain/blinding/layers.ts";
import { decidePresence } from "#app/domain/blinding/presence.ts";
import { UNBLINDING_ROLES } from "#app/domain/blinding/sight.ts";
import { computeRoundConditions, isUnblinded, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listBlindLines } from "#app/queries/blinding/list-blind-lines.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

export type UnblindingStep = {
  readonly displayName: string;
  /** ISO. */
  readonly at: string;
};

export type UnblindingLayer = {
  readonly layer: BlindLayer;
  readonly from: BlindWord;
  readonly to: BlindWord;
  readonly isOpen: boolean;
  readonly requested: UnblindingStep | null;
  readonly confirmed: UnblindingStep | null;
  /** Who may ask for it, by name; nobody when it has no keeper. */
  readonly keepers: readonly string[];
};

export type Presence = { readonly id: string; readonly name: string; readonly duty: string };

export type UnblindingPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Of the round, where the event has several. */
  readonly roundKind: RoundKind | null;
  readonly phase: RoundPhase;
  /** ISO; null before the chief judge submitted. */
  readonly submittedAt: string | null;
  /** In the order in which they are opened. */
  readonly layers: readonly UnblindingLayer[];
  /** The one that is opened next; null when all are open. */
  readonly next: BlindLayer | null;
  /** Of both acts, for this person; empty outside the recheck phase. */
  readonly request: readonly RoundCondition[];
  readonly confirm: readonly RoundCondition[];
  /** What a request of this person asks for. */
  readonly requestsLayers: readonly BlindLayer[];
  /** What this person has the sheet of; none before codes were given. */
  readonly sheets: readonly BlindLayer[];
  /** Whether this reader follows the opening layer by layer; everyone else is shown it as a whole. */
  readonly followsLayers: boolean;
  /** By code: as much as is open for this reader. */
  readonly lines: readonly OpenedLine[];
  /** In the order in which they were written down. */
  readonly present: readonly Presence[];
  /** Why nobody can be written down; empty when somebody can. */
  readonly presenceUnmet: readonly Refusal[];
};

/** @throws Error when there is no such round. */
export async function getUnblinding(runtime: Runtime, actor: Actor, roundId: string): Promise<UnblindingPage> {
  const { read } = runtime.database;
  const { facts, eventId, competitionId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const { blinding, phase } = facts;
  const { event, ...round } = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      submittedAt: true,
      kind: true,
      unblindings: true,
      unblindingPresences: { where: { voidedAt: null }, orderBy: [{ recordedAt: "asc" }, { id: "asc" }] },
      event: { select: { code: true, name: true, nameEn: true, _count: { select: { rounds: true } } } },
      _count: { select: { mappings: true } },
    },
  });
  const isDone = isUnblinded(phase);
  const followsLayers = hasRole(actor.grants, UNBLINDING_ROLES, { competitionId, eventId, delegationId: null });
  const open = isDone ? listLayers(blinding.layers) : followsLayers ? listOpenLayers(blinding) : [];
  const own = listLayersOf(blinding, actor.userId);
  const presence = decidePresence({ phase, isRequested: round.unblindings.length > 0 });
  const isAsked = phase === "recheck";
  return {
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    roundKind: event._count.rounds > 1 ? (round.kind as RoundKind) : null,
    phase,
    submittedAt: round.submittedAt?.toISOString() ?? null,
    layers: await describeLayers(runtime, blinding, round.unblindings, isDone),
    next: isDone ? null : findNextLayer(blinding),
    request: isAsked ? computeRoundConditions("request-unblinding", facts, actor.userId) : [],
    confirm: isAsked ? computeRoundConditions("confirm-unblinding", facts, actor.userId) : [],
    requestsLayers: isAsked ? listRequestedLayers(blinding, actor.userId) : [],
    sheets: round._count.mappings > 0 ? own : [],
    followsLayers,
    lines: open.length === 0 ? [] : (await listBlindLines(runtime, roundId)).map((line) => openLine(line, open, blinding.layers)),
    present: round.unblindingPresences.map(({ id, name, duty }) => ({ id, name, duty })),
    presenceUnmet: presence.ok ? [] : presence.refusals,
  };
}

type StoredStep = {
  readonly layer: number;
  readonly blindingJudgeId: string;
  readonly blindingJudgeAt: Date;
  readonly supervisorId: string | null;
  readonly supervisorAt: Date | null;
};

async function describeLayers(
  { database }: Runtime,
  { layers, keepers }: { readonly layers: BlindLayer; readonly keepers: Parameters<typeof listLayersOf>[0]["keepers"] },
  stored: readonly StoredStep[],
  isDone: boolean,
): Promise<readonly UnblindingLayer[]> {
  const ids = [...stored.flatMap((step) => [step.blindingJudgeId, step.supervisorId]), ...keepers.map(({ userId }) => userId)];
  const users = await database.read.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, displayName: true },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const step = (userId: string | null, at: Date | null): UnblindingStep | null =>
    userId === null || at === null ? null : { displayName: nameOf.get(userId) ?? "", at: at.toISOString() };
  return listReversed(layers).map((layer) => {
    const own = stored.find((candidate) => candidate.layer === layer) ?? null;
    return {
      layer,
      ...describeLayer(layer, layers),
      isOpen: isDone || (own !== null && own.supervisorId !== null),
      requested: own && step(own.blindingJudgeId, own.blindingJudgeAt),
      confirmed: own && step(own.supervisorId, own.supervisorAt),
      keepers: keepers
        .filter((keeper) => listKeptLayers(keeper, layers).includes(layer))
        .map(({ userId }) => nameOf.get(userId) ?? ""),
    };
  });
}
