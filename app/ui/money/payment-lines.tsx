/** The lines of a payment list: who is paid, by which clause, how much, where to, and what stands against it. */
import { Link } from "@remix-run/react";
import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LineRefusal } from "#app/domain/money/payment-list.ts";
import type { TaxBasis } from "#app/domain/policy/pack.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Money } from "#app/ui/money.tsx";
import { RefusalList } from "#app/ui/refusals.tsx";
import { ClauseLine, type ClauseLineProps } from "./clause-line.tsx";
import classes from "./money.module.css";
import { PayeeName } from "./payee-name.tsx";

export type ShownPayee = {
  readonly kind: "organisation" | "people";
  readonly holders: readonly { readonly id: string; readonly name: string }[];
  readonly account: {
    readonly accountId: string;
    readonly holderId: string;
    readonly bank: string;
    readonly masked: string;
  } | null;
};

export type ShownLine = ClauseLineProps & {
  readonly row: { readonly taxBasis: TaxBasis };
  readonly lineId: string;
  readonly entitlementId: string;
  readonly position: number;
  readonly amountFen: number;
  readonly instalment: string;
  readonly payee: ShownPayee | null;
  readonly about: readonly string[];
  readonly team: readonly string[];
  readonly reasons: readonly Refusal<LineRefusal>[];
};

export function PaymentLines({ lines, isOpen }: { lines: readonly ShownLine[]; isOpen: boolean }) {
  const { t } = useTranslation(["money", "policy"]);
  const columns: readonly Column<ShownLine>[] = [
    { id: "position", header: t("list.position"), align: "end", width: "4rem", cell: ({ position }) => position },
    {
      id: "payee",
      header: t("list.payee"),
      isRowHeader: true,
      cell: ({ payee, about, team }) => <PayeeName payee={payee} about={about} team={team} />,
    },
    { id: "clause", header: t("list.clause"), cell: (line) => <ClauseLine {...line} /> },
    {
      id: "instalment",
      header: t("list.instalment"),
      noWrap: true,
      cell: ({ instalment }) => (instalment === "" ? t("list.atOnce") : t("monthly", { month: instalment })),
    },
    { id: "amount", header: t("list.amount"), align: "end", noWrap: true, cell: ({ amountFen }) => <Money fen={amountFen} /> },
    { id: "tax", header: t("list.tax"), cell: ({ row }) => t(`policy:tax.${row.taxBasis}`) },
    { id: "account", header: t("list.account"), cell: ({ payee }) => <AccountText payee={payee} /> },
    ...(isOpen && lines.some(({ reasons }) => reasons.length > 0)
      ? [
          {
            id: "problem",
            header: t("list.problem"),
            cell: ({ reasons }: ShownLine) => <RefusalList namespace="money" refusals={reasons} />,
          },
        ]
      : []),
    {
      id: "ledger",
      header: t("list.ledger"),
      noWrap: true,
      cell: ({ entitlementId }) => <Link to={`/policy/ledger/entitlements/${entitlementId}`}>{t("ledger.open")}</Link>,
    },
  ];
  return (
    <DataTable
      caption={t("list.lines")}
      rows={lines}
      rowKey={({ lineId }) => lineId}
      columns={columns}
      rowTone={({ reasons }) => (reasons.length > 0 ? "act" : undefined)}
      empty={<EmptyState icon={ListChecks} title={t("payments.noCandidates")} />}
    />
  );
}

/** Masked. */
export function AccountText({ payee }: { payee: ShownPayee | null }) {
  const { t } = useTranslation("money");
  const account = payee?.account;
  if (!payee || !account) return <span className={classes.soft}>{t("list.accountNone")}</span>;
  const { bank, masked } = account;
  return <span className="tabular">{t("list.accountText", { bank, masked })}</span>;
}
