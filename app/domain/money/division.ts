/** How a team's reward is divided among its members: a decision of its own, because no document says it (FIGURES, design 4: split only by an explicit decision). */
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { divideBigHalfUp, type Fen, fen, formatFen } from "#app/domain/shared/units.ts";

/** All to one member on behalf of the team, the same to each, or amounts that were stated. */
export const DIVISION_METHODS = ["on-behalf", "equal", "stated"] as const;
export type DivisionMethod = (typeof DIVISION_METHODS)[number];

/** What one member gets of one instalment; more than nothing. */
export type DivisionShare = { readonly personId: string; readonly amountFen: number };

/** As it was decided; the shares stand in the team's order and add up to what the review had settled then. */
export type Division = {
  readonly divisionId: string;
  readonly method: DivisionMethod;
  readonly shares: readonly DivisionShare[];
};

/** What a division is decided on. */
export type DivisionCase = {
  readonly state: EntitlementState;
  /** Who gets it together, in the team's order; empty where an organisation does. */
  readonly personIds: readonly string[];
  /** What the review settled, of an allowance for each month. */
  readonly settledFen: number | null;
  /** Whether something of it was paid. */
  readonly isPaid: boolean;
};

/** What an officer asks for: the member on whose account all of it goes, or what each gets in fen (null: left empty). */
export type AskedDivision =
  | { readonly method: "on-behalf"; readonly personId: string }
  | { readonly method: "equal" }
  | { readonly method: "stated"; readonly amounts: readonly { readonly personId: string; readonly amountFen: number | null }[] };

export const DIVISION_REFUSALS = [
  "division-no-team",
  "division-too-early",
  "division-paid",
  "division-member-missing",
  "division-member-unknown",
  "division-sum-differs",
] as const;
export type DivisionRefusal = (typeof DIVISION_REFUSALS)[number];

/**
 * Divides so many fen in proportion to whole weights: each gets his part rounded down, and what is left over goes fen by fen to the
 * first of those who have a weight. 100.00 in three equal parts is 33.34, 33.33, 33.33. No part exceeds its weight while the amount
 * does not exceed their sum.
 * @throws RangeError where no weight is positive
 */
export function divideByWeights(amountFen: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const parts = weights.map((weight) => {
    // Rounded half up of (2n - d + 1) / 2d is n / d rounded down.
    return divideBigHalfUp(2n * BigInt(amountFen) * BigInt(weight) - total + 1n, 2n * total);
  });
  let left = amountFen - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => {
    if (left === 0 || weights[index] === 0) return part;
    left -= 1;
    return part + 1;
  });
}

/** Every reason why this cannot be divided now, whatever is asked: for the button, and before the act. */
export function listDivisionReasons({ state, personIds, settledFen, isPaid }: DivisionCase): Refusal<DivisionRefusal>[] {
  if (personIds.length < 2) return [{ code: "division-no-team" }];
  if (isPaid || state === "paid") return [{ code: "division-paid" }];
  const isSettled = (state === "reviewed" || state === "publicised") && settledFen !== null && settledFen > 0;
  return isSettled ? [] : [{ code: "division-too-early" }];
}

/** @returns the shares in the team's order, without those who get nothing; they add up to the settled amount exactly */
export function decideDivision(of: DivisionCase, asked: AskedDivision): Decision<readonly DivisionShare[], DivisionRefusal> {
  const refusals = listDivisionReasons(of);
  const { personIds } = of;
  const settledFen = of.settledFen ?? 0;
  const given = listAsked(asked, personIds, settledFen);
  if (given.some(({ personId }) => !personIds.includes(personId))) {
    refusals.push(
      asked.method === "on-behalf"
        ? { code: "division-member-missing", params: { field: "personId" } }
        : { code: "division-member-unknown" },
    );
  }
  const amountOf = new Map(given.map(({ personId, amountFen }) => [personId, amountFen]));
  const shares = personIds.flatMap((personId) => {
    const amountFen = amountOf.get(personId) ?? 0;
    return amountFen > 0 ? [{ personId, amountFen }] : [];
  });
  const sum = sumShares(shares);
  if (refusals.length === 0 && sum !== settledFen) {
    const params = { field: "amounts", sum: formatFen(sum), amount: formatFen(fen(settledFen)) };
    refusals.push({ code: "division-sum-differs", params });
  }
  return decide(refusals, shares);
}

function listAsked(asked: AskedDivision, personIds: readonly string[], settledFen: number): readonly DivisionShare[] {
  switch (asked.method) {
    case "on-behalf":
      return [{ personId: asked.personId, amountFen: settledFen }];
    case "equal": {
      const parts =
        personIds.length === 0
          ? []
          : divideByWeights(
              settledFen,
              personIds.map(() => 1),
            );
      return personIds.map((personId, index) => ({ personId, amountFen: parts[index] ?? 0 }));
    }
    case "stated":
      return asked.amounts.map(({ personId, amountFen }) => ({ personId, amountFen: amountFen ?? 0 }));
  }
}

export function sumShares(shares: readonly DivisionShare[]): Fen {
  return fen(shares.reduce((sum, { amountFen }) => sum + amountFen, 0));
}

/** Whether a division still says what happens: among those who get it now, and of the amount that is settled now. */
export function doesDivisionHold(division: Division, now: Pick<DivisionCase, "personIds" | "settledFen">): boolean {
  return (
    division.shares.every(({ personId }) => now.personIds.includes(personId)) && sumShares(division.shares) === now.settledFen
  );
}

/** How a team's reward is divided, as its page shows it. */
export type DivisionView = {
  /** In the team's order. */
  readonly members: readonly { readonly personId: string; readonly name: string }[];
  readonly settledFen: number | null;
  readonly standing: {
    readonly method: DivisionMethod;
    readonly shares: readonly (DivisionShare & { readonly name: string })[];
    /** What it rests on. */
    readonly reference: string;
    readonly by: string;
    /** ISO. */
    readonly at: string;
    /** False once the team or the settled amount is another: it has to be decided anew. */
    readonly holds: boolean;
  } | null;
  /** Every reason against dividing it, or dividing it anew. */
  readonly unmet: readonly Refusal<DivisionRefusal>[];
};
