/** What team leaders, the public and arbitrators submit about appeals and objections. */
import { z } from "zod";
import { APPEAL_ABOUTS } from "#app/domain/appeals/appeal.ts";
import { CASE_KINDS, RULING_OUTCOMES } from "#app/domain/appeals/ruling.ts";
import { choice, dayAndTime, optionalId, text } from "./fields.ts";

const LONGEST_STATEMENT = 4_000;

export const FileAppealSchema = z.object({
  roundId: text(),
  entryId: optionalId,
  about: choice(APPEAL_ABOUTS),
  /** Empty for a result. */
  occurredAt: z.union([z.literal("").transform(() => null), dayAndTime], "date-missing"),
  statement: text(LONGEST_STATEMENT),
});

export const AppealRulingSchema = z.object({ appealId: text(), statement: text(LONGEST_STATEMENT) });

export const WithdrawAppealSchema = z.object({ appealId: text() });

export const FileObjectionSchema = z.object({
  eventId: optionalId,
  name: text(40),
  telephone: z
    .string("text-missing")
    .trim()
    .regex(/^\+?[\d\s-]{7,20}$/, "telephone-malformed"),
  statement: text(LONGEST_STATEMENT),
});

export const ObjectionCodeSchema = z.object({ code: text(40) });

export const RuleOnCaseSchema = z.object({
  kind: choice(CASE_KINDS),
  caseId: text(),
  outcome: choice(RULING_OUTCOMES),
  reason: text(LONGEST_STATEMENT),
});

export const ViewObjectorSchema = z.object({ objectionId: text() });
