/** A new account's first password and PIN: to write down and hand over. */
import { useTranslation } from "react-i18next";
import { DefinitionList } from "../definition-list.tsx";
import { Notice } from "../notice.tsx";
import classes from "./handover.module.css";

export type HandoverProps = {
  account: { readonly username: string; readonly displayName: string; readonly password: string; readonly pin: string };
};

export function Handover({ account }: HandoverProps) {
  const { t } = useTranslation("account");
  return (
    <div className={classes.handover}>
      <Notice tone="done" title={t("handover.title", { name: account.displayName })} live>
        <p>{t("handover.lead")}</p>
        <div className={classes.secrets}>
          <DefinitionList
            items={[
              { term: t("handover.username"), value: <code className={classes.secret}>{account.username}</code> },
              { term: t("handover.password"), value: <code className={classes.secret}>{account.password}</code> },
              { term: t("handover.pin"), value: <code className={classes.secret}>{account.pin}</code> },
            ]}
          />
        </div>
      </Notice>
    </div>
  );
}
