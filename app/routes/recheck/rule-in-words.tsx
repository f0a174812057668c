/** What is rechecked and when all is, in a sentence. */
import { useTranslation } from "react-i18next";
import type { RecheckRule } from "#app/domain/results/recheck-rule.ts";
import classes from "./sample.module.css";

export function RuleInWords({ rule }: { rule: RecheckRule }) {
  const { t } = useTranslation("recheck");
  const { topPlaces, percent, errorPercent } = rule;
  return (
    <p className={classes.rule}>
      {topPlaces > 0 && t("recheck.ruleTop", { topPlaces })}
      {percent > 0 && t("recheck.rulePercent", { percent })}
      {t("recheck.ruleError", { errorPercent })}
    </p>
  );
}
