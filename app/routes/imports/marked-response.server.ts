/** A marked roster file to download, in the language of the reader. */
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createLookup } from "#app/i18n/lookup.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { markRosterImport } from "#app/queries/registration/mark-roster-import.server.ts";

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

/** @throws a 404 when the place has no such import that was checked */
export async function respondWithMarkedRoster(
  runtime: Runtime,
  request: Request,
  of: { readonly importId: string; readonly competitionId: string; readonly delegationId: string | null },
): Promise<Response> {
  const i18n = await createI18n(readLocale(request.headers.get("Cookie")));
  const text = createLookup(i18n);
  const marked = await markRosterImport(runtime, of, {
    sheet: text("registration:import.sheet"),
    cell: text("registration:import.cell"),
    reason: text("registration:import.problem"),
    say: createSentence(i18n, "registration"),
  });
  if (marked === null) throw new Response(null, { status: 404 });
  const base = marked.fileName.replace(/\.[^.]*$/, "");
  const name = `${base}-${text("registration:import.markedName")}.${marked.format}`;
  return new Response(new Uint8Array(marked.bytes), {
    headers: {
      "Content-Type": TYPES[marked.format],
      "Content-Disposition": `attachment; filename="roster-marked.${marked.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
