/** 平板登录码: the chief judge or the organiser prints the code by which each judge signs in on the tablets of the hall. */
import { Button, Checkbox } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { Printer, QrCode as QrIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { MakeTabletCodesSchema } from "#app/forms/tablet.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { getTabletCodes } from "#app/queries/accounts/list-tablet-codes.server.ts";
import { makeTabletCodes, type TabletCode } from "#app/services/accounts/make-tablet-codes.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./tablet-codes.module.css";

const PRINTERS = { roles: ["chief-judge", "organiser"], within: "scope" } as const;

export const loader = defineLoader({ access: PRINTERS }, ({ runtime, scope }) => getTabletCodes(runtime, String(scope.eventId)));

export const action = defineAction({
  "make-codes": defineIntent({
    access: PRINTERS,
    form: MakeTabletCodesSchema,
    run: ({ runtime, actor, scope, input }) =>
      makeTabletCodes(runtime, actor, {
        competitionId: String(scope.competitionId),
        eventId: String(scope.eventId),
        judgeIds: input.judgeIds,
      }),
  }),
});

export const handle: PageHandle = { title: "tablet:codes.title" };

export default function TabletCodes() {
  const { competition, event, judges } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["tablet", "marking"]);
  const named = useNamed();
  const formats = useFormats();
  return (
    <PublicShell>
      <PageHeader
        breadcrumbs={[{ label: t("marking:forms.back"), to: PATHS.desk }, { label: named(competition) }, { label: named(event) }]}
        title={t("codes.title")}
        description={t("codes.lead")}
      />
      {answer?.ok && <Sheet codes={answer.value} event={named(event)} />}
      <Refusals namespace="marking" refusals={refusalsOf(answer, "make-codes")} />
      <Section title={t("codes.choose")} description={t("codes.chooseHint")}>
        {judges.length === 0 ? (
          <EmptyState icon={QrIcon} title={t("codes.nobody")} hint={t("codes.nobodyHint")} />
        ) : (
          <Form method="post" className={classes.form}>
            <input type="hidden" name="intent" value="make-codes" />
            <ul className={classes.judges}>
              {judges.map(({ judgeId, displayName, hasPin, validUntil }) => (
                <li key={judgeId} className={classes.judge}>
                  <Checkbox name="judgeIds[]" value={judgeId} label={displayName} defaultChecked={validUntil === null} />
                  <span className={classes.state} data-act={!hasPin || undefined}>
                    {hasPin ? "" : t("codes.noPin")}{" "}
                    {validUntil === null ? t("codes.none") : t("codes.until", { time: formats.dateTime(validUntil) })}
                  </span>
                </li>
              ))}
            </ul>
            <ActButton intent="make-codes" namespace="marking" icon={QrIcon}>
              {t("codes.make")}
            </ActButton>
          </Form>
        )}
      </Section>
    </PublicShell>
  );
}

/** One card for each judge, to be printed, cut and handed over; shown this once. */
function Sheet({ codes, event }: { codes: readonly TabletCode[]; event: string }) {
  const { t } = useTranslation("tablet");
  return (
    <section className={classes.sheet} aria-label={t("codes.sheet")}>
      <p className={classes.once}>
        {t("codes.once")}{" "}
        <Button variant="default" leftSection={<Printer size={18} aria-hidden="true" />} onClick={() => window.print()}>
          {t("codes.print")}
        </Button>
      </p>
      <ul className={classes.cards}>
        {codes.map(({ judgeId, displayName, url }) => (
          <li key={judgeId} className={classes.card}>
            <QrCode text={url} label={t("codes.of", { name: displayName })} size="9rem" />
            <div>
              <p className={classes.name}>{displayName}</p>
              <p>{event}</p>
              <p className={classes.how}>{t("codes.how")}</p>
              <a href={url} className={classes.here}>
                {t("codes.here")}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
