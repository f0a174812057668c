/** The competition itself in the document: hosts, duties, delegations, what was published, and its events. */
import { z } from "zod";
import { PROMOTION_STEPS } from "#app/domain/policy/level-promotion.ts";
import { MEETING_KINDS } from "#app/domain/preparation/meeting.ts";
import { NOTICE_KINDS } from "#app/domain/preparation/notice.ts";
import { PROGRAMME_KINDS } from "#app/domain/programme/programme.ts";
import {
  AWARDS,
  COMPETITION_CLASSES,
  COMPETITION_PHASES,
  GROUPS,
  HOST_RELATIONS,
  ROLES,
  SKILL_LEVELS,
  SPHERES,
  TIERS,
} from "#app/domain/shared/vocabulary.ts";
import { code, count, LARGEST, name, text } from "./basics.ts";
import { appeal, fileReference, objection, ruling } from "./cases-part.ts";
import { event } from "./event-part.ts";
import {
  type DocumentOf,
  type Field,
  optionalReference,
  optionalTime,
  optionalWords,
  part,
  reference,
  region,
  same,
  sameJson,
  time,
  words,
} from "./field.ts";

const competitionPack = part({
  table: "competitionPack",
  idColumn: null,
  within: ["competitionId"],
  unique: [["competitionId", "packId"]],
  fields: {
    pack: {
      schema: z
        .strictObject({ name: code, version: z.int().min(1).max(LARGEST) })
        .describe("the version of a policy pack that the competition pinned; the packs themselves travel by their own files"),
      read: ({ pack }) => pack as { name: string; version: number },
      write: ({ name, version }, writing, path) => ({ packId: writing.pack(name, version, path) }),
    } satisfies Field<{ name: string; version: number }>,
  },
});

const host = part({
  table: "competitionHost",
  within: ["competitionId"],
  fields: {
    relation: same("relation", z.enum(HOST_RELATIONS)),
    region: region("regionCode"),
    organisation: optionalReference("organisation", "organisationId"),
  },
});

const duty = part({
  table: "roleGrant",
  within: ["competitionId"],
  fields: {
    official: reference("official", "userId"),
    role: same("role", z.enum(ROLES)),
    event: optionalReference("event", "eventId"),
    delegation: optionalReference("delegation", "delegationId"),
    layers: sameJson("layers", z.array(z.int().min(1).max(3)).max(3).nullable()),
    since: time("createdAt"),
    until: optionalTime("revokedAt"),
  },
});

const delegation = part({
  table: "delegation",
  reference: "delegation",
  within: ["competitionId"],
  unique: [["competitionId", "name"]],
  fields: { name: same("name", name), nameEn: same("nameEn", text), region: region("regionCode") },
});

const SpecialAwardsSchema = z.strictObject({
  points: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("by-place"),
        places: z.array(count).max(1000),
        onward: z.strictObject({ to: count, points: count }),
        rest: count,
      }),
      z.strictObject({
        kind: z.literal("by-award"),
        awards: z.partialRecord(z.enum(AWARDS), count),
        passed: count,
      }),
    ])
    .nullable(),
  bestOfDelegation: z.boolean(),
  highest: z.boolean(),
  organisationPlaces: count.nullable(),
  coachAwards: z.array(z.enum(AWARDS)).max(20),
});

const PromotionRulesSchema = z.strictObject({
  reference: text,
  rules: z
    .array(
      z.strictObject({
        group: z.enum([...GROUPS, "all"]),
        places: count.nullable(),
        awards: z.array(z.enum(AWARDS)).max(20),
        step: z.enum(PROMOTION_STEPS),
        level: z.enum(SKILL_LEVELS).nullable(),
        nextIfHeld: z.boolean(),
        ceiling: z.enum(SKILL_LEVELS),
      }),
    )
    .max(100),
});

