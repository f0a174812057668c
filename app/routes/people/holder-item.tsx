/** Somebody who holds a duty: his unit, what that means for his neutrality, a new link to his account, and the end of the duty. */
import { Form } from "@remix-run/react";
import { KeyRound, TriangleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import type { Holder } from "#app/queries/people/get-people.server.ts";
import { useLayerWords } from "#app/ui/blinding/layer-words.ts";
import classes from "./holder-item.module.css";

export function HolderItem({ holder, duty, mayRevoke }: { holder: Holder; duty: Role; mayRevoke: boolean }) {
  const { t } = useTranslation("competition");
  const word = useWord();
  const { grantId, userId, displayName, unit, isOfEnteredUnit, layers } = holder;
  const { listOf } = useLayerWords();
  const label = t("people.revokeOf", { name: displayName, role: word("role", duty) });
  return (
    <span className={classes.holder}>
      <span>
        <span className={classes.name}>{displayName}</span>
        <span className={classes.unit}>{unit ?? t("people.noUnit")}</span>
        {layers && <span className={classes.keeps}>{t("people.keeps", { layers: listOf(layers) })}</span>}
        {isOfEnteredUnit && (
          <span className={classes.conflict}>
            <TriangleAlert size={16} aria-hidden="true" />
            {t("people.ofEnteredUnit")}
          </span>
        )}
      </span>
      {mayRevoke && (
        <Form method="post">
          <input type="hidden" name="userId" value={userId} />
          <button
            type="submit"
            name="intent"
            value="make-link"
            className={classes.revoke}
            aria-label={t("people.linkOf", { name: displayName })}
            title={t("people.linkOf", { name: displayName })}
          >
            <KeyRound size={16} aria-hidden="true" />
          </button>
        </Form>
      )}
      {mayRevoke && (
        <Form method="post">
          <input type="hidden" name="grantId" value={grantId} />
          <button type="submit" name="intent" value="revoke-role" className={classes.revoke} aria-label={label} title={label}>
            <X size={16} aria-hidden="true" />
          </button>
        </Form>
      )}
    </span>
  );
}
