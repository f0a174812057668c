/** A state as icon, word and colour together: never colour alone. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./tone-badge.module.css";

/** idle: nothing to do; info: under way; done: good and over; act: someone must act now; off: no longer counts. */
export type Tone = "idle" | "info" | "done" | "act" | "off";

export type ToneBadgeProps = {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  /** "plain" has no ground of its own, for dense tables. */
  look?: "filled" | "plain";
};

export function ToneBadge({ tone, icon: Icon, children, look = "filled" }: ToneBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-look={look}>
      <Icon aria-hidden="true" className={classes.icon} />
      {children}
    </span>
  );
}
