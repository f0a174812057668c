/** The words of 成绩汇总表, 获奖名单公示 and 证书登记册, as papers and as lists (DOMAIN 12). */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { HandOutWay } from "#app/domain/certificates/hand-out.ts";
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Award, Locale, Participation, RoundKind } from "#app/domain/shared/vocabulary.ts";
import { codeContext } from "./code-context.ts";
import { type OccasionFacts, openWords } from "./paper-words.ts";

type Named = { readonly name: string; readonly nameEn: string };
type Member = { readonly name: string; readonly employer: string; readonly school: string };

export type ScoreSheetFacts = {
  /** In how many the works of the round are blinded. */
  readonly blindLayers: BlindLayer;
  readonly round: { readonly number: number; readonly kind: RoundKind; readonly rounds: number };
  readonly byName: boolean;
  readonly columns: readonly { readonly name: string; readonly weight: number | null }[];
  readonly maximum: number;
  readonly hasScale: boolean;
  readonly confirmedForms: number;
  readonly forms: number;
  readonly rows: readonly {
    readonly code: string;
    readonly holder: { readonly delegation: Named; readonly members: readonly Member[] } | null;
    readonly parts: readonly (number | null)[];
    readonly total: number | null;
    readonly place: number | null;
    readonly scaleScore: number | null;
    readonly award: Award | null;
    readonly status: Participation;
  }[];
};

type SheetOf = {
  readonly occasion: OccasionFacts;
  readonly event: Named & { readonly code: string };
  readonly sheet: ScoreSheetFacts;
  readonly locale: Locale;
};

/** 成绩汇总表 as a paper: by code while marks are blind, and then it names nobody. */
export async function createScorePaper({ occasion, event, sheet, locale }: SheetOf) {
  const { t, frame, named, facts, signatures, columns, cells } = await openScoreWords({ occasion, event, sheet, locale });
  return {
    ...frame(`${t("kinds.results.title")}　${event.code}`, t("kinds.results.title"), named(event)),
    layout: "landscape" as const,
    parts: [
      facts([
        { term: t("event"), value: t("eventHeading", { code: event.code, name: named(event) }) },
        { term: t("results.maximum"), value: formatHundredths(sheet.maximum) },
        { term: t("results.confirmed"), value: t("results.confirmedOf", { done: sheet.confirmedForms, all: sheet.forms }) },
      ]),
      {
        kind: "table" as const,
        columns: columns.map(({ header, share, isNumber }) => ({
          header,
          share,
          ...(isNumber ? { align: "right" as const } : {}),
        })),
        rows: sheet.rows.map((row) => ({ cells: cells(row).map((cell) => (typeof cell === "object" ? cell.decimal : cell)) })),
      },
      signatures("signChiefJudge", "signTally", "signSupervisor"),
    ],
  };
}

/** 成绩汇总表 as a list; marks keep their two decimals. */
export async function createScoreList(of: SheetOf) {
  const { t, named, columns, cells } = await openScoreWords(of);
  return {
    fileName: `${named(of.occasion)} ${of.event.code} ${t("kinds.results.title")}`,
    sheets: [
      {
        name: `${of.event.code} ${named(of.event)}`,
        columns: columns.map(({ header, share }) => ({ header, width: Math.round(share * 8) })),
        rows: of.sheet.rows.map(cells),
      },
    ],
  };
}

async function openScoreWords({ occasion, sheet, locale }: SheetOf) {
  const words = await openWords(occasion, locale);
  const { t, named, word, unit } = words;
  const decimal = (hundredths: number | null) => (hundredths === null ? "" : { decimal: formatHundredths(hundredths) });
  const number = (value: number | null) => (value === null ? "" : String(value));
  const join = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== "").join(t("nameSeparator"));
  const columns = [
    { header: t("results.place"), share: 0.7, isNumber: true },
    {
      header: sheet.byName ? t("entrantNumber") : t("results.code", codeContext(sheet.blindLayers)),
      share: 1.2,
      isNumber: false,
    },
    ...(sheet.byName
      ? [
          { header: t("name"), share: 1.8, isNumber: false },
          { header: t("unit"), share: 3, isNumber: false },
          { header: t("delegation"), share: 1.6, isNumber: false },
        ]
      : []),
    ...sheet.columns.map(({ name, weight }) => ({
      header: weight === null ? name : t("results.weighted", { name, weight }),
      share: 1.2,
      isNumber: true,
    })),
    { header: t("results.total"), share: 1.1, isNumber: true },
    ...(sheet.hasScale ? [{ header: t("results.scaleScore"), share: 1, isNumber: true }] : []),
    ...(sheet.byName ? [{ header: t("results.award"), share: 1.1, isNumber: false }] : []),
    { header: t("remark"), share: 1.2, isNumber: false },
  ];
  const cells = ({ code, holder, parts, total, place, scaleScore, award, status }: ScoreSheetFacts["rows"][number]) => [
    number(place),
    code,
    ...(sheet.byName
      ? [
          join(holder?.members.map(({ name }) => name || t("erased")) ?? []),
          join(holder?.members.map(unit) ?? []),
          holder ? named(holder.delegation) : "",
        ]
      : []),
    ...parts.map(decimal),
    decimal(total),
    ...(sheet.hasScale ? [number(scaleScore)] : []),
    ...(sheet.byName ? [award === null ? "" : word("award", award)] : []),
    status === "checked-in" ? "" : word("participation", status),
  ];
  return { ...words, columns, cells };
}

