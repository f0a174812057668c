/** An event in the document: its rules and schemes in every version, its entries and rounds. */
import { z } from "zod";
import { ENTRY_KINDS, GROUPS, SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { code, count, LARGEST, name, text } from "./basics.ts";
import { entry } from "./entries-part.ts";
import { rulesField } from "./event-rules.ts";
import { optionalReference, optionalTime, optionalWords, part, reference, same, time, words } from "./field.ts";
import { schemeField } from "./marking-scheme.ts";
import { round } from "./round-part.ts";

const eventRules = part({
  table: "eventRules",
  reference: "rules",
  within: ["eventId"],
  orderBy: ["version"],
  unique: [["eventId", "version"]],
  fields: {
    version: same("version", z.int().min(1).max(LARGEST)),
    content: rulesField,
    reason: words("reason"),
    by: reference("official", "createdById"),
    at: time("createdAt"),
  },
});

const markingScheme = part({
  table: "markingScheme",
  reference: "scheme",
  within: ["eventId"],
  orderBy: ["version"],
  unique: [["eventId", "version"]],
  fields: {
    version: same("version", z.int().min(1).max(LARGEST)),
    round: same("roundNumber", z.int().min(1).max(100)),
    content: schemeField,
    source: same("source", z.enum(["file", "editor", "copy"])),
    fileName: same("fileName", text),
    reason: words("reason"),
    by: reference("official", "createdById"),
    at: time("createdAt"),
  },
});

export const event = part({
  table: "event",
  reference: "event",
  within: ["competitionId"],
  orderBy: ["code"],
  unique: [["competitionId", "code"]],
  fields: {
    code: same("code", code),
    name: same("name", name),
    nameEn: same("nameEn", text),
    occupationCode: same("occupationCode", text),
    group: same("group", z.enum(GROUPS)),
    entryKind: same("entryKind", z.enum(ENTRY_KINDS)),
    teamSize: same("teamSize", z.int().min(1).max(100)),
    quota: same("quota", count),
    delegationQuota: same("delegationQuota", count.nullable()),
    paperLevel: same("paperLevel", z.enum(SKILL_LEVELS).nullable()),
    cancelledAt: optionalTime("cancelledAt"),
    cancelledBy: optionalReference("official", "cancelledById"),
    cancelReason: optionalWords("cancelReason"),
  },
  lists: { rules: eventRules, schemes: markingScheme, entries: entry, rounds: round },
});
