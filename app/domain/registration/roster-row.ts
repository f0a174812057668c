/** One person of a roster by himself: what the row says of him, and every reason against it. */
import { readRegionLabel } from "#app/domain/organisations/region-label.ts";
import { COACH_SEPARATOR } from "#app/domain/registration/coach-by-name.ts";
import { type IdentityDocument, maskDocument } from "#app/domain/registration/document.ts";
import { LEGAL_MINIMUM_AGE } from "#app/domain/registration/eligibility.ts";
import { checkName, normaliseName } from "#app/domain/registration/name.ts";
import { computeAge, normaliseDocument } from "#app/domain/registration/resident-id.ts";
import {
  findBrokenCells,
  normaliseLabel,
  place,
  readBirthDate,
  readDelegation,
  readDocument,
  readYears,
} from "#app/domain/registration/roster-cells.ts";
import { readCoaches } from "#app/domain/registration/roster-coaches.ts";
import type {
  RosterCode,
  RosterColumn,
  RosterContext,
  RosterEvent,
  RosterMember,
  RosterOrganisation,
  RosterRefusal,
  RosterRow,
} from "#app/domain/registration/roster-facts.ts";
import { computeMostYearsOfService, HIGHEST_YEARS_OF_SERVICE } from "#app/domain/registration/years-of-service.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Group, type OrganisationKind, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";

/** A row as it was read: the person where nothing stands against him, and every reason where something does. */
export type ReadRow = {
  readonly source: RosterRow;
  readonly delegationId: string | null;
  readonly event: RosterEvent | null;
  readonly teamNumber: string | null;
  readonly name: string;
  readonly maskedDocument: string;
  readonly document: IdentityDocument | null;
  /** As far as it could be read, of who is refused too. */
  readonly birthDate: string | null;
  readonly member: RosterMember | null;
  readonly refusals: RosterRefusal[];
};

