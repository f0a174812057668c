/** Why a marking scheme or the rules of an event do not hold, in English. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/scheme-and-rules.ts";

export default {
  "scheme-missing": "No marking scheme has been imported yet.",
  "scheme-empty": "The marking scheme has no criterion.",
  "scheme-total-mismatch": "The maxima of the criteria add up to {{sum}}, not to the total of {{total}}.",
  "criterion-id-malformed": "Criterion “{{criterion}}” must have one capital letter as its id.",
  "criterion-id-repeated": "Criterion {{criterion}} stands twice.",
  "criterion-name-missing": "Criterion {{criterion}} has no name.",
  "criterion-empty": "Criterion {{criterion}} has no sub-criterion.",
  "criterion-maximum-mismatch": "Criterion {{criterion}} states a maximum of {{stated}}, but its aspects add up to {{sum}}.",
  "sub-criterion-id-malformed":
    "Sub-criterion “{{subCriterion}}” must be the letter {{criterion}} and a number, such as {{criterion}}1.",
  "sub-criterion-id-repeated": "Sub-criterion {{subCriterion}} stands twice.",
  "sub-criterion-name-missing": "Sub-criterion {{subCriterion}} has no name.",
  "sub-criterion-day-invalid": "The day of sub-criterion {{subCriterion}} must be a whole number from 1, and is {{day}}.",
  "sub-criterion-empty": "Sub-criterion {{subCriterion}} has no aspect.",
  "aspect-id-not-positional": "Aspect {{aspect}} must be {{expected}} by its position.",
  "aspect-text-missing": "Aspect {{aspect}} has no text.",
  "aspect-maximum-not-positive": "The maximum of aspect {{aspect}} is {{maximum}} and must be above zero.",
  "aspect-descriptors-missing": "Judgement aspect {{aspect}} has no description for the score {{scores}}.",
  "total-not-positive": "The total {{total}} must be above zero.",
  "spread-limit-out-of-range": "The spread allowed must be a whole number from 0 to {{highest}}, and is {{spreadLimit}}.",
  "judges-per-form-not-positive": "A form needs at least 1 judge, not {{judgesPerForm}}.",
  "tie-break-criterion-unknown": "The tie-break by criterion {{criterion}} finds no such criterion in the marking scheme.",
  "tie-break-repeated": "Criterion {{criterion}} stands twice among the tie-breaks.",
  "on-site-minutes-negative": "The on-site publication takes whole minutes from 0, not {{minutes}}.",
  "award-share-not-percent": "The share of the {{tier, award}} must be a whole percentage from 0 to 100, and is {{share}}.",
  "award-shares-above-100": "The shares of the prizes add up to {{sum}}%, which is above 100%.",
  "award-count-negative": "The number of the {{tier, award}} must be a whole number from 0, and is {{count}}.",
  "award-excellence-not-percent": "The excellence award goes to a whole percentage from 0 to 100, not {{excellenceTo}}.",
  "award-excellence-within-tiers":
    "The excellence award goes down to {{excellenceTo}}%, but the prizes already take {{sum}}%: nobody could win it.",
  "award-minimum-mark-out-of-range": "The lowest mark that wins, {{minimumMark}}, must lie between 0 and the total {{total}}.",
  "award-minimum-entries-not-positive": "The smallest number of entries for a prize is at least 1, not {{below}}.",
  "award-minimum-entries-repeated": "There are two rules for fewer than {{below}} entries.",
  "award-minimum-entries-tiers-not-from-first": "With fewer than {{below}} entries the prizes must begin with the first.",
  "advancement-places-not-positive": "At least 1 place advances, not {{places}}.",
  "advancement-cap-not-positive": "At least 1 of a delegation can advance, not {{cap}}.",
} as const satisfies Same<typeof zh>;
