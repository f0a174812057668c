/** When an item of a programme runs: on one day "9:00 to 11:30", over several the days with their times. */
import { useTranslation } from "react-i18next";
import type { ProgrammeItemView } from "#app/domain/programme/programme.ts";
import { useFormats } from "#app/ui/use-formats.ts";

export function ProgrammeTime({ item: { startsAt, endsAt } }: { item: Pick<ProgrammeItemView, "startsAt" | "endsAt"> }) {
  const { t } = useTranslation("programme");
  const formats = useFormats();
  const isOneDay = formats.day(startsAt) === formats.day(endsAt);
  return (
    <time dateTime={startsAt} className="tabular">
      {t("range", { from: formats.dateTime(startsAt), to: isOneDay ? formats.time(endsAt) : formats.dateTime(endsAt) })}
    </time>
  );
}
