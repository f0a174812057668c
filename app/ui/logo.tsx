/** The mark: a stair that rises, and someone on its top step. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./logo.module.css";
import { PATHS } from "./paths.ts";

export function LogoMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={classes.mark}>
      <rect width="32" height="32" rx="7" className={classes.ground} />
      <path d="M6 26v-5h6.5v-5H19v-5h7v15z" fill="#fff" />
      <circle cx="22.5" cy="6.9" r="2.4" fill="#f0654a" />
    </svg>
  );
}

export function Logo() {
  const { t } = useTranslation();
  return (
    <Link to={PATHS.home} className={classes.logo}>
      <LogoMark />
      <span className={classes.name}>{t("product.name")}</span>
      <span className={classes.tagline}>{t("product.tagline")}</span>
    </Link>
  );
}
