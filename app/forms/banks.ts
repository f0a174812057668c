/** What an officer submits for the banks: a new member with his consent. */
import { z } from "zod";
import { BANKS, type BankDraft, type BankSubject } from "#app/domain/banks/bank.ts";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { choice, optionalId } from "./fields.ts";

const optionalText = z.string().trim().max(200, "text-too-long").default("");

export const AddBankMemberSchema = z
  .object({
    bank: choice(BANKS),
    personId: optionalId,
    userId: optionalId,
    name: optionalText,
    documentKind: choice(DOCUMENT_KINDS).default("resident-id"),
    documentNumber: optionalText,
    skills: z.array(z.string().max(40)).max(50, "text-too-long").default([]),
    level: z.union([z.literal(""), z.enum(SKILL_LEVELS)], "choice-missing").default(""),
    organisationId: optionalId,
    regionCode: optionalId,
    lastDuty: optionalText,
    conflicts: optionalText,
    consent: z.string().optional(),
    consentOn: z.union([z.literal(""), z.iso.date("date-missing")], "date-missing").default(""),
  })
  .transform(
    ({ personId, userId, name, documentKind, documentNumber, level, consent, consentOn, skills, ...rest }): BankDraft => {
      const typed: BankSubject = { by: "document", name, documentKind, documentNumber };
      const account: BankSubject | null = userId === null ? null : { by: "account", userId };
      return {
        ...rest,
        subject: personId === null ? (account ?? typed) : { by: "person", personId },
        skills: [...new Set(skills.filter((code) => code !== ""))],
        level: level === "" ? null : level,
        consented: consent === "on",
        consentOn: consentOn === "" ? null : consentOn,
      };
    },
  );
