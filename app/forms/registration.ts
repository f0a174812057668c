/** What people submit between the opening of registration and the start of marking: rosters, reviews, check-in. */
import { z } from "zod";
import { CHECK_IN_WAYS, CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { REQUIRABLE } from "#app/domain/registration/requirements.ts";
import { consentFields, memberColumns, toConsent, toTypedMembers } from "./entry.ts";
import { dayAndTime, file } from "./fields.ts";

const id = z.string("entry-missing").min(1, "entry-missing").max(100, "entry-missing");
const ids = z.array(id, "entries-missing").min(1, "entries-missing").max(2000, "entries-missing");

export const PreviewRosterSchema = z.object({ file });

/** The address names the import. */
export const ImportRosterSchema = z.object({});
export const CancelImportSchema = z.object({});

export const SubmitEntriesSchema = z.object({ entries: ids });

export const WithdrawEntrySchema = z.object({ entryId: id });

/** A place offered from the waiting list, taken or declined. */
export const AnswerOfferSchema = z.object({ entryId: id });

/** An entry as the reviewer saw it: "id@2026-11-20T01:00:00.000Z". */
const seenEntry = z
  .string("entries-missing")
  .max(200, "entries-missing")
  .transform((text, context) => {
    const [entryId = "", time = ""] = text.split("@");
    const seenAt = new Date(time);
    if (entryId === "" || Number.isNaN(seenAt.getTime())) context.addIssue({ code: "custom", message: "entries-missing" });
    return { id: entryId, seenAt };
  });
const seenEntries = z.array(seenEntry, "entries-missing").min(1, "entries-missing").max(2000, "entries-missing");
const reason = z.string().trim().max(500, "reason-too-long").default("");

/** Acceptance, return and rejection alike; whether a reason is needed is the rule's to say. */
export const ReviewEntriesSchema = z.object({ entries: seenEntries, reason });

const checks = z.array(z.enum(CHECK_KINDS, "check-unknown"), "check-unknown").max(CHECK_KINDS.length).default([]);
const members = z.array(id, "entry-missing").max(100, "entry-missing").default([]);
const claim = { checked: checks, present: members, exception: reason };

/** A field of a file that nobody chose arrives empty. */
const files = z.array(z.instanceof(File), "file-missing").max(REQUIRABLE.length, "file-missing").default([]);

/**
 * The new person as typed, in the fields of an entry's page, with what the event asks for: a file for each of REQUIRABLE, in their
 * order, and a consent on paper. What is wrong with it the entry's rules say.
 */
export const RequestSubstitutionSchema = z
  .object({ entryId: id, position: z.coerce.number().int().catch(0), reason, ...memberColumns, files, ...consentFields })
  .transform(({ entryId, position, reason: why, ...fields }, context) => {
    const [person] = toTypedMembers(fields);
    if (!person) {
      context.addIssue({ code: "custom", message: "entry-empty", path: ["names", 0] });
      return z.NEVER;
    }
    const chosen = REQUIRABLE.flatMap((kind, index) => {
      const chosenFile = fields.files[index];
      return chosenFile && chosenFile.size > 0 ? [{ kind, file: chosenFile }] : [];
    });
    return { entryId, position, reason: why, person, files: chosen, consent: toConsent(fields) };
  });

/** The bytes of files that were chosen, each with its kind. */
export function readFiles<Kind>(chosen: readonly { readonly kind: Kind; readonly file: File }[]) {
  return Promise.all(chosen.map(async ({ kind, file: one }) => ({ kind, bytes: new Uint8Array(await one.arrayBuffer()) })));
}

export const AnswerSubstitutionSchema = z.object({ substitutionId: id, reason });

/** The new deadline of registration, and why; closing at once asks for the reason only. */
export const MoveDeadlineSchema = z.object({ closesAt: dayAndTime, reason });
export const CloseNowSchema = z.object({ reason });

/** A badge or a number as scanned or typed: full-width letters and blanks do not count; a camera says that it was one. */
export const LookUpBadgeSchema = z.object({
  camera: z.string().optional(),
  entrantNumber: z
    .string("entrant-number-missing")
    .transform((text) => text.normalize("NFKC").replace(/\s+/gu, ""))
    .pipe(z.string().min(1, "entrant-number-missing").max(200, "entrant-number-missing")),
});

/** Checked in at once, where nothing is looked at first. */
export const CheckInByNumberSchema = LookUpBadgeSchema.extend(claim);

/** What was looked at, who has come, and the reason of an exception. */
export const CheckInEntrySchema = z.object({
  entryId: id,
  way: z.enum(CHECK_IN_WAYS, "check-unknown").default("typed"),
  ...claim,
});

/** Everyone of a session who has not come; an empty id means those in none. */
export const RestAbsentSchema = z.object({
  sessionId: z
    .string()
    .max(100, "entry-missing")
    .default("")
    .transform((text) => (text === "" ? null : text)),
  missing: z.coerce.number("field-invalid").int("field-invalid").min(1, "field-invalid"),
  confirmed: z.string("confirmation-missing"),
});

export const AttendanceSchema = z.object({ entryId: id });

/** Ticked: that the code of a session with one work can be known is accepted. */
export const AssignCodesSchema = z
  .object({ alone: z.string().optional() })
  .transform(({ alone }) => ({ isAloneAccepted: alone !== undefined }));
