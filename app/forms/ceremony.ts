/** What organisers and presenters submit about a ceremony. */
import { z } from "zod";
import { type CeremonyPlan, SINGLE_TIERS, SPECIALS } from "#app/domain/ceremony/programme.ts";
import { CEREMONY_ACTS } from "#app/domain/ceremony/steps.ts";
import { choice, text, wholeNumber } from "./fields.ts";

const MOST_EVENTS = 200;
const MOST_STEPS = 99_999;

const switched = z
  .string()
  .optional()
  .transform((value) => value === "on");

export const PrepareCeremonySchema = z
  .object({
    /** Ids, in the order in which they come. */
    events: z.array(text()).max(MOST_EVENTS).default([]),
    specials: z.array(choice(SPECIALS)).max(SPECIALS.length).default([]),
    singleTiers: choice(["3", "2", "1"]),
    hasExcellence: switched,
  })
  .transform(
    ({ singleTiers, ...rest }): CeremonyPlan => ({
      ...rest,
      singleTiers: SINGLE_TIERS.find((tiers) => String(tiers) === singleTiers) ?? 3,
    }),
  );

/** Which ceremony and which of its steps the presenter had before him. */
const seen = { number: wholeNumber(1, MOST_STEPS), follows: wholeNumber(0, MOST_STEPS) };

export const StepCeremonySchema = z.object({ ...seen, act: choice(CEREMONY_ACTS) });

export const RenewCeremonySchema = z.object(seen);
