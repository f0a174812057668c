/** The data of a light page as its document carries them, and how the page's own script reads them. */

import type { SomeTexts } from "#app/i18n/index.ts";

/** The element that the script takes over, and the one that holds its data. */
export const PART_ID = "light";
export const DATA_ID = "light-data";

export type LightData<Data> = {
  /** The server's time when the page was made, ISO. */
  readonly now: string;
  /** Those of the document's language that the page's script needs: it brings none itself. */
  readonly texts: SomeTexts;
  readonly data: Data;
};

/** As it stands in a script element: no text in it can end that element. */
export function writeLightData(carried: LightData<unknown>): string {
  return JSON.stringify(carried).replaceAll("<", "\\u003c");
}

/** @throws SyntaxError when the document is no light page. */
export function readLightData<Data>(document: Document): LightData<Data> {
  return JSON.parse(document.getElementById(DATA_ID)?.textContent ?? "") as LightData<Data>;
}
