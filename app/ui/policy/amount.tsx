/** An amount of a clause: exact, at most, or not said by the document; and whether it is after tax, where that is asked. */
import { useTranslation } from "react-i18next";
import type { Payment, Amount as PolicyAmount, TaxBasis } from "#app/domain/policy/pack.ts";
import { Money } from "#app/ui/money.tsx";
import classes from "./findings-list.module.css";

export function Amount({ amount, payment, taxBasis }: { amount: PolicyAmount; payment?: Payment; taxBasis?: TaxBasis }) {
  const { t } = useTranslation("policy");
  if (amount.kind === "none") return null;
  return (
    <span className={classes.amount}>
      {amount.kind === "ceiling" && <span className={classes.ceiling}>{t("ceiling")}</span>}
      <Money fen={amount.kind === "exact" || amount.kind === "ceiling" ? amount.fen : null} />
      {payment?.every === "month" && (
        <span className={classes.ceiling}>
          {payment.months === null ? t("everyMonthOpen") : t("everyMonth", { months: payment.months })}
        </span>
      )}
      {taxBasis && <span className={classes.ceiling}>{t(`tax.${taxBasis}`)}</span>}
    </span>
  );
}
