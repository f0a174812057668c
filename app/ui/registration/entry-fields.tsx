/** The fields of one entry: its people one below the other, then its coaches; a document that is on record stays masked. */
import { TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { COACH_FIELDS } from "#app/domain/registration/entry-form.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import {
  DocumentFields,
  type InputOf,
  listPersonFields,
  makeInputOf,
  OrganisationLists,
  PersonFields,
  type PersonTexts,
} from "#app/ui/registration/person-fields.tsx";
import form from "#app/ui/setup/form.module.css";
import { Step } from "#app/ui/setup/step.tsx";

type CoachTexts = {
  readonly id: string | null;
  readonly name: string;
  readonly documentKind: string;
  readonly maskedDocument: string;
};

export type EntryFieldsProps = {
  readonly size: number;
  readonly members: readonly (PersonTexts & { readonly id: string })[];
  readonly coaches: readonly CoachTexts[];
  /** Offered while one types. */
  readonly organisations: readonly { readonly name: string; readonly kind: OrganisationKind }[];
  /** Of the members' residences. */
  readonly regions: readonly RegionOption[];
  readonly refusals: readonly Refusal[];
  /** What was typed before a refusal, where the page was made anew. */
  readonly typed: Readonly<Record<string, readonly string[]>> | undefined;
};

const COACH_ROWS = 2;

/** For the form around them. */
export function EntryFields({ size, members, coaches, organisations, regions, refusals, typed }: EntryFieldsProps) {
  const { t } = useTranslation("entry");
  const id = useId();
  const people = Array.from({ length: Math.max(size, members.length) }, (_, index) => members[index] ?? null);
  const trainers = Array.from({ length: Math.max(COACH_ROWS, coaches.length) }, (_, index) => coaches[index] ?? null);
  const fields = [
    ...people.flatMap((_, index) => listPersonFields(index)),
    ...trainers.flatMap((_, index) => Object.values(COACH_FIELDS).map((field) => `${field}.${index}`)),
  ];
  const { errorOf, others } = useFieldErrors("entry", refusals, fields);
  const inputOf = makeInputOf(errorOf, typed);
  return (
    <>
      <Refusals namespace="entry" refusals={others} />
      <OrganisationLists id={id} organisations={organisations} />
      {people.map((member, index) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order.
          key={index}
          title={size === 1 ? t("person") : t("personOf", { number: index + 1 })}
          hint={index === 0 ? t("unitsHint") : undefined}
        >
          <input type="hidden" name="memberIds[]" value={member?.id ?? ""} />
          <PersonFields person={member} index={index} inputOf={inputOf} listId={id} regions={regions} />
        </Step>
      ))}
      <Step title={t("coaches")} hint={t("coachesHint")}>
        {trainers.map((coach, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order.
          <div key={index} className={`${form.grid} ${form.block}`}>
            <CoachInputs coach={coach} index={index} inputOf={inputOf} />
          </div>
        ))}
      </Step>
    </>
  );
}

function CoachInputs({ coach, index, inputOf }: { coach: CoachTexts | null; index: number; inputOf: InputOf }) {
  const { t } = useTranslation("entry");
  return (
    <>
      <input type="hidden" name="coachIds[]" value={coach?.id ?? ""} />
      <TextInput label={t("field.coach")} maxLength={60} {...inputOf("coachNames", index, coach?.name ?? "")} />
      <DocumentFields
        kind={inputOf("coachKinds", index, coach?.documentKind ?? "resident-id")}
        number={inputOf("coachNumbers", index, "")}
        masked={coach?.maskedDocument ?? ""}
      />
    </>
  );
}
