/** What people submit between the opening of registration and the start of marking: rosters, reviews, draw, check-in. */
import { z } from "zod";
import { file } from "./fields.ts";

const id = z.string("entry-missing").min(1, "entry-missing").max(100, "entry-missing");
const ids = z.array(id, "entries-missing").min(1, "entries-missing").max(2000, "entries-missing");

export const PreviewRosterSchema = z.object({ file });

/** The address names the import. */
export const ImportRosterSchema = z.object({});
export const CancelImportSchema = z.object({});

export const SubmitEntriesSchema = z.object({ entries: ids });

export const WithdrawEntrySchema = z.object({ entryId: id });

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

export const FreezeRosterSchema = z.object({});

export const HoldDrawSchema = z.object({
  contribution: z.string("contribution-missing").trim().min(1, "contribution-missing").max(200, "contribution-too-long"),
});

/** A number as scanned or typed: full-width letters and blanks do not count. */
export const CheckInByNumberSchema = z.object({
  entrantNumber: z
    .string("entrant-number-missing")
    .transform((text) => text.normalize("NFKC").replace(/\s+/gu, ""))
    .pipe(z.string().min(1, "entrant-number-missing").max(40, "entrant-number-missing")),
});

export const AttendanceSchema = z.object({ entryId: id });

export const AssignCodesSchema = z.object({});
