/** The ledger as sheets of a workbook: its entries with a sum below, and the sums of each group. */
import type { LedgerGrouping, LedgerKind, LedgerSums } from "#app/domain/money/ledger.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createFormats } from "./formats.ts";
import { createI18n } from "./index.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type LedgerSheetFacts = {
  readonly filters: { readonly by: LedgerGrouping };
  readonly sums: LedgerSums;
  readonly groups: readonly { readonly label: Named; readonly sums: LedgerSums }[];
  readonly entries: readonly {
    readonly kind: LedgerKind;
    readonly amountFen: number;
    readonly payer: string;
    readonly year: number;
    readonly document: Named | null;
    readonly clause: string | null;
    readonly competition: Named | null;
    /** Whose share of a team's reward it is. */
    readonly member: string | null;
    readonly reason: string;
    readonly reference: string;
    readonly recordedBy: string;
    readonly approvedBy: string | null;
    readonly recordedAt: string;
  }[];
};

export async function createLedgerSheets(facts: LedgerSheetFacts, locale: Locale) {
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "money");
  const formats = createFormats(instance);
  const named = (one: Named | null) => (one === null ? "" : locale === "en" && one.nameEn !== "" ? one.nameEn : one.name);
  const money = (fen: number) => ({ decimal: formatHundredths(fen) });
  const header = (text: string, width: number) => ({ header: text, width });
  const entryColumns = [
    header(t("ledger.date"), 14),
    header(t("ledger.kindHeader"), 10),
    header(t("ledger.payer"), 30),
    header(t("ledger.year"), 8),
    header(t("ledger.documentColumn"), 36),
    header(t("ledger.clauseColumn"), 10),
    header(t("ledger.competition"), 30),
    header(t("ledger.member"), 14),
    header(t("ledger.netColumn"), 16),
    header(t("ledger.reason"), 30),
    header(t("ledger.reference"), 26),
    header(t("ledger.recordedBy"), 14),
    header(t("ledger.approvedBy"), 14),
  ];
  const sumColumns = ["paid", "clawedBack", "spent", "net"] as const;
  const sumsOf = ({ paidFen, clawedBackFen, spentFen, netFen }: LedgerSums) =>
    [paidFen, clawedBackFen, spentFen, netFen].map(money);
  return {
    fileName: t("ledger.file"),
    sheets: [
      {
        name: t("ledger.entries"),
        columns: entryColumns,
        rows: [
          ...facts.entries.map((entry) => [
            formats.day(entry.recordedAt, "always"),
            t(`ledger.kind.${entry.kind}`),
            entry.payer,
            entry.year,
            named(entry.document),
            entry.clause,
            named(entry.competition),
            entry.member,
            money(entry.amountFen),
            entry.reason,
            entry.reference,
            entry.recordedBy,
            entry.approvedBy,
          ]),
          [t("paper.sum"), null, null, null, null, null, null, null, money(facts.sums.netFen), null, null, null, null],
        ],
      },
      {
        name: t("ledger.groups"),
        columns: [
          header(t(`ledger.group.${facts.filters.by}`), 40),
          header(t("ledger.entriesCount"), 8),
          ...sumColumns.map((column) => header(t(`ledger.${column}`), 16)),
        ],
        rows: [
          ...facts.groups.map(({ label, sums }) => [named(label) || t("ledger.noGroup"), sums.entries, ...sumsOf(sums)]),
          [t("paper.sum"), facts.sums.entries, ...sumsOf(facts.sums)],
        ],
      },
    ],
  };
}
