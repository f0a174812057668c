/** /api: what the API answers and how to ask it, for people; one document without a script. */
import { API_ERRORS, API_OPERATIONS, ERROR_STATUS } from "#app/forms/api-v1.ts";
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";

const STYLE =
  "body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a2230;background:#fff}" +
  "code{background:#eef1f6;padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}" +
  "td,th{border-bottom:1px solid #d6dce6;padding:.5rem .6rem;text-align:start;vertical-align:top}a{color:#0b57d0}" +
  "@media(prefers-color-scheme:dark){body{background:#141922;color:#e6eaf1}code{background:#242c3a}td,th{border-color:#37415280}a{color:#8ab4f8}}";

export const loader = defineLoader({ access: "public" }, async ({ runtime, request, url }) => {
  const asked = url.searchParams.get("language");
  const locale = asked === "en" || asked === "zh-CN" ? asked : readLocale(request.headers.get("Cookie"));
  const { t } = await createI18n(locale);
  const base = `${runtime.env.publicUrl}/api/v1`;
  const operations = API_OPERATIONS.map(({ id, path, scope }) => {
    const needed = scope === null ? t("api:anyScope") : t(`api:scopes.${scope}`);
    return `<tr><td>${escapeHtml(t(`api:operation.${id}`))}</td><td><code>GET /api/v1${escapeHtml(path)}</code></td><td>${escapeHtml(needed)}</td></tr>`;
  });
  const errors = API_ERRORS.map(
    (code) =>
      `<tr><td>${ERROR_STATUS[code]}</td><td><code>${code}</code></td><td>${escapeHtml(t(`api:error.${code}`))}</td></tr>`,
  );
  const title = escapeHtml(t("api:title"));
  const page = [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    `<p><a href="?language=${locale === "en" ? "zh-CN" : "en"}">${escapeHtml(t("api:otherLanguage"))}</a></p>`,
    `<h1>${title}</h1><p>${escapeHtml(t("api:lead"))}</p>`,
    `<h2>${escapeHtml(t("api:how"))}</h2><p>${escapeHtml(t("api:howText"))}</p>`,
    `<p><code>curl -H "Authorization: Bearer slk_…" ${escapeHtml(base)}/competitions</code></p>`,
    `<h2>${escapeHtml(t("api:operations"))}</h2><table>${operations.join("")}</table>`,
    `<h2>${escapeHtml(t("api:errors"))}</h2><p>${escapeHtml(t("api:errorsText"))}</p><table>${errors.join("")}</table>`,
    `<p><a href="/api/v1/openapi.json">${escapeHtml(t("api:document"))}</a></p>`,
    `<p><a href="/api/interchange.schema.json">${escapeHtml(t("api:schema"))}</a></p></body></html>`,
  ].join("");
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8", "X-Content-Type-Options": "nosniff" } });
});

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
