/** What an officer submits in the procedure of an honour: recommendation, inspection, publicity, decision, refusal. */
import { z } from "zod";
import { INSPECTION_OUTCOMES, MOST_PUBLICITY_DAYS } from "#app/domain/honours/honour-case.ts";
import { HONOURS } from "#app/domain/policy/pack.ts";
import { choice, file, optionalId, plainDay, wholeNumber } from "./fields.ts";
import { ANSWERS } from "./recorded-facts.ts";

/** As many as a team has. */
const MOST_MEMBERS = 12;
const column = z.array(z.string().max(100, "text-too-long")).max(MOST_MEMBERS, "text-too-long").default([]);
const orNull = (value: string | undefined) => (value ? value : null);
/** Whether there is one, and what it says, is for the rules to ask: with all other reasons at once. */
const words = (longest: number) => z.string().trim().max(longest, "text-too-long").default("");

/** `members` are all people of the result, with the columns in their order; `chosen` are those recommended. */
export const RecommendHonourSchema = z
  .object({
    honour: choice(HONOURS),
    entryId: optionalId,
    factId: optionalId,
    members: column,
    chosen: column,
    residences: column,
    employers: column,
    schools: column,
    trainers: column,
    reason: words(1000),
    reference: words(200),
    file,
  })
  .transform(({ members, chosen, residences, employers, schools, trainers, entryId, factId, ...rest }) => ({
    ...rest,
    basis: { entryId, factId },
    nominees: chosen.map((memberId) => {
      const index = members.indexOf(memberId);
      return {
        memberId,
        residenceRegion: orNull(residences[index]),
        employerId: orNull(employers[index]),
        schoolId: orNull(schools[index]),
        trainingOrganisationId: orNull(trainers[index]),
      };
    }),
  }));

export const InspectHonourSchema = z.object({ text: words(2000), outcome: choice(INSPECTION_OUTCOMES) });

export const PubliciseHonourSchema = z.object({
  workingDays: wholeNumber(1, MOST_PUBLICITY_DAYS),
  telephone: words(40).transform((value) => (value === "" ? null : value)),
});

export const ConferHonourSchema = z.object({
  number: words(100),
  decidedOn: plainDay,
  inPost: choice(ANSWERS).transform((value) => (value === "unknown" ? null : value === "yes")),
});

export const RefuseHonourSchema = z.object({ reason: words(1000) });
