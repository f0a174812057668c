/** What is submitted from the hall: an act about one entry, the start of everyone, a voided line, how an entry takes part. */
import { z } from "zod";
import { HALL_PARTICIPATIONS, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from "#app/domain/marking/hall-acts.ts";
import { HALL_ACT_KINDS } from "#app/domain/marking/hall-record.ts";
import { parseHundredths } from "#app/domain/shared/units.ts";
import { choice } from "./fields.ts";

const id = z.string("field-invalid").min(1).max(100);
/** Made on the device, or with the page. */
const key = z.string("field-invalid").regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "field-invalid");

/** When it happened as a browser sends it, "2026-11-20T09:30:00" in Shanghai; nothing: now. */
const at = z
  .string()
  .default("")
  .transform((value, context) => {
    if (value.trim() === "") return null;
    const date = new Date(`${value}+08:00`);
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value) && !Number.isNaN(date.getTime())) return date;
    context.addIssue({ code: "custom", message: "field-invalid" });
    return null;
  });

const x = z.int().min(0).max(SIGNATURE_WIDTH);
const y = z.int().min(0).max(SIGNATURE_HEIGHT);

/** The strokes as JSON: numbers in pairs within the field; nothing where none were drawn. */
const strokes = z
  .string()
  .max(60_000, "signature-too-long")
  .default("")
  .transform((value, context) => {
    if (value === "") return null;
    try {
      const drawn = z.array(z.array(z.int()).max(4000)).max(200).parse(JSON.parse(value));
      for (const stroke of drawn) {
        if (stroke.length % 2 !== 0) throw new Error("A point has two numbers.");
        for (const [index, number] of stroke.entries()) (index % 2 === 0 ? x : y).parse(number);
      }
      return drawn;
    } catch {
      context.addIssue({ code: "custom", message: "field-invalid" });
      return null;
    }
  });

const penalty = z
  .string()
  .default("")
  .transform((value) => (value.trim() === "" ? null : parseHundredths(value.normalize("NFKC"))));

/** Whole minutes, as seconds; anything else is nothing, which the act then refuses. */
const minutes = z
  .string()
  .default("")
  .transform((value) => (/^\d{1,4}$/.test(value.trim()) ? Number(value) * 60 : null));

export const HallActSchema = z
  .object({
    entryId: id,
    key,
    kind: choice(HALL_ACT_KINDS),
    at,
    minutes,
    penalty,
    text: z.string().max(2000).default(""),
    strokes,
  })
  .transform(({ minutes: seconds, ...act }) => ({ ...act, seconds }));

export const StartAllSchema = z.object({ key });

export const VoidLineSchema = z.object({
  recordId: id,
  reason: z.string().trim().max(300, "hall-text-too-long").default(""),
});

export const ParticipationSchema = z.object({
  entryId: id,
  participation: choice(HALL_PARTICIPATIONS),
  reason: z.string().trim().max(300, "hall-text-too-long").default(""),
});
