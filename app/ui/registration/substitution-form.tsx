/** Asking for another person in the place of a member of an accepted entry. */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import classes from "./registration.module.css";

export type SubstitutionFormProps = {
  /** As the page names it. */
  readonly entry: string;
  readonly entryId: string;
  /** In the order of their positions; a name is empty when the person was erased. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly refusals: readonly Refusal[];
};

const TEXTS = ["name", "documentNumber", "employer", "school", "trainingOrganisation", "phone"] as const;
const FIELDS = [...TEXTS, "position", "documentKind", "level", "reason"];

export function SubstitutionForm({ entry, entryId, members, refusals }: SubstitutionFormProps) {
  const { t } = useTranslation(["registration", "common"]);
  const word = useWord();
  const { errorOf, others } = useFieldErrors("registration", refusals, FIELDS);
  return (
    <Section title={t("substitution.askTitle", { entry })} description={t("substitution.askLead")} boxed>
      <Refusals namespace="registration" refusals={others} />
      <Form method="post" className={classes.form}>
        <input type="hidden" name="entryId" value={entryId} />
        <NativeSelect
          name="position"
          label={t("substitution.out")}
          error={errorOf("position")}
          data={members.map(({ name }, index) => ({ value: String(index + 1), label: name || t("erased") }))}
        />
        <TextInput name="name" label={t("column.name")} error={errorOf("name")} required maxLength={60} autoComplete="off" />
        <NativeSelect
          name="documentKind"
          label={t("column.documentKind")}
          error={errorOf("documentKind")}
          data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`document.${value}`) }))}
        />
        <TextInput
          name="documentNumber"
          label={t("column.documentNumber")}
          error={errorOf("documentNumber")}
          required
          maxLength={40}
          autoComplete="off"
        />
        {(["employer", "school", "trainingOrganisation", "phone"] as const).map((field) => (
          <TextInput
            key={field}
            name={field}
            label={t(`column.${field}`)}
            error={errorOf(field)}
            maxLength={100}
            autoComplete="off"
          />
        ))}
        <NativeSelect
          name="level"
          label={t("level")}
          error={errorOf("level")}
          data={[{ value: "", label: t("none") }, ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) }))]}
        />
        <Textarea name="reason" label={t("substitution.reason")} error={errorOf("reason")} required maxLength={500} autosize />
        <div className={classes.row}>
          <ActButton intent="request-substitution" namespace="registration" icon={ArrowLeftRight}>
            {t("substitution.ask")}
          </ActButton>
          <Button component={Link} to="?" variant="default">
            {t("common:action.cancel")}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
