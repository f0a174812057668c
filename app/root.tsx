/** The document around every page: language, styles, colours, and what is shown when a page fails. */
import "./ui/global.css";
import "@mantine/core/styles.layer.css";
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from "@mantine/core";
import { type LinksFunction, redirect } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useLoaderData,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { findLocale, LOCALE_KEY, readLocale, writeLocale } from "#app/i18n/locale.ts";
import { TABLET_PATH } from "#app/live/tablet/places.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { countUnread } from "#app/queries/messages/list-inbox.server.ts";
import { ClockProvider } from "#app/ui/clock.tsx";
import { useDocumentFacts } from "#app/ui/document-context.ts";
import { ErrorPage } from "#app/ui/error-page.tsx";
import { useIsLight, usePageTitle } from "#app/ui/page-title.ts";
import { resolveCssVariables, theme } from "#app/ui/theme.ts";
import type { RootData } from "#app/ui/viewer.ts";

export const links: LinksFunction = () => [{ rel: "icon", type: "image/svg+xml", href: "/favicon.svg" }];

export const loader = defineLoader({ access: "public" }, async ({ request, url, runtime, actor }): Promise<RootData> => {
  const chosen = findLocale(url.searchParams.get(LOCALE_KEY));
  if (chosen) {
    url.searchParams.delete(LOCALE_KEY);
    throw redirect(`${url.pathname}${url.search}`, { headers: { "Set-Cookie": writeLocale(chosen) } });
  }
  return {
    locale: readLocale(request.headers.get("Cookie")),
    now: runtime.clock.now().toISOString(),
    viewer: actor && { displayName: actor.displayName, unread: await countUnread(runtime, actor.userId) },
  };
});

/** The tablet's page goes from place to place without a network. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && !(currentUrl.pathname === TABLET_PATH && nextUrl.pathname === TABLET_PATH);

export function Layout({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { nonce, requestId } = useDocumentFacts();
  const title = usePageTitle();
  const isLight = useIsLight();
  return (
    <html lang={i18n.language} {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={t("product.description")} />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#18212e" media="(prefers-color-scheme: dark)" />
        {requestId && <meta name="request-id" content={requestId} />}
        <Meta />
        <Links />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" suppressHydrationWarning />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolveCssVariables}
          defaultColorScheme="auto"
          getStyleNonce={nonce ? () => nonce : undefined}
        >
          {children}
        </MantineProvider>
        {!isLight && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  const { now } = useLoaderData<typeof loader>();
  return (
    <ClockProvider now={now}>
      <Outlet />
    </ClockProvider>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />;
}
