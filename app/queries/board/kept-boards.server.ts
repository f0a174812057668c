/**
 * The boards that a crowd looks at, each computed once per change and kept as bytes. Every process keeps its own, and computes it
 * anew from the database when a notice says that something was committed, whichever process did that.
 */
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { FormStateMemory } from "#app/queries/marking/list-form-states.server.ts";
import { getBoard } from "./get-board.server.ts";

/** The same object as long as nothing that is shown differs; the bytes are the snapshot as JSON in UTF-8. */
export type KeptBoard = {
  readonly snapshot: BoardSnapshot;
  readonly encoded: { readonly bytes: Buffer; readonly etag: string; readonly version: number };
};

export type KeptBoards = {
  /**
   * The board with everything that was announced before the call. While changes come fast it is computed every `PACE_MS`, so that
   * whoever asks may have to wait that long.
   * @throws Error when there is no such round.
   */
  get(roundId: string): Promise<KeptBoard>;
};

/** Four times a second: faster than anyone reads, and the cost no longer follows the rate of confirmations. */
const PACE_MS = 250;
/** The safety net where a notice got lost: whoever asks after this long gets it computed anew. */
const TRUSTED_MS = 2_000;

const ofRuntime = new WeakMap<Runtime, KeptBoards>();

/** Those of this process. */
export function getKeptBoards(runtime: Runtime): KeptBoards {
  const known = ofRuntime.get(runtime) ?? keepBoards(runtime);
  ofRuntime.set(runtime, known);
  return known;
}

type Kept = {
  /** Null from a notice on until it is computed again. */
  current: Promise<KeptBoard> | null;
  /** The next computation, while it waits for its turn. */
  next: Promise<KeptBoard> | null;
  /** The computation that runs or ran last: they do not overlap. */
  running: Promise<unknown>;
  last: KeptBoard | null;
  computedAt: number;
  /** Of its forms, so that a change costs what changed. */
  readonly states: FormStateMemory;
};

function keepBoards(runtime: Runtime): KeptBoards {
  const boards = new Map<string, Kept>();
  runtime.bus.subscribe((notice) => {
    if (notice.kind !== "board-changed" && notice.kind !== "round-changed") return;
    const kept = boards.get(notice.roundId);
    if (kept) kept.current = null;
  });

  async function compute(roundId: string, kept: Kept): Promise<KeptBoard> {
    const board = await getBoard(runtime, roundId, kept.states);
    kept.computedAt = performance.now();
    const bytes = Buffer.from(JSON.stringify(board));
    if (!kept.last?.encoded.bytes.equals(bytes)) {
      kept.last = { snapshot: board, encoded: { bytes, etag: `"${sha256(bytes)}"`, version: board.version } };
    }
    return kept.last;
  }

  async function computeInTurn(roundId: string, kept: Kept): Promise<KeptBoard> {
    await kept.running;
    const wait = kept.computedAt + PACE_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // From here on a notice asks for one more.
    kept.next = null;
    const current = compute(roundId, kept);
    kept.current = current;
    kept.running = current.catch(() => {});
    return current.catch((error) => {
      if (kept.current === current) kept.current = null;
      throw error;
    });
  }

  return {
    get: async (roundId) => {
      const kept = boards.get(roundId) ?? newKept();
      boards.set(roundId, kept);
      const isTrusted = performance.now() - kept.computedAt < TRUSTED_MS;
      if (kept.current && (isTrusted || kept.last === null)) return kept.current;
      kept.next ??= computeInTurn(roundId, kept);
      return kept.next;
    },
  };
}

function newKept(): Kept {
  return {
    current: null,
    next: null,
    running: Promise.resolve(),
    last: null,
    computedAt: Number.NEGATIVE_INFINITY,
    states: new Map(),
  };
}
