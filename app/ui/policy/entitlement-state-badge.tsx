/** How far an entitlement is, as icon, word and colour. */
import { BadgeCheck, Ban, Calculator, CircleDashed, ClipboardCheck, type LucideIcon, Megaphone, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

const LOOKS: Readonly<Record<EntitlementState, readonly [Tone, LucideIcon]>> = {
  computed: ["idle", Calculator],
  applied: ["info", Send],
  reviewed: ["info", ClipboardCheck],
  publicised: ["info", Megaphone],
  paid: ["done", BadgeCheck],
  refused: ["off", Ban],
  withdrawn: ["off", CircleDashed],
};

export function EntitlementStateBadge({ state }: { state: EntitlementState }) {
  const { t } = useTranslation("entitlements");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}
