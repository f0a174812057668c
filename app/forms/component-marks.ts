/** What is submitted with a file of component marks: looked at, imported, confirmed by another person, taken out. */
import { z } from "zod";
import { file } from "./fields.ts";

const component = z.string("field-invalid").min(1).max(50);

export const PreviewComponentSchema = z.object({ component, file });

export const ImportComponentSchema = z.object({
  component,
  file,
  digest: z.string("file-differs-from-preview").regex(/^[0-9a-f]{64}$/, "file-differs-from-preview"),
});

export const ComponentImportSchema = z.object({ importId: z.string("field-invalid").min(1).max(100) });
