/** What a blinding judge and a supervisor submit at the unblinding. */
import { z } from "zod";
import { text } from "./fields.ts";

export const RecordPresenceSchema = z.object({ name: text(40), duty: text(40) });

export const VoidPresenceSchema = z.object({ presenceId: z.string("choice-missing").min(1, "choice-missing").max(100) });
