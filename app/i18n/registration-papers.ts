/** The words of the papers before and on the day, in the shape that the renderers of papers and lists take (DOMAIN 12). */
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import type { Sex } from "#app/domain/registration/resident-id.ts";
import type { HostRelation, Locale, RegistrationStatus, Role, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { sayDrawnFor } from "./drawn-for.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type OccasionFacts = Named & {
  readonly venue: string;
  /** ISO. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly printedAt: Date;
  readonly filingNumber: string | null;
  readonly hosts: readonly (Named & { readonly relation: HostRelation })[];
  readonly events: readonly (Named & { readonly code: string; readonly cancelledAt: Date | null })[];
};

type MemberFacts = {
  readonly name: string;
  readonly sex: Sex | null;
  readonly maskedDocument: string;
  readonly telephone: string;
  readonly level: SkillLevel | null;
  readonly yearsOfService: number | null;
  readonly employer: string;
  readonly school: string;
  readonly trainingOrganisation: string;
  readonly residence: Named | null;
};

export type EntryFacts = {
  readonly id: string;
  readonly eventCode: string;
  readonly delegation: Named;
  readonly entrantNumber: string | null;
  readonly coach: string;
  readonly status: RegistrationStatus;
  readonly members: readonly MemberFacts[];
};

export type SessionFacts = {
  readonly number: number;
  readonly place: string;
  /** ISO. */
  readonly startsAt: string;
  readonly endsAt: string;
};

export type SeatFacts = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly sessionNumber: number | null;
};

/** 报名汇总表 as a paper: one table an event, documents masked. */
export async function createSummaryPaper(occasion: OccasionFacts, entries: readonly EntryFacts[], locale: Locale) {
  const words = await openWords(occasion, locale);
  const { t, frame, named, facts, people, signatures } = words;
  return {
    ...frame(t("kinds.summary.title")),
    layout: "landscape" as const,
    parts: [
      facts([{ term: t("total"), value: t("totals", { entries: entries.length, count: people(entries) }) }]),
      ...occasion.events.flatMap(({ code, ...event }) => {
        const ours = entries.filter(({ eventCode }) => eventCode === code);
        if (ours.length === 0) return [];
        return [
          {
            kind: "table" as const,
            heading: `${t("eventHeading", { code, name: named(event) })}　${t("totals", { entries: ours.length, count: people(ours) })}`,
            columns: SUMMARY_SHARES.map(([key, share]) => ({ header: t(key), share })),
            rows: ours.flatMap((entry, index) => summaryRows(words, entry, index)),
          },
        ];
      }),
      signatures("signDelegation", "signReviewer", "signOrganiser"),
    ],
  };
}

/** 报名汇总表 as lists: one sheet an event, a row a person. */
export async function createSummarySheets(occasion: OccasionFacts, entries: readonly EntryFacts[], locale: Locale) {
  const { t, named, word, unit } = await openWords(occasion, locale);
  const columns = [
    ...(["number", "entrantNumber", "delegation", "name", "sex", "document", "units", "trainingOrganisation"] as const),
    ...(["residence", "level", "years", "phone", "coach", "status"] as const),
  ];
  return {
    fileName: `${named(occasion)} ${t("kinds.summary.title")}`,
    sheets: occasion.events.map(({ code, ...event }) => ({
      name: `${code} ${named(event)}`,
      columns: columns.map((key) => ({ header: t(key), width: WIDTHS[key] ?? 14 })),
      rows: entries
        .filter(({ eventCode }) => eventCode === code)
        .flatMap((entry, index) =>
          entry.members.map((member) => [
            index + 1,
            entry.entrantNumber ?? "",
            named(entry.delegation),
            member.name || t("erased"),
            member.sex ? t(`sexes.${member.sex}`) : "",
            member.maskedDocument,
            unit(member),
            member.trainingOrganisation,
            member.residence ? named(member.residence) : "",
            member.level ? word("skillLevel", member.level) : "",
            member.yearsOfService,
            member.telephone,
            entry.coach,
            word("registrationStatus", entry.status),
          ]),
        ),
    })),
  };
}

