/** The frame of every public page: top bar, one column, footer. */
import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./public-shell.module.css";
import { SkipLink } from "./skip-link.tsx";
import { TopBar } from "./top-bar.tsx";

export type PublicLink = { to: string; label: string; end?: boolean };

export type PublicShellProps = {
  children: ReactNode;
  /** Links in the top bar, and again in the footer, where a phone has its only ones. */
  links?: readonly PublicLink[];
  /** Links in the footer alone. */
  quietLinks?: readonly PublicLink[];
  /** A band over the full width between the bar and the column. */
  band?: ReactNode;
  /** "narrow" suits one form or one document. */
  width?: "narrow" | "normal";
};

export function PublicShell({ children, links = [], quietLinks = [], band, width = "normal" }: PublicShellProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.shell}>
      <SkipLink />
      <TopBar>
        {links.length > 0 && (
          <nav className={classes.links} aria-label={t("shell.mainNavigation")}>
            {links.map(({ to, label, end }) => (
              <NavLink key={to} to={to} end={end} className={classes.link}>
                {label}
              </NavLink>
            ))}
          </nav>
        )}
      </TopBar>
      {band && <div className={classes.band}>{band}</div>}
      <main id="content" className={classes.main} data-width={width} tabIndex={-1}>
        {children}
      </main>
      <footer className={classes.footer}>
        <Stairs />
        <div className={classes.footerInner}>
          <div>
            <p className={classes.product}>{t("product.full")}</p>
            <p>{t("product.motto")}</p>
            <p>{t("shell.timezone")}</p>
          </div>
          {links.length > 0 && (
            <nav aria-label={t("shell.footerNavigation")} className={classes.footerLinks}>
              {[...links, ...quietLinks].map(({ to, label }) => (
                <Link key={to} to={to}>
                  {label}
                </Link>
              ))}
            </nav>
          )}
        </div>
      </footer>
    </div>
  );
}

function Stairs() {
  return (
    <svg className={classes.stairs} viewBox="0 0 320 96" aria-hidden="true" preserveAspectRatio="xMaxYMax meet">
      <path d="M0 96V80h64V64h64V48h64V32h64V16h64v80z" fill="currentColor" />
    </svg>
  );
}
