/** Who uses this tablet: each judge takes his turn by his PIN; nobody yet, and how to sign in. */
import { Link } from "@remix-run/react";
import { CloudUpload, QrCode, UserRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { countUnsettled } from "#app/live/tablet/outbox.ts";
import { getTablet, type Person, type TurnRefusal } from "#app/live/tablet/tablet.ts";
import { useOutbox, useTablet } from "#app/live/tablet/use-tablet.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LargeButton } from "#app/ui/marking/large-link.tsx";
import { PinField } from "#app/ui/marking/pin-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PATHS } from "#app/ui/paths.ts";
import { RefusalList } from "#app/ui/refusals.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { DeviceNotices } from "./device-notices.tsx";
import classes from "./judges.module.css";
import { Leave } from "./leave.tsx";

export function Judges() {
  const { people, isReachable } = useTablet();
  const { t } = useTranslation("tablet");
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <TabletShell
      title={t("judges.title")}
      subtitle={t("judges.lead")}
      back={{ to: PATHS.desk, label: t("judges.desk") }}
      status={isReachable ? t("judges.status") : t("judges.offline")}
      actions={
        <Link to={`${PATHS.signIn}?next=/judge`} reloadDocument discover="none" className={classes.password}>
          {t("judges.byPassword")}
        </Link>
      }
    >
      <DeviceNotices />
      {people.length === 0 ? (
        <EmptyState icon={QrCode} title={t("judges.nobody")} hint={t("judges.nobodyHint")} />
      ) : (
        <ul className={classes.people}>
          {people.map((person) => (
            <li key={person.judgeId}>
              <PersonCard
                person={person}
                isChosen={chosen === person.judgeId}
                onChoose={() => setChosen(chosen === person.judgeId ? null : person.judgeId)}
              />
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && (
        <Notice tone="info" title={t("judges.more")}>
          {t("judges.moreHint")}
        </Notice>
      )}
    </TabletShell>
  );
}

function PersonCard({ person, isChosen, onChoose }: { person: Person; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation("tablet");
  const { kept } = useOutbox(person.outbox);
  const { waiting, unread } = countUnsettled(kept);
  const { unreadable } = person;
  return (
    <section className={classes.person} data-chosen={isChosen || undefined} aria-label={person.displayName}>
      <button type="button" className={classes.name} aria-expanded={isChosen} onClick={onChoose}>
        <UserRound size={26} aria-hidden="true" />
        <span>{person.displayName}</span>
        <span className={classes.state} data-waiting={waiting + unread + unreadable > 0 || undefined}>
          {waiting > 0 && <CloudUpload size={20} aria-hidden="true" />}
          {describe()}
        </span>
      </button>
      {unreadable > 0 && (
        <p className={classes.unreadable} role="alert">
          {t("judges.unreadable", { count: unreadable })}
        </p>
      )}
      {isChosen && <TakeTurn person={person} />}
    </section>
  );

  function describe(): string {
    if (waiting > 0) return t("judges.waiting", { count: waiting });
    if (unread > 0) return t("judges.unreadState", { count: unread });
    if (unreadable > 0) return t("delivery.unreadable", { count: unreadable });
    return person.session === "over" ? t("judges.sessionOver") : t("judges.nothingWaits");
  }
}

function TakeTurn({ person }: { person: Person }) {
  const { t } = useTranslation(["tablet", "marking"]);
  const [refusals, setRefusals] = useState<readonly { readonly code: TurnRefusal }[]>([]);
  const [attempts, setAttempts] = useState(0);
  const [isAsking, setIsAsking] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget).get("pin"));
    setIsAsking(true);
    const refusal = await getTablet().takeTurn(person.judgeId, pin);
    if (refusal === null) return;
    setIsAsking(false);
    setRefusals([{ code: refusal }]);
    setAttempts((count) => count + 1);
  }

  return (
    <form className={classes.turn} onSubmit={(event) => void submit(event)}>
      <PinField key={attempts} label={t("judges.pin")} disabled={isAsking} isAgain />
      <LargeButton disabled={isAsking}>{t("judges.begin")}</LargeButton>
      <Leave person={person} />
      {refusals.length > 0 && (
        <div role="alert" className={classes.refusals}>
          <RefusalList namespace="marking" refusals={refusals} />
        </div>
      )}
    </form>
  );
}
