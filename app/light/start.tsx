/** The start of a light page: its part that lives takes over what the server drew, with the data that the document carries. */
import type { ComponentType } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { startI18n } from "#app/i18n/index.ts";
import { DEFAULT_LOCALE, findLocale } from "#app/i18n/locale.ts";
import { ClockProvider } from "#app/ui/clock.tsx";
import { EarlyInput, rememberEarlyInput } from "#app/ui/early-input.ts";
import { PART_ID, readLightData } from "#app/ui/light-data.ts";

/** @param Part what the route draws inside its LightPage, from the same data */
export async function startLightPage<Data extends object>(Part: ComponentType<Data>): Promise<void> {
  const part = document.getElementById(PART_ID);
  if (part === null) return;
  const repeat = rememberEarlyInput();
  const { now, texts, data } = readLightData<Data>(document);
  const i18n = await startI18n(findLocale(document.documentElement.lang) ?? DEFAULT_LOCALE, texts);
  hydrateRoot(
    part,
    <I18nextProvider i18n={i18n}>
      <ClockProvider now={now}>
        <EarlyInput repeat={repeat}>
          <Part {...data} />
        </EarlyInput>
      </ClockProvider>
    </I18nextProvider>,
  );
  letColoursSwitch();
}

/** The key and the attribute are Mantine's, so that the choice holds on every page. */
function letColoursSwitch(): void {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-colour-switch]")) {
    button.addEventListener("click", () => {
      const next = root.getAttribute("data-mantine-color-scheme") === "dark" ? "light" : "dark";
      root.setAttribute("data-mantine-color-scheme", next);
      try {
        localStorage.setItem("mantine-color-scheme-value", next);
      } catch {
        // A browser that keeps nothing forgets the choice with the page.
      }
    });
  }
}
