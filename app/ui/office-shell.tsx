/** The frame of the offices: navigation on the left, a rail of icons on a tablet, a menu on a phone. */
import { Link, NavLink, useLocation } from "@remix-run/react";
import { ChevronLeft, type LucideIcon, Menu } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./office-shell.module.css";
import { SkipLink } from "./skip-link.tsx";
import { TopBar } from "./top-bar.tsx";

export type OfficeNavItem = {
  to: string;
  label: string;
  icon: LucideIcon;
  /** How many things wait there for someone; 0 shows nothing. */
  badge?: number;
  /** Whether only the exact address counts as "here". */
  end?: boolean;
};

export type OfficeShellProps = {
  children: ReactNode;
  items: readonly OfficeNavItem[];
  /** What this office is about, above the navigation: the competition's name. */
  title: string;
  /** A line under the title: tier and year, or the delegation. */
  subtitle?: string;
  /** The way out of it. */
  back?: { to: string; label: string };
};

export function OfficeShell({ children, items, title, subtitle, back }: OfficeShellProps) {
  const { t } = useTranslation();
  const { key } = useLocation();
  const navigation = <Navigation items={items} />;
  const heading = (
    <div className={classes.heading}>
      {back && (
        <Link to={back.to} className={classes.back}>
          <ChevronLeft size={16} aria-hidden="true" />
          {back.label}
        </Link>
      )}
      <p className={classes.title}>{title}</p>
      {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
    </div>
  );
  return (
    <div className={classes.shell}>
      <SkipLink />
      <TopBar sticky wide>
        <p className={classes.context}>{title}</p>
      </TopBar>
      <div className={classes.body}>
        <aside className={classes.side}>
          {heading}
          {navigation}
        </aside>
        <details className={classes.menu} key={key}>
          <summary className={classes.summary}>
            <Menu size={18} aria-hidden="true" />
            <span className={classes.summaryTitle}>{title}</span>
            <span className={classes.summaryWord}>{t("shell.menu")}</span>
          </summary>
          {back && (
            <Link to={back.to} className={classes.back}>
              <ChevronLeft size={16} aria-hidden="true" />
              {back.label}
            </Link>
          )}
          {navigation}
        </details>
        <main id="content" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function Navigation({ items }: { items: readonly OfficeNavItem[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("shell.sectionNavigation")}>
      <ul className={classes.items}>
        {items.map(({ to, label, icon: Icon, badge = 0, end }) => (
          <li key={to}>
            <NavLink to={to} end={end} className={classes.item} prefetch="intent">
              <Icon size={18} aria-hidden="true" />
              <span className={classes.label}>{label}</span>
              {badge > 0 && (
                <span className={classes.badge} title={t("shell.waiting", { count: badge })}>
                  {badge}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
