/** What the papers before and on the day are told, and the words and frames that every paper of a competition shares (DOMAIN 12). */
import type { Sex } from "#app/domain/registration/resident-id.ts";
import type { HostRelation, Locale, RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";
import { createWord } from "./word.ts";

export type Named = { readonly name: string; readonly nameEn: string };

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

export type HallFacts = {
  readonly locale: Locale;
  /** The number of the session whose paper it is; null: of all of the round. */
  readonly only: number | null;
  readonly sessions: readonly SessionFacts[];
  readonly seats: readonly SeatFacts[];
  readonly entries: readonly EntryFacts[];
};

export type Words = Awaited<ReturnType<typeof openWords>>;

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
