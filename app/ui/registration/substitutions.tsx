/** Substitutions that were asked for, newest first; for whoever may answer, with the two answers to an open one of another. */
import { TextInput } from "@mantine/core";
import { Form, useParams } from "@remix-run/react";
import { CircleCheck, CircleX, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import type { SubstitutionState } from "#app/domain/registration/substitution.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Section } from "#app/ui/section.tsx";
import { When } from "#app/ui/when.tsx";
import records from "./member-records.module.css";
import classes from "./registration.module.css";

export type SubstitutionsProps = {
  readonly substitutions: readonly {
    readonly id: string;
    readonly entryId: string;
    readonly eventName: string;
    readonly eventNameEn: string;
    readonly delegation: { readonly name: string; readonly nameEn: string };
    readonly entrantNumber: string;
    readonly outName: string;
    readonly inName: string;
    readonly inDocument: string;
    readonly reason: string;
    readonly state: SubstitutionState;
    readonly decision: string;
    /** ISO. */
    readonly requestedAt: string;
    readonly isOnTheSpot: boolean;
    readonly requestedById: string;
    readonly isGrantable: boolean;
    readonly files: readonly { readonly id: string; readonly kind: AttachmentKind }[];
  }[];
  /** Who reads, where he may answer; nobody answers what he asked for himself. */
  readonly answererId?: string;
};

/** Nothing where nobody asked. */
export function Substitutions({ substitutions, answererId }: SubstitutionsProps) {
  const { t, i18n } = useTranslation("registration");
  const { competition } = useParams();
  const isEnglish = i18n.language === "en";
  if (substitutions.length === 0) return null;
  return (
    <Section title={t("substitution.title")} boxed>
      <ul className={classes.returned}>
        {substitutions.map((one) => (
          <li key={one.id}>
            <p className={classes.name}>
              {t("substitution.line", {
                number: one.entrantNumber,
                event: isEnglish ? one.eventNameEn : one.eventName,
                delegation: isEnglish ? one.delegation.nameEn : one.delegation.name,
                out: one.outName || t("erased"),
                in: one.inName || t("erased"),
                document: one.inDocument,
              })}
            </p>
            <p>
              {one.isOnTheSpot && <span className={classes.soft}>{t("substitution.onTheSpot")} </span>}
              {one.reason} <When at={one.requestedAt} />
            </p>
            {answererId !== undefined && one.files.length > 0 && (
              <Files files={one.files} at={`/office/${competition}/registrations/${one.entryId}/files`} />
            )}
            <p className={one.state === "asked" ? classes.missing : classes.soft}>
              {t(`substitution.state.${one.state}`)} {one.decision}
            </p>
            {one.state === "asked" && one.requestedById === answererId && (
              <p className={classes.soft}>{t("substitution.byAnother")}</p>
            )}
            {answererId !== undefined && one.requestedById !== answererId && one.state === "asked" && (
              <Form method="post" className={classes.row}>
                <input type="hidden" name="substitutionId" value={one.id} />
                <TextInput
                  name="reason"
                  aria-label={t("substitution.answerReason")}
                  placeholder={t("substitution.answerReason")}
                  maxLength={500}
                />
                {one.isGrantable && (
                  <ActButton intent="grant-substitution" namespace="registration" look="quiet" icon={CircleCheck}>
                    {t("substitution.grant")}
                  </ActButton>
                )}
                <ActButton intent="refuse-substitution" namespace="registration" look="grave" icon={CircleX}>
                  {t("substitution.refuse")}
                </ActButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Of who comes in; each is opened by a request that is put on record. */
function Files({ files, at }: { files: SubstitutionsProps["substitutions"][number]["files"]; at: string }) {
  const word = useWord();
  return (
    <div className={classes.row}>
      {files.map(({ id, kind }) => (
        <Form method="post" action={`${at}/${id}`} target="_blank" reloadDocument key={id}>
          <button type="submit" name="intent" value="open-attachment" className={records.open}>
            <FileText size={18} aria-hidden="true" />
            {word("attachmentKind", kind)}
          </button>
        </Form>
      ))}
    </div>
  );
}
