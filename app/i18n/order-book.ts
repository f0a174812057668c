/** 秩序册, in the shape that the renderer of papers takes. */
import type { Locale, Role } from "#app/domain/shared/vocabulary.ts";
import { type EntryFacts, type Named, type OccasionFacts, openWords } from "./paper-words.ts";

/** 秩序册: what everyone who comes is handed. */
export async function createOrderBook(
  occasion: OccasionFacts,
  book: {
    readonly locale: Locale;
    readonly entries: readonly EntryFacts[];
    /** In time; `event` and `session` of a session of a round, else a title. */
    readonly schedule: readonly {
      readonly startsAt: string;
      readonly endsAt: string;
      readonly place: string;
      readonly title: Named;
      readonly session: number | null;
    }[];
    /** People over the whole competition, then event by event. */
    readonly staff: readonly { readonly role: Role; readonly event: Named | null; readonly names: readonly string[] }[];
  },
) {
  const { t, frame, named, word, facts, formats, unit } = await openWords(occasion, book.locale);
  const none = (text: string) => ({ kind: "text" as const, text });
  const heading = (text: string) => ({ kind: "text" as const, heading: text, text: "" });
  const relations = [...new Set(occasion.hosts.map(({ relation }) => relation))];
  const staffTable = (staff: (typeof book)["staff"], hasEvent: boolean) => ({
    kind: "table" as const,
    columns: [
      ...(hasEvent ? [{ header: t("event"), share: 2 }] : []),
      { header: t("book.role"), share: 1.4 },
      { header: t("book.people"), share: 5 },
    ],
    rows: staff.map(({ role, event, names }) => ({
      cells: [...(hasEvent ? [event ? named(event) : ""] : []), word("role", role), names.join(t("nameSeparator"))],
    })),
  });
  const office = book.staff.filter(({ event }) => event === null);
  const judges = book.staff.filter(({ event }) => event !== null);
  return {
    ...frame(t("kinds.book.title")),
    parts: [
      heading(t("book.overview")),
      facts([]),
      heading(t("book.organisation")),
      {
        kind: "table" as const,
        columns: [
          { header: t("book.relation"), share: 1.4 },
          { header: t("book.organisations"), share: 5 },
        ],
        rows: relations.map((relation) => ({
          cells: [
            word("hostRelation", relation),
            occasion.hosts
              .filter((host) => host.relation === relation)
              .map(named)
              .join(t("nameSeparator")),
          ],
        })),
      },
      ...(office.length > 0 ? [staffTable(office, false)] : []),
      heading(t("book.schedule")),
      book.schedule.length === 0
        ? none(t("book.noSchedule"))
        : {
            kind: "table" as const,
            columns: [
              { header: t("book.time"), share: 2.6 },
              { header: t("book.item"), share: 4 },
              { header: t("book.place"), share: 2.4 },
            ],
            rows: book.schedule.map(({ startsAt, endsAt, place, title, session }) => ({
              cells: [
                `${formats.dateTime(startsAt, "never")}–${formats.time(endsAt)}`,
                session === null ? named(title) : t("book.competing", { event: named(title), number: session }),
                place,
              ],
            })),
          },
      heading(t("book.judges")),
      judges.length === 0 ? none(t("book.noJudges")) : staffTable(judges, true),
      { kind: "page-break" as const },
      heading(t("book.entries")),
      ...(book.entries.length === 0 ? [none(t("book.noEntries"))] : []),
      ...occasion.events
        .filter(({ cancelledAt }) => cancelledAt !== null)
        .map(({ code, ...event }) => none(t("book.cancelled", { event: t("eventHeading", { code, name: named(event) }) }))),
      ...occasion.events.flatMap(({ code, ...event }) => {
        const ours = book.entries.filter(({ eventCode }) => eventCode === code);
        if (ours.length === 0) return [];
        return [
          {
            kind: "table" as const,
            heading: t("eventHeading", { code, name: named(event) }),
            columns: [
              { header: t("entrantNumber"), share: 1.2 },
              { header: t("delegation"), share: 2 },
              { header: t("name"), share: 2 },
              { header: t("unit"), share: 3.4 },
              { header: t("coach"), share: 1.6 },
            ],
            rows: ours.map(({ entrantNumber, delegation, members, coach }) => ({
              cells: [
                entrantNumber ?? "",
                named(delegation),
                members.map(({ name }) => name || t("erased")).join(t("nameSeparator")),
                [...new Set(members.map(unit))].join(t("nameSeparator")),
                coach,
              ],
            })),
          },
        ];
      }),
    ],
  };
}
