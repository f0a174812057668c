/** Exact fractions of whole numbers without bounds. */

export type Fraction = { readonly top: bigint; readonly bottom: bigint };

export function fraction(top: bigint | number, bottom: bigint | number = 1): Fraction {
  const [over, under] = [BigInt(top), BigInt(bottom)];
  if (under === 0n) throw new RangeError("a fraction of nothing");
  return under < 0n ? { top: -over, bottom: -under } : { top: over, bottom: under };
}

export function add(one: Fraction, other: Fraction): Fraction {
  return fraction(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
}

export function subtract(one: Fraction, other: Fraction): Fraction {
  return add(one, fraction(-other.top, other.bottom));
}

export function multiply(one: Fraction, other: Fraction): Fraction {
  return fraction(one.top * other.top, one.bottom * other.bottom);
}

export function divide(one: Fraction, other: Fraction): Fraction {
  return fraction(one.top * other.bottom, one.bottom * other.top);
}

/** Negative, zero or positive. */
export function compare(one: Fraction, other: Fraction): number {
  const difference = one.top * other.bottom - other.top * one.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The highest whole number that is not above it. */
export function floor({ top, bottom }: Fraction): bigint {
  const whole = top / bottom;
  return top < 0n && whole * bottom !== top ? whole - 1n : whole;
}

export function ceil({ top, bottom }: Fraction): bigint {
  return -floor({ top: -top, bottom });
}

/** Half goes up: 2.5 is 3, and -2.5 is -2. */
export function roundHalfUp(value: Fraction): bigint {
  return floor(add(value, fraction(1, 2)));
}
