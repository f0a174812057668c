/** The head of a page: where it stands, what it is, its state, and what can be done with it. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./page-header.module.css";

export type Breadcrumb = { label: string; to?: string };

export type PageHeaderProps = {
  title: ReactNode;
  /** The pages above this one, outermost first; this page itself is left out. */
  breadcrumbs?: readonly Breadcrumb[];
  /** A status badge beside the title. */
  status?: ReactNode;
  /** A line or two under the title. */
  description?: ReactNode;
  /** Buttons; at most one of them primary. */
  actions?: ReactNode;
};

export function PageHeader({ title, breadcrumbs = [], status, description, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.header}>
      {breadcrumbs.length > 0 && (
        <nav aria-label={t("shell.breadcrumbs")}>
          <ol className={classes.crumbs}>
            {breadcrumbs.map(({ label, to }) => (
              <li key={`${to ?? ""}${label}`} className={classes.crumb}>
                {to ? <Link to={to}>{label}</Link> : label}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={classes.row}>
        <div className={classes.words}>
          <div className={classes.titleRow}>
            <h1 className={classes.title}>{title}</h1>
            {status}
          </div>
          {description && <div className={classes.description}>{description}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}
