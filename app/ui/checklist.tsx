/** The conditions of the next phase: what is done, what is not, and where to do it. */
import { Link } from "@remix-run/react";
import { ArrowRight, CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./checklist.module.css";

export type ChecklistItem = {
  id: string;
  label: ReactNode;
  done: boolean;
  /** What exactly is missing, or by whom it was done. */
  detail?: ReactNode;
  /** Where the missing thing is put right. */
  to?: string;
  /** The words of that link; "fix this" unless given. */
  linkLabel?: string;
};

export function Checklist({ items }: { items: readonly ChecklistItem[] }) {
  const { t } = useTranslation();
  const done = items.filter((item) => item.done).length;
  return (
    <div>
      <p className={`tabular ${classes.progress}`}>
        {done === items.length ? t("checklist.ready") : t("checklist.progress", { done, total: items.length })}
      </p>
      <ul className={classes.items}>
        {items.map((item) => (
          <li key={item.id} className={classes.item} data-done={item.done || undefined}>
            {item.done ? (
              <CircleCheck size={20} role="img" aria-label={t("word.done")} />
            ) : (
              <CircleDashed size={20} role="img" aria-label={t("word.undone")} />
            )}
            <div className={classes.words}>
              <p className={classes.label}>{item.label}</p>
              {item.detail && <p className={classes.detail}>{item.detail}</p>}
            </div>
            {!item.done && item.to && (
              <Link to={item.to} className={classes.link}>
                {item.linkLabel ?? t("action.fix")}
                <ArrowRight size={16} aria-hidden="true" />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
