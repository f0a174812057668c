/** The rounds of an event as one flat form: each heat is there or not, with its rule; the final is always there. */
import { z } from "zod";
import type { PlannedRound } from "#app/domain/phases/event-rounds.ts";
import type { ROUND_KINDS } from "#app/domain/shared/vocabulary.ts";
import { choice, optionalNumber } from "./fields.ts";

/** The kinds that another round follows. */
export const HEAT_KINDS = ["preliminary", "semi-final"] as const satisfies readonly (typeof ROUND_KINDS)[number][];

const checked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
const rule = choice(["places", "share"]);

/** @returns the rounds in their order; a heat without a number has no rule. */
export const SetRoundsSchema = z
  .object({
    preliminary: checked,
    preliminaryRule: rule,
    preliminaryNumber: optionalNumber(1, 2000),
    "semi-final": checked,
    "semi-finalRule": rule,
    "semi-finalNumber": optionalNumber(1, 2000),
  })
  .transform((fields) => {
    const heats = HEAT_KINDS.filter((kind) => fields[kind]).map((kind): PlannedRound => {
      const number = fields[`${kind}Number`];
      if (number === null) return { kind, goingOn: null };
      const goingOn =
        fields[`${kind}Rule`] === "places"
          ? ({ kind: "places", places: number } as const)
          : ({ kind: "share", percent: number } as const);
      return { kind, goingOn };
    });
    return { rounds: [...heats, { kind: "final", goingOn: null } as const] satisfies PlannedRound[] };
  });
