/** What a judge's device says of itself. */
import { z } from "zod";
import { text } from "./fields.ts";

export const SeenSchema = z.object({ deviceId: text(64) });
