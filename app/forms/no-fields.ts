/** An act that needs nothing but its name. */
import { z } from "zod";

export const NoFieldsSchema = z.object({});
