/** Asking for another person in the place of a member of an accepted entry: by its delegation, or on the spot at check-in. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ArrowLeftRight, FileImage } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { largestBytes } from "#app/domain/registration/attachment.ts";
import { REQUIRABLE, type Requirements } from "#app/domain/registration/requirements.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOfField } from "#app/ui/answer.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { CONSENT_FIELDS, ConsentFields } from "#app/ui/registration/consent-fields.tsx";
import { listPersonFields, makeInputOf, OrganisationLists, PersonFields } from "#app/ui/registration/person-fields.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";

export type SubstitutionFormProps = {
  /** As the page names it. */
  readonly entry: string;
  readonly entryId: string;
  readonly isOnTheSpot: boolean;
  /** In the order of their positions; a name is empty when the person was erased. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** Offered while one types. */
  readonly organisations: readonly { readonly name: string; readonly kind: OrganisationKind }[];
  /** What the event asks of who comes in. */
  readonly requires: Requirements;
  readonly refusals: readonly Refusal[];
  /** What was typed before a refusal, where the page was made anew. */
  readonly typed: Readonly<Record<string, readonly string[]>> | undefined;
  /** The page without this form. */
  readonly back: string;
};

export function SubstitutionForm(props: SubstitutionFormProps) {
  const { entry, entryId, isOnTheSpot, members, organisations, requires, refusals, typed, back } = props;
  const { t } = useTranslation(["registration", "common"]);
  const id = useId();
  const { errorOf, others } = useFieldErrors("entry", refusals, [
    ...listPersonFields(0),
    ...REQUIRABLE.map((_kind, index) => `files.${index}`),
    ...CONSENT_FIELDS,
    "position",
    "reason",
  ]);
  return (
    <Section
      title={t("substitution.askTitle", { entry })}
      description={t(isOnTheSpot ? "substitution.spotLead" : "substitution.askLead")}
      boxed
    >
      <Refusals namespace="entry" refusals={others} />
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="entryId" value={entryId} />
        <OrganisationLists id={id} organisations={organisations} />
        <div className={form.grid}>
          <NativeSelect
            name="position"
            label={t("substitution.out")}
            error={errorOf("position")}
            defaultValue={typed?.position?.[0]}
            data={members.map(({ name }, index) => ({ value: String(index + 1), label: name || t("erased") }))}
          />
          <Textarea
            name="reason"
            label={t("substitution.reason")}
            error={errorOf("reason")}
            defaultValue={typed?.reason?.[0]}
            required
            maxLength={500}
            autosize
          />
        </div>
        <p className={form.part}>{t("substitution.in")}</p>
        <PersonFields person={null} index={0} inputOf={makeInputOf(errorOf, typed)} listId={id} regions={[]} />
        <RequiredRecords requires={requires} refusals={refusals} errorOf={errorOf} />
        <div className={form.foot}>
          <ActButton intent="request-substitution" namespace="registration" icon={ArrowLeftRight}>
            {t("substitution.ask")}
          </ActButton>
          <Button component={Link} to={back} variant="default">
            {t("common:action.cancel")}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** A file for each kind that the event asks for, and the consent; nothing where it asks for nothing. */
function RequiredRecords(props: {
  requires: Requirements;
  refusals: readonly Refusal[];
  errorOf: (field: string) => string | undefined;
}) {
  const { requires, refusals, errorOf } = props;
  const { t } = useTranslation("registration");
  const word = useWord();
  if (requires.attachments.length === 0 && !requires.consent) return null;
  return (
    <>
      <p className={form.part}>{t("substitution.records")}</p>
      <p>{t("substitution.recordsLead", { clause: requires.clause })}</p>
      <div className={form.grid}>
        {REQUIRABLE.map((kind, index) => {
          const error = errorOf(`files.${index}`);
          // Each keeps its place, by which it is told what it is.
          return requires.attachments.includes(kind) ? (
            <FileDrop
              key={kind}
              name="files[]"
              label={word("attachmentKind", kind)}
              accept={kind === "photo" ? ".jpg,.jpeg,.png" : ".jpg,.jpeg,.png,.pdf"}
              maximumBytes={largestBytes(kind)}
              icon={FileImage}
              {...(error === undefined ? {} : { error })}
            />
          ) : (
            <input key={kind} type="file" name="files[]" hidden tabIndex={-1} aria-hidden="true" />
          );
        })}
      </div>
      {requires.consent && (
        <ConsentFields minor={null} by="leader" refusals={CONSENT_FIELDS.flatMap((field) => refusalsOfField(refusals, field))} />
      )}
    </>
  );
}
