/** Everything that a socket can watch, each with its declared access, like a route. */
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { computeBoardChange } from "#app/domain/board/board-change.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import {
  BoardPayloadSchema,
  CeremonyPayloadSchema,
  FormPayloadSchema,
  type RoundPayload,
  RoundPayloadSchema,
} from "#app/live/contract.ts";
import type { ScopeNames } from "#app/platform/access/scope.server.ts";
import { defineWatch, type Watch } from "#app/platform/access/watch.server.ts";
import { findWatchedRound } from "#app/queries/board/find-watched-round.server.ts";
import { getFormNudge, getRoundNudge } from "#app/queries/board/get-nudges.server.ts";
import { getKeptBoards } from "#app/queries/board/kept-boards.server.ts";
import { findWatchedCeremony, getCeremonyScene } from "#app/queries/ceremony/get-ceremony-scene.server.ts";

export type { Watch } from "#app/platform/access/watch.server.ts";

/** Who has a round's progress before him: the offices of the competition and the chief judge's hall. */
const ROUND_ROLES: readonly Role[] = [
  "administrator",
  "organiser",
  "reviewer",
  "supervisor",
  "policy-officer",
  "chief-judge",
  "blinding-judge",
  "tally-clerk",
];

const board = defineWatch({
  name: "board",
  access: "public",
  payload: BoardPayloadSchema,
  scope: nameRound,
  find: (runtime, payload) => findWatchedRound(runtime, payload, { isPublic: true }),
  keyOf: (notice) => (notice.kind === "board-changed" || notice.kind === "round-changed" ? notice.roundId : null),
  read: (runtime, key) => getKeptBoards(runtime).get(key),
  step: (before, after) => computeBoardChange(before.snapshot as BoardSnapshot, after.snapshot as BoardSnapshot),
});

const form = defineWatch({
  name: "form",
  access: { roles: ["marking-judge", "chief-judge", "tally-clerk"], within: "scope" },
  payload: FormPayloadSchema,
  scope: (payload) => payload,
  // The scope was resolved from the form's id, so that it exists.
  find: async (_runtime, payload) => payload.form,
  keyOf: (notice) => (notice.kind === "form-changed" ? notice.formId : null),
  read: async (runtime, key) => ({ snapshot: await getFormNudge(runtime, key), encoded: null }),
});

const round = defineWatch({
  name: "round",
  access: { roles: ROUND_ROLES, within: "scope" },
  payload: RoundPayloadSchema,
  scope: nameRound,
  find: (runtime, payload) => findWatchedRound(runtime, payload, { isPublic: false }),
  keyOf: (notice) => ("roundId" in notice ? notice.roundId : null),
  read: async (runtime, key) => ({ snapshot: await getRoundNudge(runtime, key), encoded: null }),
});

const ceremony = defineWatch({
  name: "ceremony",
  access: "public",
  payload: CeremonyPayloadSchema,
  scope: (payload) => payload,
  find: (runtime, payload) => findWatchedCeremony(runtime, payload.competition),
  keyOf: (notice) => (notice.kind === "ceremony-changed" ? notice.competitionId : null),
  read: async (runtime, key) => ({ snapshot: await getCeremonyScene(runtime, key), encoded: null }),
});

function nameRound({ competition, event, round }: RoundPayload): ScopeNames {
  return { competition, event, ...(round === undefined ? {} : { round: String(round) }) };
}

/** All of them: what the server answers on its sockets, and what the access matrix goes by. */
export function listWatches(): Watch[] {
  return [board, form, round, ceremony];
}
