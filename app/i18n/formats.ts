/**
 * Dates, times, marks and money as text. Written by hand from a fixed offset of Shanghai, because Intl differs between the
 * server's and the browsers' versions and the two renderings must agree to the letter.
 */
import type { i18n } from "i18next";
import { formatFen, formatHundredths } from "#app/domain/shared/units.ts";
import { createLookup } from "./lookup.ts";

/** A moment: a Date, an ISO text with its offset, or milliseconds since 1970. */
export type Moment = Date | string | number;
/** Whether the year is written: "auto" leaves it out where it is the present one. */
export type YearStyle = "auto" | "always" | "never";

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const NEAR_DAYS = 7;

export type Formats = ReturnType<typeof createFormats>;

/** The formats of an instance's locale. Without `now` every date carries its year. */
export function createFormats(instance: i18n, now?: Moment) {
  const text = createLookup(instance);
  const presentYear = now === undefined ? null : inShanghai(now).year;

  function dated(kind: "date" | "day", at: Moment, style: YearStyle): string {
    const { year, month, day, weekday } = inShanghai(at);
    const withYear = style === "always" || (style === "auto" && year !== presentYear);
    return text(`format.${kind}${withYear ? "WithYear" : ""}`, {
      year,
      day,
      month: text(`format.month.${month}`),
      weekday: text(`format.weekday.${weekday}`),
    });
  }

  const formats = {
    /** The time of day, "14:30". */
    time(at: Moment): string {
      const { hour, minute } = inShanghai(at);
      return `${pad(hour)}:${pad(minute)}`;
    },
    /** The date with its weekday, of a moment or of a plain "2025-11-20". */
    date(at: Moment, year: YearStyle = "auto"): string {
      return dated("date", at, year);
    },
    /** The date without the weekday, of a moment or of a plain "2025-11-20". */
    day(at: Moment, year: YearStyle = "auto"): string {
      return dated("day", at, year);
    },
    /** Date, weekday and time of day. */
    dateTime(at: Moment, year: YearStyle = "auto"): string {
      return text("format.dateTime", { date: dated("date", at, year), time: formats.time(at) });
    },
    /** A stretch of days; one day is written once. */
    days(from: Moment, to: Moment, year: YearStyle = "auto"): string {
      const [first, last] = [formats.day(from, year), formats.day(to, year)];
      return first === last ? first : text("format.range", { from: first, to: last });
    },
    /** "in 3 minutes", "yesterday"; null when it is further than a week away. */
    relative(at: Moment, since: Moment): string | null {
      const distance = toMs(at) - toMs(since);
      const past = distance < 0;
      const size = Math.abs(distance);
      if (size < MINUTE_MS) return text(past ? "format.now" : "format.soon");
      if (size < HOUR_MS) return text(past ? "format.minutesAgo" : "format.inMinutes", { count: Math.floor(size / MINUTE_MS) });
      if (size < DAY_MS) return text(past ? "format.hoursAgo" : "format.inHours", { count: Math.floor(size / HOUR_MS) });
      const days = Math.abs(dayNumber(at) - dayNumber(since));
      if (days > NEAR_DAYS) return null;
      if (days === 1) return text(past ? "format.yesterday" : "format.tomorrow");
      return text(past ? "format.daysAgo" : "format.inDays", { count: days });
    },
    /** A length of time: "02:09:05", from a day on "3 days 4 h". Never below zero. */
    duration(milliseconds: number): string {
      const left = Math.max(0, milliseconds);
      const days = Math.floor(left / DAY_MS);
      const hours = Math.floor((left % DAY_MS) / HOUR_MS);
      if (days > 0) return text("format.durationDays", { count: days, hours });
      return text("format.duration", {
        hours: pad(hours),
        minutes: pad(Math.floor((left % HOUR_MS) / MINUTE_MS)),
        seconds: pad(Math.floor((left % MINUTE_MS) / SECOND_MS)),
      });
    },
    /** A mark in hundredths, with two decimals. */
    marks(hundredths: number): string {
      return formatHundredths(hundredths);
    },
    /** Money in fen, with thousands separators and the unit. */
    money(fen: number): string {
      return text("format.money", { amount: formatFen(fen) });
    },
    /** A number of bytes in the unit that a person would use. */
    bytes(count: number): string {
      if (count < 1024) return text("format.bytes", { value: count });
      if (count < 1024 * 1024) return text("format.kilobytes", { value: Math.round(count / 1024) });
      return text("format.megabytes", { value: (count / (1024 * 1024)).toFixed(1) });
    },
    /** Several words as one enumeration. */
    list(words: readonly string[]): string {
      return words.join(text("word.listSeparator"));
    },
  };
  return formats;
}

type ShanghaiParts = { year: number; month: number; day: number; weekday: number; hour: number; minute: number };

function inShanghai(at: Moment): ShanghaiParts {
  const shifted = new Date(toMs(at) + SHANGHAI_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

function dayNumber(at: Moment): number {
  return Math.floor((toMs(at) + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** A plain calendar day means its midnight in Shanghai. @throws RangeError when the text is no moment. */
function toMs(at: Moment): number {
  const isDay = typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at);
  const ms = new Date(isDay ? `${at}T00:00:00+08:00` : at).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not a moment: ${String(at)}`);
  return ms;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
