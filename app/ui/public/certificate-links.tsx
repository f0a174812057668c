/** What a person can do with a certificate of his own. */
import { Link } from "@remix-run/react";
import { BadgeCheck, Download, ScanSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import classes from "./certificate-links.module.css";

type ShownCertificate = {
  readonly id: string;
  readonly verifyCode: string;
  readonly isInForce: boolean;
  /** False when a name has characters that its fonts lack: the office then issues it by hand. */
  readonly isPrintable: boolean;
};

/** To have it, to have it as a badge, and to show that it is true. */
export function CertificateLinks({ certificate }: { certificate: ShownCertificate }) {
  const { t } = useTranslation("public");
  return (
    <p className={classes.acts}>
      {certificate.isPrintable ? (
        <a href={`/results/certificates/${certificate.id}`} download className={classes.download}>
          <Download size={20} aria-hidden="true" />
          {t("journey.download")}
        </a>
      ) : (
        t("journey.unprintable")
      )}
      {certificate.isInForce && (
        <a href={`/results/certificates/${certificate.id}/badge`} download className={classes.link}>
          <BadgeCheck size={18} aria-hidden="true" />
          {t("journey.badge")}
        </a>
      )}
      <Link to={`/verify/${certificate.verifyCode}`} className={classes.link}>
        <ScanSearch size={18} aria-hidden="true" />
        {t("journey.verify")}
      </Link>
    </p>
  );
}
