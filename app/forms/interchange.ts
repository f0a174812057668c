/** What is submitted about competitions as documents: which one leaves is in the address, which one arrives is a file. */
import { z } from "zod";
import { file } from "./fields.ts";

export const ExportCompetitionSchema = z.object({});
export const ImportCompetitionSchema = z.object({ file });
