/** The places that are offered to a delegation's entries from the waiting list: until when, and the two answers. */
import { Form } from "@remix-run/react";
import { CircleCheck, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActButton } from "#app/ui/act-button.tsx";
import { Countdown } from "#app/ui/countdown.tsx";
import { Section } from "#app/ui/section.tsx";
import classes from "./registration.module.css";

export type OffersProps = {
  readonly offers: readonly {
    readonly entryId: string;
    /** Event and people, as the page names an entry. */
    readonly entry: string;
    /** ISO. */
    readonly until: string;
  }[];
};

/** Nothing where no offer is open. Each form names its own entry. */
export function Offers({ offers }: OffersProps) {
  const { t } = useTranslation("registration");
  if (offers.length === 0) return null;
  return (
    <Section title={t("offer.title")} description={t("offer.lead")} boxed>
      <ul className={classes.returned}>
        {offers.map(({ entryId, entry, until }, index) => (
          <li key={entryId}>
            <p className={classes.name}>{entry}</p>
            <Countdown until={until} label={t("offer.until")} />
            <Form method="post" action="?" className={classes.row}>
              <input type="hidden" name="entryId" value={entryId} />
              <ActButton
                intent="accept-offer"
                namespace="registration"
                icon={CircleCheck}
                look={index === 0 ? "primary" : "quiet"}
              >
                {t("offer.accept")}
              </ActButton>
              <ActButton intent="decline-offer" namespace="registration" look="grave" icon={Undo2}>
                {t("offer.decline")}
              </ActButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
