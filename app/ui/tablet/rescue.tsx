/** 另存与读入: what a judge entered on this device as a file, and such a file of his from a tablet that cannot deliver it any more. */
import { Download, Upload } from "lucide-react";
import { type ChangeEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { getDeviceId } from "#app/live/tablet/device-id.ts";
import { type RescueRefusal, readRescue, writeRescue } from "#app/live/tablet/rescue.ts";
import type { Person } from "#app/live/tablet/tablet.ts";
import { useOutbox } from "#app/live/tablet/use-tablet.ts";
import { Notice } from "#app/ui/notice.tsx";
import classes from "./rescue.module.css";

type Outcome = { readonly taken: number } | { readonly refusal: RescueRefusal | "not-kept" };

export default function Rescue({ front }: { front: Person }) {
  const { t } = useTranslation("tablet");
  const { kept } = useOutbox(front.outbox);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function take({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = currentTarget.files?.[0];
    if (!file) return;
    const read = readRescue(await file.text(), front, front.outbox.getState().kept);
    currentTarget.value = "";
    if ("refusal" in read) return setOutcome(read);
    // One after another: the order of entry is what the server is told.
    try {
      for (const act of read.acts) await front.outbox.enter(act);
      setOutcome({ taken: read.acts.length });
    } catch {
      setOutcome({ refusal: "not-kept" });
    }
  }

  return (
    <div className={classes.rescue}>
      {kept.length > 0 && (
        <button type="button" className={classes.act} onClick={() => save(front)}>
          <Download size={20} aria-hidden="true" />
          {t("rescue.save", { count: kept.length })}
        </button>
      )}
      <label className={classes.act}>
        <Upload size={20} aria-hidden="true" />
        {t("rescue.take")}
        <input type="file" accept="application/json,.json" onChange={(event) => void take(event)} className={classes.field} />
      </label>
      {outcome && (
        <Notice tone={"refusal" in outcome ? "act" : "done"} live>
          {"refusal" in outcome ? t(`rescue.refusal.${outcome.refusal}`) : t("rescue.taken", { count: outcome.taken })}
        </Notice>
      )}
    </div>
  );
}

function save({ judgeId, displayName, outbox }: Person): void {
  const text = writeRescue({ judgeId, displayName }, outbox.getState().kept, getDeviceId(), new Date());
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `tablet-${judgeId}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
