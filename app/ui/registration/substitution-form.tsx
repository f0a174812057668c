/** Asking for another person in the place of a member of an accepted entry: by its delegation, or on the spot at check-in. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
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
  readonly refusals: readonly Refusal[];
  /** What was typed before a refusal, where the page was made anew. */
  readonly typed: Readonly<Record<string, readonly string[]>> | undefined;
  /** The page without this form. */
  readonly back: string;
};

export function SubstitutionForm(props: SubstitutionFormProps) {
  const { entry, entryId, isOnTheSpot, members, organisations, refusals, typed, back } = props;
  const { t } = useTranslation(["registration", "common"]);
  const id = useId();
  const { errorOf, others } = useFieldErrors("entry", refusals, [...listPersonFields(0), "position", "reason"]);
  return (
    <Section
      title={t("substitution.askTitle", { entry })}
      description={t(isOnTheSpot ? "substitution.spotLead" : "substitution.askLead")}
      boxed
    >
      <Refusals namespace="entry" refusals={others} />
      <Form method="post">
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
        <PersonFields person={null} index={0} inputOf={makeInputOf(errorOf, typed)} listId={id} />
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
