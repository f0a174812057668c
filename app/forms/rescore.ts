/** What is submitted about re-score sets: rows of an entry, a fact of it, and what that fact is from now on. */
import { z } from "zod";
import { type RescoreChange, RULED_PARTICIPATIONS } from "#app/domain/results/rescore.ts";
import { parseHundredths } from "#app/domain/shared/units.ts";
import { optionalId, text } from "./fields.ts";

const TIME = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/;
const MOST_ROWS = 200;

/**
 * A fact as one choice: "aspect A1.2", "component theory", "penalty", "time", "participation disqualified". Its value stands
 * beside it: a mark, or a time as h:mm:ss; a participation needs none.
 */
export function readChange(entryId: string, fact: string, value: string): RescoreChange | null {
  const [kind, ...rest] = fact.split(" ");
  const of = rest.join(" ");
  const mark = parseHundredths(value);
  switch (kind) {
    case "aspect":
      return mark === null ? null : { kind, entryId, aspectId: of, mark };
    case "component":
      return mark === null ? null : { kind, entryId, component: of, mark };
    case "penalty":
      return mark === null ? null : { kind, entryId, penalty: mark };
    case "time": {
      const [, hours, minutes, seconds] = TIME.exec(value.trim()) ?? [];
      if (hours === undefined) return null;
      return { kind, entryId, seconds: (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) };
    }
    case "participation": {
      const participation = RULED_PARTICIPATIONS.find((word) => word === of);
      return participation === undefined ? null : { kind, entryId, participation };
    }
    default:
      return null;
  }
}

export const PrepareRescoreSchema = z
  .object({
    rulingId: optionalId,
    reason: text(2_000),
    /** Of each row in turn; a row without an entry is left out. */
    entry: z.array(z.string().max(100)).max(MOST_ROWS, "rescore-rows-too-many").default([]),
    fact: z.array(z.string().max(200)).default([]),
    value: z.array(z.string().max(40)).default([]),
  })
  .transform(({ rulingId, reason, entry, fact, value }, context) => {
    const changes = entry.flatMap((entryId, index): RescoreChange[] => {
      if (entryId === "") return [];
      const change = readChange(entryId, fact[index] ?? "", value[index] ?? "");
      if (change === null)
        context.addIssue({ code: "custom", message: "rescore-value-unreadable", path: ["changes", index + 1] });
      return change === null ? [] : [change];
    });
    return { rulingId, reason, changes };
  });

export const RescoreSetSchema = z.object({ setId: text() });
