/** Appeals, objections and rulings in the document. */
import { z } from "zod";
import { APPEAL_ABOUTS } from "#app/domain/appeals/appeal.ts";
import { RULING_OUTCOMES } from "#app/domain/appeals/ruling.ts";
import { code, text } from "./basics.ts";
import { type Field, optionalReference, optionalTime, part, reference, referenceSchema, same, time, words } from "./field.ts";

export const fileReference = {
  file: {
    schema: z
      .strictObject({ name: text, mediaType: text, sha256: text })
      .nullable()
      .describe("a file that goes with it, by its SHA-256; the bytes travel by themselves"),
    read: ({ fileName, mediaType, sha256 }) =>
      typeof sha256 === "string" ? { name: (fileName ?? "") as string, mediaType: (mediaType ?? "") as string, sha256 } : null,
    write: (file) =>
      file === null
        ? { fileName: null, mediaType: null, sha256: null }
        : { fileName: file.name, mediaType: file.mediaType, sha256: file.sha256 },
  } satisfies Field<{ name: string; mediaType: string; sha256: string } | null>,
};

export const appeal = part({
  table: "appeal",
  reference: "appeal",
  within: ["competitionId"],
  orderBy: ["filedAt"],
  unique: [["firstAppealId"]],
  fields: {
    round: {
      schema: z
        .strictObject({ event: referenceSchema("event"), number: z.int().min(1).max(100) })
        .describe("the round that it is about, by its event and number"),
      read: ({ round }, reading) => {
        const { eventId, number } = round as { eventId: string; number: number };
        return { event: reading.fileIdOf("event", eventId), number };
      },
      write: ({ event, number }, writing, path) => ({
        roundId: `${writing.idOf("event", event, [...path, "event"])}/${number}`,
      }),
    } satisfies Field<{ event: string; number: number }>,
    delegation: reference("delegation", "delegationId"),
    entry: optionalReference("entry", "entryId"),
    about: same("about", z.enum(APPEAL_ABOUTS)),
    occurredAt: time("occurredAt"),
    dueAt: time("dueAt"),
    statement: words("statement"),
    instance: same("instance", z.int().min(1).max(2)),
    firstAppeal: optionalReference("appeal", "firstAppealId"),
    filedBy: reference("official", "filedById"),
    filedAt: time("filedAt"),
    withdrawnAt: optionalTime("withdrawnAt"),
  },
});

export const objection = part({
  table: "objection",
  reference: "objection",
  within: ["competitionId"],
  orderBy: ["filedAt"],
  unique: [["code"]],
  fields: {
    event: optionalReference("event", "eventId"),
    code: same("code", code),
    statement: words("statement"),
    objector: {
      schema: z.strictObject({ name: text, telephone: text }).nullable().describe("null: erased, or withheld"),
      read: ({ objector }, { withPersonalData }) =>
        withPersonalData ? (objector as { name: string; telephone: string } | null) : null,
      write: (objector) => ({ objector }),
    } satisfies Field<{ name: string; telephone: string } | null>,
    filedAt: time("filedAt"),
    withdrawnAt: optionalTime("withdrawnAt"),
  },
});

export const ruling = part({
  table: "ruling",
  reference: "ruling",
  idColumn: "id",
  within: [],
  orderBy: ["ruledAt"],
  unique: [["appealId"], ["objectionId"]],
  fields: {
    appeal: optionalReference("appeal", "appealId"),
    objection: optionalReference("objection", "objectionId"),
    outcome: same("outcome", z.enum(RULING_OUTCOMES)),
    reason: words("reason"),
    by: reference("official", "ruledById"),
    at: time("ruledAt"),
  },
});
