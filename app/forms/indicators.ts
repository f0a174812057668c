/** What policy officers record of a document's indicators. */
import { z } from "zod";
import { mark, text, wholeNumber } from "./fields.ts";

/** The target is chosen as "pack/target"; the value is typed in the target's own unit, with at most two decimals. */
export const RecordReadingSchema = z
  .object({
    target: text().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "choice-missing"),
    year: wholeNumber(2000, 2100),
    value: mark.refine((value) => value >= 0, "mark-unreadable"),
    reference: text(200),
  })
  .transform(({ target, ...rest }) => {
    const [packName = "", targetId = ""] = target.split("/");
    return { packName, targetId, ...rest };
  });

export const VoidReadingSchema = z.object({ readingId: text() });
