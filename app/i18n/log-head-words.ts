/** The words of the head of the log on a sheet that is signed, in the shape that the renderer of papers takes. */
import { printHead, type SignedHead } from "#app/domain/audit/head.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";

/** @param head null: none could be noted @param code the same head as a line of a file of heads */
export async function createLogHeadPart(head: SignedHead | null, code: string | null, locale: Locale) {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(null, "history");
  if (head === null) return { kind: "log-head" as const, lines: [t("sheet.none")], code: null };
  const at = createFormats(instance).dateTime(head.at);
  const lines = [t("sheet.head", { head: printHead(head) }), t("sheet.signed", { key: head.keyId, at })];
  return { kind: "log-head" as const, lines, code };
}
