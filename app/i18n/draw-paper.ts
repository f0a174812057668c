/** 抽签表, in the shape that the renderer of papers takes. */
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import { sayDrawnFor } from "./drawn-for.ts";
import { type HallFacts, type Named, type OccasionFacts, openWords } from "./paper-words.ts";

/** 抽签表: numbers, sessions and seats, signed by who drew; it names nobody, so that supervisors may have it before unblinding. */
export async function createDrawSheet(
  occasion: OccasionFacts,
  event: Named & { readonly code: string },
  hall: Omit<HallFacts, "entries"> & {
    /** Who drew by hand for entries that were absent. */
    readonly drawnFor: ReadonlyMap<string, readonly DrawnBy[]>;
  },
) {
  const { t, frameOf, named, facts, signatures } = await openWords(occasion, hall.locale);
  const sayRemark = (entryId: string) =>
    (hall.drawnFor.get(entryId) ?? []).map((drawnBy) => sayDrawnFor(t, drawnBy)).join(t("nameSeparator"));
  const hasSessions = hall.sessions.length > 0;
  return {
    ...frameOf("draw-sheet", event, hall.only),
    parts: [
      facts([{ term: t("event"), value: t("eventHeading", { code: event.code, name: named(event) }) }]),
      {
        kind: "table" as const,
        columns: [
          { header: t("number"), share: 0.7 },
          { header: t("entrantNumber"), share: 1.6 },
          ...(hasSessions ? [{ header: t("session"), share: 1.2 }] : []),
          { header: t("seat"), share: 1.2 },
          { header: t("signLeader"), share: 2.4 },
          { header: t("remark"), share: 1.6 },
        ],
        rows: hall.seats.map(({ entryId, entrantNumber, sessionNumber, seatCode }, index) => ({
          cells: [
            String(index + 1),
            entrantNumber,
            ...(hasSessions ? [sessionNumber === null ? "" : t("sessionNumber", { number: sessionNumber })] : []),
            seatCode ?? "",
            "",
            sayRemark(entryId),
          ],
        })),
      },
      signatures("signWitness", "signSupervisor", "signOrganiser"),
    ],
  };
}
