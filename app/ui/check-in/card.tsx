/** The entry that was scanned, held against the people at the door: what is looked at, who has come, and then checked in. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ArrowLeftRight, CheckCheck, IdCard, UserCheck } from "lucide-react";
import { type ReactNode, useRef } from "react";
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
  readonly members: readonly {
    readonly memberId: string;
    readonly name: string;
    readonly document: string;
    readonly photoId: string | null;
    readonly identityFileId: string | null;
  }[];
  readonly asked: readonly CheckKind[];
  readonly overSince: string | null;
  readonly canSubstitute: boolean;
};

export type CheckInCardProps = {
  entry: ScannedEntry;
  refusals: readonly Refusal[];
  /** Where the files of the entry are: a file's id comes after it. */
  files: string;
  /** Where another person is asked for in the place of a member. */
  substituteAt: string;
};

export function CheckInCard({ entry, refusals, files, substituteAt }: CheckInCardProps) {
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
    <div className={classes.card} key={entryId}>
      <p className={classes.head}>
        <strong className={`tabular ${classes.number}`}>{entrantNumber}</strong>
        {seatCode && <span className="tabular">{t("checkIn.seat", { seatCode })}</span>}
        {sessionNumber !== null && <span>{t("checkIn.session", { number: sessionNumber })}</span>}
        <span className={classes.soft}>{named(entry.delegation)}</span>
      </p>
      <Refusals namespace="registration" refusals={refusals} />
      {isIn && <Notice tone="info">{t("checkIn.isIn")}</Notice>}
      <ul className={classes.people}>
        {members.map((member) => (
          <Person key={member.memberId} member={member} files={files} />
        ))}
      </ul>
      <Form method="post" className={classes.claim} ref={form} aria-label={t("checkIn.card", { entrantNumber })}>
        <input type="hidden" name="entryId" value={entryId} />
        <input type="hidden" name="way" value={entry.way} />
        {isTeam && (
          <fieldset className={classes.checks}>
            <legend>{t("checkIn.members")}</legend>
            {members.map(({ memberId, name }) => (
              <div key={memberId} className={classes.check}>
                <Checkbox
                  size="md"
                  name="present[]"
                  value={memberId}
                  label={name || t("erased")}
                  disabled={isIn}
                  classNames={{ body: classes.checkBody }}
                />
              </div>
            ))}
          </fieldset>
        )}
        {asked.length > 0 && !isIn && (
          <fieldset className={classes.checks}>
            <legend>{t("checkIn.checks")}</legend>
            {asked.map((check) => (
              <div key={check} className={classes.check}>
                <Checkbox
                  size="md"
                  name="checked[]"
                  value={check}
                  label={word("checkInCheck", check)}
                  classNames={{ body: classes.checkBody }}
                />
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
            {entry.canSubstitute && (
              <Button
                component={Link}
                to={substituteAt}
                variant="subtle"
                size="lg"
                leftSection={<ArrowLeftRight size={20} aria-hidden="true" />}
              >
                {t("substitution.open")}
              </Button>
            )}
          </div>
        )}
      </Form>
    </div>
  );
}

/** The photo to compare with the face; larger, and the identity document, on record only. */
function Person({ member, files }: { member: ScannedEntry["members"][number]; files: string }) {
  const { t } = useTranslation(["registration", "entry"]);
  const { document, photoId, identityFileId } = member;
  const name = member.name || t("erased");
  return (
    <li className={classes.person}>
      {photoId ? (
        <OnRecord at={`${files}/${photoId}`} label={t("checkIn.openPhoto", { name })} className={classes.photo}>
          <img src={`${files}/${photoId}`} alt={t("entry:records.photoOf", { name })} />
        </OnRecord>
      ) : (
        <span className={classes.noPhoto}>{t("entry:records.noPhoto")}</span>
      )}
      <div>
        <strong className={classes.name}>{name}</strong>
        <p className="tabular">{document}</p>
        {identityFileId && (
          <OnRecord at={`${files}/${identityFileId}`} label={t("checkIn.openDocument", { name })} className={classes.open}>
            <IdCard size={18} aria-hidden="true" />
            {t("checkIn.identityDocument")}
          </OnRecord>
        )}
      </div>
    </li>
  );
}

/** A file in full, in a window of its own, by a request that is put on record. */
function OnRecord(props: { at: string; label: string; className: string | undefined; children: ReactNode }) {
  const { at, label, className, children } = props;
  return (
    <Form method="post" action={at} target="_blank" reloadDocument>
      <button type="submit" name="intent" value="open-attachment" className={className} aria-label={label}>
        {children}
      </button>
    </Form>
  );
}
