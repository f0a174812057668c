/** The integers that a seed gives, each equally likely, and the shuffle by them. */

/** SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** Answers integers from 0 up to, not including, a bound. */
export type DrawBelow = (bound: number) => number;

const WORD_DIGITS = 8;
const WORD_RANGE = 0x1_0000_0000;

/**
 * The stream of a seed: SHA-256 of "seed:counter" for counter 0, 1, …, read in words of 32 bits.
 * @throws RangeError for a seed that is no SHA-256
 */
export function createStream(seed: string, sha256: Sha256): DrawBelow {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new RangeError("the seed must be 64 hexadecimal digits");
  let counter = 0;
  let block = "";
  const nextWord = (): number => {
    if (block === "") {
      block = sha256(`${seed}:${counter}`);
      counter += 1;
    }
    const word = Number.parseInt(block.slice(0, WORD_DIGITS), 16);
    block = block.slice(WORD_DIGITS);
    return word;
  };
  return (bound) => {
    // Words past the last full multiple of the bound would make the low numbers likelier.
    const limit = WORD_RANGE - (WORD_RANGE % bound);
    let word = nextWord();
    while (word >= limit) word = nextWord();
    return word % bound;
  };
}

/** Fisher-Yates from the last place down. */
export function shuffle<Item>(sorted: readonly Item[], drawBelow: DrawBelow): Item[] {
  const shuffled = [...sorted];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = drawBelow(last + 1);
    const [one, other] = [shuffled[last], shuffled[chosen]];
    if (one === undefined || other === undefined) continue;
    shuffled[last] = other;
    shuffled[chosen] = one;
  }
  return shuffled;
}
