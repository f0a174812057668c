/** What the drop-downs of an event's roster template offer. */
import type { Runtime } from "#app/platform/runtime.server.ts";

export type EventTemplate = {
  readonly eventCode: string;
  readonly eventName: string;
  readonly choices: {
    readonly events: readonly { readonly name: string; readonly size: number }[];
    readonly organisations: readonly string[];
    readonly schools: readonly string[];
  };
};

/** Units in the order of their regions and names. @throws Error when there is no such event. */
export async function getTemplateChoices(runtime: Runtime, eventId: string): Promise<EventTemplate> {
  const tables = runtime.database.read;
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, teamSize: true },
  });
  const organisations = await tables.organisation.findMany({
    where: { kind: { not: "authority" } },
    orderBy: [{ regionCode: "asc" }, { name: "asc" }],
    select: { name: true, kind: true },
  });
  return {
    eventCode: event.code,
    eventName: event.name,
    choices: {
      events: [{ name: event.name, size: event.teamSize }],
      organisations: organisations.map(({ name }) => name),
      schools: organisations.filter(({ kind }) => kind === "school").map(({ name }) => name),
    },
  };
}
