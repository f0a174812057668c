/** The browser's start: the texts of the document's language, then React takes over the page. */
import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "#app/i18n/index.ts";
import { DEFAULT_LOCALE, findLocale } from "#app/i18n/locale.ts";
import { TABLET_PATH } from "#app/live/tablet/places.ts";
import { DocumentContext } from "#app/ui/document-context.ts";
import { EarlyInput, rememberEarlyInput } from "#app/ui/early-input.ts";

/**
 * RemixBrowser waits for the page's data to be decoded, and React cannot wait when one of these events asks it to take over at once:
 * it would break off with its error 345. For that moment it is not told of them; fields, links and forms work without it.
 */
const HELD_BACK =
  "mousedown mouseup touchstart touchend touchcancel pointerdown pointerup pointercancel click dblclick auxclick contextmenu dragstart dragend drop keydown keypress keyup input change textInput compositionstart compositionend copy cut paste reset submit".split(
    " ",
  );

function holdBack(event: Event) {
  const { state } = (window as unknown as { readonly __remixContext: { readonly state?: unknown } }).__remixContext;
  if (state === undefined) event.stopPropagation();
}

async function hydrate() {
  const repeat = rememberEarlyInput();
  const locale = findLocale(document.documentElement.lang) ?? DEFAULT_LOCALE;
  const i18n = await createI18n(locale, window.location.pathname === TABLET_PATH ? "tablet" : "any");
  const requestId = document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content ?? null;
  const locationKey = (window.history.state as { key?: string } | null)?.key ?? "default";
  for (const name of HELD_BACK) window.addEventListener(name, holdBack, true);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <DocumentContext.Provider value={{ nonce: undefined, requestId, locationKey }}>
            <EarlyInput repeat={repeat}>
              <RemixBrowser />
            </EarlyInput>
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
