/** What an event asks for before an entry is handed in, as fields of its rules and back. */
import { z } from "zod";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import type { Requirements } from "#app/domain/registration/requirements.ts";

export const RequirementFieldsSchema = z.object({
  requiresAttachments: z.array(z.enum(ATTACHMENT_KINDS, "choice-missing")).default([]),
  requiresConsent: z.string().optional(),
  requiresClause: z.string().trim().max(200, "text-too-long").default(""),
});

export function toRequirements(fields: z.output<typeof RequirementFieldsSchema>): Requirements {
  const { requiresAttachments, requiresConsent, requiresClause } = fields;
  const attachments = ATTACHMENT_KINDS.filter((kind) => requiresAttachments.includes(kind));
  return { attachments, consent: requiresConsent !== undefined, clause: requiresClause };
}

/** As `toRequirements` reads it. */
export function toRequirementFields(requires: Requirements): Readonly<Record<string, readonly string[]>> {
  return {
    "requiresAttachments[]": requires.attachments,
    requiresConsent: requires.consent ? ["yes"] : [],
    requiresClause: [requires.clause],
  };
}
