/** What the server did not take, with every reason: the value stays on this device until the judge has read why. */
import { useTranslation } from "react-i18next";
import type { JudgeForm } from "#app/domain/tablet/day.ts";
import { useMeasurementWords } from "#app/i18n/measurement-words.ts";
import type { Kept } from "#app/live/tablet/outbox.ts";
import type { Person } from "#app/live/tablet/tablet.ts";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import classes from "./refused-values.module.css";

export type RefusedValuesProps = { front: Person; aspect: JudgeForm["aspects"][number]; refused: readonly Kept[] };

export function RefusedValues({ front, aspect, refused }: RefusedValuesProps) {
  const { t } = useTranslation("tablet");
  const words = useMeasurementWords();
  if (refused.length === 0) return null;
  return (
    <div className={classes.list}>
      {refused.map(({ key, act, fate }) =>
        act.kind === "mark" && fate.state === "refused" ? (
          <Refusals
            key={key}
            namespace="marking"
            refusals={fate.refusals}
            title={t("refused.title", { value: words.value(aspect, act.entry.value) })}
          />
        ) : null,
      )}
      <LargeButton onPress={() => void front.outbox.markRead(refused.map(({ key }) => key))}>{t("refused.read")}</LargeButton>
    </div>
  );
}
