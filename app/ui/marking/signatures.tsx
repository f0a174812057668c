/** Who of the marking team has signed the form. */
import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./signatures.module.css";

export type SignaturesProps = {
  team: readonly {
    readonly judgeId: string;
    readonly displayName: string;
    readonly hasSigned: boolean;
    readonly isOnPaper?: boolean;
  }[];
};

export function Signatures({ team }: SignaturesProps) {
  const { t } = useTranslation(["marking", "paper"]);
  return (
    <ul className={classes.list} aria-label={t("sheet.signatures")}>
      {team.map(({ judgeId, displayName, hasSigned, isOnPaper }) => (
        <li key={judgeId} className={classes.item} data-signed={hasSigned || undefined}>
          {hasSigned ? <CircleCheck size={20} aria-hidden="true" /> : <CircleDashed size={20} aria-hidden="true" />}
          {displayName}
          <span className={classes.word}>
            {hasSigned ? (isOnPaper ? t("paper:paperSigned") : t("sheet.signed")) : t("sheet.unsigned")}
          </span>
        </li>
      ))}
    </ul>
  );
}
