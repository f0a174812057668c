/** Chance that can be had again: the same seed makes the same attack. */
import { randomInt } from "node:crypto";

export type Chance = {
  /** From 0 to below the limit. */
  int(below: number): number;
  /** True in one of so many cases. */
  oneIn(many: number): boolean;
  /** @throws RangeError when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item;
  bytes(length: number): Buffer;
};

/** Mulberry32: thirty-two bits of state, and every seed another sequence. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const int = (below: number) => Math.floor((next() / 0x1_0000_0000) * below);
  return {
    int,
    oneIn: (many) => int(many) === 0,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("There is nothing to pick from.");
      return items[int(items.length)] as (typeof items)[number];
    },
    bytes: (length) => {
      const bytes = Buffer.alloc(length);
      for (let index = 0; index < length; index += 1) bytes[index] = int(256);
      return bytes;
    },
  };
}

/** The seed that was asked for (`--seed n`), or a new one; printed, so that a run can be had again. */
export function startChance(name: string, asked: number): Chance {
  const seed = asked === 0 ? randomInt(1, 1_000_000_000) : asked;
  console.log(`${name}: seed ${seed} (--seed ${seed} repeats it)`);
  return createChance(seed);
}

/** The size of every attack that is drawn by chance; 0: another one each time. */
export const SEED = { usual: 0, nightly: 0 } as const;
