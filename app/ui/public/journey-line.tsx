/** A vertical line of steps: what was reached, where things stand, what is still to come. */
import { CircleCheck, CircleDashed, CircleDot, CircleX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { When } from "#app/ui/when.tsx";
import classes from "./journey-line.module.css";

export type JourneyStepProps = {
  /** stopped: the way ended here. */
  state: "past" | "current" | "coming" | "stopped";
  title: string;
  /** When it happened, ISO. */
  at?: string;
  children?: ReactNode;
};

const ICONS: Readonly<Record<JourneyStepProps["state"], LucideIcon>> = {
  past: CircleCheck,
  current: CircleDot,
  coming: CircleDashed,
  stopped: CircleX,
};

export function JourneyLine({ children }: { children: ReactNode }) {
  return <ol className={classes.line}>{children}</ol>;
}

export function JourneyStep({ state, title, at, children }: JourneyStepProps) {
  const { t } = useTranslation("common");
  const Icon = ICONS[state];
  const words = { past: t("word.done"), current: t("word.current"), coming: t("word.coming"), stopped: t("word.past") };
  return (
    <li className={classes.step} data-state={state} aria-current={state === "current" ? "step" : undefined}>
      <Icon size={24} className={classes.icon} role="img" aria-label={words[state]} />
      <div className={classes.body}>
        <h3 className={classes.title}>
          {title}
          {at && (
            <span className={classes.when}>
              <When at={at} />
            </span>
          )}
        </h3>
        {children && <div className={classes.content}>{children}</div>}
      </div>
    </li>
  );
}
