/** A part of a page under its own heading; boxed only where it is really a separate thing. */
import { type ReactNode, useId } from "react";
import classes from "./section.module.css";

export type SectionProps = {
  title: ReactNode;
  children: ReactNode;
  /** For links to this part. */
  id?: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** A surface of its own with a hairline around it. */
  boxed?: boolean;
  level?: 2 | 3;
};

export function Section({ title, children, id, description, actions, boxed = false, level = 2 }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} aria-labelledby={headingId} className={classes.section} data-boxed={boxed || undefined}>
      <div className={classes.head}>
        <div>
          <Heading id={headingId} className={classes.heading} data-level={level}>
            {title}
          </Heading>
          {description && <div className={classes.description}>{description}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
