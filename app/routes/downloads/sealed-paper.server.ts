/** A sheet to sign, with the head of the log on it: whoever keeps the sheet can tell later whether the log was changed up to there. */
import { writeHeadLine } from "#app/domain/audit/export-lines.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createLogHeadPart } from "#app/i18n/log-head-words.ts";
import type { Paper } from "#app/platform/pdf/render-paper.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { noteHead } from "#app/services/audit/note-head.server.ts";

/**
 * The paper with the head of `chain` noted after everything on it was read. Where the database takes no writes now, the sheet says that
 * none could be noted: a hall must not wait for its paper.
 */
export async function sealPaper(
  runtime: Runtime,
  { chain, paper, locale }: { readonly chain: string; readonly paper: Paper; readonly locale: Locale },
): Promise<Paper> {
  const head = await noteHead(runtime, chain, { whereUnreachable: "none" });
  const part = await createLogHeadPart(head, head === null ? null : writeHeadLine(head).trimEnd(), locale);
  return { ...paper, parts: [...paper.parts, part] };
}
