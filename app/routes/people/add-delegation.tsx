/** Taking a delegation into a competition: its name, its region, and its team leader, who gets an account with it where he has none. */
import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { People } from "#app/queries/people/get-people.server.ts";
import { PersonSelect } from "#app/routes/people/person-select.tsx";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { RegionPicker } from "#app/ui/region-picker.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { Handover, type HandoverProps } from "#app/ui/setup/handover.tsx";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./add-delegation.module.css";

type Appointing = NonNullable<People["appointing"]>;

const DELEGATION_FIELDS = ["name", "nameEn", "regionCode", "userId", "username", "displayName", "organisationId"];

export type AddingProps = {
  /** Why the last one was not taken in. */
  refusals: readonly Refusal[];
  /** The last one was; with the account that was opened for its leader, where he had none. */
  added: { readonly account: HandoverProps["account"] | null } | null;
};

/** Taking a delegation into the competition, with its team leader. */
export function AddDelegation({ appointing, count, refusals, added }: AddingProps & { appointing: Appointing; count: number }) {
  const { t } = useTranslation("competition");
  return (
    <>
      {added && !added.account && (
        <Notice tone="done" live>
          {t("people.delegationAdded")}
        </Notice>
      )}
      {added?.account && <Handover account={added.account} />}
      <Disclosure id="add-delegation" label={t("people.addDelegation")} icon={Plus} open={count === 0 || refusals.length > 0}>
        <DelegationForm key={count} appointing={appointing} refusals={refusals} />
      </Disclosure>
    </>
  );
}

function DelegationForm({ appointing, refusals }: { appointing: Appointing; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const kindId = useId();
  const { errorOf, others } = useFieldErrors("competition", refusals, DELEGATION_FIELDS);
  const [leader, setLeader] = useState("new");
  return (
    <Form method="post">
      <Refusals namespace="competition" refusals={others} />
      <div className={form.grid}>
        <TextInput name="name" label={t("people.delegationName")} error={errorOf("name")} required maxLength={60} />
        <TextInput name="nameEn" label={t("people.delegationNameEn")} error={errorOf("nameEn")} required maxLength={200} />
        <RegionPicker name="regionCode" label={t("people.region")} error={errorOf("regionCode")} required />
        <div className={form.wide}>
          <p id={kindId} className={classes.kind}>
            {t("people.leaderKind")}
          </p>
          <SegmentedControl
            name="leader"
            aria-labelledby={kindId}
            value={leader}
            onChange={setLeader}
            data={[
              { value: "new", label: t("people.leaderNew") },
              { value: "existing", label: t("people.leaderExisting") },
            ]}
          />
        </div>
        {leader === "existing" ? (
          <PersonSelect name="userId" label={t("people.leader")} accounts={appointing.accounts} error={errorOf("userId")} />
        ) : (
          <>
            <TextInput
              name="displayName"
              label={t("people.leaderName")}
              error={errorOf("displayName")}
              required
              maxLength={40}
              autoComplete="off"
            />
            <TextInput
              name="username"
              label={t("people.username")}
              description={t("people.usernameHint")}
              error={errorOf("username")}
              required
              maxLength={40}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              {...hintBelow}
            />
            <NativeSelect
              name="organisationId"
              label={t("people.organisation")}
              error={errorOf("organisationId")}
              defaultValue=""
              data={[
                { value: "", label: t("people.noOrganisation") },
                ...appointing.organisations.map((organisation) => ({ value: organisation.id, label: named(organisation) })),
              ]}
            />
          </>
        )}
      </div>
      <div className={form.foot}>
        <ActButton intent="create-delegation" namespace="competition" icon={Plus}>
          {t("people.addDelegationSubmit")}
        </ActButton>
      </div>
    </Form>
  );
}
