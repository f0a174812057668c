/** What became of a version of a policy document, as icon, word and colour. */
import { BadgeCheck, CircleX, History, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PackState } from "#app/domain/policy/pack-version.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

const LOOKS: Readonly<Record<PackState | "current", readonly [Tone, LucideIcon]>> = {
  current: ["done", BadgeCheck],
  confirmed: ["idle", History],
  proposed: ["act", Hourglass],
  dropped: ["off", CircleX],
};

export function PackStateBadge({ state, isCurrent }: { state: PackState; isCurrent: boolean }) {
  const { t } = useTranslation("packs");
  const shown = isCurrent ? "current" : state;
  const [tone, icon] = LOOKS[shown];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${shown}`)}
    </ToneBadge>
  );
}