export type WinnersFacts = {
  readonly supervisionTelephone: string | null;
  readonly events: readonly {
    readonly eventCode: string;
    readonly version: number;
    readonly publishedAt: string;
    readonly closesAt: string;
    readonly resultsHash: string;
    readonly winners: readonly {
      readonly place: number | null;
      readonly award: Award | null;
      readonly delegation: Named;
      readonly coach: string;
      readonly members: readonly Member[];
    }[];
  }[];
};

/** 获奖名单公示: who won what, until when anyone may object and where; no document numbers. */
export async function createWinnersPaper(occasion: OccasionFacts, winners: WinnersFacts, locale: Locale) {
  const { t, frame, formats, facts, signatures, headingOf, cells, people } = await openWinnersWords(occasion, locale);
  const telephone = winners.supervisionTelephone ?? t("winners.noTelephone");
  const opens = winners.events.map(({ publishedAt }) => publishedAt).sort();
  const closes = winners.events.map(({ closesAt }) => closesAt).sort();
  const [from, until] = [opens[0], closes.at(-1)];
  return {
    ...frame(t("kinds.winners.title")),
    parts: [
      ...(from && until
        ? [
            {
              kind: "text" as const,
              text: t("winners.notice", {
                from: formats.dateTime(from, "always"),
                until: formats.dateTime(until, "always"),
                telephone,
              }),
            },
          ]
        : []),
      facts([
        { term: t("winners.telephone"), value: telephone },
        { term: t("total"), value: t("totals", { entries: countOf(winners), count: people(allOf(winners)) }) },
      ]),
      ...winners.events.map((event) => ({
        kind: "table" as const,
        heading: headingOf(event),
        columns: [
          { header: t("results.award"), share: 1.1 },
          { header: t("results.place"), share: 0.7, align: "right" as const },
          { header: t("name"), share: 2 },
          { header: t("unit"), share: 3.4 },
          { header: t("delegation"), share: 1.8 },
          { header: t("coach"), share: 1.4 },
        ],
        rows: event.winners.map((winner) => ({ cells: cells(winner) })),
      })),
      ...(winners.events.length === 0 ? [{ kind: "text" as const, text: t("winners.none") }] : []),
      signatures("signOrganiser"),
    ],
  };
}

/** 获奖名单公示 as lists, one sheet an event. */
export async function createWinnersLists(occasion: OccasionFacts, winners: WinnersFacts, locale: Locale) {
  const { t, named, nameOf, cells } = await openWinnersWords(occasion, locale);
  return {
    fileName: `${named(occasion)} ${t("kinds.winners.title")}`,
    sheets: winners.events.map((event) => ({
      name: nameOf(event.eventCode),
      columns: [
        { header: t("results.award"), width: 12 },
        { header: t("results.place"), width: 8 },
        { header: t("name"), width: 24 },
        { header: t("unit"), width: 40 },
        { header: t("delegation"), width: 20 },
        { header: t("coach"), width: 16 },
      ],
      rows: event.winners.map(cells),
    })),
  };
}

const countOf = ({ events }: WinnersFacts) => events.reduce((sum, { winners }) => sum + winners.length, 0);
const allOf = ({ events }: WinnersFacts) => events.flatMap(({ winners }) => winners);

