/** Entries of the ledger as a list; what was clawed back is negative. */
import { Link } from "@remix-run/react";
import { BookOpenCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerKind } from "#app/domain/money/ledger.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./money.module.css";

export type ShownEntry = {
  readonly entryId: string;
  readonly kind: LedgerKind;
  readonly amountFen: number;
  readonly payer: string;
  readonly year: number;
  readonly document: { readonly name: string; readonly nameEn: string } | null;
  readonly clause: string | null;
  readonly competition: { readonly name: string; readonly nameEn: string } | null;
  readonly entitlementId: string | null;
  readonly listId: string | null;
  /** Whose share of a team's reward it is. */
  readonly member: string | null;
  readonly reason: string;
  readonly reference: string;
  readonly recordedBy: string;
  readonly approvedBy: string | null;
  readonly recordedAt: string;
};

export function LedgerEntries({ entries, actions }: { entries: readonly ShownEntry[]; actions?: ReactNode }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const named = useNamed();
  const columns: readonly Column<ShownEntry>[] = [
    {
      id: "date",
      header: t("ledger.date"),
      noWrap: true,
      sortBy: ({ recordedAt }) => recordedAt,
      cell: ({ recordedAt }) => formats.day(recordedAt),
    },
    {
      id: "kind",
      header: t("ledger.kindHeader"),
      noWrap: true,
      sortBy: ({ kind }) => kind,
      cell: ({ kind }) => t(`ledger.kind.${kind}`),
    },
    {
      id: "payer",
      header: t("ledger.payer"),
      isRowHeader: true,
      sortBy: ({ payer }) => payer,
      cell: ({ payer, year }) => (
        <span className={classes.stack}>
          <span>{payer}</span>
          <span className={classes.soft}>{year}</span>
        </span>
      ),
    },
    {
      id: "clause",
      header: t("ledger.clause"),
      cell: ({ document, clause, competition }) => (
        <span className={classes.stack}>
          {clause !== null && <span>{[document && named(document), clause].filter(Boolean).join(" ")}</span>}
          {competition && <span className={classes.soft}>{named(competition)}</span>}
        </span>
      ),
    },
    {
      id: "amount",
      header: t("ledger.amount"),
      align: "end",
      noWrap: true,
      sortBy: ({ amountFen }) => amountFen,
      cell: ({ amountFen }) => (
        <span className={amountFen < 0 ? classes.negative : undefined}>
          <Money fen={amountFen} />
        </span>
      ),
    },
    {
      id: "reason",
      header: t("ledger.reason"),
      cell: ({ reason, reference, listId, member }) => (
        <span className={classes.stack}>
          {listId === null ? (
            <span>{reason}</span>
          ) : (
            <Link to={`/policy/payments/${listId}`} className={classes.together}>
              {reason}
            </Link>
          )}
          {member !== null && <span>{t("ledger.shareOf", { name: member })}</span>}
          <span className={`${classes.soft} ${classes.reference}`}>{reference}</span>
        </span>
      ),
    },
    {
      id: "people",
      header: t("ledger.approvedBy"),
      cell: ({ recordedBy, approvedBy }) => (
        <span className={classes.stack}>
          <span className={classes.together}>{approvedBy}</span>
          <span className={classes.soft}>
            {t("ledger.recordedBy")} <span className={classes.together}>{recordedBy}</span>
          </span>
        </span>
      ),
    },
    {
      id: "open",
      header: t("list.ledger"),
      noWrap: true,
      cell: ({ entitlementId }) =>
        entitlementId !== null && <Link to={`/policy/ledger/entitlements/${entitlementId}`}>{t("ledger.open")}</Link>,
    },
  ];
  return (
    <DataTable
      name="entries"
      caption={t("ledger.caption")}
      rows={entries}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      search={({ payer, clause, reason, reference, document, competition }) =>
        [payer, clause, reason, reference, document?.name, competition?.name].join(" ")
      }
      actions={actions}
      empty={<EmptyState icon={BookOpenCheck} title={t("ledger.empty")} hint={t("ledger.emptyHint")} />}
    />
  );
}
