/** A clause in its own words with the document it stands in; a draft says that nothing may be paid by it. */
import { BadgeCheck, CircleX, FilePen } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./citation.module.css";
import { ToneBadge } from "./tone-badge.tsx";

export type CitationProps = {
  /** As cited: "(14)". */
  clause: string;
  /** The clause's own words; left out, only the source line is shown. */
  text?: ReactNode;
  document: {
    title: string;
    number?: string | null;
    issuer?: string | null;
    status: "draft" | "in-force" | "expired";
  };
  children?: ReactNode;
};

export function Citation({ clause, text, document, children }: CitationProps) {
  const { t } = useTranslation();
  return (
    <figure className={classes.citation}>
      {text && (
        <blockquote className={classes.text} lang="zh-CN">
          {text}
        </blockquote>
      )}
      <figcaption className={classes.source}>
        <span>{t("citation.source", { document: document.title, clause })}</span>
        {document.number && <span className="tabular">{t("citation.number", { number: document.number })}</span>}
        {document.issuer && <span>{document.issuer}</span>}
        <DocumentStatusBadge status={document.status} />
      </figcaption>
      {children}
    </figure>
  );
}

/** Whether the document binds. */
export function DocumentStatusBadge({ status }: { status: CitationProps["document"]["status"] }) {
  const { t } = useTranslation();
  if (status === "draft") {
    return (
      <ToneBadge tone="act" icon={FilePen}>
        {t("citation.draft")}
      </ToneBadge>
    );
  }
  return status === "in-force" ? (
    <ToneBadge tone="done" icon={BadgeCheck}>
      {t("citation.inForce")}
    </ToneBadge>
  ) : (
    <ToneBadge tone="off" icon={CircleX}>
      {t("citation.expired")}
    </ToneBadge>
  );
}