/** Checks one person by himself; what other rows and entries have against him is asked by the functions below. */
export function readRow(
  source: RosterRow,
  context: RosterContext,
  events: ReadonlyMap<string, RosterEvent>,
  organisations: ReadonlyMap<string, RosterOrganisation>,
): ReadRow {
  const refusals: RosterRefusal[] = [];
  const against = (column: RosterColumn, refusal: Refusal<RosterCode>): void => {
    refusals.push(place(source, column, refusal));
  };
  const broken = findBrokenCells(source, against);
  const text = (column: RosterColumn): string => (broken.has(column) ? "" : (source.cells[column]?.text.trim() ?? ""));

  const delegationId = readDelegation(text("delegation"), broken.has("delegation"), context, against);
  const eventName = text("event");
  const event = events.get(normaliseLabel(eventName)) ?? null;
  if (eventName === "" && !broken.has("event")) against("event", { code: "event-missing" });
  else if (eventName !== "" && event === null) against("event", { code: "event-unknown", params: { event: eventName } });
  else if (event?.isCancelled) against("event", { code: "event-cancelled", params: { event: event.name } });

  const isTeam = event !== null && event.size > 1;
  const teamNumber = isTeam ? text("teamNumber").normalize("NFKC") || null : null;
  if (isTeam && teamNumber === null && !broken.has("teamNumber")) against("teamNumber", { code: "team-number-missing" });

  const name = checkName(text("name"));
  if (!name.ok && !broken.has("name")) for (const refusal of name.refusals) against("name", refusal);

  const document = readDocument(source, text, broken, against);
  const stated = readBirthDate(source, text, broken, context, against);
  const birthDate = document?.birthDate ?? stated;
  const young = birthDate === null ? null : checkAge(birthDate, event, context);
  if (young !== null) against(stated === null ? "documentNumber" : "birthDate", young);
  // The other name is not told: a roster must not answer who stands behind a number.
  const fixedName = document === null ? null : context.findFixedName(document, delegationId);
  if (fixedName !== null && name.ok && normaliseName(fixedName) !== name.value) against("name", { code: "name-differs" });

  const organisation = (column: "employer" | "school" | "trainingOrganisation"): RosterOrganisation | null => {
    const label = text(column);
    const found = organisations.get(normaliseLabel(label)) ?? null;
    if (label !== "" && found === null) against(column, { code: "organisation-unknown", params: { organisation: label } });
    return found;
  };
  const employer = organisation("employer");
  const school = organisation("school");
  const trainingOrganisation = organisation("trainingOrganisation");
  if (school !== null && school.kind !== "school") {
    against("school", { code: "organisation-not-school", params: { organisation: school.name } });
  }
  if (event !== null && !broken.has("employer") && !broken.has("school")) {
    const mismatch = checkGroup(event.group, {
      employer: text("employer"),
      school: text("school"),
      employerKind: employer?.kind ?? null,
    });
    if (mismatch !== null) against(mismatch.column, mismatch.refusal);
  }

  const residence = text("residence") === "" ? null : readRegionLabel(text("residence"), context.regions);
  if (residence !== null && !residence.ok) for (const refusal of residence.refusals) against("residence", refusal);

  const levelText = text("level");
  const level = SKILL_LEVELS.find((known) => known === levelText) ?? null;
  if (levelText !== "" && level === null) against("level", { code: "level-unknown", params: { level: levelText } });

  const phone = text("phone").normalize("NFKC").replace(/\s+/gu, "");
  if (phone !== "" && !/^\+?\d[\d-]{6,19}$/.test(phone)) against("phone", { code: "phone-format" });

  const years = readYears(text("yearsOfService"));
  if (years === undefined) against("yearsOfService", { code: "years-format", params: { highest: HIGHEST_YEARS_OF_SERVICE } });
  const most = birthDate === null ? HIGHEST_YEARS_OF_SERVICE : computeMostYearsOfService(birthDate, context.onDate);
  if (years && years > most) against("yearsOfService", { code: "years-beyond-age", params: { most } });

  const coaches = readCoaches(
    {
      names: text("coach"),
      documents: text("coachDocument"),
      isNumber: source.cells.coachDocument?.type === "number",
    },
    against,
  );
  for (const coach of coaches.known) {
    const coachName = context.findFixedName(coach.document, delegationId);
    if (coachName !== null && normaliseName(coachName) !== coach.name) against("coach", { code: "name-differs" });
    if (coach.document.text === document?.text && coach.document.kind === document.kind) {
      against("coachDocument", { code: "coach-is-competitor" });
    }
  }

  const complete = refusals.length === 0 && name.ok && document !== null && event !== null;
  return {
    source,
    delegationId,
    event,
    teamNumber,
    name: normaliseName(text("name")),
    maskedDocument: maskDocument(normaliseDocument(text("documentNumber"))),
    document,
    birthDate,
    member: complete
      ? {
          name: name.value,
          documentKind: document.kind,
          documentNumber: document.text,
          birthDate,
          sex: document.sex,
          residenceRegion: residence?.ok ? residence.value : null,
          employerId: employer?.id ?? null,
          schoolId: school?.id ?? null,
          trainingOrganisationId: trainingOrganisation?.id ?? null,
          level,
          yearsOfService: years ?? null,
          phone: phone || null,
          coach: coaches.names.length > 0 ? coaches.names.join(COACH_SEPARATOR) : null,
          coaches: coaches.known,
        }
      : null,
    refusals,
  };
}

/** Who is too young for the event on the first day. @param birthDate YYYY-MM-DD */
function checkAge(
  birthDate: string,
  event: Pick<RosterEvent, "minimumAge"> | null,
  { onDate }: Pick<RosterContext, "onDate">,
): Refusal<"under-age" | "under-age-for-event"> | null {
  const { years: minimum, clause } = event?.minimumAge ?? LEGAL_MINIMUM_AGE;
  if (computeAge(birthDate, onDate) >= minimum) return null;
  return clause === ""
    ? { code: "under-age", params: { minimum } }
    : { code: "under-age-for-event", params: { minimum, clause } };
}

/** Workers compete for an employer, students for a school, teachers for a school that employs them. */
function checkGroup(
  group: Group,
  row: { employer: string; school: string; employerKind: OrganisationKind | null },
): { column: RosterColumn; refusal: Refusal<RosterCode> } | null {
  const mismatch = (column: RosterColumn) => ({ column, refusal: { code: "group-mismatch" as const, params: { group } } });
  if (group === "students") {
    if (row.school !== "") return null;
    return row.employer === "" ? { column: "school", refusal: { code: "school-missing" } } : mismatch("employer");
  }
  if (row.employer === "") {
    return row.school === "" ? { column: "employer", refusal: { code: "employer-missing" } } : mismatch("school");
  }
  return group === "teachers" && row.employerKind !== null && row.employerKind !== "school" ? mismatch("employer") : null;
}
