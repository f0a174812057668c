/** The words of 加密表 and 解密记录, in the shape that the renderers of papers and lists take (DOMAIN 12). */
import type { BlindLayer, BlindWord, OpenedLine } from "#app/domain/blinding/layers.ts";
import type { Locale, RoundKind } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { type OccasionFacts, openWords } from "./paper-words.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** Which round of which event a paper is of. */
export type BlindPaperOf = {
  readonly event: Named & { readonly code: string };
  /** Where the event has several. */
  readonly roundKind: RoundKind | null;
};

export type CodeSheetFacts = {
  readonly layer: BlindLayer;
  /** The number of the session whose works it lists; null: all of the round. */
  readonly session: number | null;
  readonly from: BlindWord;
  readonly to: BlindWord;
  readonly rows: readonly { readonly from: string; readonly delegation: Named | null; readonly to: string }[];
};

type Step = { readonly displayName: string; readonly at: string };

export type UnblindingFacts = {
  /** ISO. */
  readonly submittedAt: string | null;
  /** In the order in which they were opened. */
  readonly layers: readonly {
    readonly layer: BlindLayer;
    readonly from: BlindWord;
    readonly to: BlindWord;
    readonly requested: Step | null;
    readonly confirmed: Step | null;
  }[];
  readonly present: readonly { readonly name: string; readonly duty: string }[];
  /** By code; of a round that is unblinded. */
  readonly lines: readonly OpenedLine[];
};

/** 加密表 of one layer, to sign and to seal. */
export async function createCodeSheetPaper(occasion: OccasionFacts, of: BlindPaperOf, sheet: CodeSheetFacts, locale: Locale) {
  const { b, frame, facts, named, number, signatures, aboutRound, delegation, ofSession } = await openBlindWords(
    occasion,
    of,
    locale,
  );
  const title = [b("paper.sheetOf", { layer: b(`layer.${sheet.layer}`) }), ...ofSession(sheet.session)].join("　");
  const hasDelegations = sheet.rows.some((row) => row.delegation !== null);
  return {
    ...frame(`${title}　${of.event.code}`, title, named(of.event)),
    parts: [
      facts([...aboutRound, { term: b("paper.count"), value: b("paper.countOf", { count: sheet.rows.length }) }]),
      {
        kind: "table" as const,
        columns: [
          { header: number, share: 0.6 },
          { header: b(`word.${sheet.from}`), share: sheet.from === "person" ? 2.6 : 2 },
          ...(hasDelegations ? [{ header: delegation, share: 2.6 }] : []),
          { header: b(`word.${sheet.to}`), share: 1.6 },
        ],
        rows: sheet.rows.map((row, index) => ({
          cells: [String(index + 1), row.from, ...(hasDelegations ? [row.delegation ? named(row.delegation) : ""] : []), row.to],
        })),
      },
      { kind: "text" as const, text: b("paper.sealed") },
      signatures([b("paper.signKeeperBlank"), b("paper.signSupervisorBlank")]),
    ],
  };
}

/** 加密表 of one layer as a list. */
export async function createCodeSheetList(occasion: OccasionFacts, of: BlindPaperOf, sheet: CodeSheetFacts, locale: Locale) {
  const { b, named, number, delegation, ofSession } = await openBlindWords(occasion, of, locale);
  const title = [b("paper.sheetOf", { layer: b(`layer.${sheet.layer}`) }), ...ofSession(sheet.session)].join("　");
  const hasDelegations = sheet.rows.some((row) => row.delegation !== null);
  return {
    fileName: `${of.event.code} ${title}`,
    sheets: [
      {
        name: title,
        columns: [
          { header: number, width: 8 },
          { header: b(`word.${sheet.from}`), width: 28 },
          ...(hasDelegations ? [{ header: delegation, width: 28 }] : []),
          { header: b(`word.${sheet.to}`), width: 16 },
        ],
        rows: sheet.rows.map((row, index) => [
          index + 1,
          row.from,
          ...(hasDelegations ? [row.delegation ? named(row.delegation) : ""] : []),
          row.to,
        ]),
      },
    ],
  };
}

