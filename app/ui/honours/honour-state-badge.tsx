/** How far the case of an honour is, as a badge: a publicity that is over waits for somebody. */
import { Award, CircleX, Hourglass, type LucideIcon, Megaphone, SearchCheck, Stamp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { HonourCaseState } from "#app/domain/honours/honour-case.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

const LOOKS: Readonly<Record<HonourCaseState | "due", readonly [Tone, LucideIcon]>> = {
  recommended: ["act", Hourglass],
  inspected: ["act", SearchCheck],
  publicised: ["info", Megaphone],
  due: ["act", Stamp],
  conferred: ["done", Award],
  refused: ["off", CircleX],
};

/** @param isDue the publicity is over, and nothing was decided yet */
export function HonourStateBadge({ state, isDue }: { state: HonourCaseState; isDue: boolean }) {
  const { t } = useTranslation("honours");
  const shown = isDue ? "due" : state;
  const [tone, icon] = LOOKS[shown];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${shown}`)}
    </ToneBadge>
  );
}
