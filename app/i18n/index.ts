/** One i18next instance per request or browser page, holding the texts of its own locale only. */
import { createInstance, type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { addFormatters, type FormatterValues } from "./formatters.ts";
import type zh from "./zh-CN/index.ts";

/** The Chinese texts are the type of every key; English is held to the same shape where it is written. */
export type Texts = typeof zh;
/** The name of a namespace: one per subject. */
export type TextNamespace = keyof Texts;
/** The texts of one language, of some namespaces. */
export type SomeTexts = { readonly [Namespace in TextNamespace]?: object };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: Texts;
    strictInterpolationChecks: true;
    interpolationFormatTypeMap: FormatterValues;
  }
}

/**
 * An instance whose texts are loaded: `useTranslation()` for common words, `useTranslation(["marking", "common"])` where a
 * screen has its own namespace too. A missing text throws outside production.
 * @param page the tablet's page shows few of them, and must be small
 */
export async function createI18n(locale: Locale, page: "any" | "tablet" = "any"): Promise<i18n> {
  const texts = await (page === "tablet" ? loadTabletTexts(locale) : loadTexts(locale));
  return startI18n(locale, texts.default);
}

/** An instance that knows these namespaces only: for a page whose scripts must be small. */
export async function startI18n(locale: Locale, texts: SomeTexts): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: "common",
    ns: Object.keys(texts),
    resources: { [locale]: texts as Resource[string] },
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    ...(process.env.NODE_ENV === "production" ? {} : { saveMissing: true, missingKeyHandler: throwMissing }),
  });
  addFormatters(instance);
  return instance;
}

function loadTexts(locale: Locale) {
  return locale === "en" ? import("./en/index.ts") : import("./zh-CN/index.ts");
}

function loadTabletTexts(locale: Locale) {
  return locale === "en" ? import("./en/on-tablet.ts") : import("./zh-CN/on-tablet.ts");
}

function throwMissing(languages: readonly string[], namespace: string, key: string): never {
  throw new Error(`no text for ${namespace}:${key} in ${languages.join(", ")}`);
}
