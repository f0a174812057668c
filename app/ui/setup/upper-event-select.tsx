/** The event that the first places advance to, chosen among those above. */
import { NativeSelect } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import { useWord } from "#app/i18n/word.ts";
import { type Named, useNamed } from "#app/ui/use-named.ts";
import { hintBelow } from "./hint-below.ts";

export type UpperEventChoice = Named & {
  readonly eventId: string;
  readonly competition: string;
  readonly competitionEn: string;
  readonly tier: Tier;
};

type UpperEventSelectProps = Omit<ComponentProps<typeof NativeSelect>, "data" | "name" | "label" | "description"> & {
  readonly choices: readonly UpperEventChoice[];
};

/** Sent as `upperEventId`, empty for nowhere. */
export function UpperEventSelect({ choices, ...props }: UpperEventSelectProps) {
  const { t, i18n } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  return (
    <NativeSelect
      {...hintBelow}
      {...props}
      name="upperEventId"
      label={t("events.upper")}
      description={t("events.upperHint")}
      data={[
        { value: "", label: t("events.upperNone") },
        ...choices.map((upper) => ({
          value: upper.eventId,
          label: t("events.upperOption", {
            tier: word("tier", upper.tier),
            competition: i18n.language === "en" ? upper.competitionEn : upper.competition,
            event: named(upper),
          }),
        })),
      ]}
    />
  );
}
