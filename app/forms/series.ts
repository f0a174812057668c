/** What officers submit about series of competitions and their editions. */
import { z } from "zod";
import { SPHERES, TIERS } from "#app/domain/shared/vocabulary.ts";
import { choice, optionalNumber, text, wholeNumber } from "./fields.ts";

/** A series in words of its own. */
export const FoundSeriesSchema = z.object({
  name: text(),
  nameEn: text(200),
  tier: choice(TIERS),
  sphere: choice(SPHERES),
  everyYears: optionalNumber(1, 10),
  /** Rows without a region are left out. */
  regionCodes: z
    .array(z.string().max(20))
    .default([])
    .transform((codes) => codes.filter((code) => code !== "")),
});

/** A series that a document asks for. */
export const FoundCadenceSeriesSchema = z.object({ packName: text(), cadenceId: text(), sphere: choice(SPHERES) });

export const AddEditionSchema = z.object({ seriesId: text(), competitionId: text(), edition: wholeNumber(1, 999) });

export const RemoveEditionSchema = z.object({ competitionId: text() });
