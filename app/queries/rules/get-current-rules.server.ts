/** The latest version of an event's rules. */
import { type EventRules, toEventRules } from "#app/domain/results/rules.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type RulesVersion = { readonly id: string; readonly version: number; readonly rules: EventRules };

/** Every event has rules from its first moment. */
export async function getCurrentRules(tables: Tables, eventId: string): Promise<RulesVersion> {
  const { id, version, content } = await tables.eventRules.findFirstOrThrow({
    where: { eventId },
    orderBy: { version: "desc" },
    select: { id: true, version: true, content: true },
  });
  return { id, version, rules: toEventRules(content) };
}
