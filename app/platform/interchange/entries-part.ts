/** Entries in the document: members, coaches, substitutions and reviews. */
import { z } from "zod";
import { REGISTRATION_STATUSES, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { code, text } from "./basics.ts";
import {
  type Field,
  optionalReference,
  optionalRegion,
  optionalTime,
  optionalWords,
  part,
  reference,
  region,
  same,
  time,
  words,
} from "./field.ts";

/** Where somebody lives: of a person himself, so that a document without personal data leaves it empty; one made earlier has none. */
const residence = optionalRegion("residenceRegion");
const residenceRegion: Field<string | null> = {
  ...residence,
  schema: residence.schema.default(null),
  read: (row, reading) => (reading.withPersonalData ? residence.read(row, reading) : null),
};

const memberFields = {
  levelHeld: same("levelHeld", z.enum(SKILL_LEVELS).nullable()),
  yearsOfService: same("yearsOfService", z.int().min(0).max(150).nullable()),
  employer: optionalReference("organisation", "employerId"),
  school: optionalReference("organisation", "schoolId"),
  trainingOrganisation: optionalReference("organisation", "trainingOrganisationId"),
  residenceRegion,
};

const member = part({
  table: "entryMember",
  within: ["entryId"],
  orderBy: ["position"],
  unique: [
    ["entryId", "personId"],
    ["entryId", "position"],
  ],
  fields: {
    position: same("position", z.int().min(1).max(100)),
    person: reference("person", "personId"),
    ...memberFields,
    employerRegion: optionalRegion("employerRegion"),
    schoolRegion: optionalRegion("schoolRegion"),
    trainingRegion: optionalRegion("trainingRegion"),
    delegationRegion: region("delegationRegion"),
    frozenAt: optionalTime("frozenAt"),
  },
});

const coach = part({
  table: "entryCoach",
  within: ["entryId"],
  orderBy: ["position"],
  unique: [["entryId", "personId"]],
  fields: { position: same("position", z.int().min(0).max(100)), person: reference("person", "personId") },
});

const substitution = part({
  table: "substitution",
  within: ["entryId"],
  fields: {
    position: same("position", z.int().min(1).max(100)),
    out: reference("person", "outPersonId"),
    in: reference("person", "inPersonId"),
    whoComesIn: {
      schema: z.strictObject({
        levelHeld: memberFields.levelHeld.schema,
        yearsOfService: memberFields.yearsOfService.schema,
        employer: memberFields.employer.schema,
        school: memberFields.school.schema,
        trainingOrganisation: memberFields.trainingOrganisation.schema,
        residenceRegion: memberFields.residenceRegion.schema,
      }),
      read: ({ member: stored }, reading) => {
        const row = { levelHeld: null, yearsOfService: null, residenceRegion: null, ...(stored as object) };
        return Object.fromEntries(
          Object.entries(memberFields).map(([own, field]) => [own, (field as Field<unknown>).read(row, reading)]),
        ) as never;
      },
      write: (value, writing, path) => ({
        member: Object.assign(
          {},
          ...Object.entries(memberFields).map(([own, field]) =>
            (field as Field<unknown>).write(value[own as keyof typeof value], writing, [...path, own]),
          ),
        ),
      }),
    } satisfies Field<{
      levelHeld: unknown;
      yearsOfService: unknown;
      employer: string | null;
      school: string | null;
      trainingOrganisation: string | null;
      residenceRegion: string | null;
    }>,
    reason: words("reason"),
    onTheSpot: same("isOnTheSpot", z.boolean()),
    state: same("state", z.enum(["asked", "granted", "refused", "dropped"])),
    requestedBy: reference("official", "requestedById"),
    requestedAt: time("requestedAt"),
    decidedBy: optionalReference("official", "decidedById"),
    decidedAt: optionalTime("decidedAt"),
    decision: optionalWords("decision"),
  },
});

const review = part({
  table: "registrationReview",
  within: ["entryId"],
  fields: {
    decision: same("decision", code),
    reason: words("reason"),
    by: reference("official", "reviewerId"),
    at: time("createdAt"),
  },
});

export const entry = part({
  table: "entry",
  reference: "entry",
  within: ["eventId"],
  unique: [
    ["eventId", "entrantNumber"],
    ["eventId", "delegationId", "rosterNumber"],
  ],
  fields: {
    delegation: reference("delegation", "delegationId"),
    rosterNumber: same("rosterNumber", text),
    entrantNumber: same("entrantNumber", code.nullable()),
    status: same("status", z.enum(REGISTRATION_STATUSES)),
    eligible: same("eligible", z.boolean().describe("whether it may win; else it keeps its place and uses up no quota")),
    waitingSince: optionalTime("waitingSince"),
    offeredAt: optionalTime("offeredAt"),
    offerEndsAt: optionalTime("offerEndsAt"),
    submittedBy: optionalReference("official", "submittedById"),
    submittedAt: optionalTime("submittedAt"),
    createdAt: time("createdAt"),
    updatedAt: time("updatedAt"),
  },
  lists: { members: member, coaches: coach, substitutions: substitution, reviews: review },
});