/** 解密记录: when and by whom each layer was opened, who was present, and whose each code is; to sign by those who opened it. */
export async function createUnblindingPaper(occasion: OccasionFacts, of: BlindPaperOf, record: UnblindingFacts, locale: Locale) {
  const words = await openBlindWords(occasion, of, locale);
  const { b, frame, facts, named, formats, signatures, aboutRound } = words;
  const { steps, mapping } = listRecord(words, record);
  const askers = uniqueNames(record.layers.map(({ requested }) => requested));
  const confirmers = uniqueNames(record.layers.map(({ confirmed }) => confirmed));
  return {
    ...frame(`${b("paper.record")}　${of.event.code}`, b("paper.record"), named(of.event)),
    layout: "landscape" as const,
    parts: [
      facts([
        ...aboutRound,
        ...(record.submittedAt === null
          ? []
          : [{ term: b("paper.submittedAt"), value: formats.dateTime(record.submittedAt, "always") }]),
        { term: b("paper.count"), value: b("paper.countOf", { count: record.lines.length }) },
      ]),
      {
        kind: "table" as const,
        heading: b("paper.layers"),
        columns: steps.headers.map((header, index) => ({ header, share: STEP_SHARES[index] ?? 1 })),
        rows: steps.rows.map((cells) => ({ cells })),
      },
      record.present.length === 0
        ? { kind: "text" as const, heading: b("paper.present"), text: b("paper.presentNobody") }
        : {
            kind: "table" as const,
            heading: b("paper.present"),
            columns: [
              { header: b("present.name"), share: 1 },
              { header: b("present.duty"), share: 2 },
            ],
            rows: record.present.map(({ name, duty }) => ({ cells: [name, duty] })),
          },
      {
        kind: "table" as const,
        heading: b("paper.mapping"),
        columns: mapping.headers.map(({ header, share }) => ({ header, share })),
        rows: mapping.rows.map((cells) => ({ cells })),
      },
      signatures([
        ...askers.map((name) => b("paper.signKeeper", { name })),
        ...confirmers.map((name) => b("paper.signSupervisor", { name })),
        b("paper.signChief"),
      ]),
    ],
  };
}

/** 解密记录 as lists: whose each code is, and how it was opened. */
export async function createUnblindingLists(occasion: OccasionFacts, of: BlindPaperOf, record: UnblindingFacts, locale: Locale) {
  const words = await openBlindWords(occasion, of, locale);
  const { b } = words;
  const { steps, mapping } = listRecord(words, record);
  return {
    fileName: `${of.event.code} ${b("paper.record")}`,
    sheets: [
      {
        name: b("paper.mapping"),
        columns: mapping.headers.map(({ header, share }) => ({ header, width: Math.round(share * 11) })),
        rows: mapping.rows,
      },
      {
        name: b("paper.people"),
        columns: steps.headers.map((header) => ({ header, width: 24 })),
        rows: [...steps.rows, ...record.present.map(({ name, duty }) => [b("paper.present"), duty, name])],
      },
    ],
  };
}

const STEP_SHARES = [1.2, 2.2, 1.8, 2.2, 1.8, 2.2];

type BlindWords = Awaited<ReturnType<typeof openBlindWords>>;

/** The tables of the record, as rows of text. */
function listRecord({ b, named, number, nameSeparator, formats }: BlindWords, { layers, lines }: UnblindingFacts) {
  // Where the seat is the code it stands once.
  const isSeat = lines.every(({ code, seatCode }) => code === seatCode);
  const at = (step: Step | null) => (step ? formats.dateTime(step.at, "always") : "");
  return {
    steps: {
      headers: (["layer", "pair", "asker", "askedAt", "confirmer", "confirmedAt"] as const).map((key) => b(`paper.${key}`)),
      rows: layers.map(({ layer, from, to, requested, confirmed }) => [
        b(`layer.${layer}`),
        b("paper.pairOf", { from: b(`word.${from}`), to: b(`word.${to}`) }),
        requested?.displayName ?? "",
        at(requested),
        confirmed?.displayName ?? "",
        at(confirmed),
      ]),
    },
    mapping: {
      headers: [
        { header: number, share: 0.6 },
        ...(isSeat ? [] : [{ header: b("column.code"), share: 1.1 }]),
        { header: b("column.seatCode"), share: 1 },
        { header: b("column.entrantNumber"), share: 1.4 },
        { header: b("column.names"), share: 3 },
        { header: b("column.delegation"), share: 3 },
        { header: b("column.publicCode"), share: 1.1 },
      ],
      rows: lines.map((line, index) => [
        String(index + 1),
        ...(isSeat ? [] : [line.code]),
        line.seatCode ?? "",
        line.entrantNumber ?? "",
        (line.names ?? []).join(nameSeparator),
        line.delegation ? named(line.delegation) : "",
        line.publicCode ?? "",
      ]),
    },
  };
}

function uniqueNames(steps: readonly (Step | null)[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => (step ? [step.displayName] : [])))];
}

async function openBlindWords(occasion: OccasionFacts, { event, roundKind }: BlindPaperOf, locale: Locale) {
  const { t, frame, named, word, facts, formats } = await openWords(occasion, locale);
  const b = (await createI18n(locale)).getFixedT(locale, "blinding");
  return {
    b,
    frame,
    facts,
    named,
    formats,
    number: t("number"),
    delegation: t("delegation"),
    nameSeparator: t("nameSeparator"),
    ofSession: (session: number | null) => (session === null ? [] : [t("sessionNumber", { number: session })]),
    signatures: (labels: readonly string[]) => ({
      kind: "signatures" as const,
      date: t("date"),
      lines: labels.map((label) => ({ label })),
    }),
    aboutRound: [
      { term: t("event"), value: t("eventHeading", { code: event.code, name: named(event) }) },
      ...(roundKind === null ? [] : [{ term: b("paper.round"), value: word("roundKind", roundKind) }]),
    ],
  };
}
