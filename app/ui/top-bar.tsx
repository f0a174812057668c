/** The bar at the top of every shell: the mark, what the shell adds, language, colours, and who is signed in. */

import { useMantineColorScheme } from "@mantine/core";
import { Form, Link, useLocation } from "@remix-run/react";
import { Contrast, LogIn, LogOut, Mail, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LOCALE_KEY } from "#app/i18n/locale.ts";
import { Logo } from "./logo.tsx";
import { PATHS } from "./paths.ts";
import classes from "./top-bar.module.css";
import { useViewer } from "./viewer.ts";

export function TopBar({ children, sticky = false, wide = false }: { children?: ReactNode; sticky?: boolean; wide?: boolean }) {
  return (
    <header className={classes.bar} data-sticky={sticky || undefined}>
      <div className={classes.inner} data-wide={wide || undefined}>
        <Logo />
        {children}
        <div className={classes.tools}>
          <LocaleSwitch />
          <ColourSchemeSwitch />
          <Account />
        </div>
      </div>
    </header>
  );
}

/** A plain link, so that it works without scripts: the server keeps the choice in a cookie and returns to the same page. */
export function LocaleSwitch() {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  const parameters = new URLSearchParams(search);
  parameters.set(LOCALE_KEY, other);
  return (
    <a className={classes.tool} href={`${pathname}?${parameters}`} hrefLang={other} lang={other}>
      {t("shell.otherLanguage")}
    </a>
  );
}

export function ColourSchemeSwitch() {
  const { t } = useTranslation();
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <button
      type="button"
      className={classes.tool}
      onClick={toggleColorScheme}
      data-colour-switch=""
      aria-label={t("shell.switchColours")}
      title={t("shell.switchColours")}
    >
      <Contrast size={18} aria-hidden="true" />
    </button>
  );
}

/** A longer count would push the bar apart. */
const MOST_SHOWN = 99;

function Account() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const viewer = useViewer();
  if (viewer === undefined) return null;
  if (viewer === null) {
    const isSigningIn = pathname === PATHS.signIn;
    return isSigningIn ? null : (
      <Link to={PATHS.signIn} className={classes.signIn}>
        <LogIn size={17} aria-hidden="true" />
        {t("shell.signIn")}
      </Link>
    );
  }
  const inboxLabel = viewer.unread > 0 ? t("shell.inbox", { count: viewer.unread }) : t("shell.inboxRead");
  return (
    <>
      <Link
        to={PATHS.desk}
        className={classes.tool}
        aria-label={t("shell.signedInAs", { name: viewer.displayName })}
        title={t("shell.signedInAs", { name: viewer.displayName })}
      >
        <UserRound size={18} aria-hidden="true" />
        <span className={classes.person}>{viewer.displayName}</span>
      </Link>
      <Link to={PATHS.inbox} className={classes.tool} aria-label={inboxLabel} title={inboxLabel}>
        <Mail size={18} aria-hidden="true" />
        {viewer.unread > 0 && (
          <span className={`tabular ${classes.unread}`} aria-hidden="true">
            {viewer.unread > MOST_SHOWN ? `${MOST_SHOWN}+` : viewer.unread}
          </span>
        )}
      </Link>
      <Form method="post" action={PATHS.signOut}>
        <button
          type="submit"
          name="intent"
          value="sign-out"
          className={classes.tool}
          aria-label={t("shell.signOut")}
          title={t("shell.signOut")}
        >
          <LogOut size={18} aria-hidden="true" />
        </button>
      </Form>
    </>
  );
}
