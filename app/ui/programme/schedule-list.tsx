/** 日程 as the public reads it: when, what, where, in the order of time. */
import { useTranslation } from "react-i18next";
import type { ScheduleLine } from "#app/domain/programme/schedule.ts";
import { CancelledBadge } from "#app/ui/cancelled-badge.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";
import classes from "./programme.module.css";
import { ProgrammeTime } from "./programme-time.tsx";

export function ScheduleList({ lines }: { lines: readonly ScheduleLine[] }) {
  const { t } = useTranslation(["preparation", "programme"]);
  const named = useNamed();
  const titleOf = ({ kind, item, session }: ScheduleLine) => {
    if (item) return named({ name: item.title, nameEn: item.titleEn });
    if (session === null) return t("schedule.deadline");
    const of = { event: named(session.event), number: session.number };
    return kind === "check-in" ? t("schedule.checkIn", of) : t("schedule.session", of);
  };
  return (
    <ol className={classes.items}>
      {lines.map((line) => (
        <li key={line.id} className={classes.item}>
          {line.endsAt === null ? (
            <When at={line.startsAt} />
          ) : (
            <ProgrammeTime item={{ startsAt: line.startsAt, endsAt: line.endsAt }} />
          )}
          <span className={classes.stack}>
            {line.session?.isCancelled ? (
              <span>
                <s>{titleOf(line)}</s> <CancelledBadge />
              </span>
            ) : (
              <strong>{titleOf(line)}</strong>
            )}
            <span className={classes.soft}>
              {[
                ...(line.item ? [t(`programme:kind.${line.item.kind}`)] : []),
                ...(line.place === "" ? [] : [line.place]),
                ...(line.item?.organisation ? [named(line.item.organisation)] : []),
                ...(line.item && line.item.attended !== null ? [t("programme:attended", { count: line.item.attended })] : []),
              ].join(" · ")}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
