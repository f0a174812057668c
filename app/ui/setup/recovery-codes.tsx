/** Recovery codes: shown once, to print, or to keep as a text file. */
import { Button } from "@mantine/core";
import { Download, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Notice } from "../notice.tsx";
import handover from "./handover.module.css";
import classes from "./recovery-codes.module.css";

export function RecoveryCodes({ codes, username }: { codes: readonly string[]; username: string }) {
  const { t } = useTranslation("account");
  const text = [t("recovery.slip", { username }), "", ...codes, "", t("recovery.how"), ""].join("\r\n");
  return (
    <div className={handover.handover}>
      <Notice tone="act" title={t("recovery.made", { count: codes.length })} live>
        <p className={handover.screen}>{t("recovery.lead")}</p>
        <div className={handover.slip}>
          <p className={handover.heading}>{t("recovery.slip", { username })}</p>
          <ol className={classes.codes}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <p>{t("recovery.how")}</p>
        </div>
        <div className={handover.acts}>
          <Button
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={`recovery-codes-${username}.txt`}
            variant="default"
            size="xs"
            leftSection={<Download size={16} aria-hidden="true" />}
          >
            {t("recovery.download")}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => window.print()}
            leftSection={<Printer size={16} aria-hidden="true" />}
          >
            {t("recovery.print")}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
