/** What organisers submit to add an event, and the file of its marking scheme. */
import { z } from "zod";
import { findFixedSize } from "#app/domain/ladder/event-setup.ts";
import { ENTRY_KINDS, GROUPS } from "#app/domain/shared/vocabulary.ts";
import { choice, file, optionalId, optionalNumber, text, wholeNumber } from "./fields.ts";

export const CreateEventSchema = z
  .object({
    code: z
      .string("event-code-malformed")
      .trim()
      .toUpperCase()
      .regex(/^[A-Z][A-Z0-9]{1,5}$/, "event-code-malformed"),
    name: text(),
    nameEn: text(200),
    occupationCode: z
      .string("occupation-code-malformed")
      .trim()
      .regex(/^\d-\d{2}-\d{2}-\d{2}$/, "occupation-code-malformed"),
    group: choice(GROUPS),
    entryKind: choice(ENTRY_KINDS),
    /** Asked for teams only. */
    teamSize: wholeNumber(1, 20).optional(),
    quota: wholeNumber(1, 2000),
    /** Left empty: one delegation may have as many as there are. */
    delegationQuota: optionalNumber(1, 2000).default(null),
    upperEventId: optionalId,
  })
  .transform(({ teamSize, ...event }) => ({ ...event, teamSize: findFixedSize(event.entryKind) ?? teamSize ?? 0 }));

export const SetQuotaSchema = z.object({ quota: wholeNumber(1, 2000), delegationQuota: optionalNumber(1, 2000) });

export const SetUpperEventSchema = z.object({ upperEventId: optionalId });

export const RemoveEventSchema = z.object({ reason: z.string().trim().max(200, "text-too-long").default("") });

export const CancelEventSchema = z.object({ cancelReason: z.string().trim().max(200, "text-too-long").default("") });

export const PreviewSchemeSchema = z.object({ file });

export const ImportSchemeSchema = z.object({
  file,
  digest: z.string("file-differs-from-preview").regex(/^[0-9a-f]{64}$/, "file-differs-from-preview"),
  reason: z.string().trim().max(200, "text-too-long").default(""),
});
