/** Roles over the whole system: who holds one, and giving one to an account. */
import { NativeSelect } from "@mantine/core";
import { Form } from "@remix-run/react";
import { ShieldPlus, UserMinus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SYSTEM_WIDE_ROLES, type SystemWideRole } from "#app/domain/access/duties.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "./form.module.css";

type Account = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly isDisabled: boolean;
  readonly systemRoles: readonly { readonly grantId: string; readonly role: SystemWideRole }[];
};
type Holding = { readonly grantId: string; readonly role: SystemWideRole; readonly account: Account };

export type SystemRolesProps = {
  accounts: readonly Account[];
  /** Why the last giving or taking was refused. */
  granting: readonly Refusal[];
  revoking: readonly Refusal[];
};

export function SystemRoles({ accounts, granting, revoking }: SystemRolesProps) {
  const { t } = useTranslation("account");
  const word = useWord();
  const { errorOf, others } = useFieldErrors("account", granting, ["userId", "role"]);
  const held = accounts.flatMap((account) => account.systemRoles.map((role): Holding => ({ ...role, account })));
  const columns: readonly Column<Holding>[] = [
    {
      id: "name",
      header: t("accounts.displayName"),
      isRowHeader: true,
      sortBy: ({ account }) => account.username,
      cell: ({ account }) => t("systemRoles.person", { name: account.displayName, username: account.username }),
    },
    { id: "role", header: t("systemRoles.role"), sortBy: ({ role }) => role, cell: ({ role }) => word("role", role) },
    {
      id: "take",
      header: t("systemRoles.act"),
      cell: ({ grantId }) => (
        <Form method="post">
          <input type="hidden" name="grantId" value={grantId} />
          <ActButton intent="revoke-system-role" namespace="account" icon={UserMinus} look="grave">
            {t("systemRoles.take")}
          </ActButton>
        </Form>
      ),
    },
  ];
  return (
    <Section id="system-roles" title={t("systemRoles.title")} description={t("systemRoles.lead")} boxed>
      <Refusals namespace="account" refusals={[...others, ...revoking]} />
      <Form method="post" key={held.length}>
        <div className={form.grid}>
          <NativeSelect
            name="userId"
            label={t("systemRoles.account")}
            error={errorOf("userId")}
            required
            defaultValue=""
            data={[
              { value: "", label: t("systemRoles.choose"), disabled: true },
              ...accounts
                .filter(({ isDisabled }) => !isDisabled)
                .map(({ id, displayName, username }) => ({
                  value: id,
                  label: t("systemRoles.person", { name: displayName, username }),
                })),
            ]}
          />
          <NativeSelect
            name="role"
            label={t("systemRoles.role")}
            error={errorOf("role")}
            required
            defaultValue=""
            data={[
              { value: "", label: t("systemRoles.choose"), disabled: true },
              ...SYSTEM_WIDE_ROLES.map((role) => ({ value: role, label: word("role", role) })),
            ]}
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="grant-system-role" namespace="account" icon={ShieldPlus} look="quiet">
            {t("systemRoles.give")}
          </ActButton>
        </div>
      </Form>
      <DataTable
        name="wide"
        caption={t("systemRoles.title")}
        rows={held}
        rowKey={({ grantId }) => grantId}
        columns={columns}
        empty={<EmptyState icon={ShieldPlus} title={t("systemRoles.empty")} hint={t("systemRoles.emptyHint")} />}
      />
    </Section>
  );
}
