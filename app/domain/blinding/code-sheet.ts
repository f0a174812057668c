/** The sheet of one layer of blinding as its keeper gets it: what stands for what. */
import type { BlindLayer, BlindWord } from "#app/domain/blinding/layers.ts";

export type CodeSheet = {
  readonly layer: BlindLayer;
  /** How many layers there are. */
  readonly layers: BlindLayer;
  /** The number of the session whose works it lists; null: all of the round. */
  readonly session: number | null;
  readonly from: BlindWord;
  readonly to: BlindWord;
  readonly rows: readonly CodeSheetRow[];
};

export type CodeSheetRow = {
  readonly from: string;
  /** Of a person; null in a layer that says nothing of people. */
  readonly delegation: { readonly name: string; readonly nameEn: string } | null;
  readonly to: string;
};
