/** The texts of venue mode for the terminal and for the page without a certificate: Chinese first, then English. */
import { createI18n } from "./index.ts";

export async function openVenueWords() {
  const [zh, en] = [await createI18n("zh-CN"), await createI18n("en")];
  return [
    { lang: "zh-CN", t: zh.getFixedT("zh-CN", "venue") },
    { lang: "en", t: en.getFixedT("en", "venue") },
  ] as const;
}
