/** What is submitted about a person's own data: a request, and what was decided on it. */
import { z } from "zod";
import { DATA_REQUEST_KINDS } from "#app/domain/people/data-request.ts";
import { choice, text } from "./fields.ts";

const requestId = z.string("entry-missing").min(1, "entry-missing").max(100, "entry-missing");

export const RequestOwnDataSchema = z.object({ kind: choice(DATA_REQUEST_KINDS) });
export const RecordDataRequestSchema = z.object({ kind: choice(DATA_REQUEST_KINDS), documentNumber: text(100) });
/** A page to read, or JSON for programs. */
export const EXPORT_SHAPES = ["page", "json"] as const;
export type ExportShape = (typeof EXPORT_SHAPES)[number];
export const OpenExportSchema = z.object({ shape: z.enum(EXPORT_SHAPES).default("page") });

export const DecideDataRequestSchema = z.object({ requestId });
export const RefuseDataRequestSchema = z.object({
  requestId,
  decision: z.string().trim().max(500, "text-too-long").default(""),
});
