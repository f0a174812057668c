/** Sums of the ledger in a row of figures: paid, clawed back, spent on holding, and net. */
import { useTranslation } from "react-i18next";
import type { LedgerSums as Sums } from "#app/domain/money/ledger.ts";
import { Money } from "#app/ui/money.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import classes from "./money.module.css";

export function LedgerSums({ sums, limitFen }: { sums: Sums; limitFen?: number }) {
  const { t } = useTranslation("money");
  return (
    <div className={classes.above}>
      <Stats>
        <Stat label={t("ledger.net")} value={<Money fen={sums.netFen} />} />
        <Stat label={t("ledger.paid")} value={<Money fen={sums.paidFen} />} />
        <Stat label={t("ledger.clawedBack")} value={<Money fen={sums.clawedBackFen} />} />
        {limitFen === undefined ? (
          <Stat label={t("ledger.spent")} value={<Money fen={sums.spentFen} />} />
        ) : (
          <Stat label={t("entitlement.limit")} value={<Money fen={limitFen} />} />
        )}
      </Stats>
    </div>
  );
}
