/** The entry that was scanned, held against the people at the door: what is looked at, who has come, and then checked in. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { CheckCheck, UserCheck } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CheckInWay, CheckKind } from "#app/domain/draw/check-in.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "../act-button.tsx";
import { Notice } from "../notice.tsx";
import { Refusals } from "../refusals.tsx";
import { useFormats } from "../use-formats.ts";
import { useNamed } from "../use-named.ts";
import classes from "./check-in.module.css";

export type ScannedEntry = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly sessionNumber: number | null;
  readonly participation: Participation;
  readonly way: CheckInWay;
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly members: readonly { readonly memberId: string; readonly name: string; readonly document: string }[];
  readonly asked: readonly CheckKind[];
  readonly overSince: string | null;
};

export function CheckInCard({ entry, refusals }: { entry: ScannedEntry; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("registration");
  const word = useWord();
  const named = useNamed();
  const formats = useFormats();
  const form = useRef<HTMLFormElement>(null);
  const { entryId, entrantNumber, seatCode, sessionNumber, members, asked, overSince } = entry;
  const isTeam = members.length > 1;
  const isIn = entry.participation === "checked-in";
  const tickAll = () => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? []) box.checked = true;
  };
  return (
    <Form method="post" className={classes.card} ref={form} key={entryId} aria-label={t("checkIn.card", { entrantNumber })}>
      <p className={classes.head}>
        <strong className={`tabular ${classes.number}`}>{entrantNumber}</strong>
        {seatCode && <span className="tabular">{t("checkIn.seat", { seatCode })}</span>}
        {sessionNumber !== null && <span>{t("checkIn.session", { number: sessionNumber })}</span>}
        <span className={classes.soft}>{named(entry.delegation)}</span>
      </p>
      <Refusals namespace="registration" refusals={refusals} />
      {isIn && <Notice tone="info">{t("checkIn.isIn")}</Notice>}
      <input type="hidden" name="entryId" value={entryId} />
      <input type="hidden" name="way" value={entry.way} />
      {isTeam ? (
        <fieldset className={classes.checks}>
          <legend>{t("checkIn.members")}</legend>
          {members.map(({ memberId, name, document }) => (
            <div key={memberId} className={classes.check}>
              <Checkbox
                size="md"
                name="present[]"
                value={memberId}
                label={`${name || t("erased")}  ${document}`}
                disabled={isIn}
              />
            </div>
          ))}
        </fieldset>
      ) : (
        members.map(({ memberId, name, document }) => (
          <p key={memberId} className={classes.head}>
            <strong className={classes.number}>{name || t("erased")}</strong>
            <span className="tabular">{document}</span>
          </p>
        ))
      )}
      {asked.length > 0 && !isIn && (
        <fieldset className={classes.checks}>
          <legend>{t("checkIn.checks")}</legend>
          {asked.map((check) => (
            <div key={check} className={classes.check}>
              <Checkbox size="md" name="checked[]" value={check} label={word("checkInCheck", check)} />
            </div>
          ))}
        </fieldset>
      )}
      {overSince && !isIn && <Notice tone="act">{t("checkIn.over", { time: formats.dateTime(overSince) })}</Notice>}
      {(overSince || isTeam) && !isIn && (
        <TextInput
          name="exception"
          size="md"
          label={t(overSince ? "checkIn.lateReason" : "checkIn.missingReason")}
          description={t("checkIn.reasonHint")}
          required={overSince !== null}
          maxLength={500}
          autoComplete="off"
        />
      )}
      {!isIn && (
        <div className={classes.acts}>
          <ActButton intent="check-in-entry" namespace="registration" icon={UserCheck} size="lg">
            {t("checkIn.checkIn")}
          </ActButton>
          {(asked.length > 0 || isTeam) && (
            <Button
              type="button"
              variant="default"
              size="lg"
              leftSection={<CheckCheck size={20} aria-hidden="true" />}
              onClick={tickAll}
            >
              {t("checkIn.tickAll")}
            </Button>
          )}
        </div>
      )}
    </Form>
  );
}
