/** The frame of a team leader's pages: his delegation's roster and its import. */
import { FileUp, Images, NotebookText, Scale, Shuffle, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OfficeShell } from "#app/ui/office-shell.tsx";
import { PATHS } from "#app/ui/paths.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type DelegationShellProps = {
  readonly delegation: Named & { readonly id: string };
  readonly competition: Named;
  readonly children: ReactNode;
};

export function DelegationShell({ delegation, competition, children }: DelegationShellProps) {
  const { t, i18n } = useTranslation(["registration", "appeals", "draw", "preparation"]);
  const nameOf = ({ name, nameEn }: Named) => (i18n.language === "en" ? nameEn : name);
  const base = `/delegations/${delegation.id}`;
  return (
    <OfficeShell
      title={nameOf(delegation)}
      subtitle={nameOf(competition)}
      back={{ to: PATHS.desk, label: t("navigation.desk") }}
      items={[
        { to: base, label: t("navigation.roster"), icon: UsersRound, end: true },
        { to: `${base}/import`, label: t("navigation.import"), icon: FileUp },
        { to: `${base}/files`, label: t("navigation.files"), icon: Images },
        { to: `${base}/meetings`, label: t("preparation:leader.navigation"), icon: NotebookText },
        { to: `${base}/draws`, label: t("draw:leader.navigation"), icon: Shuffle },
        { to: `${base}/appeals`, label: t("appeals:leader.navigation"), icon: Scale },
      ]}
    >
      {children}
    </OfficeShell>
  );
}
