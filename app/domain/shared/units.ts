/** Units as types: marks in integer hundredths, money in integer fen, and the one function that divides (DOMAIN 5). */

declare const unit: unique symbol;

/** A mark in hundredths: 85.25 is 8525. */
export type Hundredths = number & { readonly [unit]: "hundredths" };
/** Money in fen: 1,500 yuan is 150000. */
export type Fen = number & { readonly [unit]: "fen" };

/** Takes an integer as hundredths of a mark. @throws RangeError when it is not a safe integer. */
export function hundredths(value: number): Hundredths {
  assertInteger(value, "hundredths");
  return value as Hundredths;
}

/** Takes an integer as fen. @throws RangeError when it is not a safe integer. */
export function fen(value: number): Fen {
  assertInteger(value, "fen");
  return value as Fen;
}

/** Adds marks exactly. */
export function addHundredths(values: Iterable<Hundredths>): Hundredths {
  let sum = 0;
  for (const value of values) sum += value;
  return hundredths(sum);
}

/**
 * Divides two integers and rounds half up (away from zero for .5 above zero, towards plus infinity below it).
 * The only division in marking, results, awards and policy.
 * 2 + 2 + 3 scores at a maximum of 2.00: divideHalfUp(7 * 200, 9) is 156.
 * @throws RangeError for a non-integer or a divisor that is not positive.
 */
export function divideHalfUp(dividend: number, divisor: number): number {
  assertInteger(dividend, "dividend");
  assertInteger(divisor, "divisor");
  if (divisor <= 0) throw new RangeError(`divisor must be positive, got ${divisor}`);
  const numerator = 2 * dividend + divisor;
  const denominator = 2 * divisor;
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) {
    // The remainder of safe integers is exact, and so is the division of what it divides.
    const remainder = numerator % denominator;
    const whole = (numerator - remainder) / denominator;
    return remainder < 0 ? whole - 1 : whole + 0;
  }
  return divideBigHalfUp(BigInt(dividend), BigInt(divisor));
}

/**
 * The same for whole numbers of any size; 5n by 2n is 3, -5n by 2n is -2.
 * @throws RangeError for a divisor that is not positive.
 */
export function divideBigHalfUp(dividend: bigint, divisor: bigint): number {
  if (divisor <= 0n) throw new RangeError(`divisor must be positive, got ${divisor}`);
  const doubled = 2n * dividend + divisor;
  const doubledDivisor = 2n * divisor;
  const quotient = doubled / doubledDivisor;
  const floored = doubled % doubledDivisor < 0n ? quotient - 1n : quotient;
  return Number(floored);
}

/** How many times the divisor goes into the dividend; both whole, the divisor positive. 7999 / 1000 is 7, and -1 / 1000 is -1. */
export function divideDown(dividend: number, divisor: number): number {
  return divideHalfUp(2 * dividend - divisor + 1, 2 * divisor);
}

/**
 * The whole number nearest to numerator / root(square), half up; exact, though the root is not rational.
 * divideByRootHalfUp(30n, 4n) is 15.
 * @throws RangeError for a square that is not positive.
 */
export function divideByRootHalfUp(numerator: bigint, square: bigint): number {
  if (square <= 0n) throw new RangeError(`square must be positive, got ${square}`);
  // Twice the ratio without its sign, rounded down, and whether that lost anything; half of it is then rounded half up.
  const fourfold = 4n * numerator * numerator;
  const twice = wholeRoot(fourfold / square);
  if (numerator >= 0n) return Number((twice + 1n) / 2n);
  const isExact = twice * twice * square === fourfold;
  return 0 - Number((isExact ? twice : twice + 1n) / 2n);
}

/** The whole part of a square root, by Newton's method from above. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Hundredths as text with two decimals, sign kept: 8525 is "85.25". */
export function formatHundredths(value: Hundredths | number): string {
  assertInteger(value, "hundredths");
  const digits = String(value < 0 ? -value : value).padStart(3, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reads decimal text such as "85", "85.2" or "85.25" as hundredths; null when it is not a plain decimal number with at
 * most two places. Never goes through floating point.
 */
export function parseHundredths(text: string): Hundredths | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const value = Number(whole + fraction.padEnd(2, "0"));
  return hundredths(sign && value !== 0 ? -value : value);
}

/** A reading in thousandths as plain decimal text without needless zeros: 50 is "0.05", 12000 is "12". */
export function formatThousandths(value: number): string {
  assertInteger(value, "thousandths");
  const digits = String(value < 0 ? -value : value).padStart(4, "0");
  const fraction = digits.slice(-3).replace(/0+$/, "");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -3)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Reads decimal text such as "-0.05" or "12.125" as thousandths; null when it has more than three places or is no such number. */
export function parseThousandths(text: string): number | null {
  const match = /^(-?)(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const value = Number(whole + fraction.padEnd(3, "0"));
  return sign && value !== 0 ? -value : value;
}

/** Fen as yuan with thousands separators; the fen are shown only when there are any: 150000 is "1,500". */
export function formatFen(value: Fen | number): string {
  const text = formatHundredths(value);
  const [whole = "0", fraction = "00"] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === "00" ? grouped : `${grouped}.${fraction}`;
}

function assertInteger(value: number, what: string): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a safe integer, got ${value}`);
}
