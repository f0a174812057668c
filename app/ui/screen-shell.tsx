/** The big screen of a hall: edge to edge, sized by the screen so that it reads from twenty metres; dark, or light for a bright hall. */
import type { ReactNode } from "react";
import { LogoMark } from "./logo.tsx";
import classes from "./screen-shell.module.css";

export type ScreenLook = "dark" | "light";

export type ScreenShellProps = {
  look: ScreenLook;
  children: ReactNode;
  /** The event on show. */
  title: string;
  /** The competition. */
  subtitle?: string;
  /** Top right: live, frozen or stale, in words; how far marking has come. */
  state?: ReactNode;
  /** Bottom right: the QR code to the same board on a phone. */
  corner?: ReactNode;
  /** Bottom left: what changed last, the clock. */
  footer?: ReactNode;
};

export function ScreenShell({ look, children, title, subtitle, state, corner, footer }: ScreenShellProps) {
  return (
    <div className={classes.screen} data-wall={look} data-mantine-color-scheme={look}>
      <header className={classes.top}>
        <div>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
          <h1 className={classes.title}>{title}</h1>
        </div>
        {state && <div className={classes.state}>{state}</div>}
      </header>
      <main id="content" className={classes.main}>
        {children}
      </main>
      <footer className={classes.bottom}>
        <div className={classes.brand}>
          <LogoMark size={36} />
          <div>{footer}</div>
        </div>
        {corner && <div className={classes.corner}>{corner}</div>}
      </footer>
    </div>
  );
}
