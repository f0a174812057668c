/** What the drop-downs and notes of a roster template say: of one event, or of a whole competition. */
import { toEventRules } from "#app/domain/results/rules.ts";
import type { TemplateChoices } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const EVENT = {
  code: true,
  name: true,
  teamSize: true,
  group: true,
  rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
} as const;

type EventRow = {
  readonly name: string;
  readonly teamSize: number;
  readonly group: string;
  readonly rules: readonly { readonly content: unknown }[];
};

/** @throws Error when there is no such event. */
export async function getTemplateChoices(
  runtime: Runtime,
  eventId: string,
): Promise<{ readonly eventCode: string; readonly eventName: string; readonly choices: TemplateChoices }> {
  const event = await runtime.database.read.event.findUniqueOrThrow({ where: { id: eventId }, select: EVENT });
  return {
    eventCode: event.code,
    eventName: event.name,
    choices: { delegations: null, events: [toTemplateEvent(event)], ...(await listUnits(runtime)) },
  };
}

/** @throws Error when there is no such competition. */
export async function getCompetitionTemplate(
  runtime: Runtime,
  competitionId: string,
): Promise<{ readonly code: string; readonly name: string; readonly choices: TemplateChoices }> {
  const { code, name, events, delegations } = await runtime.database.read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      name: true,
      events: { where: { cancelledAt: null }, orderBy: { code: "asc" }, select: EVENT },
      delegations: { orderBy: { name: "asc" }, select: { name: true } },
    },
  });
  const choices = {
    delegations: delegations.map((delegation) => delegation.name),
    events: events.map(toTemplateEvent),
    ...(await listUnits(runtime)),
  };
  return { code, name, choices };
}

function toTemplateEvent({ name, teamSize, group, rules }: EventRow): TemplateChoices["events"][number] {
  const { age, level, years, region, employerKinds, formerWinners, oneEvent, byHand } = toEventRules(
    rules[0]?.content,
  ).eligibility;
  const clauses = [age, level, years, region, employerKinds, formerWinners, oneEvent].map(
    (clause) => clause?.clause.trim() ?? "",
  );
  return { name, size: teamSize, group, clauses: [...clauses, ...byHand].filter((clause) => clause !== "") };
}

/** Units in the order of their regions and names. */
async function listUnits(runtime: Runtime): Promise<Pick<TemplateChoices, "organisations" | "schools">> {
  const organisations = await runtime.database.read.organisation.findMany({
    where: { kind: { not: "authority" } },
    orderBy: [{ regionCode: "asc" }, { name: "asc" }],
    select: { name: true, kind: true },
  });
  return {
    organisations: organisations.map(({ name }) => name),
    schools: organisations.filter(({ kind }) => kind === "school").map(({ name }) => name),
  };
}
