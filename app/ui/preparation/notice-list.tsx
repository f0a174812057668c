/** Notices and technical documents as the public finds them: the newest first. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { NoticeKind } from "#app/domain/preparation/notice.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./notices.module.css";

export type NoticeInList = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly version: number;
  readonly title: Named;
  readonly event: Named | null;
  readonly hasFile: boolean;
  readonly publishedAt: string;
};

export function NoticeList({ competition, notices }: { competition: string; notices: readonly NoticeInList[] }) {
  const { t } = useTranslation("preparation");
  const named = useNamed();
  return (
    <ul className={classes.list}>
      {notices.map((notice) => (
        <li key={notice.id}>
          <Link to={`/competitions/${competition}/notices/${notice.id}`}>{named(notice.title)}</Link>
          <span className={`${classes.facts} ${classes.soft}`}>
            <span>{t(`kind.${notice.kind}`)}</span>
            <span>{notice.event ? named(notice.event) : t("wholeCompetition")}</span>
            <When at={notice.publishedAt} />
            {notice.version > 1 && <span>{t("version", { version: notice.version })}</span>}
            {notice.hasFile && <span>{t("public.hasFile")}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
