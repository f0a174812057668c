/** Working days of mainland China: public holidays and the weekends worked in their place, from the published calendars. */
import chineseDays from "chinese-days";
import { shanghaiDay } from "#app/domain/shared/day.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/**
 * The end of a period of working days: the midnight in Asia/Shanghai that ends the last of them. The day on which it begins does
 * not count; a period of 0 days is over as it begins. A year whose holidays are not published yet has weekends only.
 */
export function addWorkingDays(from: Date, days: number): Date {
  if (days === 0) return from;
  let start = Date.parse(`${shanghaiDay(from)}T00:00:00Z`) - SHANGHAI_OFFSET_MS;
  for (let left = days; left > 0; ) {
    start += DAY_MS;
    if (chineseDays.isWorkday(shanghaiDay(new Date(start)))) left -= 1;
  }
  return new Date(start + DAY_MS);
}
