/** Nothing here yet, and what to do first. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

export type EmptyStateProps = { icon: LucideIcon; title: string; hint?: ReactNode; action?: ReactNode };

export function EmptyState({ icon: Icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Icon size={32} strokeWidth={1.5} aria-hidden="true" className={classes.icon} />
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
