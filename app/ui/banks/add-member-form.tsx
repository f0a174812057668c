/** Takes someone into a bank: whom a proposal or an account names, or someone by name and document; with the consent. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Bank, CONSENT_VERSION } from "#app/domain/banks/bank.ts";
import type { BankChoice, BankNamed, BankProposal } from "#app/domain/banks/bank-view.ts";
import type { RegionOption } from "#app/domain/policy/region-option.ts";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { SKILL_LEVELS } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";
import { useNamed } from "#app/ui/use-named.ts";

export type MemberChoices = {
  readonly occupations: readonly BankChoice[];
  readonly organisations: readonly (BankNamed & { readonly id: string })[];
  /** Those of the people proposed. */
  readonly regions: readonly RegionOption[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
};

const FIELDS = ["userId", "name", "documentNumber", "skills", "organisationId", "regionCode", "consent", "consentOn"];

export function AddMemberForm(props: {
  bank: Bank;
  choices: MemberChoices;
  chosen: BankProposal | null;
  refusals: readonly Refusal[];
}) {
  const { bank, choices, chosen, refusals } = props;
  const { t } = useTranslation("banks");
  const word = useWord();
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("banks", refusals, FIELDS);
  const isKnown = chosen !== null && (chosen.personId !== null || chosen.userId !== null);
  const none = { value: "", label: t("add.none") };
  return (
    <Form method="post" key={chosen ? `${chosen.personId} ${chosen.userId} ${chosen.name}` : "by hand"}>
      <Refusals namespace="banks" refusals={others} />
      <input type="hidden" name="bank" value={bank} />
      {chosen?.personId && <input type="hidden" name="personId" value={chosen.personId} />}
      {chosen?.userId && <input type="hidden" name="userId" value={chosen.userId} />}
      <div className={form.grid}>
        {!isKnown && bank === "judge" && (
          <NativeSelect
            name="userId"
            label={t("add.account")}
            description={t("add.accountHint")}
            error={errorOf("userId")}
            data={[none, ...choices.accounts.map(({ id, name }) => ({ value: id, label: name }))]}
            {...hintBelow}
          />
        )}
        {!isKnown && (
          <>
            <TextInput
              name="name"
              label={t("add.name")}
              defaultValue={chosen?.name ?? ""}
              error={errorOf("name")}
              maxLength={40}
              autoComplete="off"
            />
            <NativeSelect
              name="documentKind"
              label={t("add.documentKind")}
              data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`document.${value}`) }))}
            />
            <TextInput
              name="documentNumber"
              label={t("add.documentNumber")}
              error={errorOf("documentNumber")}
              maxLength={24}
              autoComplete="off"
            />
          </>
        )}
        <NativeSelect
          name="level"
          label={t("add.level")}
          defaultValue={chosen?.level ?? ""}
          data={[none, ...SKILL_LEVELS.map((value) => ({ value, label: word("skillLevel", value) }))]}
        />
        <NativeSelect
          name="organisationId"
          label={t("add.organisation")}
          defaultValue={chosen?.organisationId ?? ""}
          error={errorOf("organisationId")}
          data={[none, ...choices.organisations.map((one) => ({ value: one.id, label: named(one) }))]}
        />
        <RegionPicker
          name="regionCode"
          label={t("add.region")}
          chosen={choices.regions.find(({ code }) => code === chosen?.regionCode) ?? null}
          error={errorOf("regionCode")}
        />
        <TextInput name="lastDuty" label={t("add.lastDuty")} description={t("add.lastDutyHint")} maxLength={200} {...hintBelow} />
        <TextInput name="conflicts" label={t("add.conflicts")} maxLength={200} />
      </div>
      <Step title={t("add.skills")} plain>
        {errorOf("skills") && <p className={form.error}>{errorOf("skills")}</p>}
        <div className={form.grid}>
          {choices.occupations.map((one) => (
            <Checkbox
              key={one.code}
              name="skills[]"
              value={one.code}
              label={`${named(one)}（${one.code}）`}
              defaultChecked={chosen?.skills.includes(one.code) === true}
            />
          ))}
        </div>
      </Step>
      <Step title={t("consent.title", { version: CONSENT_VERSION })} plain>
        <p className={form.hint}>{t("consent.text")}</p>
        <div className={form.grid}>
          <Checkbox name="consent" label={t("add.consent")} error={errorOf("consent")} />
          <TextInput name="consentOn" type="date" label={t("add.consentOn")} error={errorOf("consentOn")} />
        </div>
      </Step>
      <div className={form.foot}>
        <ActButton intent="add-member" namespace="banks" icon={UserPlus}>
          {t("add.submit")}
        </ActButton>
      </div>
    </Form>
  );
}
