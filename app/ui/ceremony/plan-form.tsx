/** Which events in which order, and what is awarded beside them; what cannot be in a programme yet says why. */
import { ActionIcon, Checkbox, Radio, Stack } from "@mantine/core";
import { Form } from "@remix-run/react";
import { ArrowDown, ArrowUp, ListOrdered, PartyPopper } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SINGLE_TIERS } from "#app/domain/ceremony/programme.ts";
import type { CeremonyChoice, CeremonyPage } from "#app/domain/ceremony/views.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Step } from "#app/ui/setup/step.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./ceremony.module.css";

/** Those of the plan in its order, then the others by code. */
function inOrder(choices: readonly CeremonyChoice[], events: readonly string[]): readonly CeremonyChoice[] {
  const chosen = events.flatMap((id) => choices.find(({ eventId }) => eventId === id) ?? []);
  return [...chosen, ...choices.filter(({ eventId }) => !events.includes(eventId))];
}

function move<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const rest = items.filter((_item, index) => index !== from);
  return [...rest.slice(0, to), items[from] as Item, ...rest.slice(to)];
}

export function PlanForm({ page, refusals }: { page: CeremonyPage; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("ceremony");
  const named = useNamed();
  const { choices, specials, plan, prepared } = page;
  const [order, setOrder] = useState(() => inOrder(choices, plan.events).map(({ eventId }) => eventId));
  const [dragged, setDragged] = useState<number | null>(null);
  const ordered = inOrder(choices, order);
  if (choices.length === 0) {
    return <EmptyState icon={ListOrdered} title={t("plan.noEvents")} hint={t("plan.noEventsHint")} />;
  }
  const place = (from: number, to: number) => setOrder(move(ordered, from, to).map(({ eventId }) => eventId));
  return (
    <Section id="plan" title={t("plan.title")} description={t("plan.lead")} boxed>
      <Form method="post">
        <Refusals namespace="ceremony" refusals={refusals} />
        <Step title={t("plan.events")} plain>
          <ol className={classes.choices}>
            {ordered.map((choice, index) => (
              <li
                key={choice.eventId}
                className={classes.choice}
                draggable
                data-dragged={dragged === index || undefined}
                onDragStart={() => setDragged(index)}
                onDragOver={(event) => event.preventDefault()}
                onDrop={() => {
                  if (dragged !== null) place(dragged, index);
                  setDragged(null);
                }}
                onDragEnd={() => setDragged(null)}
              >
                <Checkbox
                  name="events[]"
                  value={choice.eventId}
                  label={`${choice.code} ${named(choice)}`}
                  description={choice.winners > 0 ? t("plan.winners", { count: choice.winners }) : undefined}
                  defaultChecked={plan.events.includes(choice.eventId)}
                  disabled={choice.unmet.length > 0}
                />
                <span className={classes.moves}>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    disabled={index === 0}
                    aria-label={t("plan.up", { event: named(choice) })}
                    onClick={() => place(index, index - 1)}
                  >
                    <ArrowUp size={18} aria-hidden="true" />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    disabled={index === ordered.length - 1}
                    aria-label={t("plan.down", { event: named(choice) })}
                    onClick={() => place(index, index + 1)}
                  >
                    <ArrowDown size={18} aria-hidden="true" />
                  </ActionIcon>
                </span>
                {choice.unmet.length > 0 && (
                  <div className={classes.unmet}>
                    <RefusalList namespace="ceremony" refusals={choice.unmet} />
                  </div>
                )}
              </li>
            ))}
          </ol>
        </Step>
        <Step title={t("plan.specials")} plain>
          <Stack gap="xs">
            {specials.map(({ special, winners }) => (
              <Checkbox
                key={special}
                name="specials[]"
                value={special}
                label={t(`special.${special}`)}
                description={t("plan.winners", { count: winners })}
                defaultChecked={plan.specials.includes(special)}
                disabled={winners === 0}
              />
            ))}
          </Stack>
        </Step>
        <Step title={t("plan.singleTiers")} plain>
          <Radio.Group name="singleTiers" defaultValue={String(plan.singleTiers)} aria-label={t("plan.singleTiers")}>
            <Stack gap="xs">
              {SINGLE_TIERS.map((tiers) => (
                <Radio key={tiers} value={String(tiers)} label={t(`plan.single.${tiers}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Checkbox name="hasExcellence" mt="md" label={t("plan.hasExcellence")} defaultChecked={plan.hasExcellence} />
        </Step>
        <ActButton
          intent="prepare-ceremony"
          namespace="ceremony"
          icon={PartyPopper}
          look={prepared ? "quiet" : "primary"}
          unmet={prepared?.isUnderWay ? [{ code: "ceremony-under-way" }] : []}
          consequence={t(prepared ? "plan.consequenceAgain" : "plan.consequence")}
        >
          {t(prepared ? "plan.prepareAgain" : "plan.prepare")}
        </ActButton>
      </Form>
    </Section>
  );
}
