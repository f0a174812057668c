/** A one-time link to an account: shown once as text and QR code, to copy, or to hand over as a printed slip. */
import { Button } from "@mantine/core";
import { Check, Copy, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DefinitionList } from "../definition-list.tsx";
import { Notice } from "../notice.tsx";
import { QrCode } from "../qr-code.tsx";
import { useFormats } from "../use-formats.ts";
import classes from "./handover.module.css";

export type HandoverProps = {
  account: {
    readonly username: string;
    readonly displayName: string;
    readonly link: { readonly url: string /** ISO. */; readonly expiresAt: string };
  };
  /** Whether the account was opened with it. */
  isNew?: boolean;
};

export function Handover({ account, isNew = true }: HandoverProps) {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const [isCopied, setCopied] = useState(false);
  const { username, displayName, link } = account;
  const copy = async () => {
    await navigator.clipboard?.writeText(link.url);
    setCopied(true);
  };
  return (
    <div className={classes.handover}>
      <Notice tone="done" title={t(isNew ? "handover.title" : "handover.renewed", { name: displayName })} live>
        <p className={classes.screen}>{t("handover.lead")}</p>
        <div className={classes.slip}>
          <p className={classes.heading}>{t("handover.slip")}</p>
          <div className={classes.parts}>
            <QrCode text={link.url} label={t("handover.qr", { name: displayName })} size="10rem" />
            <DefinitionList
              items={[
                { term: t("handover.person"), value: displayName },
                { term: t("handover.username"), value: <code className={classes.secret}>{username}</code> },
                { term: t("handover.link"), value: <code className={classes.link}>{link.url}</code> },
                { term: t("handover.until"), value: formats.dateTime(link.expiresAt) },
              ]}
            />
          </div>
          <p>{t("handover.how")}</p>
        </div>
        <div className={classes.acts}>
          <Button
            variant="default"
            size="xs"
            onClick={copy}
            leftSection={isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          >
            {t(isCopied ? "handover.copied" : "handover.copy")}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => window.print()}
            leftSection={<Printer size={16} aria-hidden="true" />}
          >
            {t("handover.print")}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
