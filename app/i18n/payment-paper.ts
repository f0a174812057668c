/** 奖励发放表 as a paper to sign and as a workbook: clause, amounts in figures and capitals, account, places to sign (DOMAIN 12). */
import type { TaxBasis } from "#app/domain/policy/pack.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { writeCapitals } from "./capitals.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";

/** What stands on the paper; times ISO. */
export type PaymentPaperFacts = {
  readonly number: string;
  readonly state: "prepared" | "approved" | "paid" | "dropped";
  readonly payer: string;
  readonly year: number;
  readonly totalFen: number;
  readonly prepared: { readonly by: string; readonly at: string };
  readonly approved: { readonly by: string; readonly at: string } | null;
  readonly paid: { readonly by: string; readonly at: string; readonly voucher: string } | null;
  readonly lines: readonly {
    readonly position: number;
    readonly amountFen: number;
    readonly instalment: string;
    readonly payee: {
      readonly holders: readonly { readonly name: string }[];
      readonly account: {
        readonly accountId: string;
        readonly bank: string;
        readonly masked: string;
      } | null;
    } | null;
    readonly about: readonly string[];
    /** Of a team's reward the whole team; the payee is one of its members. */
    readonly team: readonly string[];
    readonly row: {
      readonly clause: string;
      readonly summary: string;
      readonly summaryEn: string;
      readonly taxBasis: TaxBasis;
    };
    readonly document: { readonly title: string; readonly titleEn: string };
    readonly competition: { readonly name: string; readonly nameEn: string } | null;
  }[];
};

/** Full accounts by id, only for the treasurer's copy. */
type FullAccounts = ReadonlyMap<string, { readonly bank: string; readonly number: string }>;

/** In the shape that the renderer of papers takes. @param full null: accounts stay masked */
export async function createPaymentPaper(facts: PaymentPaperFacts, at: Date, full: FullAccounts | null, locale: Locale) {
  const { t, formats, lineWords } = await createWords(locale);
  const { state, prepared, approved, paid } = facts;
  const by = (step: { by: string; at: string } | null) =>
    step === null ? t("list.waiting") : t("list.step", { name: step.by, time: formats.dateTime(step.at, "always") });
  const sum = formatHundredths(facts.totalFen);
  const capitals = writeCapitals(facts.totalFen);
  return {
    documentTitle: t("list.fileTitle", { number: facts.number }),
    title: t(full === null ? "paper.title" : "paper.treasurerCopy"),
    subtitle: `${facts.payer} · ${facts.number}`,
    createdAt: at,
    script: locale === "en" ? ("en" as const) : ("zh" as const),
    note: t("paper.printed", { time: formats.dateTime(at, "always") }),
    pageNumber: (page: number, pages: number) => t("paper.page", { page, pages }),
    parts: [
      {
        kind: "facts" as const,
        items: [
          { term: t("paper.payer"), value: facts.payer },
          { term: t("paper.year"), value: String(facts.year) },
          { term: t("paper.state"), value: t(`listState.${state}`) },
          { term: t("paper.prepared"), value: by(prepared) },
          { term: t("paper.approved"), value: by(approved) },
          ...(paid
            ? [
                {
                  term: t("paper.paid"),
                  value: t("list.paidStep", {
                    name: paid.by,
                    time: formats.dateTime(paid.at, "always"),
                    voucher: paid.voucher,
                  }),
                },
              ]
            : []),
        ],
      },
      ...(state === "prepared" ? [{ kind: "text" as const, text: t("paper.draftNote") }] : []),
      ...(state === "dropped" ? [{ kind: "text" as const, text: t("paper.droppedNote") }] : []),
      {
        kind: "table" as const,
        columns: [
          { header: t("paper.position"), share: 0.55, align: "right" as const },
          { header: t("paper.payee"), share: 1.9 },
          { header: t("paper.project"), share: 2.9 },
          { header: t("paper.amount"), share: 1.35, align: "right" as const },
          { header: t("paper.capitals"), share: 1.6 },
          { header: t("paper.account"), share: 2 },
          { header: t("paper.sign"), share: 1.1 },
        ],
        rows: [
          ...facts.lines.map((line) => {
            const words = lineWords(line, full);
            return {
              cells: [
                String(line.position),
                words.payee,
                [words.project, words.instalment, words.tax].filter((text) => text !== "").join(" · "),
                formatHundredths(line.amountFen),
                writeCapitals(line.amountFen),
                words.account,
                "",
              ],
            };
          }),
          {
            cells: ["", t("paper.sum"), t("paper.countLine", { count: facts.lines.length }), sum, capitals, "", ""],
            strong: true,
          },
        ],
      },
      { kind: "text" as const, text: t("paper.totalLine", { amount: sum, capitals }) },
      {
        kind: "signatures" as const,
        date: t("paper.date"),
        lines: [
          { label: t("paper.signPrepared", { name: prepared.by }) },
          { label: approved ? t("paper.signApproved", { name: approved.by }) : t("paper.signApprovedOpen") },
          { label: t("paper.signPayer") },
        ],
      },
    ],
  };
}

