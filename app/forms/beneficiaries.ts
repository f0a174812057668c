/** What an officer submits to find a person: a part of the name, or the whole document number. */
import { z } from "zod";

const optionalText = z.string().trim().max(100, "text-too-long").default("");

export const SearchPeopleSchema = z.object({
  name: optionalText,
  documentNumber: optionalText,
  /** A page that is none is the first. */
  page: z.coerce.number().int().catch(1),
});
