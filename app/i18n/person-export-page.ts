/** What is stored about a person as a page that he can read and print: the same content as the JSON file beside it. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { createLookup } from "./lookup.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts that a person looks for first; the others follow as the file has them. */
const LEADING = ["person", "entries", "coached", "results", "certificates"];
/** Of use to programs only. */
const LEFT_OUT = ["format"];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const PICTURE = /^image\/(png|jpeg|webp)$/;

/** @param file an export as its JSON has it @returns a whole HTML document without scripts */
export async function createPersonExportPage(file: object, locale: Locale): Promise<string> {
  const instance = await createI18n(locale);
  const text = createLookup(instance);
  const formats = createFormats(instance);
  const label = (key: string) => {
    const name = `dataRequests:exported.field.${key}`;
    return instance.exists(name) ? text(name) : key;
  };
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return text("dataRequests:exported.none");
    if (typeof value === "boolean") return text(`dataRequests:exported.${value ? "yes" : "no"}`);
    if (typeof value === "string" && MOMENT.test(value)) return formats.dateTime(value);
    return String(value);
  };
  const show = (value: unknown): string => {
    if (Array.isArray(value)) {
      if (value.length === 0) return `<p>${escapeHtml(text("dataRequests:exported.nothing"))}</p>`;
      return `<ol>${value.map((item) => `<li>${show(item)}</li>`).join("")}</ol>`;
    }
    if (typeof value === "object" && value !== null) return showFields(value as Fields);
    return escapeHtml(say(value));
  };
  const showFields = (fields: Fields): string => {
    const rows = Object.entries(fields).map(([key, value]) => {
      const shown = key === "base64" ? showFile(fields) : show(value);
      return `<dt>${escapeHtml(label(key))}</dt><dd>${shown}</dd>`;
    });
    return `<dl>${rows.join("")}</dl>`;
  };
  const showFile = ({ mediaType, base64 }: Fields): string => {
    if (typeof base64 !== "string" || base64 === "") return escapeHtml(text("dataRequests:exported.none"));
    if (!PICTURE.test(String(mediaType))) return escapeHtml(text("dataRequests:exported.inJson"));
    return `<img alt="" src="data:${mediaType};base64,${base64.replace(/[^A-Za-z0-9+/=]/g, "")}">`;
  };
  // As the JSON has it: dates are text, and what has no value is left out.
  const content = JSON.parse(JSON.stringify(file)) as Fields;
  const keys = Object.keys(content).filter((key) => typeof content[key] === "object" && !LEADING.includes(key));
  const parts = [...LEADING, ...keys].map((key) => `<h2>${escapeHtml(label(key))}</h2>${show(content[key] ?? [])}`);
  const facts = Object.entries(content).filter(([key, value]) => typeof value !== "object" && !LEFT_OUT.includes(key));
  const title = escapeHtml(text("dataRequests:exported.title"));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; color-scheme: light dark; }
h2 { margin-top: 2rem; border-bottom: 1px solid; font-size: 1.25rem; }
dl { display: grid; grid-template-columns: minmax(7rem, 12rem) minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0 0 1rem; }
dt { opacity: 0.75; }
dd { margin: 0; overflow-wrap: anywhere; }
img { max-width: 12rem; }
@media (max-width: 36em) { dl { grid-template-columns: minmax(0, 1fr); } }
</style>
</head>
<body>
<h1>${title}</h1>
${showFields(Object.fromEntries(facts))}
${parts.join("\n")}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
