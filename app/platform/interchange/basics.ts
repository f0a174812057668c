/** The words that every part of the document is written with: lengths, counts and marks as a document may hold them. */
import { z } from "zod";
import { MarkSchema } from "./event-rules.ts";

export const LARGEST = 2_000_000_000;
export const count = z.int().min(0).max(LARGEST);
export const name = z.string().min(1).max(500);
export const text = z.string().max(5_000);
export const code = z.string().min(1).max(100);
export const json = z.json();
export const mark = MarkSchema as unknown as z.ZodType<number>;