const WIDTHS: Readonly<Partial<Record<string, number>>> = {
  number: 8,
  sex: 6,
  delegation: 20,
  document: 24,
  units: 36,
  trainingOrganisation: 36,
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

export type HallFacts = {
  readonly locale: Locale;
  /** The number of the session whose paper it is; null: of all of the round. */
  readonly only: number | null;
  readonly sessions: readonly SessionFacts[];
  readonly seats: readonly SeatFacts[];
  readonly entries: readonly EntryFacts[];
};

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

/** What stands on badges and seat cards beside the data. @param of which they are, and of which session; null: of all */
export async function createCardWords(
  occasion: OccasionFacts,
  locale: Locale,
  of: { readonly kind: "badges" | "seat-cards"; readonly event: Named & { readonly code: string }; readonly only: number | null },
) {
  const { t, named, frameOf, sessionHeading } = await openWords(occasion, locale);
  return {
    ...frameOf(of.kind, of.event, of.only),
    competition: named(occasion),
    badgeTitle: t("badgeTitle"),
    badgeHint: t("badgeHint"),
    photo: t("photo"),
    entrantNumber: t("entrantNumber"),
    seatTitle: t("seatTitle"),
    named,
    sessionHeading,
  };
}

const SUMMARY_SHARES = [
  ["number", 0.7],
  ["entrantNumber", 1.2],
  ["delegation", 1.7],
  ["name", 1.4],
  ["sex", 0.7],
  ["document", 2.3],
  ["units", 2.8],
  ["levelShort", 1.1],
  ["yearsShort", 0.8],
  ["phone", 1.5],
  ["coach", 1.2],
  ["status", 1],
] as const;

type Words = Awaited<ReturnType<typeof openWords>>;

/** What is of the whole team stands in its first row only. */
function summaryRows({ t, word, named, unit }: Words, entry: EntryFacts, index: number) {
  return entry.members.map((member, position) => {
    const once = (text: string) => (position === 0 ? text : "");
    return {
      cells: [
        once(String(index + 1)),
        once(entry.entrantNumber ?? t("none")),
        once(named(entry.delegation)),
        member.name || t("erased"),
        member.sex ? t(`sexes.${member.sex}`) : "",
        member.maskedDocument,
        unit(member),
        member.level ? word("skillLevel", member.level) : "",
        member.yearsOfService === null ? "" : String(member.yearsOfService),
        member.telephone,
        once(entry.coach),
        once(word("registrationStatus", entry.status)),
      ],
    };
  });
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

/** The words and frames that every paper of a competition shares. */
export async function openWords(occasion: OccasionFacts, locale: Locale) {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "papers");
  const formats = createFormats(instance);
  const named = ({ name, nameEn }: Named) => (locale === "en" && nameEn !== "" ? nameEn : name);
  const frame = (documentTitle: string, title = documentTitle, subtitle: string | null = null) => ({
    documentTitle,
    title,
    subtitle: subtitle === null ? named(occasion) : `${named(occasion)}　${subtitle}`,
    createdAt: occasion.printedAt,
    script: locale === "en" ? ("en" as const) : ("zh" as const),
    note: t("printed", { time: formats.dateTime(occasion.printedAt, "always") }),
    pageNumber: (page: number, pages: number) => t("page", { page, pages }),
  });
  const { filingNumber } = occasion;
  /** Of an event, in the title with its session where it is of one. */
  const frameOf = (kind: EventPaperKind, event: Named & { readonly code: string }, session: number | null) => {
    const title = [t(`kinds.${kind}.title`), ...(session === null ? [] : [t("sessionNumber", { number: session })])];
    return frame([title[0], event.code, ...title.slice(1)].join("　"), title.join("　"), named(event));
  };
  return {
    t,
    frameOf,
    formats,
    named,
    word: createWord(instance),
    frame,
    people: (entries: readonly EntryFacts[]) => entries.reduce((sum, { members }) => sum + members.length, 0),
    unit: ({ employer, school }: Pick<MemberFacts, "employer" | "school">) => employer || school,
    sessionHeading: ({ number, place, startsAt }: SessionFacts) =>
      t("sessionHeading", { number, place, time: formats.dateTime(startsAt, "never") }),
    facts: (more: readonly { readonly term: string; readonly value: string }[]) => ({
      kind: "facts" as const,
      items: [
        { term: t("days"), value: formats.days(occasion.startsOn, occasion.endsOn, "always") },
        ...(occasion.venue === "" ? [] : [{ term: t("venue"), value: occasion.venue }]),
        ...(filingNumber ? [{ term: t("filing"), value: filingNumber }] : []),
        ...more,
      ],
    }),
    signatures: (...keys: readonly SignatureKey[]) => ({
      kind: "signatures" as const,
      date: t("date"),
      lines: keys.map((key) => ({ label: t(key) })),
    }),
  };
}

type EventPaperKind = "badges" | "seat-cards" | "check-in-sheet" | "draw-sheet" | "hand-draw-record";

type SignatureKey =
  | "signDelegation"
  | "signReviewer"
  | "signOrganiser"
  | "signCheckIn"
  | "signRecorder"
  | "signSupervisor"
  | "signChiefJudge"
  | "signTally"
  | "signRegistrar"
  | "signWitness";
