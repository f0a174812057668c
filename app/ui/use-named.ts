/** The name of a thing in the reader's language. */
import { useTranslation } from "react-i18next";

export type Named = { readonly name: string; readonly nameEn: string };

/** `named(event)`: its English name where English is read. */
export function useNamed(): (thing: Named) => string {
  const { i18n } = useTranslation();
  return ({ name, nameEn }) => (i18n.language === "en" ? nameEn : name);
}