/** One sheet; amounts are numbers, and stand in capitals beside. */
export async function createPaymentSheet(facts: PaymentPaperFacts, locale: Locale) {
  const { t, lineWords } = await createWords(locale);
  const header = (text: string, width: number) => ({ header: text, width });
  return {
    fileName: t("paper.file", { number: facts.number }),
    sheet: {
      name: facts.number,
      columns: [
        header(t("paper.position"), 6),
        header(t("paper.payee"), 28),
        header(t("paper.document"), 36),
        header(t("paper.clause"), 10),
        header(t("paper.summary"), 40),
        header(t("paper.competition"), 28),
        header(t("paper.instalment"), 12),
        header(t("paper.amount"), 16),
        header(t("paper.capitals"), 28),
        header(t("paper.tax"), 16),
        header(t("paper.account"), 34),
        header(t("paper.sign"), 14),
      ],
      rows: [
        ...facts.lines.map((line) => {
          const words = lineWords(line, null);
          const { document, clause, summary, competition, instalment, payee, tax, account } = words;
          const amount = { decimal: formatHundredths(line.amountFen) };
          const capitals = writeCapitals(line.amountFen);
          const what = [document, clause, summary, competition, instalment];
          return [line.position, payee, ...what, amount, capitals, tax, account, ""];
        }),
        [
          null,
          t("paper.sum"),
          "",
          "",
          "",
          "",
          "",
          { decimal: formatHundredths(facts.totalFen) },
          writeCapitals(facts.totalFen),
          "",
          "",
          "",
        ],
      ],
    },
  };
}

async function createWords(locale: Locale) {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "money");
  const named = (name: string, nameEn: string) => (locale === "en" && nameEn !== "" ? nameEn : name);
  const lineWords = (line: PaymentPaperFacts["lines"][number], full: FullAccounts | null) => {
    const { payee, about, team, row, document, competition, instalment } = line;
    const name = (payee?.holders ?? []).map((holder) => holder.name).join(t("paper.nameSeparator"));
    const title = named(document.title, document.titleEn);
    const summary = named(row.summary, row.summaryEn);
    return {
      payee: payeeWords(name, about, team),
      summary,
      document: title,
      clause: row.clause,
      project: `${summary} · ${instance.t("common:citation.source", { document: title, clause: row.clause })}`,
      competition: competition ? named(competition.name, competition.nameEn) : "",
      instalment: instalment === "" ? "" : t("monthly", { month: instalment }),
      tax: instance.t(`policy:tax.${row.taxBasis}`),
      account: accountWords(payee, full),
    };
  };
  const payeeWords = (name: string, about: readonly string[], team: readonly string[]) => {
    const list = (names: readonly string[]) => names.join(t("paper.nameSeparator"));
    if (team.length > 0) return t("paper.payeeOfTeam", { name, team: list(team) });
    return about.length > 0 ? t("paper.payeeAbout", { name, about: list(about) }) : name;
  };
  const accountWords = (payee: PaymentPaperFacts["lines"][number]["payee"], full: FullAccounts | null) => {
    const account = payee?.account;
    if (!payee || !account) return t("list.accountNone");
    const opened = full?.get(account.accountId);
    const masked = opened?.number ?? account.masked;
    return t("list.accountText", { bank: account.bank, masked });
  };
  return { t, formats: createFormats(instance), lineWords };
}
