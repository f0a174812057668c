/** The browser's start: the texts of the document's language, then React takes over the page. */
import { RemixBrowser } from "@remix-run/react";
import { type ReactNode, StrictMode, startTransition, useEffect } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "#app/i18n/index.ts";
import { DEFAULT_LOCALE, findLocale } from "#app/i18n/locale.ts";
import { DocumentContext } from "#app/ui/document-context.ts";

/**
 * React takes over a page in two steps: until the page's data are decoded it waits. One of these events in between makes it go on at
 * once, which breaks off with its error 345. Fields, links and forms work without it: it is told of events when it has taken over.
 */
const HELD_BACK =
  "mousedown mouseup touchstart touchend touchcancel pointerdown pointerup pointercancel click dblclick auxclick contextmenu dragstart dragend drop keydown keypress keyup input change textInput compositionstart compositionend copy cut paste reset submit".split(
    " ",
  );

function holdBack(event: Event) {
  event.stopPropagation();
}

function TakenOver({ children }: { children: ReactNode }) {
  useEffect(() => {
    for (const name of HELD_BACK) window.removeEventListener(name, holdBack, true);
  }, []);
  return children;
}

async function hydrate() {
  const i18n = await createI18n(findLocale(document.documentElement.lang) ?? DEFAULT_LOCALE);
  const requestId = document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content ?? null;
  const locationKey = (window.history.state as { key?: string } | null)?.key ?? "default";
  for (const name of HELD_BACK) window.addEventListener(name, holdBack, true);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <DocumentContext.Provider value={{ nonce: undefined, requestId, locationKey }}>
            <TakenOver>
              <RemixBrowser />
            </TakenOver>
          </DocumentContext.Provider>
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

/** Phones and tablets ship with Chinese fonts; a desktop may not, and gets one once it has nothing better to do. */
function loadFallbackFont() {
  if (window.matchMedia("(pointer: fine)").matches) void import("@fontsource-variable/noto-sans-sc/index.css");
}

void hydrate();
if ("requestIdleCallback" in window) window.requestIdleCallback(loadFallbackFont);
else setTimeout(loadFallbackFont, 2000);
