/** The judge's tablet: the code of the entry always on top, one thing on the screen, the state of delivery always below. */
import { Link } from "@remix-run/react";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./tablet-shell.module.css";

export type TabletShellProps = {
  children: ReactNode;
  /** The code of the entry under marking, set large; absent on pages about no single entry. */
  code?: string;
  /** What the page is: the sub-criterion, or "today's forms". */
  title: string;
  subtitle?: string;
  back?: { to: string; label: string };
  /** Top right: progress, who is signed in. */
  aside?: ReactNode;
  /** The bottom line: what has arrived, and what is only on this device. */
  status: ReactNode;
  /** Large buttons at the right end of the bottom line. */
  actions?: ReactNode;
};

export function TabletShell({ children, code, title, subtitle, back, aside, status, actions }: TabletShellProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.shell}>
      <header className={classes.top}>
        {back ? (
          // The tablet's page knows no other: what is not a place on it is loaded anew.
          <Link
            to={back.to}
            reloadDocument={!back.to.startsWith("#")}
            discover="none"
            className={classes.back}
            aria-label={back.label}
            title={back.label}
          >
            <ChevronLeft size={26} aria-hidden="true" />
          </Link>
        ) : (
          <span className={classes.noBack} />
        )}
        {code !== undefined && <p className={`tabular ${classes.code}`}>{code}</p>}
        <div className={classes.titles}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </header>
      <main id="content" className={classes.main}>
        {children}
      </main>
      <footer className={classes.bottom}>
        <div className={classes.bottomInner}>
          <div className={classes.status} role="status" aria-label={t("shell.delivery")}>
            {status}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      </footer>
    </div>
  );
}
