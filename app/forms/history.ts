/** What a reader asks of a log, as it stands in the address of its page. */
import { z } from "zod";

/** Whatever does not read as a filter filters nothing. */
const HistoryFilterSchema = z.object({
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .nullable()
    .catch(null),
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable()
    .catch(null),
  act: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .nullable()
    .catch(null),
  by: z.string().trim().min(1).max(100).nullable().catch(null),
  day: z.iso.date().nullable().catch(null),
  before: z.coerce.number().int().min(1).max(2_147_483_647).nullable().catch(null),
});
export type HistoryFilterFields = z.output<typeof HistoryFilterSchema>;

export function readHistoryFilter(parameters: URLSearchParams): HistoryFilterFields {
  const named = ["kind", "id", "act", "by", "day", "before"].map((name) => [name, parameters.get(name) || undefined]);
  const given = Object.fromEntries(named.map(([name, value]) => [name, value ?? null]));
  // A number made of nothing would be 0.
  return HistoryFilterSchema.parse({ ...given, before: given.before ?? "none" });
}
