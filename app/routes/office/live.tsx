/** 现场: the organiser's live desk; it is read again when something of a round in judging changes, and twice a minute. */
import { Stack } from "@mantine/core";
import { useLoaderData, useParams, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { useWatch } from "#app/live/use-watch.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getDesk } from "#app/queries/desk/get-desk.server.ts";
import { Alerts } from "#app/ui/desk/alerts.tsx";
import { Cases } from "#app/ui/desk/cases.tsx";
import { Devices } from "#app/ui/desk/devices.tsx";
import { Events } from "#app/ui/desk/events.tsx";
import { MissingForms } from "#app/ui/desk/missing-forms.tsx";
import { Pace } from "#app/ui/desk/pace.tsx";
import { Sessions } from "#app/ui/desk/sessions.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { useFormats } from "#app/ui/use-formats.ts";

export const loader = defineLoader({ access: { roles: OFFICE_ROOMS.live, within: "scope" } }, ({ runtime, actor, scope }) =>
  getDesk(runtime, actor, String(scope.competitionId)),
);

export const handle: PageHandle = { title: "desk:title" };

/** A hall full of judges must not keep this page loading. */
const AT_MOST_EVERY_MS = 5_000;
/** What no nudge tells: devices, clocks. */
const ANYWAY_MS = 30_000;

/** Reads the page again, soon but not too often. */
function useReadAgain(): () => void {
  const { revalidate, state } = useRevalidator();
  const last = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ revalidate, state });
  useEffect(() => {
    latest.current = { revalidate, state };
  });
  const again = useRef(() => {
    if (waiting.current) return;
    const pause = Math.max(0, last.current + AT_MOST_EVERY_MS - Date.now());
    waiting.current = setTimeout(() => {
      waiting.current = null;
      last.current = Date.now();
      if (document.visibilityState === "visible" && latest.current.state === "idle") latest.current.revalidate();
    }, pause);
  });
  useEffect(() => {
    const timer = setInterval(again.current, ANYWAY_MS);
    return () => {
      clearInterval(timer);
      if (waiting.current) clearTimeout(waiting.current);
    };
  }, []);
  return again.current;
}

/** Stands for one event's nudges. */
function RoundWatch({ event, onChange }: { event: string; onChange: () => void }) {
  const { competition = "" } = useParams();
  const isFirst = useRef(true);
  useWatch("round", { competition, event }, () => {
    // The first one answers the joining.
    if (!isFirst.current) onChange();
    isFirst.current = false;
  });
  return null;
}

export default function Live() {
  const desk = useLoaderData<typeof loader>();
  const { competition = "" } = useParams();
  const { t } = useTranslation("desk");
  const formats = useFormats();
  const readAgain = useReadAgain();
  const { events, alerts, devices, cases } = desk;
  const judged = events.filter(({ phase }) => phase === "judging");
  const sum = (of: (event: (typeof events)[number]) => number) => judged.reduce((total, event) => total + of(event), 0);
  const toAct = alerts.filter(({ weight }) => weight === "act").length;
  return (
    <>
      {events.map(({ code }) => (
        <RoundWatch key={code} event={code} onChange={readAgain} />
      ))}
      <PageHeader
        title={t("title")}
        description={t("lead")}
        status={<span className="tabular">{t("readAt", { time: formats.time(desk.readAt) })}</span>}
      />
      <Stack gap="xl">
        <Stats>
          <Stat label={t("stat.judged")} value={judged.length} unit={t("of", { total: events.length })} />
          <Stat
            label={t("stat.confirmed")}
            value={sum(({ confirmed }) => confirmed)}
            unit={t("of", { total: sum(({ open, signed, confirmed }) => open + signed + confirmed) })}
          />
          <Stat label={t("stat.online")} value={devices.filter(({ isOnline }) => isOnline).length} />
          <Stat label={t("stat.alerts")} value={toAct} tone={toAct > 0 ? "act" : "plain"} />
          <Stat label={t("stat.cases")} value={cases.length} tone={cases.length > 0 ? "act" : "plain"} />
        </Stats>
        <Alerts alerts={alerts} competition={competition} />
        <Events events={events} competition={competition} />
        <MissingForms events={judged} />
        <Devices desk={desk} />
        <Sessions events={events} />
        <Pace pace={desk.pace} />
        <Cases cases={cases} competition={competition} />
      </Stack>
    </>
  );
}
