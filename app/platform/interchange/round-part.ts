/** A round in the document: who took part, where, under which code, and what came out. */
import { z } from "zod";
import { CHECK_IN_WAYS, CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { HALL_RECORD_KINDS } from "#app/domain/marking/hall-record.ts";
import { RECHECK_BASES, RECHECK_OUTCOMES } from "#app/domain/results/recheck.ts";
import type { RescoreChange } from "#app/domain/results/rescore.ts";
import { AWARDS, DISCLOSURES, MEDIUMS, PARTICIPATIONS, ROUND_KINDS, ROUND_PHASES } from "#app/domain/shared/vocabulary.ts";
import { code, count, json, LARGEST, mark, text } from "./basics.ts";
import { type ChangeInDocument, ChangeSchema, fromChange, toChange } from "./changes.ts";
import { draw } from "./draw-part.ts";
import {
  type Field,
  items,
  optionalReference,
  optionalTime,
  optionalWords,
  part,
  reference,
  referenceSchema,
  references,
  same,
  sameJson,
  time,
  words,
} from "./field.ts";
import { form, panel } from "./marks-part.ts";

const session = part({
  table: "roundSession",
  reference: "session",
  within: ["roundId"],
  orderBy: ["number"],
  unique: [["roundId", "number"]],
  fields: {
    number: same("number", count),
    place: same("place", text),
    startsAt: time("startsAt"),
    endsAt: time("endsAt"),
    seats: same("seats", count.nullable()),
    checkInOpensAt: optionalTime("checkInOpensAt"),
    checkInClosesAt: optionalTime("checkInClosesAt"),
  },
});

const participation = part({
  table: "roundEntry",
  idColumn: null,
  within: ["roundId"],
  unique: [
    ["roundId", "entryId"],
    ["roundId", "seatCode"],
  ],
  fields: {
    entry: reference("entry", "entryId"),
    participation: same("participation", z.enum(PARTICIPATIONS)),
    seat: same("seatCode", code.nullable()),
    session: optionalReference("session", "sessionId"),
    checkedInAt: optionalTime("checkedInAt"),
    checkedInBy: optionalReference("official", "checkedInById"),
    checkInWay: same("checkInWay", z.enum(CHECK_IN_WAYS).nullable()),
    checks: {
      schema: z
        .strictObject({
          checked: z.array(z.enum(CHECK_KINDS)).max(10),
          present: z.array(z.string().max(200)).max(100),
          exception: text.nullable(),
        })
        .nullable(),
      read: ({ checks }, { withPersonalData }) =>
        checks === null || checks === undefined
          ? null
          : withPersonalData
            ? (checks as never)
            : ({ ...(checks as object), present: [], exception: null } as never),
      write: (checks) => (checks === null ? {} : { checks }),
    } satisfies Field<{ checked: ("identity" | "phones" | "tools")[]; present: string[]; exception: string | null } | null>,
  },
});

const seat = part({
  table: "roundSeat",
  idColumn: null,
  within: ["roundId"],
  unique: [
    ["roundId", "entryId", "moduleId"],
    ["roundId", "moduleId", "seatCode"],
  ],
  fields: { entry: reference("entry", "entryId"), module: same("moduleId", code), seat: same("seatCode", code) },
});

const work = part({
  table: "blindSubject",
  reference: "work",
  within: ["roundId"],
  unique: [["roundId", "code"]],
  beside: { table: "blindMapping", idColumn: "subjectId", columns: ["roundId", "entryId", "publicCode"] },
  fields: {
    reviewCode: same("code", code),
    entry: reference("entry", "entryId"),
    publicCode: same("publicCode", code),
  },
});

const publicationResults = items(
  "results",
  z.strictObject({
    entry: referenceSchema("entry"),
    status: z.enum(PARTICIPATIONS),
    total: mark.nullable(),
    place: count.nullable(),
    tied: z.boolean(),
    award: z.enum(AWARDS).nullable(),
    passed: z.literal(false).optional(),
    goesOn: z.boolean().optional(),
  }),
  {
    read: ({ entryId, ...rest }, reading) => ({ entry: reading.fileIdOf("entry", entryId as string), ...rest }) as never,
    write: ({ entry, ...rest }, writing, path) => ({ entryId: writing.idOf("entry", entry, [...path, "entry"]), ...rest }),
  },
);

const ResultSchema = z.strictObject({
  entry: referenceSchema("entry"),
  status: z.enum(PARTICIPATIONS),
  total: mark.nullable(),
  place: count.nullable(),
  tied: z.boolean(),
  openTie: z.boolean(),
  passed: z.boolean(),
  scaleScore: z.int().min(-LARGEST).max(LARGEST).nullable().describe("in whole points"),
  award: z.enum(AWARDS).nullable(),
  penalty: mark,
  timeUsed: z.int().min(-LARGEST).max(LARGEST).nullable().describe("in seconds"),
  goesOn: z.boolean().nullable().describe("whether it goes on to the next round; null in the last"),
  components: z.array(z.strictObject({ key: code, mark: mark.nullable(), failed: z.boolean() })).max(50),
  criteria: z.record(code, mark),
  modules: z.record(code, mark),
});
export type ResultInDocument = z.infer<typeof ResultSchema>;

export const round = part({
  table: "round",
  within: ["eventId"],
  orderBy: ["number"],
  unique: [["eventId", "number"]],
  fields: {
    number: same("number", z.int().min(1).max(100)),
    kind: same("kind", z.enum(ROUND_KINDS)),
    phase: same("phase", z.enum(ROUND_PHASES)),
    disclosure: same("disclosure", z.enum(DISCLOSURES)),
    goingOn: sameJson(
      "goingOn",
      z
        .discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("places"), places: z.int().min(1).max(100_000) }),
          z.strictObject({ kind: z.literal("share"), percent: z.int().min(1).max(100) }),
        ])
        .nullable(),
    ),
    medium: same("medium", z.enum(MEDIUMS)),
    rules: optionalReference("rules", "rulesId"),
    scheme: optionalReference("scheme", "schemeId"),
    judgingAt: optionalTime("judgingAt"),
    submittedAt: optionalTime("submittedAt"),
    submittedBy: optionalReference("official", "submittedById"),
    results: {
      schema: z
        .array(ResultSchema)
        .max(100_000)
        .nullable()
        .describe(
          "computed from everything else in the round: whoever reads the document can compute it again; null before unblinding",
        ),
      read: ({ id }, reading) => reading.resultsOf(id as string) as ResultInDocument[] | null,
      write: () => ({}),
    } satisfies Field<ResultInDocument[] | null>,
  },
  lists: {
    sessions: session,
    participations: participation,
    moduleSeats: seat,
    draws: draw,
    works: work,
    panels: panel,
    forms: form,
    mediumChanges: part({
      table: "mediumChange",
      within: ["roundId"],
      fields: {
        medium: same("medium", z.enum(MEDIUMS)),
        reason: words("reason"),
        by: reference("official", "changedById"),
        at: time("changedAt"),
      },
    }),
    componentFiles: part({
      table: "componentImport",
      within: ["roundId"],
      orderBy: ["confirmedAt"],
      fields: {
        component: same("component", code),
        fileName: words("fileName"),
        digest: same("digest", text),
        marks: items("marks", z.strictObject({ entry: referenceSchema("entry"), mark }), {
          read: ({ entryId, mark }, reading) => ({ entry: reading.fileIdOf("entry", entryId as string), mark: mark as number }),
          write: ({ entry, mark }, writing, path) => ({ entryId: writing.idOf("entry", entry, [...path, "entry"]), mark }),
        }),
        importedBy: reference("official", "importedById"),
        importedAt: time("importedAt"),
        confirmedBy: optionalReference("official", "confirmedById"),
        confirmedAt: optionalTime("confirmedAt"),
        droppedBy: optionalReference("official", "droppedById"),
        droppedAt: optionalTime("droppedAt"),
      },
    }),
    hallRecord: part({
      table: "hallRecord",
      within: ["roundId"],
      orderBy: ["at"],
      fields: {
        entry: reference("entry", "entryId"),
        kind: same("kind", z.enum(HALL_RECORD_KINDS)),
        at: time("at"),
        seconds: same("seconds", count.nullable()),
        penalty: same("penalty", mark.nullable()),
        text: words("text"),
        signature: {
          schema: json.describe("the strokes as drawn"),
          read: ({ signature }, { withPersonalData }) => (withPersonalData ? (signature ?? null) : null) as never,
          write: (signature) => (signature === null ? {} : { signature }),
        } satisfies Field<z.infer<typeof json>>,
        recordedBy: reference("official", "recordedById"),
        recordedAt: time("recordedAt"),
        voidedBy: optionalReference("official", "voidedById"),
        voidedAt: optionalTime("voidedAt"),
        voidReason: optionalWords("voidReason"),
      },
    }),
    tieDecisions: part({
      table: "tieDecision",
      within: ["roundId"],
      orderBy: ["decidedAt"],
      fields: {
        order: references("entry", "entryIds"),
        reason: words("reason"),
        by: reference("official", "decidedById"),
        at: time("decidedAt"),
        voidedAt: optionalTime("voidedAt"),
      },
    }),
    freezes: part({
      table: "roundFreeze",
      within: ["roundId"],
      fields: {
        at: time("frozenAt"),
        by: reference("official", "frozenById"),
        reason: words("reason"),
        board: sameJson("board", json),
        endedAt: optionalTime("endedAt"),
        endedBy: optionalReference("official", "endedById"),
        endReason: optionalWords("endReason"),
      },
    }),
    unblindings: part({
      table: "unblinding",
      idColumn: null,
      within: ["roundId"],
      orderBy: ["layer"],
      unique: [["roundId", "layer"]],
      fields: {
        layer: same("layer", z.int().min(1).max(3)),
        blindingJudge: reference("official", "blindingJudgeId"),
        blindingJudgeAt: time("blindingJudgeAt"),
        supervisor: optionalReference("official", "supervisorId"),
        supervisorAt: optionalTime("supervisorAt"),
      },
    }),
    presences: part({
      table: "unblindingPresence",
      within: ["roundId"],
      fields: {
        name: words("name"),
        duty: same("duty", text),
        recordedBy: reference("official", "recordedById"),
        recordedAt: time("recordedAt"),
        voidedAt: optionalTime("voidedAt"),
        voidedBy: optionalReference("official", "voidedById"),
      },
    }),
    rechecks: part({
      table: "recheck",
      idColumn: null,
      within: ["roundId"],
      unique: [["roundId"]],
      fields: {
        seed: same("seed", text),
        by: reference("official", "drawnById"),
        at: time("drawnAt"),
        extendedAt: optionalTime("extendedAt"),
      },
    }),
    recheckItems: part({
      table: "recheckItem",
      within: ["roundId"],
      unique: [["roundId", "subjectId"]],
      fields: {
        work: reference("work", "subjectId"),
        basis: same("basis", z.enum(RECHECK_BASES)),
        outcome: same("outcome", z.enum(RECHECK_OUTCOMES).nullable()),
        note: words("note"),
        checkedBy: optionalReference("official", "checkedById"),
        checkedAt: optionalTime("checkedAt"),
      },
    }),
    rescoreSets: part({
      table: "rescoreSet",
      within: ["roundId"],
      orderBy: ["sequence"],
      fields: {
        ruling: optionalReference("ruling", "rulingId"),
        changes: items<ChangeInDocument>("changes", ChangeSchema, {
          read: (stored, reading) => fromChange(stored as unknown as RescoreChange, reading.fileIdOf),
          write: (change, writing, path) => toChange(change, writing.idOf("entry", change.entry, [...path, "entry"])),
        }),
        reason: words("reason"),
        status: same("status", z.enum(["prepared", "applied", "dropped", "reversed"])),
        sequence: same("sequence", count.nullable()),
        preparedBy: reference("official", "preparedById"),
        preparedAt: time("preparedAt"),
        decidedBy: optionalReference("official", "decidedById"),
        decidedAt: optionalTime("decidedAt"),
        reversedBy: optionalReference("official", "reversedById"),
        reversedAt: optionalTime("reversedAt"),
      },
    }),
    publications: part({
      table: "publication",
      within: ["roundId"],
      orderBy: ["publishedAt"],
      unique: [["roundId", "kind", "version"]],
      fields: {
        kind: same("kind", z.enum(["on-site", "winners"])),
        version: same("version", z.int().min(1).max(LARGEST)),
        results: publicationResults,
        by: reference("official", "publishedById"),
        at: time("publishedAt"),
        closesAt: time("closesAt"),
      },
    }),
  },
});
