/** The way from a thing in the office to its log, for those to whom the log is open. */
import { Link, useMatches } from "@remix-run/react";
import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ObjectKind } from "#app/domain/audit/object-kinds.ts";
import classes from "./history.module.css";

/** What the office's frame has read. */
type OfficeData = { readonly code: string; readonly rooms: readonly string[] };

/** @param of what it is called, for those who hear the page */
export function HistoryLink({ kind, id, of }: { readonly kind: ObjectKind; readonly id: string; readonly of: string }) {
  const { t } = useTranslation("history");
  const office = useMatches().find(({ id: route }) => route === "routes/office/layout")?.data as OfficeData | undefined;
  if (!office?.rooms.includes("history")) return null;
  return <LogLink to={`/office/${office.code}/history?kind=${kind}&id=${id}`} label={t("linkOf", { what: of })} />;
}

export function LogLink({ to, label }: { readonly to: string; readonly label: string }) {
  const { t } = useTranslation("history");
  return (
    <Link to={to} aria-label={label} className={classes.link}>
      <ScrollText size={16} aria-hidden="true" />
      {t("link")}
    </Link>
  );
}
