/** An amount of a clause: exact, at most, or not said by the document. */
import { useTranslation } from "react-i18next";
import type { Amount as PolicyAmount } from "#app/domain/policy/pack.ts";
import { Money } from "#app/ui/money.tsx";
import classes from "./findings-list.module.css";

export function Amount({ amount }: { amount: PolicyAmount }) {
  const { t } = useTranslation("policy");
  return (
    <span className={classes.amount}>
      {amount.kind === "ceiling" && <span className={classes.ceiling}>{t("ceiling")}</span>}
      <Money fen={amount.kind === "unknown" ? null : amount.fen} />
    </span>
  );
}
