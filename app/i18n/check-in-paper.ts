/** 检录单, in the shape that the renderer of papers takes. */
import { type HallFacts, type Named, type OccasionFacts, openWords, type SeatFacts, type SessionFacts } from "./paper-words.ts";

/** One that was granted on the spot. */
export type SubstitutionFacts = {
  readonly entryId: string;
  readonly entrantNumber: string;
  /** Empty when the person was erased. */
  readonly outName: string;
  readonly inName: string;
  readonly reason: string;
  /** ISO. */
  readonly requestedAt: string;
};

/** 检录单: each session begins on a page of its own, with a line to sign for each entry. */
export async function createCheckInSheet(
  occasion: OccasionFacts,
  event: Named & { readonly code: string },
  hall: HallFacts & { readonly substitutions: readonly SubstitutionFacts[] },
) {
  const { t, formats, frameOf, named, facts, sessionHeading, signatures, unit } = await openWords(occasion, hall.locale);
  const entryOf = new Map(hall.entries.map((entry) => [entry.id, entry]));
  /** Those on the spot of these seats: who signs compares with the one that came. */
  const listSubstitutions = (seats: readonly SeatFacts[]) => {
    const ours = hall.substitutions.filter(({ entryId }) => seats.some((seat) => seat.entryId === entryId));
    if (ours.length === 0) return [];
    return [
      {
        kind: "table" as const,
        heading: t("substitutions"),
        columns: [
          { header: t("entrantNumber"), share: 1.2 },
          { header: t("goesOut"), share: 1.6 },
          { header: t("comesIn"), share: 1.6 },
          { header: t("reason"), share: 3.2 },
          { header: t("askedAt"), share: 1.6 },
        ],
        rows: ours.map(({ entrantNumber, outName, inName, reason, requestedAt }) => ({
          cells: [entrantNumber, outName || t("erased"), inName || t("erased"), reason, formats.dateTime(requestedAt, "never")],
        })),
      },
    ];
  };
  const parts = listSessions(hall).flatMap(({ session, seats }, index) => [
    ...(index === 0 ? [] : [{ kind: "page-break" as const }]),
    {
      kind: "table" as const,
      heading: session ? sessionHeading(session) : t("eventHeading", { code: event.code, name: named(event) }),
      columns: [
        { header: t("number"), share: 0.6 },
        { header: t("entrantNumber"), share: 1.2 },
        { header: t("name"), share: 1.6 },
        { header: t("unit"), share: 3.2 },
        { header: t("seat"), share: 0.9 },
        ...(["identity", "phonesIn", "tools"] as const).map((key) => ({ header: t(key), share: 0.9 })),
        { header: t("arrived"), share: 1.1 },
        { header: t("signature"), share: 1.8 },
      ],
      rows: seats.map((seat, row) => {
        const entry = entryOf.get(seat.entryId);
        const members = entry?.members ?? [];
        return {
          cells: [
            String(row + 1),
            seat.entrantNumber,
            members.map(({ name }) => name || t("erased")).join(t("nameSeparator")),
            [...new Set(members.map(unit))].join(t("nameSeparator")),
            seat.seatCode ?? "",
            ...Array<string>(3).fill(t("square")),
            "",
            "",
          ],
        };
      }),
    },
    ...listSubstitutions(seats),
    signatures("signCheckIn", "signSupervisor"),
  ]);
  return {
    ...frameOf("check-in-sheet", event, hall.only),
    layout: "landscape" as const,
    parts: [facts([{ term: t("event"), value: t("eventHeading", { code: event.code, name: named(event) }) }]), ...parts],
  };
}

/** The seats of each session in their order; without sessions those of the round together. */
function listSessions({ sessions, seats }: Pick<HallFacts, "sessions" | "seats">) {
  const ofNone = seats.filter(({ sessionNumber }) => sessionNumber === null);
  const ofEach = sessions.map((session) => ({
    session: session as SessionFacts | null,
    seats: seats.filter(({ sessionNumber }) => sessionNumber === session.number),
  }));
  return [...ofEach, ...(ofNone.length > 0 ? [{ session: null, seats: ofNone }] : [])].filter((part) => part.seats.length > 0);
}
