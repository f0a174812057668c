/** Who else has this form open: colleagues, in one line; another device of the same judge, which he takes over from or goes on with. */
import { MonitorSmartphone, TabletSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JudgeForm } from "#app/domain/tablet/day.ts";
import { type FormPresence, type Hold, toDeviceSign } from "#app/domain/tablet/open-forms.ts";
import { getDeviceId } from "#app/live/tablet/device-id.ts";
import { takeOver } from "#app/live/tablet/presence.ts";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./form-presence.module.css";

/** Says on which other device the judge himself is at work on it. What this one keeps is delivered all the same. */
export function HeldElsewhere({ hold }: { hold: Exclude<Hold, { kind: "here" }> }) {
  const { t } = useTranslation("tablet");
  const formats = useFormats();
  const { device, at, isOnline } = hold.device;
  const seen = { device, time: formats.time(at) };
  return (
    <Notice
      tone="act"
      title={
        hold.kind === "taken"
          ? t("presence.taken", { device, time: formats.time(hold.since) })
          : t(isOnline ? "presence.elsewhere" : "presence.elsewhereSilent", seen)
      }
      live
    >
      <p>
        {t(hold.kind === "taken" ? "presence.takenHint" : "presence.elsewhereHint")}{" "}
        {t("presence.own", { device: toDeviceSign(getDeviceId()) })}
      </p>
      <div className={classes.act}>
        <LargeButton icon={TabletSmartphone} onPress={takeOver}>
          {t(hold.kind === "taken" ? "presence.takeBack" : "presence.takeOver")}
        </LargeButton>
      </div>
    </Notice>
  );
}

/** A line for each device of a colleague. */
export function OpenByOthers({ form, others }: { form: JudgeForm; others: FormPresence["others"] }) {
  const { t } = useTranslation("tablet");
  const formats = useFormats();
  const nameOf = (judgeId: string) => form.team.find((judge) => judge.judgeId === judgeId)?.displayName ?? "";
  return (
    <ul className={classes.others} aria-label={t("presence.others")}>
      {others.map(({ judgeId, device, at, isOnline }) => (
        <li key={`${judgeId} ${device}`} className={`tabular ${classes.other}`} data-online={isOnline}>
          <MonitorSmartphone size={20} aria-hidden="true" />
          {t(isOnline ? "presence.other" : "presence.otherSilent", { name: nameOf(judgeId), device, time: formats.time(at) })}
        </li>
      ))}
    </ul>
  );
}
