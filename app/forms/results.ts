/** What the office submits about results. */
import { z } from "zod";
import { DISCLOSURES } from "#app/domain/shared/vocabulary.ts";

export const SetDisclosureSchema = z.object({ disclosure: z.enum(DISCLOSURES, "field-invalid") });