export const competitionPart = part({
  table: "competition",
  unique: [["code"]],
  fields: {
    code: same("code", z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)),
    name: same("name", name),
    nameEn: same("nameEn", text),
    tier: same("tier", z.enum(TIERS)),
    class: same("class", z.enum(COMPETITION_CLASSES)),
    phase: same("phase", z.enum(COMPETITION_PHASES)),
    venue: same("venue", text),
    registrationClosesAt: time("registrationClosesAt"),
    startsOn: time("startsOn"),
    endsOn: time("endsOn"),
    publicityWorkingDays: same("publicityWorkingDays", count),
    publicityEndsAt: optionalTime("publicityEndsAt"),
    publicityOpenedBy: optionalReference("official", "publicityOpenedById"),
    decisionNumber: same("decisionNumber", text.nullable()),
    finalisedAt: optionalTime("finalisedAt"),
    specialAwards: sameJson("specialAwards", SpecialAwardsSchema.nullable()),
    filingNumber: same("filingNumber", text.nullable()),
    supervisionTelephone: same("supervisionTelephone", text.nullable()),
    gates: sameJson("gates", z.record(code, z.boolean()).nullable()),
    offerHours: same("offerHours", count),
    sphere: same("sphere", z.enum(SPHERES)),
    promotionRules: sameJson("promotionRules", PromotionRulesSchema.nullable()),
    createdAt: time("createdAt"),
  },
  lists: {
    hosts: host,
    policyPacks: competitionPack,
    delegations: delegation,
    events: event,
    duties: duty,
    conflictsOfInterest: part({
      table: "conflict",
      within: ["competitionId"],
      orderBy: ["declaredAt"],
      fields: {
        judge: reference("official", "judgeId"),
        kind: same("kind", z.enum(["organisation", "delegation", "entry"])),
        organisation: optionalReference("organisation", "organisationId"),
        delegation: optionalReference("delegation", "delegationId"),
        entry: optionalReference("entry", "entryId"),
        reason: words("reason"),
        declaredBy: reference("official", "declaredById"),
        declaredAt: time("declaredAt"),
        withdrawnAt: optionalTime("withdrawnAt"),
        withdrawnBy: optionalReference("official", "withdrawnById"),
      },
    }),
    appeals: appeal,
    objections: objection,
    rulings: ruling,
    reopenings: part({
      table: "reopening",
      within: ["competitionId"],
      orderBy: ["reopenedAt"],
      fields: {
        reason: words("reason"),
        reference: same("reference", text),
        decisionNumber: same("decisionNumber", text),
        finalisedAt: time("finalisedAt"),
        by: reference("official", "reopenedById"),
        at: time("reopenedAt"),
      },
    }),
    notices: part({
      table: "notice",
      reference: "notice",
      within: ["competitionId"],
      orderBy: ["publishedAt"],
      unique: [["replacesId"]],
      fields: {
        event: optionalReference("event", "eventId"),
        kind: same("kind", z.enum(NOTICE_KINDS)),
        replaces: optionalReference("notice", "replacesId"),
        version: same("version", z.int().min(1).max(LARGEST)),
        title: words("title"),
        titleEn: words("titleEn"),
        body: words("body", 200_000),
        ...fileReference,
        by: reference("official", "publishedById"),
        at: time("publishedAt"),
        withdrawnBy: optionalReference("official", "withdrawnById"),
        withdrawnAt: optionalTime("withdrawnAt"),
        withdrawReason: optionalWords("withdrawReason"),
      },
    }),
    meetings: part({
      table: "meeting",
      within: ["competitionId"],
      orderBy: ["heldAt"],
      fields: {
        event: optionalReference("event", "eventId"),
        kind: same("kind", z.enum(MEETING_KINDS)),
        heldAt: time("heldAt"),
        place: same("place", text),
        minutes: words("minutes", 200_000),
        ...fileReference,
        by: reference("official", "recordedById"),
        at: time("recordedAt"),
        voidedBy: optionalReference("official", "voidedById"),
        voidedAt: optionalTime("voidedAt"),
        voidReason: optionalWords("voidReason"),
      },
      lists: {
        attendees: part({
          table: "meetingAttendee",
          within: ["meetingId"],
          fields: {
            official: optionalReference("official", "userId"),
            delegation: optionalReference("delegation", "delegationId"),
            name: words("name"),
          },
        }),
      },
    }),
    programme: part({
      table: "programmeItem",
      within: ["competitionId"],
      orderBy: ["startsAt"],
      fields: {
        kind: same("kind", z.enum(PROGRAMME_KINDS)),
        title: same("title", text),
        titleEn: same("titleEn", text),
        place: same("place", text),
        startsAt: time("startsAt"),
        endsAt: time("endsAt"),
        organisation: optionalReference("organisation", "organisationId"),
        expected: same("expected", count.nullable()),
        attended: same("attended", count.nullable()),
        by: reference("official", "createdById"),
        at: time("createdAt"),
        withdrawnAt: optionalTime("withdrawnAt"),
      },
    }),
  },
});

export type CompetitionInDocument = DocumentOf<typeof competitionPart>;
export type EventInDocument = CompetitionInDocument["events"][number];
export type RoundInDocument = EventInDocument["rounds"][number];
