/** 轮次: which rounds an event has and who goes on from each; a form until the roster of the first is frozen. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { ArrowRight, PencilLine, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PlannedRound } from "#app/domain/phases/event-rounds.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { HEAT_KINDS } from "#app/forms/rounds.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import classes from "./event-rounds.module.css";
import { GoingOnInWords } from "./going-on-section.tsx";

export type EventRoundsProps = {
  rounds: readonly PlannedRound[];
  isFixed: boolean;
  mayAct: boolean;
  refusals: readonly Refusal[];
  saved: boolean;
};

export function EventRounds({ rounds, isFixed, mayAct, refusals, saved }: EventRoundsProps) {
  const { t } = useTranslation("rounds");
  const word = useWord();
  return (
    <Section id="rounds" title={t("title")} description={t("lead")} boxed>
      {saved && (
        <Notice tone="done" live>
          {t("saved")}
        </Notice>
      )}
      <ol className={classes.line}>
        {rounds.map(({ kind, goingOn }) => (
          <li key={kind} className={classes.round}>
            <span className={classes.kind}>{word("roundKind", kind)}</span>
            {goingOn && (
              <span className={classes.rule}>
                <GoingOnInWords rule={goingOn} />
                <ArrowRight size={16} aria-hidden="true" />
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayAct && isFixed && <p className={form.hint}>{t("fixed")}</p>}
      {mayAct && !isFixed && (
        <Disclosure key={JSON.stringify(rounds)} id="edit-rounds" label={t("edit")} icon={PencilLine} open={refusals.length > 0}>
          <Form method="post">
            <Refusals namespace="rounds" refusals={refusals} />
            {HEAT_KINDS.map((kind) => (
              <Heat key={kind} kind={kind} planned={rounds.find((round) => round.kind === kind) ?? null} />
            ))}
            <p className={form.hint}>{t("finalAlways")}</p>
            <div className={form.foot}>
              <ActButton intent="set-rounds" namespace="rounds" icon={Save} look="quiet">
                {t("save")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}

function Heat({ kind, planned }: { kind: (typeof HEAT_KINDS)[number]; planned: PlannedRound | null }) {
  const { t } = useTranslation("rounds");
  const word = useWord();
  const goingOn = planned?.goingOn ?? null;
  const number = goingOn === null ? "" : goingOn.kind === "places" ? goingOn.places : goingOn.percent;
  return (
    <fieldset className={classes.heat}>
      <Checkbox name={kind} label={t("has", { round: word("roundKind", kind) })} defaultChecked={planned !== null} />
      <div className={classes.heatRule}>
        <NativeSelect
          name={`${kind}Rule`}
          label={t("ruleLabel")}
          defaultValue={goingOn?.kind ?? "places"}
          data={[
            { value: "places", label: t("ruleKind.places") },
            { value: "share", label: t("ruleKind.share") },
          ]}
        />
        <TextInput name={`${kind}Number`} type="number" min={1} max={2000} label={t("number")} defaultValue={number} />
      </div>
    </fieldset>
  );
}
