/** Who is paid: an organisation, a person, or all members of a team; for whom, where an organisation is paid for a person, and of which team a share is. */
import { useTranslation } from "react-i18next";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./money.module.css";

export type PayeeNameProps = {
  payee: { readonly holders: readonly { readonly name: string }[] } | null;
  about?: readonly string[];
  team?: readonly string[];
};

export function PayeeName({ payee, about = [], team = [] }: PayeeNameProps) {
  const { t } = useTranslation("money");
  const formats = useFormats();
  if (payee === null) return <span className={classes.soft}>{t("none")}</span>;
  return (
    <span className={classes.stack}>
      <span>{formats.list(payee.holders.map(({ name }) => name))}</span>
      {about.length > 0 && <span className={classes.soft}>{t("about", { names: formats.list(about) })}</span>}
      {team.length > 0 && <span className={classes.soft}>{t("ofTeam", { names: formats.list(team) })}</span>}
    </span>
  );
}
