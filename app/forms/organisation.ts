/** What people submit about organisations: one added or changed, one deleted, a file of them. */
import { z } from "zod";
import { normaliseCreditCode } from "#app/domain/organisations/credit-code.ts";
import { ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";
import { file } from "./fields.ts";

export const OrganisationSchema = z.object({
  name: z.string().trim().min(2, "organisation-name-length").max(60, "organisation-name-length"),
  nameEn: z.string().trim().min(2, "organisation-name-en-length").max(120, "organisation-name-en-length"),
  kind: z.enum(ORGANISATION_KINDS, "organisation-kind-missing"),
  regionCode: z.string("region-missing").regex(/^\d{6}$/, "region-missing"),
  creditCode: z
    .string()
    .max(40, "credit-code-malformed")
    .optional()
    .transform((code) => normaliseCreditCode(code ?? "") || null),
});

export const PreviewOrganisationsSchema = z.object({ file });

export const ImportOrganisationsSchema = z.object({
  file,
  digest: z.string("file-differs-from-preview").regex(/^[0-9a-f]{64}$/, "file-differs-from-preview"),
});
