/** Pieces of form schemas: text as people type it, days and times as their browsers send them. */
import { z } from "zod";
import { type Hundredths, hundredths, parseHundredths } from "#app/domain/shared/units.ts";

/** Required text without blanks at its ends. */
export function text(longest = 100) {
  return z.string("text-missing").trim().min(1, "text-missing").max(longest, "text-too-long");
}

/** A whole number. */
export function wholeNumber(lowest: number, highest: number) {
  return z.string("number-missing").transform((value, context) => {
    if (value.trim() === "") context.addIssue({ code: "custom", message: "number-missing" });
    return toNumber(value, lowest, highest, context);
  });
}

/** A whole number, or nothing. */
export function optionalNumber(lowest: number, highest: number) {
  return z.string("number-missing").transform((value, context) => {
    return value.trim() === "" ? null : toNumber(value, lowest, highest, context);
  });
}

function toNumber(value: string, lowest: number, highest: number, context: z.RefinementCtx): number {
  const isWhole = /^-?\d{1,6}$/.test(value.trim());
  const number = Number(value);
  if (value.trim() !== "" && !isWhole) context.addIssue({ code: "custom", message: "number-not-whole" });
  if (isWhole && (number < lowest || number > highest)) context.addIssue({ code: "custom", message: "number-out-of-range" });
  return number;
}

/** One word of a closed list. */
export function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, "choice-missing");
}

/** An id of something that exists, or nothing; absent is nothing. */
export const optionalId = z
  .string()
  .max(100)
  .optional()
  .transform((id) => (id ? id : null));

/** A day as a browser sends it, "2026-12-05": its midnight in Shanghai. */
export const day = z
  .string("date-missing")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date-missing")
  .transform((value, context) => moment(`${value}T00:00:00+08:00`, context));

/** A day and a time as a browser sends them, "2026-12-05T09:00": in Shanghai. */
export const dayAndTime = z
  .string("date-missing")
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "date-missing")
  .transform((value, context) => moment(`${value.length === 16 ? `${value}:00` : value}+08:00`, context));

function moment(iso: string, context: z.RefinementCtx): Date {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) context.addIssue({ code: "custom", message: "date-missing" });
  return date;
}

/** A mark as people write it, "100" or "60.5", in hundredths. */
export const mark = z.string("mark-unreadable").transform(toMark);

/** A mark, or nothing. */
export const optionalMark = z.string("mark-unreadable").transform((value, context) => {
  return value.trim() === "" ? null : toMark(value, context);
});

function toMark(value: string, context: z.RefinementCtx): Hundredths {
  const parsed = parseHundredths(value);
  if (parsed === null) context.addIssue({ code: "custom", message: "mark-unreadable" });
  return parsed ?? hundredths(0);
}

/** An uploaded file that has something in it. */
export const file = z.instanceof(File, { message: "file-missing" }).refine(({ size }) => size > 0, "file-missing");

/** A day as a browser sends it, kept as its text "2026-12-05". */
export const plainDay = z
  .string("date-missing")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date-missing")
  .refine((value) => {
    const date = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  }, "date-missing");
