/** A page for everyone: the public frame with what people come for. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PublicShell, type PublicShellProps } from "#app/ui/public-shell.tsx";

export function PublicPage({ children, ...shell }: Omit<PublicShellProps, "links" | "quietLinks"> & { children: ReactNode }) {
  const { t } = useTranslation(["public", "trial"]);
  const links = [
    { to: "/", label: t("nav.home"), end: true },
    { to: "/results", label: t("nav.results") },
    { to: "/verify", label: t("nav.verify") },
    { to: "/boards", label: t("nav.boards") },
  ];
  return (
    <PublicShell {...shell} links={links} quietLinks={[{ to: "/trial", label: t("trial:title") }]}>
      {children}
    </PublicShell>
  );
}
