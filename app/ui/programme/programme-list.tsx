/** The programme beside a competition as the public reads it: when, what, where, and how many came. */
import { useTranslation } from "react-i18next";
import type { ProgrammeItemView } from "#app/domain/programme/programme.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./programme.module.css";
import { ProgrammeTime } from "./programme-time.tsx";

export function ProgrammeList({ items }: { items: readonly ProgrammeItemView[] }) {
  const { t } = useTranslation("programme");
  const named = useNamed();
  return (
    <ul className={classes.items}>
      {items.map((item) => (
        <li key={item.id} className={classes.item}>
          <ProgrammeTime item={item} />
          <span className={classes.stack}>
            <strong>{named({ name: item.title, nameEn: item.titleEn })}</strong>
            <span className={classes.soft}>
              {[
                t(`kind.${item.kind}`),
                item.place,
                ...(item.organisation ? [named(item.organisation)] : []),
                ...(item.attended === null ? [] : [t("attended", { count: item.attended })]),
              ].join(" · ")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
