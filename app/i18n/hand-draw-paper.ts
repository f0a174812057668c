/** 手工抽签记录: each draw by hand on a page of its own, with a line to sign for everyone who drew; before the draw it is the form for it. */
import type { HandDrawFacts } from "#app/domain/draw/hand-draw-facts.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { sayDrawnFor } from "./drawn-for.ts";
import { type OccasionFacts, openWords } from "./paper-words.ts";

/** It names neither entrants nor delegations, so that supervisors may have it before unblinding. */
export async function createHandDrawRecord(
  occasion: OccasionFacts,
  event: { readonly code: string; readonly name: string; readonly nameEn: string },
  input: { readonly locale: Locale; readonly draws: readonly HandDrawFacts[]; readonly only: number | null },
) {
  const { locale, draws, only } = input;
  const { t, formats, frameOf, named, facts, signatures } = await openWords(occasion, locale);
  const time = (at: string | null) => (at === null ? t("none") : formats.dateTime(at, "never"));
  const parts = draws.flatMap((draw, index) => [
    ...(index === 0 ? [] : [{ kind: "page-break" as const }]),
    facts([
      { term: t("event"), value: t("eventHeading", { code: event.code, name: named(event) }) },
      { term: t("handDraw.what"), value: nameDraw(t, draw) },
      { term: t("handDraw.frozenAt"), value: time(draw.frozenAt) },
      { term: t("handDraw.recorder"), value: draw.recorders.join(t("nameSeparator")) || t("none") },
      { term: t("handDraw.witness"), value: draw.witness ? `${draw.witness}　${time(draw.drawnAt)}` : t("none") },
      ...(draw.statement ? [{ term: t("handDraw.statement"), value: draw.statement }] : []),
    ]),
    {
      kind: "table" as const,
      columns: [
        { header: t("number"), share: 0.7 },
        { header: t("entrantNumber"), share: 1.4 },
        { header: t("handDraw.place"), share: 1.2 },
        ...(draw.kind === "seat" ? [{ header: t("seat"), share: 1.1 }] : []),
        { header: t("handDraw.drawnBy"), share: 1.5 },
        { header: t("handDraw.leader"), share: 1.8 },
        { header: t("signLeader"), share: 2.4 },
        { header: t("remark"), share: 1.2 },
      ],
      rows: draw.lines.map(({ entrantNumber, place, seatCode, drawnForBy, signedAt }, row) => ({
        cells: [
          String(row + 1),
          entrantNumber,
          place === null ? "" : String(place),
          ...(draw.kind === "seat" ? [seatCode ?? ""] : []),
          drawnForBy === null ? (place === null ? "" : t("handDraw.self")) : sayDrawnFor(t, drawnForBy),
          signedAt === null ? "" : t("handDraw.signed", { time: time(signedAt) }),
          "",
          "",
        ],
      })),
    },
    signatures("signRecorder", "signWitness", "signSupervisor"),
  ]);
  return {
    ...frameOf("hand-draw-record", event, only),
    parts,
  };
}

function nameDraw(
  t: Awaited<ReturnType<typeof openWords>>["t"],
  { kind, session, module, version }: Pick<HandDrawFacts, "kind" | "session" | "module" | "version">,
): string {
  const what =
    kind === "session"
      ? t("handDraw.sessions")
      : [
          ...(session === null ? [] : [t("sessionNumber", { number: session })]),
          t("handDraw.seats"),
          ...(module === null ? [] : [t("handDraw.module", { module })]),
        ].join("　");
  return version > 1 ? `${what}　${t("handDraw.version", { version })}` : what;
}
