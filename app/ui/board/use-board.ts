/** The boards of a page, kept up to date from their first snapshot on. */
import { useEffect, useState } from "react";
import { type BoardSnapshot, takeNewer } from "#app/domain/board/board.ts";
import { getConnection, type WatchState } from "#app/live/connection.ts";

/** Follows one board, from what the page was made with on. */
export function useBoard(loaded: BoardSnapshot): { readonly board: BoardSnapshot; readonly state: WatchState } {
  const { boards, state } = useBoards([loaded]);
  return { board: boards[0] ?? loaded, state };
}

/** Follows several boards at once; stale as soon as one of them is. */
export function useBoards(loaded: readonly BoardSnapshot[]): {
  readonly boards: readonly BoardSnapshot[];
  readonly state: WatchState;
} {
  const [arrived, setArrived] = useState<ReadonlyMap<string, BoardSnapshot>>(new Map());
  const [states, setStates] = useState<ReadonlyMap<string, WatchState>>(new Map());
  const keys = JSON.stringify(loaded.map(({ competition, event, round }) => ({ competition, event, round })));
  useEffect(() => {
    const payloads: { competition: string; event: string; round: number }[] = JSON.parse(keys);
    const ends = payloads.map((payload) =>
      getConnection().watch("board", payload, {
        onSnapshot: (snapshot) =>
          setArrived((shown) => {
            const known = shown.get(keyOf(snapshot));
            return new Map(shown).set(keyOf(snapshot), known ? takeNewer(known, snapshot) : snapshot);
          }),
        onState: (state) => setStates((shown) => new Map(shown).set(payload.event, state)),
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [keys]);
  const all = [...states.values()];
  const state: WatchState =
    all.find(({ kind }) => kind === "stale") ??
    (all.length > 0 && all.every(({ kind }) => kind === "live") ? { kind: "live" } : { kind: "connecting" });
  return { boards: loaded.map((board) => arrived.get(keyOf(board)) ?? board), state };
}

function keyOf({ event, round }: Pick<BoardSnapshot, "event" | "round">): string {
  return `${event} ${round}`;
}
