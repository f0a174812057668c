/** Which language a reader has chosen: kept in a plain cookie, because it is needed before anyone signs in. */
import { LOCALES, type Locale } from "#app/domain/shared/vocabulary.ts";

export const DEFAULT_LOCALE: Locale = "zh-CN";
/** Both the name of the cookie and of the address parameter that sets it. */
export const LOCALE_KEY = "locale";

const ONE_YEAR_SECONDS = 31_536_000;

/** The text as a locale, or null. */
export function findLocale(text: string | null | undefined): Locale | null {
  return LOCALES.find((locale) => locale === text) ?? null;
}

/** The locale of a Cookie header; the default when it names none. */
export function readLocale(cookieHeader: string | null): Locale {
  const pairs = (cookieHeader ?? "").split(";").map((pair) => pair.trim().split("="));
  return findLocale(pairs.find(([name]) => name === LOCALE_KEY)?.[1]) ?? DEFAULT_LOCALE;
}

/** The Set-Cookie header that keeps the choice for a year. */
export function writeLocale(locale: Locale): string {
  return `${LOCALE_KEY}=${locale}; Path=/; Max-Age=${ONE_YEAR_SECONDS}; SameSite=Lax`;
}
