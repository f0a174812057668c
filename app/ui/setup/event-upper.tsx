/** Where the first places of an event advance to, and changing it until somebody was offered a place there. */
import { Form } from "@remix-run/react";
import { ArrowUp, Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { useWord } from "#app/i18n/word.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useNamed } from "#app/ui/use-named.ts";
import { Disclosure } from "./disclosure.tsx";
import form from "./form.module.css";
import { type UpperEventChoice, UpperEventSelect } from "./upper-event-select.tsx";

export type EventUpperProps = {
  readonly upper: UpperEventChoice | null;
  /** What it could lead to; null where this reader may not change it now. */
  readonly choices: readonly UpperEventChoice[] | null;
  readonly refusals: readonly Refusal[];
  /** How many places the last change offered; null: there was none. */
  readonly offered: number | null;
};

export function EventUpper({ upper, choices, refusals, offered }: EventUpperProps) {
  const { t, i18n } = useTranslation("competition");
  const word = useWord();
  const named = useNamed();
  const { errorOf, others } = useFieldErrors("competition", refusals, ["upperEventId"]);
  if (choices === null && upper === null && refusals.length === 0) return null;
  // The one that stands may be over, and is shown as what stands.
  const besides = choices?.filter(({ eventId }) => eventId !== upper?.eventId) ?? [];
  return (
    <Section id="upper" title={t("upper.title")} description={t("upper.lead")} boxed>
      {offered !== null && (
        <Notice tone="done" live>
          {t("upper.saved", { count: offered })}
        </Notice>
      )}
      <p>
        {upper
          ? t("event.upper", {
              event: named(upper),
              competition: i18n.language === "en" ? upper.competitionEn : upper.competition,
              tier: word("tier", upper.tier),
            })
          : t("upper.none")}
      </p>
      {choices === null && <Refusals namespace="competition" refusals={refusals} />}
      {choices !== null && (
        <Disclosure id="edit-upper" label={t("upper.change")} icon={ArrowUp} open={refusals.length > 0}>
          <Refusals namespace="competition" refusals={others} />
          <Form method="post" key={upper?.eventId ?? ""}>
            <div className={form.grid}>
              <UpperEventSelect
                choices={upper ? [upper, ...besides] : besides}
                defaultValue={upper?.eventId ?? ""}
                error={errorOf("upperEventId")}
                className={form.wide}
              />
            </div>
            <div className={form.foot}>
              <ActButton
                intent="set-upper-event"
                namespace="competition"
                icon={Save}
                look="quiet"
                consequence={t("upper.consequence")}
              >
                {t("upper.save")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      )}
    </Section>
  );
}