async function openWinnersWords(occasion: OccasionFacts, locale: Locale) {
  const words = await openWords(occasion, locale);
  const { t, named, word, unit } = words;
  const nameOf = (code: string) => {
    const event = occasion.events.find((one) => one.code === code);
    return t("eventHeading", { code, name: event ? named(event) : "" });
  };
  const join = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== "").join(t("nameSeparator"));
  return {
    ...words,
    nameOf,
    headingOf: ({ eventCode, version }: WinnersFacts["events"][number]) =>
      version === 1 ? nameOf(eventCode) : `${nameOf(eventCode)}　${t("winners.version", { version })}`,
    people: (all: readonly { readonly members: readonly unknown[] }[]) =>
      all.reduce((sum, { members }) => sum + members.length, 0),
    cells: ({ award, place, members, delegation, coach }: WinnersFacts["events"][number]["winners"][number]) => [
      award === null ? "" : word("award", award),
      place === null ? "" : String(place),
      members.map(({ name }) => name || t("erased")).join(t("nameSeparator")),
      join(members.map(unit)),
      named(delegation),
      coach,
    ],
  };
}

export type RegisterRow = {
  readonly number: string;
  readonly holder: string;
  readonly unit: string;
  readonly eventCode: string;
  readonly kind: CertificateKind;
  readonly award: Award | null;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly state: "prepared" | "in-force" | "revoked";
  /** Who took it last; `at` in ISO, `taker` empty where the holder did; null: nobody yet. */
  readonly handOut: { readonly at: string; readonly way: HandOutWay; readonly taker: string } | null;
};

/** 证书登记册 as a paper: by number, with who took a certificate, or a place to sign for whoever takes it. */
export async function createRegisterPaper(occasion: OccasionFacts, rows: readonly RegisterRow[], locale: Locale) {
  const { t, frame, facts, signatures, cells, takeUp } = await openRegisterWords(occasion, locale);
  return {
    ...frame(t("kinds.register.title")),
    layout: "landscape" as const,
    parts: [
      facts([{ term: t("total"), value: t("register.count", { count: rows.length }) }]),
      {
        kind: "table" as const,
        columns: [
          { header: t("number"), share: 0.6 },
          { header: t("register.number"), share: 2 },
          { header: t("name"), share: 1.6 },
          { header: t("unit"), share: 3 },
          { header: t("event"), share: 1.8 },
          { header: t("results.award"), share: 1 },
          { header: t("register.issuedOn"), share: 1.3 },
          { header: t("status"), share: 1 },
          { header: t("register.taker"), share: 1.6 },
          { header: t("register.takenOn"), share: 1.3 },
        ],
        rows: rows.map((row, index) => ({ cells: [String(index + 1), ...cells(row), ...takeUp(row)] })),
      },
      signatures("signRegistrar", "signOrganiser"),
    ],
  };
}

/** 证书登记册 as a list. */
export async function createRegisterList(occasion: OccasionFacts, rows: readonly RegisterRow[], locale: Locale) {
  const { t, named, cells, takeUp } = await openRegisterWords(occasion, locale);
  return {
    fileName: `${named(occasion)} ${t("kinds.register.title")}`,
    sheets: [
      {
        name: t("kinds.register.title"),
        columns: [
          { header: t("register.number"), width: 24 },
          { header: t("name"), width: 16 },
          { header: t("unit"), width: 40 },
          { header: t("event"), width: 24 },
          { header: t("results.award"), width: 12 },
          { header: t("register.issuedOn"), width: 14 },
          { header: t("status"), width: 12 },
          { header: t("register.takenBy"), width: 24 },
          { header: t("register.takenOn"), width: 14 },
        ],
        rows: rows.map((row) => [...cells(row), ...takeUp(row)]),
      },
    ],
  };
}

async function openRegisterWords(occasion: OccasionFacts, locale: Locale) {
  const words = await openWords(occasion, locale);
  const { t, named, word } = words;
  return {
    ...words,
    cells: ({ number, holder, unit, eventCode, kind, award, issuedOn, state }: RegisterRow) => {
      const event = occasion.events.find(({ code }) => code === eventCode);
      return [
        number,
        holder || t("erased"),
        unit,
        event ? named(event) : eventCode,
        award === null ? word("certificateKind", kind) : word("award", award),
        issuedOn,
        t(`register.states.${state}`),
      ];
    },
    /** By whom and on which day; empty where nobody took it yet. */
    takeUp: ({ handOut }: RegisterRow) =>
      handOut === null
        ? ["", ""]
        : [t(`register.ways.${handOut.way}`, { taker: handOut.taker }).trim(), shanghaiDay(new Date(handOut.at))],
  };
}
