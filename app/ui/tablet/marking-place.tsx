/** A form that the address names: marked, or signed; and what is said where this judge has no such form. */
import { CloudOff, FileQuestion, Hourglass } from "lucide-react";
import { lazy, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Place, toHash } from "#app/live/tablet/places.ts";
import { tellSoon } from "#app/live/tablet/presence.ts";
import { getTablet, type Person } from "#app/live/tablet/tablet.ts";
import { useTablet } from "#app/live/tablet/use-tablet.ts";
import { useWatch } from "#app/live/use-watch.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LargeLink } from "#app/ui/marking/large-link.tsx";
import { TabletShell } from "#app/ui/tablet-shell.tsx";
import { DeliveryLine } from "./delivery-line.tsx";
import { Marking } from "./marking.tsx";
import { Turn } from "./turn.tsx";

const SignOff = lazy(async () => ({ default: (await import("./sign-off.tsx")).SignOff }));

export type MarkingPlaceProps = { front: Person; place: Extract<Place, { kind: "form" | "sign-off" }> };

export function MarkingPlace({ front, place }: MarkingPlaceProps) {
  const { formId } = place;
  const { day, isReachable } = useTablet();
  const isThere = useFreshForm(front.judgeId, formId);
  const { t } = useTranslation(["tablet", "marking"]);
  const form = day?.forms.get(formId);
  if (form && isThere !== false) {
    return place.kind === "form" ? (
      <Marking key={formId} front={front} form={form} aspectId={place.aspectId} />
    ) : (
      <SignOff key={formId} front={front} form={form} />
    );
  }
  const isLoading = isReachable && isThere === null;
  return (
    <TabletShell
      title={t("form.missing")}
      back={{ to: toHash({ kind: "forms" }), label: t("marking:forms.title") }}
      aside={<Turn front={front} />}
      status={<DeliveryLine front={front} />}
    >
      {isLoading ? (
        <EmptyState icon={Hourglass} title={t("day.loading")} hint={t("day.loadingHint")} />
      ) : (
        <EmptyState
          icon={isThere === false ? FileQuestion : CloudOff}
          title={isThere === false ? t("form.notYours", { name: front.displayName }) : t("form.notHere")}
          hint={isThere === false ? t("form.notYoursHint") : t("form.notHereHint")}
          action={<LargeLink to={toHash({ kind: "forms" })}>{t("marking:forms.title")}</LargeLink>}
        />
      )}
    </TabletShell>
  );
}

/**
 * Loads the form when it is opened, and again after every change by anyone of the team.
 * @returns whether it is there for this judge; null while nobody knows
 */
function useFreshForm(judgeId: string, formId: string): boolean | null {
  const [isThere, setIsThere] = useState<boolean | null>(null);
  useEffect(() => {
    let isOver = false;
    setIsThere(null);
    void getTablet()
      .refreshForm(formId)
      .then((found) => !isOver && setIsThere(found));
    return () => {
      isOver = true;
    };
  }, [formId]);
  const { kind } = useWatch("form", { form: formId, judge: judgeId }, () => {
    void getTablet().refreshForm(formId);
    tellSoon();
  });
  useEffect(() => {
    if (kind !== "live") return;
    void getTablet().refreshForm(formId);
  }, [kind, formId]);
  return isThere;
}
