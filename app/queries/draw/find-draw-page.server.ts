/** The public page of one draw: what was published of it, and what it belongs to. */
import type { DrawDocument } from "#app/domain/draw/document.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";

type Named = { readonly code: string; readonly name: string; readonly nameEn: string };
export type DrawPage = {
  readonly competition: Named;
  readonly event: Named;
  readonly document: DrawDocument;
  /** Whether it was held and what it gave is published with the unblinding. */
  readonly isWithheld: boolean;
};

/** @returns null when the event has no such draw */
export async function findDrawPage(
  runtime: Runtime,
  input: { readonly drawId: string; readonly eventId: string },
): Promise<DrawPage | null> {
  const tables = runtime.database.read;
  const document = await findDrawDocument(tables, input);
  if (document === null) return null;
  const named = { code: true, name: true, nameEn: true } as const;
  const { competition, ...event } = await tables.event.findUniqueOrThrow({
    where: { id: input.eventId },
    select: { ...named, competition: { select: named } },
  });
  const { drawnAt } = await tables.draw.findUniqueOrThrow({ where: { id: input.drawId }, select: { drawnAt: true } });
  return { competition, event, document, isWithheld: drawnAt !== null && document.drawnAt === null };
}
