/** What the record of a draw by hand is printed from: numbers and signatures, and nobody's name but the staff's. */
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import type { DrawKind } from "#app/domain/draw/roster.ts";

export type HandDrawFacts = {
  readonly kind: DrawKind;
  readonly session: number | null;
  readonly module: string | null;
  readonly version: number;
  /** ISO. */
  readonly frozenAt: string;
  /** ISO: when the witness signed; null: not yet. */
  readonly drawnAt: string | null;
  readonly statement: string | null;
  /** Names of accounts: who wrote lines down, and the witness. */
  readonly recorders: readonly string[];
  readonly witness: string | null;
  /** By entrant number. */
  readonly lines: readonly {
    readonly entrantNumber: string;
    readonly place: number | null;
    readonly seatCode: string | null;
    /** Who drew for it where it was absent, no leader by his name; null: it drew itself. */
    readonly drawnForBy: DrawnBy | null;
    /** ISO: when the leader of its delegation signed it. */
    readonly signedAt: string | null;
  }[];
};
