/** What people see when there is no page, or when something broke: in plain words, with a way on. */
import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useDocumentFacts } from "./document-context.ts";
import classes from "./error-page.module.css";
import { PATHS } from "./paths.ts";
import { PublicShell } from "./public-shell.tsx";

export type ErrorPageProps = {
  /** The HTTP status that the failure would answer with. */
  status: number;
};

export function ErrorPage({ status }: ErrorPageProps) {
  const { t } = useTranslation();
  const location = useLocation();
  const { requestId, locationKey } = useDocumentFacts();
  const kind = status === 404 ? "notFound" : status === 503 ? "away" : status < 500 ? "refused" : "failed";
  // Later pages of the browser were other requests than the one whose number the document carries.
  const isFirstPage = locationKey === null || locationKey === location.key;
  return (
    <PublicShell width="narrow">
      <div className={classes.page}>
        <p className={`tabular ${classes.status}`}>{status}</p>
        <h1 className={classes.title}>{t(`error.${kind}Title`)}</h1>
        <p className={classes.text}>{t(`error.${kind}Text`)}</p>
        {kind === "failed" && requestId && isFirstPage && (
          <p className={`tabular ${classes.reference}`}>{t("error.reference", { id: requestId })}</p>
        )}
        <p className={classes.ways}>
          <Link to={PATHS.home}>{t("error.home")}</Link>
          {kind !== "notFound" && <a href={`${location.pathname}${location.search}`}>{t("action.retry")}</a>}
        </p>
      </div>
    </PublicShell>
  );
}
