/** An amount of a clause: exact, at most, or not said by the document. */
import { useTranslation } from "react-i18next";
import type { Payment, Amount as PolicyAmount } from "#app/domain/policy/pack.ts";
import { Money } from "#app/ui/money.tsx";
import classes from "./findings-list.module.css";

export function Amount({ amount, payment }: { amount: PolicyAmount; payment?: Payment }) {
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
    </span>
  );
}
