/** What is said while the database cannot be reached: a page without scripts that asks for nothing, in the reader's language. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { readLocale } from "./locale.ts";

const written = new Map<Locale, Promise<string>>();

/** @returns an HTML document; the same for everyone who reads this language */
export function writeAwayPage(cookieHeader: string | null): Promise<string> {
  const locale = readLocale(cookieHeader);
  const known = written.get(locale) ?? write(locale);
  written.set(locale, known);
  return known;
}

/** @returns a strip of HTML that says of when a kept page is, for the top of its body */
export async function writeKeptNotice(cookieHeader: string | null, at: Date): Promise<string> {
  const i18n = await createI18n(readLocale(cookieHeader));
  const text = i18n.t("error.kept", { time: createFormats(i18n).time(at) });
  const style = "padding:0.5rem 1rem;background:#7a4b00;color:#fff;font:1rem/1.6 system-ui,sans-serif;text-align:center";
  return `<div role="status" style="${style}">${text}</div>`;
}

async function write(locale: Locale): Promise<string> {
  const { t } = await createI18n(locale);
  const [title, text, retry] = [t("error.awayTitle"), t("error.awayText"), t("action.retry")];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 36rem; margin: 18vh auto 0; padding: 0 1.5rem; font: 1rem/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.4; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="">${retry}</a></p>
</body>
</html>
`;
}
