/** How much of a budget is spent and committed, in figures and as a bar. */
import { useTranslation } from "react-i18next";
import type { BudgetUse } from "#app/domain/money/budget.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./money.module.css";

export function BudgetMeter({ amountFen, use }: { amountFen: number; use: BudgetUse }) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  const share = (fen: number) => `${amountFen > 0 ? Math.min(100, Math.max(0, (fen * 100) / amountFen)) : 0}%`;
  return (
    <span className={classes.stack}>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.spent} style={{ inlineSize: share(use.spentFen) }} />
        <span className={classes.committed} style={{ inlineSize: share(use.committedFen) }} />
      </span>
      <span className={`tabular ${classes.soft}`}>
        {t("budgets.use", {
          spent: formats.money(use.spentFen),
          committed: formats.money(use.committedFen),
          free: formats.money(use.freeFen),
        })}
      </span>
    </span>
  );
}
