/** What organisers submit before the day: filing number, telephone of the supervisors, gates, notices and documents, meetings. */
import { z } from "zod";
import { PREPARATION_GATES, toGates } from "#app/domain/preparation/gates.ts";
import { MEETING_KINDS } from "#app/domain/preparation/meeting.ts";
import { NOTICE_KINDS } from "#app/domain/preparation/notice.ts";
import { choice, dayAndTime, optionalId, text } from "./fields.ts";

const reason = z.string().trim().max(500, "text-too-long").default("");
const longText = z.string().trim().max(20_000, "text-too-long").default("");

/** A file field that may be left empty: browsers send one without a byte. */
const optionalFile = z
  .unknown()
  .optional()
  .transform((value) => (value instanceof File && value.size > 0 ? value : null));

export const SetFilingNumberSchema = z.object({ filingNumber: z.string().trim().max(100, "text-too-long").default("") });

export const SetSupervisionTelephoneSchema = z.object({
  supervisionTelephone: z.string().trim().max(100, "text-too-long").default(""),
});

/** A gate that is not among those ticked is off. */
export const SetGatesSchema = z.object({ gates: z.array(choice(PREPARATION_GATES)).default([]) }).transform(({ gates }) => ({
  gates: toGates(Object.fromEntries(PREPARATION_GATES.map((gate) => [gate, gates.includes(gate)]))),
}));

export const PublishNoticeSchema = z
  .object({
    kind: choice(NOTICE_KINDS),
    eventId: optionalId,
    replacesId: optionalId,
    title: text(120),
    titleEn: z.string().trim().max(200, "text-too-long").default(""),
    body: longText,
    file: optionalFile,
  })
  .transform(({ titleEn, ...rest }) => ({ ...rest, titleEn: titleEn === "" ? rest.title : titleEn }));

export const WithdrawNoticeSchema = z.object({ noticeId: text(), reason });

export const RecordMeetingSchema = z.object({
  kind: choice(MEETING_KINDS),
  eventId: optionalId,
  heldAt: dayAndTime,
  place: text(100),
  minutes: longText,
  attendees: z.array(z.string().max(100)).default([]),
  file: optionalFile,
});

export const VoidMeetingSchema = z.object({ meetingId: text(), reason });
