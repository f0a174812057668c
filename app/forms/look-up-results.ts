/** The two fields that lead a competitor to his results. */
import { z } from "zod";

export const LookUpResultsSchema = z.object({
  name: z.string().trim().min(1, "name-missing").max(100, "name-missing"),
  documentNumber: z.string().trim().min(1, "document-missing").max(100, "document-missing"),
});
