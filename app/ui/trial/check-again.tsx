/** Where results stand: the files from which anyone can compute them again, and the page that does. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./check-again.module.css";

/** @param props.base the address that holds the two files @param props.round the number of the round */
export function CheckAgain({ base, round }: { base: string; round: number }) {
  const { t } = useTranslation("trial");
  return (
    <details className={classes.again}>
      <summary>{t("again.title")}</summary>
      <p>{t("again.lead")}</p>
      <ul className={classes.links}>
        <li>
          <a href={`${base}/rules.json?round=${round}`} download>
            {t("again.rules")}
          </a>
        </li>
        <li>
          <a href={`${base}/entries.csv?round=${round}`} download>
            {t("again.entries")}
          </a>
        </li>
        <li>
          <Link to="/trial">{t("again.page")}</Link>
        </li>
      </ul>
    </details>
  );
}
