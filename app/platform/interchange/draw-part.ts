/** Draws in the document, with everything that lets anyone compute them again. */
import { z } from "zod";
import { DRAW_KINDS } from "#app/domain/draw/roster.ts";
import { DRAW_WAYS } from "#app/domain/draw/rule.ts";
import { code, count, LARGEST, text } from "./basics.ts";
import { optionalReference, optionalTime, optionalWords, part, reference, same, sameJson, time, words } from "./field.ts";

const proxy = optionalReference("official", "drawnForById");
/** Left out in files from before somebody could draw for the absent: nobody did. */
const drawnFor = { ...proxy, schema: proxy.schema.default(null) };

export const draw = part({
  table: "draw",
  within: ["roundId"],
  orderBy: ["slot", "version"],
  unique: [["roundId", "slot", "version"], ["id"]],
  fields: {
    publishedId: same(
      "id",
      z
        .string()
        .min(1)
        .max(60)
        .regex(/^[A-Za-z0-9-]+$/)
        .describe("under which it was published: the hash of its roster is taken of it"),
    ),
    kind: same("kind", z.enum(DRAW_KINDS)),
    slot: same("slot", z.string().min(1).max(200)),
    session: optionalReference("session", "sessionId"),
    module: same("moduleId", code.nullable()),
    version: same("version", z.int().min(1).max(LARGEST)),
    way: same("way", z.enum(DRAW_WAYS)),
    format: same("format", z.int().min(1).max(100)),
    roster: sameJson("roster", z.array(z.strictObject({ ref: code, group: code.nullable() })).max(100_000)),
    among: sameJson("sessions", z.array(z.strictObject({ number: count, seats: count.nullable() })).max(10_000)),
    rosterHash: same("rosterHash", code),
    commitment: same("commitment", code.nullable()),
    secret: same("secret", text.nullable()),
    seed: same("seed", code.nullable()),
    avoidNeighbours: same("avoidNeighbours", z.boolean()),
    frozenAt: time("frozenAt"),
    frozenBy: reference("official", "frozenById"),
    drawnAt: optionalTime("drawnAt"),
    drawnBy: optionalReference("official", "drawnById"),
    statement: optionalWords("statement"),
    redrawReason: optionalWords("redrawReason"),
    redrawRequestedBy: optionalReference("official", "redrawRequestedById"),
    redrawRequestedAt: optionalTime("redrawRequestedAt"),
    redrawGrantedBy: optionalReference("official", "redrawGrantedById"),
    supersededAt: optionalTime("supersededAt"),
  },
  lists: {
    lines: part({
      table: "drawLine",
      idColumn: null,
      within: ["drawId"],
      orderBy: ["ref"],
      unique: [
        ["drawId", "entryId"],
        ["drawId", "ref"],
      ],
      fields: {
        ref: same("ref", code),
        entry: reference("entry", "entryId"),
        place: same("place", count.nullable()),
        drawnForBy: drawnFor,
        recordedBy: optionalReference("official", "recordedById"),
        recordedAt: optionalTime("recordedAt"),
        witnessedBy: optionalReference("official", "witnessedById"),
        witnessedAt: optionalTime("witnessedAt"),
        signedBy: optionalReference("official", "signedById"),
        signedAt: optionalTime("signedAt"),
      },
    }),
    contributions: part({
      table: "drawContribution",
      idColumn: null,
      within: ["drawId"],
      orderBy: ["number"],
      unique: [
        ["drawId", "userId"],
        ["drawId", "number"],
      ],
      fields: {
        official: reference("official", "userId"),
        number: same("number", count),
        publishedAs: same("by", text),
        text: same("text", text),
        at: time("createdAt"),
      },
    }),
    redrawRefusals: part({
      table: "redrawRefusal",
      within: ["drawId"],
      fields: {
        reason: words("reason"),
        requestedBy: reference("official", "requestedById"),
        requestedAt: time("requestedAt"),
        refusedBy: reference("official", "refusedById"),
        refusedAt: time("refusedAt"),
        refusal: words("refusal"),
      },
    }),
  },
});
