/** What is on record of one member of an entry: the photo, documents that open on record, and the consent. */
import { Form } from "@remix-run/react";
import { FileText, ShieldCheck, ShieldQuestion } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { CONSENT_VERSION, type ConsentGiver } from "#app/domain/registration/consent.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./member-records.module.css";

export type MemberRecordView = {
  readonly memberId: string;
  readonly minor: boolean | null;
  readonly attachments: readonly {
    readonly id: string;
    readonly kind: AttachmentKind;
    readonly size: number;
    readonly uploadedAt: string;
  }[];
  readonly consent: {
    readonly version: string;
    readonly givenBy: ConsentGiver;
    readonly hasGuardian: boolean;
    readonly givenAt: string;
  } | null;
};

export type MemberRecordsProps = {
  readonly name: string;
  readonly record: MemberRecordView;
  /** Where the files of the entry are: an attachment's id comes after it. */
  readonly files: string;
  /** The frame in which documents open; left out: a window of its own. */
  readonly target?: string;
  /** Acts on one file. */
  readonly actOn?: (attachment: MemberRecordView["attachments"][number]) => ReactNode;
  readonly children?: ReactNode;
};

export function MemberRecords({ name, record, files, target = "_blank", actOn, children }: MemberRecordsProps) {
  const { t } = useTranslation("entry");
  const headingId = useId();
  const photo = record.attachments.find(({ kind }) => kind === "photo");
  const documents = record.attachments.filter(({ kind }) => kind !== "photo");
  return (
    <article className={classes.member} aria-labelledby={headingId}>
      <div className={classes.photo}>
        {photo ? (
          <img src={`${files}/${photo.id}`} alt={t("records.photoOf", { name })} loading="lazy" />
        ) : (
          <span className={classes.noPhoto}>{t("records.noPhoto")}</span>
        )}
        {photo && actOn?.(photo)}
      </div>
      <div className={classes.facts}>
        <h3 id={headingId} className={classes.name}>
          {name}
          {record.minor === true && <span className={classes.minor}>{t("records.minor")}</span>}
        </h3>
        <ConsentLine consent={record.consent} />
        {documents.length === 0 ? (
          <p className={classes.soft}>{t("records.noDocuments")}</p>
        ) : (
          <ul className={classes.documents}>
            {documents.map((document) => (
              <DocumentLine key={document.id} document={document} files={files} target={target} act={actOn?.(document)} />
            ))}
          </ul>
        )}
        {children}
      </div>
    </article>
  );
}

function ConsentLine({ consent }: Pick<MemberRecordView, "consent">) {
  const { t } = useTranslation("entry");
  if (consent === null) {
    return (
      <p className={classes.line} data-open>
        <ShieldQuestion size={18} aria-hidden="true" />
        {t("records.noConsent")}
      </p>
    );
  }
  const isOld = consent.version !== CONSENT_VERSION;
  return (
    <p className={classes.line} data-open={isOld || undefined}>
      <ShieldCheck size={18} aria-hidden="true" />
      <span>
        {t(`records.consent.${consent.givenBy}`, { version: consent.version })}
        {consent.hasGuardian && t("records.withGuardian")}
        {isOld && t("records.oldVersion")}
      </span>
      <When at={consent.givenAt} />
    </p>
  );
}

function DocumentLine(props: {
  document: MemberRecordView["attachments"][number];
  files: string;
  target: string;
  act: ReactNode;
}) {
  const { document, files, target, act } = props;
  const { t } = useTranslation("entry");
  const word = useWord();
  const formats = useFormats();
  return (
    <li className={classes.line}>
      {/* By a request that is put on record. */}
      <Form method="post" action={`${files}/${document.id}`} target={target} reloadDocument>
        <button type="submit" name="intent" value="open-attachment" className={classes.open}>
          <FileText size={18} aria-hidden="true" />
          {word("attachmentKind", document.kind)}
        </button>
      </Form>
      <span className={classes.soft}>{formats.bytes(document.size)}</span>
      <span className={classes.soft}>
        <When at={document.uploadedAt} />
      </span>
      {act}
      <span className={classes.hidden}>{t("records.onRecord")}</span>
    </li>
  );
}
