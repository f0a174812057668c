/** From one version of a board to the next: only what differs goes over the network, and a gap is noticed (DOMAIN 10). */
import type { BoardRow, BoardSnapshot } from "./board.ts";

export type BoardChange = Pick<BoardSnapshot, "competition" | "event" | "round"> & {
  /** Versions of the board that it leads from and to. */
  readonly from: number;
  readonly to: number;
  /** What else of the snapshot differs. */
  readonly head: Partial<Omit<BoardSnapshot, "rows">>;
  /** Rows that are new or differ. */
  readonly rows: readonly BoardRow[];
  /** The keys of all rows in their order; null where it is the one of before. */
  readonly order: readonly string[] | null;
};

/** What a row is known by. Those without a code are told apart by their people: they only stand on boards with names. */
export function keyOfRow({ publicCode, name }: BoardRow): string {
  return publicCode ?? `uncoded ${name?.holders.join(" ")} ${name?.delegation.name}`;
}

/**
 * Null where there is no numbered step: the version did not rise, as when a board is closed or its freeze begins to hold less;
 * the whole snapshot is then what is sent.
 */
export function computeBoardChange(before: BoardSnapshot, after: BoardSnapshot): BoardChange | null {
  if (before.version === 0 || after.version <= before.version) return null;
  const known = new Map(before.rows.map((row) => [keyOfRow(row), JSON.stringify(row)]));
  const order = after.rows.map(keyOfRow);
  const isSameOrder = order.length === before.rows.length && before.rows.every((row, index) => keyOfRow(row) === order[index]);
  const { rows: _before, ...headBefore } = before;
  const { rows: _after, ...headAfter } = after;
  const head = Object.entries(headAfter).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(headBefore[key as keyof typeof headBefore]),
  );
  return {
    competition: after.competition,
    event: after.event,
    round: after.round,
    from: before.version,
    to: after.version,
    head: Object.fromEntries(head),
    rows: after.rows.filter((row) => known.get(keyOfRow(row)) !== JSON.stringify(row)),
    order: isSameOrder ? null : order,
  };
}

/** @returns the next snapshot; the same one where the change is known already; null where something in between is missing */
export function applyBoardChange(shown: BoardSnapshot, change: BoardChange): BoardSnapshot | null {
  if (shown.version !== 0 && change.to <= shown.version) return shown;
  if (change.from !== shown.version) return null;
  const rows = new Map(shown.rows.map((row) => [keyOfRow(row), row]));
  for (const row of change.rows) rows.set(keyOfRow(row), row);
  const order = (change.order ?? shown.rows.map(keyOfRow)).map((key) => rows.get(key));
  if (!order.every((row): row is BoardRow => row !== undefined)) return null;
  return { ...shown, ...change.head, rows: order };
}
