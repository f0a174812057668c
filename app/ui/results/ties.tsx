/** Ties that only the chief judge can decide: he numbers the entries in his order and gives the reason; others see that they wait. */
import { Textarea, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { Gavel } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TieView } from "#app/domain/results/explanation-view.ts";
import { ActButton } from "../act-button.tsx";
import { Section } from "../section.tsx";
import classes from "./ties.module.css";

export function Ties({ ties, mayDecide }: { ties: readonly TieView[]; mayDecide: boolean }) {
  const { t } = useTranslation("explanation");
  if (ties.length === 0) return null;
  return (
    <Section title={t("tie.title")} description={mayDecide ? t("tie.lead") : t("tie.leadWaiting")} boxed>
      <div className={classes.ties}>
        {ties.map((tie) => (
          <Tie key={`${tie.place} ${tie.reason}`} tie={tie} mayDecide={mayDecide} />
        ))}
      </div>
    </Section>
  );
}

function Tie({ tie, mayDecide }: { tie: TieView; mayDecide: boolean }) {
  const { t } = useTranslation("explanation");
  const { place, entries, isOpen, reason } = tie;
  return (
    <Form method="post" className={classes.tie}>
      <h3 className={classes.heading}>
        {t("tie.heading", { place, count: entries.length })}
        {!isOpen && <span className={classes.decided}>{t("tie.decided")}</span>}
      </h3>
      <ul className={classes.entries}>
        {entries.map(({ entryId, who }, index) => (
          <li key={entryId} className={classes.entry}>
            {mayDecide && (
              <>
                <input type="hidden" name="entryId[]" value={entryId} />
                <TextInput
                  name="order[]"
                  aria-label={t("tie.order", { who })}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={3}
                  defaultValue={isOpen ? "" : String(index + 1)}
                  className={classes.order}
                />
              </>
            )}
            <span>{who}</span>
          </li>
        ))}
      </ul>
      {mayDecide && (
        <>
          <Textarea name="reason" label={t("tie.reason")} defaultValue={reason} maxLength={500} autosize minRows={2} />
          <ActButton intent="decide-tie" namespace="results" icon={Gavel} look="quiet" consequence={t("tie.consequence")}>
            {t("tie.submit")}
          </ActButton>
        </>
      )}
    </Form>
  );
}
