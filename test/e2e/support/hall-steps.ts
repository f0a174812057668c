/** Steps of the hall: from the frozen roster to open judging, and a form from its first mark to its confirmation. */
import { PIN } from "./caller.ts";
import { findStored, readStored } from "./stored.ts";
import { COMPETITION, JUDGES, OFFICE, type People } from "./story.ts";

export type FormOfStory = {
  readonly id: string;
  readonly code: string;
  /** Whose work it is, which no judge knows: the story decides by it who wins. */
  readonly entrantNumber: string;
  readonly subCriterionId: string;
  readonly aspects: readonly AspectOfStory[];
};
/** The maximum in hundredths. */
export type AspectOfStory = { readonly id: string; readonly kind: "measurement" | "judgement"; readonly maximum: number };

export function findRound(event: string, competition = COMPETITION): string {
  return findStored(
    `select r.id from Round r join Event e on e.id = r.eventId join Competition c on c.id = e.competitionId
      where c.code = ? and e.code = ?`,
    competition,
    event,
  );
}

export function listEntrantNumbers(event: string): string[] {
  return readStored(
    `select n.entrantNumber as number from Entry n join Event e on e.id = n.eventId join Competition c on c.id = e.competitionId
      where c.code = ? and e.code = ? and n.status = 'accepted' order by 1`,
    COMPETITION,
    event,
  ).map(({ number }) => String(number));
}

function listMembers(event: string, entrantNumber: string): string[] {
  return readStored(
    `select m.id from EntryMember m join Entry n on n.id = m.entryId join Event e on e.id = n.eventId
      join Competition c on c.id = e.competitionId where c.code = ? and e.code = ? and n.entrantNumber = ?`,
    COMPETITION,
    event,
    entrantNumber,
  ).map(({ id }) => String(id));
}

/** The event's forms that are not confirmed, by sub-criterion and entrant number, each with what it asks. */
export function listOpenForms(event: string, competition = COMPETITION): FormOfStory[] {
  const roundId = findRound(event, competition);
  type Scheme = { criteria: { subCriteria: { id: string; aspects: AspectOfStory[] }[] }[] };
  const content = findStored("select s.content from MarkingScheme s join Round r on r.schemeId = s.id where r.id = ?", roundId);
  const scheme = JSON.parse(content) as Scheme;
  const aspects = new Map(scheme.criteria.flatMap(({ subCriteria }) => subCriteria).map((sub) => [sub.id, sub.aspects]));
  return readStored(
    `select f.id, s.code, n.entrantNumber as number, f.subCriterionId as sub from MarkingForm f
      join BlindSubject s on s.id = f.subjectId join BlindMapping m on m.subjectId = s.id join Entry n on n.id = m.entryId
      where f.roundId = ? and f.status <> 'confirmed' order by f.subCriterionId, n.entrantNumber`,
    roundId,
  ).map(({ id, code, number, sub }) => ({
    id: String(id),
    code: String(code),
    entrantNumber: String(number),
    subCriterionId: String(sub),
    aspects: aspects.get(String(sub)) ?? [],
  }));
}

export function findRevision(formId: string): number {
  return Number(findStored("select revision from MarkingForm where id = ?", formId));
}

/** From the roster to open judging, by the same acts as on the screens. */
export async function openRound(people: People, event: string): Promise<void> {
  const [organiser, supervisor] = [await people.caller("organiser"), await people.caller("supervisor")];
  const [blinding, chief] = [await people.caller("blinding"), await people.caller("chief")];
  const pages = `${OFFICE}/events/${event}`;
  await organiser.act(`${pages}/draw`, "freeze-roster");
  await supervisor.act(`${pages}/draw`, "hold-draw", { contribution: `今日头条 ${event}` });
  const numbers = listEntrantNumbers(event);
  await Promise.all(
    numbers.map((entrantNumber) =>
      organiser.act(`${pages}/check-in`, "check-in-number", {
        entrantNumber,
        "checked[]": ["identity", "phones", "tools"],
        "present[]": listMembers(event, entrantNumber),
      }),
    ),
  );
  await blinding.act(`${pages}/check-in`, "assign-codes");
  await chief.act(`/hall/${COMPETITION}/events/${event}`, "open-judging");
}

/** The team marks and signs a form and the tally clerk confirms it; lower entrant numbers get better marks, so that places are known. */
export async function completeForm(people: People, form: FormOfStory, rank: number): Promise<void> {
  const team = await Promise.all(JUDGES.map((username) => people.caller(username)));
  const page = `/judge/forms/${form.id}`;
  const [first] = team;
  const judgements = form.aspects.filter(({ kind }) => kind === "judgement");
  const measurements = form.aspects.filter(({ kind }) => kind === "measurement");
  await Promise.all(
    judgements.flatMap(({ id }) =>
      team.map((judge, index) => judge.mark({ formId: form.id, aspectId: id, value: rank + index < 8 ? 3 : 2 })),
    ),
  );
  await Promise.all(
    measurements.map(({ id, maximum }) =>
      first?.mark({ formId: form.id, aspectId: id, value: maximum - Math.min(rank * 75, maximum) }),
    ),
  );
  const revision = findRevision(form.id);
  await Promise.all(team.map((judge) => judge.act(page, "sign-off", { revision, pin: PIN })));
  const tally = await people.caller("tally");
  await tally.act(`${page}/confirmation`, "confirm-form", { revision });
}

const FORMS_AT_ONCE = 8;

/** All forms of an event that are still open. */
export async function completeForms(people: People, event: string): Promise<void> {
  const forms = listOpenForms(event);
  const numbers = listEntrantNumbers(event);
  for (let start = 0; start < forms.length; start += FORMS_AT_ONCE) {
    const part = forms.slice(start, start + FORMS_AT_ONCE);
    await Promise.all(part.map((form) => completeForm(people, form, numbers.indexOf(form.entrantNumber))));
  }
}

/** The supervisor finds that what is left of the drawn sample agrees. */
export async function recheckRest(people: People, event: string): Promise<void> {
  const supervisor = await people.caller("supervisor");
  const items = readStored("select id from RecheckItem where roundId = ? and outcome is null", findRound(event));
  for (const { id } of items) {
    await supervisor.act(`${OFFICE}/events/${event}/recheck`, "agrees", { itemId: String(id) });
  }
}
