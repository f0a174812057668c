/** A new password, typed twice, with what is asked of it; the two fields of every form that sets one. */
import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FieldErrors } from "../field-errors.ts";
import { hintBelow } from "../setup/hint-below.ts";

export type NewPasswordFieldsProps = {
  /** Of the installation: how long at least, and of how many kinds of characters. */
  readonly policy: { readonly shortest: number; readonly classes: number };
  readonly errorOf: FieldErrors["errorOf"];
  readonly size?: "sm" | "md";
};

export function NewPasswordFields({ policy, errorOf, size }: NewPasswordFieldsProps) {
  const { t } = useTranslation("account");
  return (
    <>
      <PasswordInput
        name="password"
        label={t("setPassword.password")}
        description={t(policy.classes > 1 ? "setPassword.hintClasses" : "setPassword.hint", policy)}
        {...hintBelow}
        error={errorOf("password")}
        required
        size={size}
        autoComplete="new-password"
      />
      <PasswordInput
        name="repeated"
        label={t("setPassword.repeated")}
        error={errorOf("repeated")}
        required
        size={size}
        autoComplete="new-password"
      />
    </>
  );
}
