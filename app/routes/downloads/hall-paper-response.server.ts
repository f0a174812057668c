/** 赛场情况记录表 as a file to print and sign: of the whole hall, or of one entry; its routes have asked who may have it. */
import { createHallEntryWords, createHallSheetWords } from "#app/i18n/hall-paper-words.ts";
import { nameOfSession } from "#app/platform/access/round.server.ts";
import { renderHallPaper } from "#app/platform/pdf/render-hall-paper.server.ts";
import type { HallPaperFacts } from "#app/queries/hall/find-hall-paper.server.ts";

export async function respondWithHallPaper(facts: HallPaperFacts, of: "hall" | "entry"): Promise<Response | null> {
  const [first] = facts.seats;
  if (of === "entry" && !first) return null;
  const words =
    of === "entry" && first ? await createHallEntryWords(facts, first) : await createHallSheetWords(facts, facts.seats);
  const bytes = await renderHallPaper({
    ...words,
    changedAt: new Date(facts.changedAt),
    layout: of === "entry" ? "portrait" : "landscape",
  });
  const name =
    of === "entry"
      ? `hall-record-${facts.eventCode}-${first?.entrantNumber ?? first?.seatCode}`
      : nameOfSession(`hall-record-${facts.eventCode}`, facts.session);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${name}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
