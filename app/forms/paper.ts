/** What is submitted about marking on paper: the medium, what to print, keyed values, settled differences, scans. */
import { z } from "zod";
import { MEDIUMS } from "#app/domain/shared/vocabulary.ts";
import { choice, file, text } from "./fields.ts";

export const ChangeMediumSchema = z.object({ medium: choice(MEDIUMS), reason: text(200) });

/** "all", "day 2", "sub-criterion A1", or one form: "form A1 R900". */
export const PrintFormsSchema = z.object({
  what: z
    .string("choice-missing")
    .max(80)
    .transform((what, context) => {
      const [kind, first = "", second = ""] = what.split(" ");
      if (kind === "all") return { day: null, subCriterionId: null, code: null };
      if (kind === "day" && /^\d{1,2}$/.test(first)) return { day: Number(first), subCriterionId: null, code: null };
      if (kind === "sub-criterion" && first !== "") return { day: null, subCriterionId: first, code: null };
      if (kind === "form" && second !== "") return { day: null, subCriterionId: first, code: second };
      context.addIssue({ code: "custom", message: "choice-missing" });
      return z.NEVER;
    }),
});

/** The address parameter under which a scanned label, or what was typed instead, arrives. */
export const FIND_KEY = "find";

/** A box in the name of its field; the aspect's and the judge's ids have no blank in them. */
export function nameOfBox(
  kind: "box" | "stands" | "note",
  place: { aspectId: string; judgeId: string | null; scoreRound: number },
): string {
  return [kind, place.aspectId, String(place.scoreRound), place.judgeId ?? ""].join(" ");
}

type Box = { readonly aspectId: string; readonly judgeId: string | null; readonly scoreRound: number; readonly text: string };

function readBoxes(fields: Readonly<Record<string, unknown>>, kind: string): Box[] {
  return Object.entries(fields).flatMap(([name, written]): Box[] => {
    const [of, aspectId = "", scoreRound = "", judgeId = ""] = name.split(" ");
    if (of !== kind || typeof written !== "string" || !/^\d{1,2}$/.test(scoreRound)) return [];
    const textOf = written.trim().slice(0, 200);
    return textOf === ""
      ? []
      : [{ aspectId, judgeId: judgeId === "" ? null : judgeId, scoreRound: Number(scoreRound), text: textOf }];
  });
}

/** A form as it was keyed: what stands in each box that is not empty. */
export const KeyFormSchema = z.looseObject({}).transform((fields) => ({ boxes: readBoxes(fields, "box") }));

/** Which of two values stands, and why, for each difference. */
export const SettleDifferencesSchema = z
  .looseObject({ firstId: z.string().max(64), secondId: z.string().max(64) })
  .transform(({ firstId, secondId, ...fields }) => {
    const notes = new Map(readBoxes(fields, "note").map((box) => [nameOfBox("note", box), box.text]));
    return {
      firstId,
      secondId,
      settled: readBoxes(fields, "stands").flatMap(({ text: stands, ...place }) =>
        stands === "first" || stands === "second"
          ? [{ ...place, stands, note: notes.get(nameOfBox("note", place)) ?? "" } as const]
          : [],
      ),
    };
  });

export const ArchiveScanSchema = z.object({ file });
