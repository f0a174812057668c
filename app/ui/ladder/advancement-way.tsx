/** The way of one advancement from qualified to confirmed, with where it stands; off the way, only that it is. */
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AdvancementRoute } from "#app/domain/ladder/advancement.ts";
import type { AdvancementState } from "#app/domain/ladder/advancement-states.ts";
import { AdvancementStateBadge } from "./advancement-table.tsx";
import classes from "./ladder.module.css";

const WAYS: Readonly<Record<AdvancementRoute, readonly AdvancementState[]>> = {
  direct: ["qualified", "confirmed"],
  squad: ["qualified", "training-squad", "selected", "confirmed"],
};

export function AdvancementWay({ state, route }: { state: AdvancementState; route: AdvancementRoute }) {
  const { t } = useTranslation("ladder");
  const way = WAYS[route];
  if (!way.includes(state)) return <AdvancementStateBadge state={state} />;
  return (
    <ol className={classes.way}>
      {way.map((step, index) => (
        <li key={step} aria-current={step === state ? "step" : undefined}>
          {index > 0 && <ChevronRight size={16} aria-hidden="true" />}
          {step === state ? <AdvancementStateBadge state={state} /> : t(`states.${step}`)}
        </li>
      ))}
    </ol>
  );
}
