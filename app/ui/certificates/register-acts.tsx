/** What the office does with certificates: prepares those that follow from no result, notes who took one, revokes or replaces one. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Ban, FilePlus2, HandHeart, type LucideIcon, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { HAND_OUT_WAYS } from "#app/domain/certificates/hand-out.ts";
import { OTHER_KINDS } from "#app/domain/certificates/kinds.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "../act-button.tsx";
import { type Answer, refusalsOf } from "../answer.ts";
import { type FieldErrors, useFieldErrors } from "../field-errors.ts";
import { Refusals } from "../refusals.tsx";
import { Section } from "../section.tsx";
import { Disclosure } from "../setup/disclosure.tsx";
import form from "../setup/form.module.css";
import type { RegisterRow } from "./register-table.tsx";

/** @param rows those that stand: nothing is handed out or revoked of the others */
export function RegisterActs({ rows, answer }: { readonly rows: readonly RegisterRow[]; readonly answer: Answer }) {
  const { t } = useTranslation("register");
  return (
    <Section title={t("acts")}>
      <Others answer={answer} />
      {rows.length > 0 && <HandOut rows={rows} answer={answer} />}
      {rows.length > 0 && <Revocation rows={rows} answer={answer} />}
    </Section>
  );
}

function Others({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation("register");
  const word = useWord();
  return (
    <ActFold
      id="others"
      intent="prepare-certificates"
      icon={FilePlus2}
      title={t("others.title")}
      lead={t("others.lead")}
      submit={t("others.prepare")}
      answer={answer}
      fields={() =>
        OTHER_KINDS.map((kind) => (
          <Checkbox key={kind} name="kinds[]" value={kind} label={word("certificateKind", kind)} defaultChecked />
        ))
      }
    />
  );
}

function HandOut({ rows, answer }: { readonly rows: readonly RegisterRow[]; readonly answer: Answer }) {
  const { t } = useTranslation("register");
  return (
    <ActFold
      id="hand-out"
      intent="hand-out-certificate"
      icon={HandHeart}
      title={t("handOut.title")}
      submit={t("handOut.submit")}
      answer={answer}
      fieldNames={["taker", "reason"]}
      fields={(errorOf) => (
        <>
          <CertificateSelect rows={rows} />
          <NativeSelect
            name="way"
            label={t("handOut.way")}
            data={HAND_OUT_WAYS.map((way) => ({ value: way, label: t(`handOut.ways.${way}`) }))}
          />
          <TextInput name="taker" label={t("handOut.taker")} description={t("handOut.takerHint")} error={errorOf("taker")} />
          <TextInput name="reason" label={t("handOut.reason")} description={t("handOut.reasonHint")} error={errorOf("reason")} />
        </>
      )}
    />
  );
}

function Revocation({ rows, answer }: { readonly rows: readonly RegisterRow[]; readonly answer: Answer }) {
  const { t } = useTranslation("register");
  return (
    <ActFold
      id="revoke"
      intent="revoke-certificate"
      icon={Undo2}
      title={t("revoke.title")}
      lead={t("revoke.lead")}
      submit={t("revoke.submit")}
      isGrave
      answer={answer}
      fieldNames={["reason"]}
      fields={(errorOf) => (
        <>
          <CertificateSelect rows={rows} />
          <NativeSelect
            name="what"
            label={t("revoke.what")}
            data={(["replace", "revoke"] as const).map((what) => ({ value: what, label: t(`revoke.whats.${what}`) }))}
          />
          <TextInput name="reason" label={t("revoke.reason")} required maxLength={200} error={errorOf("reason")} />
        </>
      )}
    />
  );
}

function CertificateSelect({ rows }: { readonly rows: readonly RegisterRow[] }) {
  const { t } = useTranslation("register");
  const data = rows.map(({ id, number, holder }) => ({ value: id, label: `${number} ${holder}` }));
  return <NativeSelect name="certificateId" label={t("handOut.certificate")} data={data} />;
}

/** One act in a fold, which opens where it was refused. */
function ActFold(props: {
  readonly id: string;
  readonly intent: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly lead?: string;
  readonly submit: string;
  readonly isGrave?: boolean;
  readonly answer: Answer;
  /** Fields that show their own refusals. */
  readonly fieldNames?: readonly string[];
  readonly fields: (errorOf: FieldErrors["errorOf"]) => ReactNode;
}) {
  const { id, intent, icon, title, lead, submit, isGrave = false, answer, fieldNames = [], fields } = props;
  const refusals = refusalsOf(answer, intent);
  const { errorOf, others } = useFieldErrors("register", refusals, fieldNames);
  return (
    <Disclosure id={id} label={title} icon={icon} open={refusals.length > 0}>
      <Refusals namespace="register" refusals={others} />
      {lead && <p className={form.hint}>{lead}</p>}
      <Form method="post">
        <div className={form.grid}>{fields(errorOf)}</div>
        <div className={form.foot}>
          <ActButton intent={intent} namespace="register" icon={isGrave ? Ban : icon} look={isGrave ? "grave" : "quiet"}>
            {submit}
          </ActButton>
        </div>
      </Form>
    </Disclosure>
  );
}
