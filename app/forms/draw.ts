/** What people submit about the draw of a round: its sessions, freezing, contributing, holding, drawing again. */
import { z } from "zod";
import { dayAndTime, optionalNumber, text } from "./fields.ts";

const LONGEST_REASON = 500;

/** Which of the round's draws is meant; nothing: the next. */
const slot = z
  .string()
  .max(100)
  .optional()
  .transform((key) => (key ? key : null));
const drawId = z.string("not-found").min(1, "not-found").max(100, "not-found");
const contribution = z.string("contribution-missing").trim().min(1, "contribution-missing").max(200, "contribution-too-long");

export const FreezeRosterSchema = z.object({ slot });

/** The supervisor's contribution, which holds the draw. */
export const HoldDrawSchema = z.object({ slot, contribution });

/** Holding a draw to which all have contributed. */
export const HoldContributedSchema = z.object({ slot });

export const ContributeToDrawSchema = z.object({ drawId, contribution });

export const RequestRedrawSchema = z.object({
  drawId,
  reason: z.string("redraw-reason-missing").trim().min(1, "redraw-reason-missing").max(LONGEST_REASON, "reason-too-long"),
});

export const GrantRedrawSchema = z.object({ drawId });

export const RefuseRedrawSchema = z.object({
  drawId,
  refusal: z.string("redraw-refusal-missing").trim().min(1, "redraw-refusal-missing").max(LONGEST_REASON, "reason-too-long"),
});

/** A day and a time, or nothing. */
const optionalTime = z
  .preprocess((value) => (value === "" ? undefined : value), dayAndTime.optional())
  .transform((time) => time ?? null);

const sessionTimes = {
  place: text(100),
  startsAt: dayAndTime,
  endsAt: dayAndTime,
  checkInOpensAt: optionalTime,
  checkInClosesAt: optionalTime,
};

export const AddSessionSchema = z.object({ ...sessionTimes, seats: optionalNumber(1, 10_000) });

export const ChangeSessionSchema = z
  .object({
    ...sessionTimes,
    sessionId: text(),
    reason: z.string("session-reason-missing").trim().min(1, "session-reason-missing").max(LONGEST_REASON, "reason-too-long"),
  })
  .transform(({ sessionId, reason, ...times }) => ({ sessionId, reason, times }));

export const RemoveSessionSchema = z.object({ sessionId: text() });

const column = z.array(z.string().max(100)).max(2000).default([]);

/** What was drawn by hand: ids of entries, and beside them the numbers and who drew for absentees; an empty number is not drawn yet. */
export const RecordHandDrawSchema = z
  .object({ drawId, entryId: column, place: column, proxy: column.default([]) })
  .transform((fields, context) => ({
    drawId: fields.drawId,
    places: fields.entryId.map((entryId, index) => {
      const typed = (fields.place[index] ?? "").normalize("NFKC").trim();
      if (typed !== "" && !/^\d{1,5}$/.test(typed)) {
        context.addIssue({ code: "custom", message: "number-not-whole", path: ["place"] });
      }
      return { entryId, place: typed === "" ? null : Number(typed), drawnForById: fields.proxy[index] || null };
    }),
  }));

export const WitnessHandDrawSchema = z.object({
  drawId,
  statement: z.string("statement-missing").trim().min(1, "statement-missing").max(LONGEST_REASON, "text-too-long"),
});

/** What a team leader signs, as his page showed it: `listSeenLines`. */
export const SignHandDrawSchema = z.object({ drawId, seen: z.string("changed-meanwhile").max(200_000, "changed-meanwhile") });
