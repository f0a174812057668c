/** What the big screen is told: the scene that is on, with the names of that scene and of no other. */
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Special } from "./programme.ts";

export type Named = { readonly name: string; readonly nameEn: string };

/** `event` null: a special award. */
export type Heading = { readonly event: Named | null; readonly award: Award | Special };

export type ShownWinner = {
  /** Of a delegation none; of a team all. */
  readonly names: readonly string[];
  readonly delegation: Named | null;
  readonly event: Named | null;
  /** Shares the place with others. */
  readonly isEqual: boolean;
};

/** `waiting`: no ceremony was prepared. `beside`: equals who were named just before. */
export type ShownScene =
  | { readonly kind: "waiting" | "dark" | "opening" | "closing" }
  | { readonly kind: "title" | "silence"; readonly heading: Heading }
  | { readonly kind: "name"; readonly heading: Heading; readonly winner: ShownWinner; readonly beside: readonly ShownWinner[] }
  | {
      readonly kind: "together";
      readonly heading: Heading;
      readonly winners: readonly ShownWinner[];
      readonly part: number;
      readonly parts: number;
    };

export type CeremonySnapshot = {
  /** The competition's code. */
  readonly competition: string;
  readonly name: Named;
  /** Which ceremony of the competition, 0 before the first; and its step. Together they only grow. */
  readonly number: number;
  readonly version: number;
  readonly shown: ShownScene;
};

/** Whether the first is of a later step. */
export function isNewer(one: Pick<CeremonySnapshot, "number" | "version">, other: typeof one): boolean {
  return one.number > other.number || (one.number === other.number && one.version > other.version);
}
