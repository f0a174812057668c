/** Marks in the document: panels, forms with every revision of every value, and what was settled about them. */
import { z } from "zod";
import { FORM_STATUSES, MEDIUMS } from "#app/domain/shared/vocabulary.ts";
import { code, count, LARGEST, mark, text } from "./basics.ts";
import {
  items,
  optionalReference,
  optionalTime,
  optionalWords,
  part,
  reference,
  referenceSchema,
  same,
  time,
  words,
} from "./field.ts";

export const panel = part({
  table: "panel",
  reference: "panel",
  within: ["roundId"],
  orderBy: ["subCriterionId", "number"],
  unique: [["roundId", "subCriterionId", "number"]],
  fields: {
    subCriterion: same("subCriterionId", code),
    number: same("number", count),
    reason: words("reason"),
    by: reference("official", "createdById"),
    at: time("createdAt"),
  },
  lists: {
    judges: part({
      table: "panelJudge",
      idColumn: null,
      within: ["panelId"],
      orderBy: ["judgeId"],
      unique: [["panelId", "judgeId"]],
      fields: { judge: reference("official", "judgeId") },
    }),
  },
});

const revision = part({
  table: "markRevision",
  reference: "revision",
  idColumn: "key",
  within: ["formId"],
  orderBy: ["sequence"],
  unique: [["formId", "sequence"]],
  fields: {
    sequence: same("sequence", z.int().min(1).max(LARGEST)),
    aspect: same("aspectId", code),
    judge: reference("official", "judgeId"),
    scoreRound: same("scoreRound", z.int().min(1).max(100)),
    value: same(
      "value",
      z
        .int()
        .min(-1_000_000_000)
        .max(1_000_000_000)
        .describe(
          "a score 0 to 3 of a judgement; of a measurement what its way asks for: a mark in hundredths, 0 or 1, faults, a reading in thousandths",
        ),
    ),
    reason: optionalWords("reason"),
    device: same("deviceId", text),
    enteredAt: time("enteredAt"),
    receivedAt: time("receivedAt"),
    replaces: optionalReference("revision", "replaces"),
  },
});

export const form = part({
  table: "markingForm",
  within: ["roundId"],
  unique: [["subjectId", "subCriterionId"]],
  fields: {
    work: reference("work", "subjectId"),
    subCriterion: same("subCriterionId", code),
    panel: reference("panel", "panelId"),
    status: same("status", z.enum(FORM_STATUSES)),
    revision: same("revision", count),
  },
  lists: {
    revisions: revision,
    notes: part({
      table: "aspectNote",
      idColumn: "key",
      within: ["formId"],
      fields: {
        aspect: same("aspectId", code),
        judge: reference("official", "judgeId"),
        text: words("text"),
        device: same("deviceId", text),
        enteredAt: time("enteredAt"),
        receivedAt: time("receivedAt"),
      },
    }),
    signOffs: part({
      table: "signOff",
      within: ["formId"],
      fields: {
        judge: reference("official", "judgeId"),
        revision: same("revision", count),
        at: time("signedAt"),
        voidedAt: optionalTime("voidedAt"),
        medium: same("medium", z.enum(MEDIUMS)),
      },
    }),
    confirmations: part({
      table: "formConfirmation",
      within: ["formId"],
      fields: {
        by: reference("official", "confirmedById"),
        revision: same("revision", count),
        at: time("confirmedAt"),
        voidedAt: optionalTime("voidedAt"),
      },
    }),
    corrections: part({
      table: "correction",
      within: ["formId"],
      fields: {
        requestedBy: reference("official", "requestedById"),
        requestedAt: time("requestedAt"),
        reason: words("reason"),
        chiefJudge: optionalReference("official", "chiefJudgeId"),
        chiefJudgeAt: optionalTime("chiefJudgeAt"),
        supervisor: optionalReference("official", "supervisorId"),
        supervisorAt: optionalTime("supervisorAt"),
        refusedBy: optionalReference("official", "refusedById"),
        refusedAt: optionalTime("refusedAt"),
        refusalReason: optionalWords("refusalReason"),
        revisionBefore: same("revisionBefore", count),
        markBefore: same("markBefore", mark.nullable()),
        revisionAfter: same("revisionAfter", count.nullable()),
        markAfter: same("markAfter", mark.nullable()),
        closedAt: optionalTime("closedAt"),
      },
    }),
    conflicts: part({
      table: "markConflict",
      reference: "conflict",
      idColumn: "key",
      within: ["formId"],
      fields: {
        aspect: same("aspectId", code),
        judge: reference("official", "judgeId"),
        scoreRound: same("scoreRound", z.int().min(1).max(100)),
        value: same("value", z.int().min(-1_000_000_000).max(1_000_000_000)),
        reason: optionalWords("reason"),
        device: same("deviceId", text),
        enteredAt: time("enteredAt"),
        receivedAt: time("receivedAt"),
        replaces: optionalReference("revision", "replaces"),
        standing: reference("revision", "standingKey"),
        standingValue: same("standingValue", z.int().min(-1_000_000_000).max(1_000_000_000)),
        standingAt: time("standingAt"),
      },
      lists: {
        settlement: part({
          table: "conflictSettlement",
          idColumn: null,
          within: ["conflictKey"],
          unique: [["conflictKey"]],
          fields: {
            choice: same("choice", z.enum(["standing", "offered", "paper"])),
            reason: words("reason"),
            by: reference("official", "settledById"),
            at: time("settledAt"),
          },
        }),
      },
    }),
    keyings: part({
      table: "paperKeying",
      within: ["formId"],
      fields: {
        by: reference("official", "keyedById"),
        at: time("keyedAt"),
        values: items(
          "values",
          z.strictObject({
            aspect: code,
            judge: referenceSchema("official").nullable(),
            scoreRound: z.int().min(1).max(100),
            value: z.int().min(-1_000_000_000).max(1_000_000_000),
            note: text.optional(),
          }),
          {
            read: ({ aspectId, judgeId, scoreRound, value, note }, reading) => ({
              aspect: aspectId as string,
              judge: typeof judgeId === "string" && judgeId !== "" ? reading.fileIdOf("official", judgeId) : null,
              scoreRound: (scoreRound ?? 1) as number,
              value: value as number,
              ...(note === undefined ? {} : { note: reading.withPersonalData ? (note as string) : "" }),
            }),
            write: ({ aspect, judge, scoreRound, value, note }, writing, path) => ({
              aspectId: aspect,
              judgeId: judge === null ? null : writing.idOf("official", judge, [...path, "judge"]),
              scoreRound,
              value,
              ...(note === undefined ? {} : { note }),
            }),
          },
        ),
      },
    }),
  },
});
