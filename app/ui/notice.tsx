/** Something the reader should know before going on: an outcome, a rule, a warning. */
import { BadgeCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./notice.module.css";

const ICONS = { info: Info, done: BadgeCheck, act: TriangleAlert } as const;

export type NoticeProps = {
  tone: keyof typeof ICONS;
  title?: ReactNode;
  children?: ReactNode;
  /** Read out when it appears: for the outcome of an act. */
  live?: boolean;
};

export function Notice({ tone, title, children, live = false }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={live ? "status" : undefined}>
      <Icon size={20} aria-hidden="true" className={classes.icon} />
      <div>
        {title && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
