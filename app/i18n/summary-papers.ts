/** 报名汇总表, as a paper and as lists, in the shape that the renderers take. */
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { type EntryFacts, type OccasionFacts, openWords, type Words } from "./paper-words.ts";

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
