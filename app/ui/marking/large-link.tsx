/** The large buttons at the foot of a tablet's page, and the links that look like them. */
import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./large-link.module.css";

export type LargeLinkProps = {
  to: string;
  children: ReactNode;
  icon?: LucideIcon;
  look?: "primary" | "quiet";
  /** Away from the tablet's page, which knows no other. */
  reload?: boolean;
};

export function LargeLink({ to, children, icon: Icon, look = "primary", reload = false }: LargeLinkProps) {
  return (
    <Link
      to={to}
      reloadDocument={reload}
      discover={to.startsWith("#") ? "none" : "render"}
      className={classes.large}
      data-look={look}
    >
      {children}
      {Icon && <Icon size={22} aria-hidden="true" />}
    </Link>
  );
}

export type LargeButtonProps = {
  children: ReactNode;
  icon?: LucideIcon;
  disabled?: boolean;
  /** The id of what says why it is disabled. */
  describedBy?: string;
  /** Without it the button submits the form around it. */
  onPress?: () => void;
};

export function LargeButton({ children, icon: Icon, disabled, describedBy, onPress }: LargeButtonProps) {
  return (
    <button
      type={onPress ? "button" : "submit"}
      onClick={onPress}
      className={classes.large}
      data-look="primary"
      disabled={disabled}
      aria-describedby={describedBy}
    >
      {Icon && <Icon size={22} aria-hidden="true" />}
      {children}
    </button>
  );
}
