/** Signing in by the printed code: who it is the code says, the PIN proves it. */
import { LogIn } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { toHash } from "#app/live/tablet/places.ts";
import { getTablet } from "#app/live/tablet/tablet.ts";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { PinField } from "#app/ui/marking/pin-field.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { DeviceNotices } from "./device-notices.tsx";
import classes from "./judges.module.css";
import { useGo } from "./use-place.ts";

export function SignIn({ token }: { token: string }) {
  const { t } = useTranslation("tablet");
  const go = useGo();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [attempts, setAttempts] = useState(0);
  const [isAsking, setIsAsking] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget).get("pin"));
    setIsAsking(true);
    const told = await getTablet().signIn(token, pin);
    setIsAsking(false);
    if (told.kind === "told") return go({ kind: "forms" }, { replace: true });
    setRefusals(told.kind === "refused" ? told.refusals : [{ code: "sign-in-needs-network" }]);
    setAttempts((count) => count + 1);
  }

  return (
    <TabletShell
      title={t("signIn.title")}
      back={{ to: toHash({ kind: "forms" }), label: t("judges.title") }}
      status={t("signIn.status")}
    >
      <DeviceNotices />
      <Refusals namespace="marking" refusals={refusals} title={t("signIn.refused")} />
      <form className={classes.turn} onSubmit={(event) => void submit(event)}>
        <PinField key={attempts} label={t("judges.pin")} disabled={isAsking} isAgain />
        <LargeButton icon={LogIn} disabled={isAsking}>
          {t("signIn.submit")}
        </LargeButton>
      </form>
    </TabletShell>
  );
}
