/** One act, with the list of what still stands against it: the same refusals that the act itself would give. */
import { Button } from "@mantine/core";
import { useNavigation } from "@remix-run/react";
import { ChevronDown, CircleDashed, type LucideIcon } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { TextNamespace } from "#app/i18n/index.ts";
import classes from "./act-button.module.css";
import { RefusalList } from "./refusals.tsx";

export type ActButtonProps = {
  children: ReactNode;
  /** What the action is asked to do: sent as the field `intent`. */
  intent: string;
  /** The subject whose sentences the conditions are. */
  namespace: TextNamespace;
  /** What still stands against the act; the button works when there is nothing. */
  unmet?: readonly Refusal[];
  icon?: LucideIcon;
  /** primary: the one act of the view; quiet: beside others; grave: takes something away. */
  look?: "primary" | "quiet" | "grave";
  /** What will change, said before it does. */
  consequence?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Takes the full width. */
  wide?: boolean;
};

/** A submit button for the form around it. */
export function ActButton(props: ActButtonProps) {
  const { children, intent, namespace, unmet = [], icon: Icon, look = "primary", consequence, size = "sm", wide } = props;
  const { t } = useTranslation();
  const navigation = useNavigation();
  const id = useId();
  const isBlocked = unmet.length > 0;
  const isPending = navigation.state !== "idle" && navigation.formData?.get("intent") === intent;
  return (
    <div className={classes.act} data-wide={wide || undefined}>
      <Button
        type="submit"
        name="intent"
        value={intent}
        size={size}
        fullWidth={wide}
        variant={look === "primary" ? "filled" : "default"}
        className={look === "grave" ? classes.grave : undefined}
        leftSection={Icon && <Icon size={18} aria-hidden="true" />}
        disabled={isBlocked}
        loading={isPending}
        aria-describedby={isBlocked ? id : undefined}
      >
        {children}
      </Button>
      {consequence && !isBlocked && <p className={classes.consequence}>{consequence}</p>}
      {isBlocked && (
        <details className={classes.unmet} open={unmet.length <= 3}>
          <summary className={classes.summary}>
            <CircleDashed size={16} aria-hidden="true" />
            {t("refusals.unmet", { count: unmet.length })}
            <ChevronDown size={16} aria-hidden="true" className={classes.chevron} />
          </summary>
          <RefusalList id={id} namespace={namespace} refusals={unmet} />
        </details>
      )}
    </div>
  );
}
