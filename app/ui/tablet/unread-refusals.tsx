/** All that the server did not take of a judge's and he has not read, also of forms that are not on this device any more. */
import { useTranslation } from "react-i18next";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import { type Act, isUnreadRefusal } from "#app/live/tablet/outbox.ts";
import type { Person } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "./refused-values.module.css";

export default function UnreadRefusals({ front }: { front: Person }) {
  const { t } = useTranslation("tablet");
  const { day } = useTablet();
  const words = useMeasurementWords();
  const unread = useOutbox(front.outbox).kept.filter(isUnreadRefusal);
  if (unread.length === 0) return null;

  function write({ kind, entry }: Act): string {
    const form = day?.forms.get(entry.formId);
    const place = `${form?.code ?? t("refused.formGone")} ${entry.aspectId}`;
    if (kind === "note") return `${place} ${entry.photo === null ? entry.text : t("note.photoOf")}`;
    const aspect = form?.aspects.find(({ id }) => id === entry.aspectId);
    return aspect ? `${place} ${words.value(aspect, entry.value)}` : place;
  }

  return (
    <section className={classes.list} aria-label={t("refused.all")}>
      {unread.map(({ key, act, fate }) =>
        fate.state === "refused" ? (
          <Refusals key={key} namespace="marking" refusals={fate.refusals} title={t("refused.entry", { what: write(act) })} />
        ) : null,
      )}
      <LargeButton onPress={() => void front.outbox.markRead(unread.map(({ key }) => key))}>{t("refused.read")}</LargeButton>
    </section>
  );
}
