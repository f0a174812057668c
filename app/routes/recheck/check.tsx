/** One code of a recheck, laid open: its forms as they were signed, and the two answers of whoever compares them. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { ArrowRight, CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OpenItem } from "#app/queries/recheck/get-recheck-page.server.ts";
import { OutcomeBadge } from "#app/routes/recheck/outcome-badge.tsx";
import { type RecheckPlace, toCodePage } from "#app/routes/recheck/place.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { FormSheet } from "#app/ui/marking/form-sheet.tsx";
import { Signatures } from "#app/ui/marking/signatures.tsx";
import { toEventPage } from "#app/ui/paths.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import classes from "./check.module.css";

type Props = {
  item: OpenItem;
  place: RecheckPlace;
  mayAct: boolean;
  /** Why the error that he wrote down was not taken. */
  refusals: Parameters<typeof useFieldErrors>[1];
};

export function Check({ item, place, mayAct, refusals }: Props) {
  const { t } = useTranslation("recheck");
  const formats = useFormats();
  const { code, forms, outcome, nextCode } = item;
  return (
    <Section
      id="check"
      title={t("recheck.check", { code })}
      description={t("recheck.checkLead")}
      actions={
        <span className={classes.headActions}>
          <OutcomeBadge outcome={outcome} />
          {nextCode !== null && (
            <Button
              component={Link}
              to={toCodePage(place, nextCode)}
              variant="default"
              rightSection={<ArrowRight size={18} aria-hidden="true" />}
            >
              {t("recheck.next", { code: nextCode })}
            </Button>
          )}
          <Button component={Link} to={toCodePage(place, null)} variant="subtle">
            {t("recheck.backToSample")}
          </Button>
        </span>
      }
      boxed
    >
      {forms.map(
        ({ formId, subCriterionId, subCriterionName, aspects, team, mark, maximum, confirmedBy, confirmedAt, scans }) => (
          <section key={formId} className={classes.form} aria-labelledby={`form-${formId}`}>
            <h3 id={`form-${formId}`} className={classes.formTitle}>
              {t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName })}
            </h3>
            <FormSheet
              caption={t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName })}
              aspects={aspects}
              team={team}
              mark={mark}
              maximum={maximum}
            />
            <Signatures team={team} />
            <p className={classes.hint}>
              {confirmedBy !== null && confirmedAt !== null
                ? t("recheck.confirmedBy", { name: confirmedBy, time: formats.dateTime(confirmedAt) })
                : t("recheck.notConfirmed")}
            </p>
            {scans.length > 0 && (
              <p className={classes.scans}>
                {t("recheck.scans")}
                {scans.map(({ id, fileName }) => (
                  <a key={id} href={`${toEventPage(place.competition, place.event, "paper")}/scans/${id}`}>
                    {fileName}
                  </a>
                ))}
              </p>
            )}
          </section>
        ),
      )}
      {mayAct ? <Answers key={code} item={item} refusals={refusals} /> : <p className={classes.hint}>{t("recheck.readOnly")}</p>}
    </Section>
  );
}

function Answers({ item, refusals }: Pick<Props, "item" | "refusals">) {
  const { t } = useTranslation("recheck");
  const { itemId, code, forms, outcome, agreesUnmet, errorUnmet, correction } = item;
  const { errorOf, others } = useFieldErrors("recheck", refusals, ["note"]);
  const isSettled = outcome === "error" && correction !== "none";
  if (isSettled) return <p className={classes.hint}>{t(`recheck.correction.${correction}`)}</p>;
  return (
    <div className={classes.answers}>
      {outcome !== "agrees" && (
        <Form method="post">
          <input type="hidden" name="itemId" value={itemId} />
          <ActButton
            intent="agrees"
            namespace="recheck"
            icon={CircleCheck}
            unmet={agreesUnmet}
            consequence={t("recheck.agreesHint", { code, count: forms.length })}
            size="md"
          >
            {t("recheck.agrees")}
          </ActButton>
        </Form>
      )}
      <div className={classes.error}>
        <Disclosure id="error" label={t("recheck.foundError")} icon={CircleX} open={refusals.length > 0}>
          <Form method="post" className={classes.errorForm}>
            <input type="hidden" name="itemId" value={itemId} />
            <Refusals namespace="recheck" refusals={others} />
            <NativeSelect
              name="formId"
              label={t("recheck.errorForm")}
              data={forms.map(({ formId, subCriterionId, subCriterionName }) => ({
                value: formId,
                label: t("recheck.formHeading", { subCriterion: subCriterionId, name: subCriterionName }),
              }))}
            />
            <Textarea
              name="note"
              label={t("recheck.errorNote")}
              description={t("recheck.errorNoteHint")}
              autosize
              minRows={2}
              maxLength={500}
              required
              error={errorOf("note")}
            />
            <ActButton intent="error" namespace="recheck" icon={TriangleAlert} look="grave" unmet={errorUnmet}>
              {t("recheck.error")}
            </ActButton>
          </Form>
        </Disclosure>
      </div>
    </div>
  );
}
