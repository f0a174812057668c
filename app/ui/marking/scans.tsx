/** Archived scans beside what was keyed: pictures at once, PDF files as links; and the field for one more. */
import { Form } from "@remix-run/react";
import { FileUp, Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LARGEST_SCAN_BYTES } from "#app/domain/marking/scan-file.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./scans.module.css";

export type Scan = {
  readonly scanId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
};

/** @param base the address of the event's scans, "/hall/C/events/E/paper/scans" */
export function Scans({ scans, base }: { scans: readonly Scan[]; base: string }) {
  const { t } = useTranslation("paper");
  const formats = useFormats();
  if (scans.length === 0) return <p className={classes.none}>{t("scan.none")}</p>;
  return (
    <ul className={classes.list}>
      {scans.map(({ scanId, fileName, mediaType, sha256, size, uploadedBy, uploadedAt }) => (
        <li key={scanId} className={classes.scan}>
          <a href={`${base}/${scanId}`} download={fileName} aria-label={t("scan.open", { name: fileName })}>
            {mediaType === "application/pdf" ? (
              <span className={classes.file}>
                <Paperclip size={18} aria-hidden="true" />
                {fileName}
              </span>
            ) : (
              <img src={`${base}/${scanId}`} alt={fileName} className={classes.picture} loading="lazy" />
            )}
          </a>
          <span className={classes.line}>
            {t("scan.line", { name: uploadedBy, time: formats.dateTime(uploadedAt), size: formats.bytes(size) })}
          </span>
          <span className={`tabular ${classes.line}`}>{t("scan.fingerprint", { digest: sha256.slice(0, 16) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** The form that archives one more, as the intent `archive-scan`. */
export function ArchiveScan({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation("paper");
  return (
    <Form method="post" encType="multipart/form-data" className={classes.archive}>
      <Refusals namespace="paper" refusals={refusals} />
      <FileDrop
        name="file"
        label={t("scan.file")}
        accept=".png,.jpg,.jpeg,.pdf"
        maximumBytes={LARGEST_SCAN_BYTES}
        icon={FileUp}
        required
      />
      <ActButton intent="archive-scan" namespace="paper" look="quiet" icon={Paperclip}>
        {t("scan.attach")}
      </ActButton>
    </Form>
  );
}
