/** What people submit of advancement. */
import { z } from "zod";

const ids = z.array(z.string().max(100)).max(1000).default([]);

export const MoveAdvancementsSchema = z.object({
  ids,
  reason: z.string().trim().max(200, "text-too-long").default(""),
});
