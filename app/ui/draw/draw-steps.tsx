/** Which of a round's draws is looked at. */
import { Link, useSearchParams } from "@remix-run/react";
import { CircleCheck, CircleDashed, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DrawStep } from "#app/domain/draw/draw-view.ts";
import { Section } from "#app/ui/section.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import classes from "./draw.module.css";
import { useDrawName } from "./draw-words.ts";

export function DrawSteps({ steps, step }: { steps: readonly DrawStep[]; step: DrawStep }) {
  const { t } = useTranslation("draw");
  const nameOf = useDrawName();
  const [search] = useSearchParams();
  const addressOf = (key: string) =>
    `?${new URLSearchParams([...[...search].filter(([name]) => name !== "draw"), ["draw", key]])}`;
  const looks = {
    open: { tone: "idle", icon: CircleDashed },
    frozen: { tone: "info", icon: Lock },
    drawn: { tone: "done", icon: CircleCheck },
  } as const;
  return (
    <Section title={t("step.title")}>
      <ul className={classes.steps}>
        {steps.map((each) => (
          <li key={each.key}>
            <Link
              to={addressOf(each.key)}
              className={classes.step}
              aria-current={each.key === step.key ? "page" : undefined}
              preventScrollReset
            >
              {nameOf(each)}
              <ToneBadge {...looks[each.stands]} look="plain">
                {t(`step.stands.${each.stands}`)}
              </ToneBadge>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
