/** What people submit to add an organisation. */
import { z } from "zod";
import { ORGANISATION_KINDS } from "#app/domain/shared/vocabulary.ts";

export const OrganisationSchema = z.object({
  name: z.string().trim().min(2, "organisation-name-length").max(60, "organisation-name-length"),
  nameEn: z.string().trim().min(2, "organisation-name-en-length").max(120, "organisation-name-en-length"),
  kind: z.enum(ORGANISATION_KINDS, "organisation-kind-missing"),
  regionCode: z.string().regex(/^\d{6}$/, "region-missing"),
});
