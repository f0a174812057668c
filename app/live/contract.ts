/**
 * What goes over a socket: the names of the watches, what a browser asks for, and the snapshots and changes that it gets. Each snapshot repeats
 * what was asked for, because a browser that watches several boards gets them all under one name.
 */
import { z } from "zod";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import type { CeremonySnapshot } from "#app/domain/ceremony/shown.ts";
import type { FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type { BoardSnapshot } from "#app/domain/board/board.ts";

const code = z.string().min(1).max(64);

const round = z.int().min(1).max(9).optional();

/** Codes of a competition and of an event in it, and the number of a round of that; without one, the round that is shown. */
export const BoardPayloadSchema = z.strictObject({ competition: code, event: code, round });
export type BoardPayload = z.output<typeof BoardPayloadSchema>;

/** The id of a marking form, and which of the judges signed in on this browser watches it; without one, who signed in the ordinary way. */
export const FormPayloadSchema = z.strictObject({ form: code, judge: code.optional() });
export type FormPayload = z.output<typeof FormPayloadSchema>;

/** Codes of a competition and of an event in it, and the number of a round of that; without one, the current round. */
export const RoundPayloadSchema = z.strictObject({ competition: code, event: code, round });
export type RoundPayload = z.output<typeof RoundPayloadSchema>;

/** A nudge: what else changed, each judge asks of his own page. */
export type FormSnapshot = Pick<FormPayload, "form"> & { readonly revision: number; readonly status: FormStatus };

/** A nudge: something of the round changed, a form, its board or the round itself. */
export type RoundSnapshot = RoundPayload & { readonly round: number; readonly phase: RoundPhase };

/** The code of a competition. */
export const CeremonyPayloadSchema = z.strictObject({ competition: code });
export type CeremonyPayload = z.output<typeof CeremonyPayloadSchema>;

/** What can be watched. */
export type Watches = {
  readonly board: { readonly payload: BoardPayload; readonly snapshot: BoardSnapshot };
  readonly form: { readonly payload: FormPayload; readonly snapshot: FormSnapshot };
  readonly round: { readonly payload: RoundPayload; readonly snapshot: RoundSnapshot };
  readonly ceremony: { readonly payload: CeremonyPayload; readonly snapshot: CeremonySnapshot };
};
export type WatchName = keyof Watches;

/**
 * What the server answers to a request to watch; the reason of a refusal is not told. `now`: the server's time in milliseconds. A
 * board comes as the bytes of its JSON, with the number under which `seen` messages `[reader, version]` acknowledge its versions.
 */
export type WatchAnswer =
  | { readonly ok: true; readonly now: number; readonly snapshot: unknown; readonly reader?: number }
  | { readonly ok: false };
