/** Who holds which duty, over a competition or one of its events. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import type { DutiesOfEvent, Holder } from "#app/queries/people/get-people.server.ts";
import { HolderItem } from "#app/routes/people/holder-item.tsx";
import classes from "./duties.module.css";

type DutiesProps = {
  roles: readonly Role[];
  holders: Readonly<Partial<Record<Role, readonly Holder[]>>>;
  mayAppoint: boolean;
  event?: DutiesOfEvent;
};

export function Duties({ roles, holders, mayAppoint, event }: DutiesProps) {
  const { t } = useTranslation("competition");
  const word = useWord();
  return (
    <dl className={classes.duties}>
      {roles.map((role) => {
        const people = holders[role] ?? [];
        const needed = role === "marking-judge" && event ? event.judgesPerForm : null;
        const isShort = people.length === 0 || (needed !== null && people.length < needed);
        return (
          <div key={role} className={classes.duty} data-short={isShort || undefined}>
            <dt className={classes.role}>
              {word("role", role)}
              {needed !== null && (
                <span className={`tabular ${classes.needed}`}>{t("people.ofJudges", { count: people.length, needed })}</span>
              )}
            </dt>
            <dd className={classes.holders}>
              {people.length === 0 && <span className={classes.nobody}>{t("people.nobody")}</span>}
              {people.map((holder) => (
                <HolderItem key={holder.grantId} holder={holder} duty={role} mayRevoke={mayAppoint} />
              ))}
            </dd>
            {mayAppoint && (
              <dd className={classes.add}>
                <Link
                  to={{ search: `?role=${role}${event ? `&event=${event.code}` : ""}`, hash: "#appoint" }}
                  aria-label={t("people.appointAs", { role: word("role", role) })}
                >
                  {t("people.appointSubmit")}
                </Link>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
