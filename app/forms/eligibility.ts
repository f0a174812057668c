/** Who may enter an event, as fields of its rules and back: each clause with its words. */
import { z } from "zod";
import { ELIGIBILITY_RELATIONS, type Eligibility } from "#app/domain/registration/eligibility.ts";
import { HIGHEST_YEARS_OF_SERVICE } from "#app/domain/registration/years-of-service.ts";
import { ORGANISATION_KINDS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { optionalNumber } from "./fields.ts";

const clause = z.string().trim().max(200, "text-too-long").default("");
const LONGEST_LIST = 4000;

export const EligibilityFieldsSchema = z.object({
  ageFrom: optionalNumber(0, 150),
  ageTo: optionalNumber(0, 150),
  ageClause: clause,
  /** Blank: any level, and none. */
  levelLowest: z.union([z.literal(""), z.enum(SKILL_LEVELS)], "choice-missing"),
  levelClause: clause,
  /** Blank: any, and none stated; a form from before it was asked says nothing of it. */
  yearsLowest: optionalNumber(1, HIGHEST_YEARS_OF_SERVICE).prefault(""),
  yearsClause: clause,
  /** Blank: from anywhere. */
  regionRelation: z.union([z.literal(""), z.enum(ELIGIBILITY_RELATIONS)], "choice-missing"),
  /** Blank: the regions of the host authorities. */
  regionCode: z.string().trim().max(6, "text-too-long").default(""),
  regionClause: clause,
  excludedKinds: z.array(z.enum(ORGANISATION_KINDS)).default([]),
  employerKindsClause: clause,
  formerWinners: z.string().optional(),
  formerWinnersClause: clause,
  oneEvent: z.string().optional(),
  oneEventClause: clause,
  /** A clause a line. */
  byHand: z.string().max(LONGEST_LIST, "text-too-long").default(""),
});

/** A clause that was written down counts as asked for, so that nothing typed is lost without a word. */
export function toEligibility(fields: z.output<typeof EligibilityFieldsSchema>): Eligibility {
  const { ageFrom: from, ageTo: to, levelLowest: lowest, regionRelation: relation, regionCode, excludedKinds: excluded } = fields;
  const asksAge = from !== null || to !== null || fields.ageClause !== "";
  return {
    age: asksAge ? { from, to, clause: fields.ageClause } : null,
    level: lowest === "" ? null : { lowest, clause: fields.levelClause },
    years: fields.yearsLowest === null ? null : { lowest: fields.yearsLowest, clause: fields.yearsClause },
    region: relation === "" ? null : { relation, regionCode: regionCode === "" ? null : regionCode, clause: fields.regionClause },
    employerKinds:
      excluded.length > 0 || fields.employerKindsClause !== "" ? { excluded, clause: fields.employerKindsClause } : null,
    formerWinners: fields.formerWinners === undefined ? null : { clause: fields.formerWinnersClause },
    oneEvent: fields.oneEvent === undefined ? null : { clause: fields.oneEventClause },
    byHand: fields.byHand
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
}

/** As `toEligibility` reads it. */
export function toEligibilityFields(eligibility: Eligibility): Readonly<Record<string, readonly string[]>> {
  const { age, level, years, region, employerKinds, formerWinners, oneEvent, byHand } = eligibility;
  return {
    ageFrom: [String(age?.from ?? "")],
    ageTo: [String(age?.to ?? "")],
    ageClause: [age?.clause ?? ""],
    levelLowest: [level?.lowest ?? ""],
    levelClause: [level?.clause ?? ""],
    yearsLowest: [String(years?.lowest ?? "")],
    yearsClause: [years?.clause ?? ""],
    regionRelation: [region?.relation ?? ""],
    regionCode: [region?.regionCode ?? ""],
    regionClause: [region?.clause ?? ""],
    "excludedKinds[]": employerKinds?.excluded ?? [],
    employerKindsClause: [employerKinds?.clause ?? ""],
    formerWinners: formerWinners ? ["yes"] : [],
    formerWinnersClause: [formerWinners?.clause ?? ""],
    oneEvent: oneEvent ? ["yes"] : [],
    oneEventClause: [oneEvent?.clause ?? ""],
    byHand: [byHand.join("\n")],
  };
}
