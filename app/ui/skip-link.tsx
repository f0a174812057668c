/** The first stop of the Tab key: past the navigation, to what the page is about. */
import { useTranslation } from "react-i18next";
import classes from "./skip-link.module.css";

export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a href="#content" className={classes.skip}>
      {t("shell.skip")}
    </a>
  );
}
