/** What a recorded fact says, in one line; and its state as a badge. */
import { BadgeCheck, CircleX, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Tone, ToneBadge } from "#app/ui/tone-badge.tsx";

/** Without names: those stand beside it. */
export function useFactSummary(): (content: RecordedContent) => string {
  const { t } = useTranslation("facts");
  const word = useWord();
  return (content) => {
    switch (content.kind) {
      case "result": {
        const { competition, event, place, award } = content;
        const won = [
          ...(award === null ? [] : [word("award", award)]),
          ...(place === null ? [] : [t("summary.place", { place })]),
        ];
        return [competition, event, ...won].join(" · ");
      }
      case "honour":
        return word("honour", content.honour);
      case "talent":
        return word("talentClass", content.talentClass);
      case "level":
        return t(content.byCompetition ? "summary.levelByCompetition" : "summary.level", {
          level: word("skillLevel", content.level),
        });
      case "mentoring":
        return t("summary.mentoring", { level: word("skillLevel", content.level) });
      case "carrier":
        return t("summary.carrier", {
          tier: word("tier", content.tier),
          carrier: word("carrier", content.carrier),
          name: content.name,
        });
    }
  };
}

const LOOKS: Readonly<Record<FactState, readonly [Tone, LucideIcon]>> = {
  open: ["act", Hourglass],
  confirmed: ["done", BadgeCheck],
  dropped: ["off", CircleX],
};

export function FactStateBadge({ state }: { state: FactState }) {
  const { t } = useTranslation("facts");
  const [tone, icon] = LOOKS[state];
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}
