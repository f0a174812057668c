/** 新建大赛: the last edition as the beginning of the next one, or four short steps to a draft, which its office then completes. */
import { redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { ArrowRight, Check, CopyPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { addYears, advanceCode } from "#app/domain/ladder/next-edition.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { CloneCompetitionSchema, CreateCompetitionSchema } from "#app/forms/competition.ts";
import { advanceName, advanceNameEn } from "#app/i18n/edition-names.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { type CloneSource, findCloneSourceByCode, listCloneSources } from "#app/queries/competitions/find-clone-source.server.ts";
import { listPlanChoices } from "#app/queries/competitions/list-plan-choices.server.ts";
import { cloneCompetition } from "#app/services/competitions/clone-competition.server.ts";
import { createCompetition } from "#app/services/competitions/create-competition.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Section } from "#app/ui/section.tsx";
import { PlanFields } from "#app/ui/setup/plan-form.tsx";
import classes from "#app/ui/task-list.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: OFFICE_ACTORS, within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, actor, url }) => {
  const from = url.searchParams.get("from");
  const source = from === null ? null : await findCloneSourceByCode(runtime, actor, from);
  if (from !== null && source === null) throw notFound();
  return {
    choices: await listPlanChoices(runtime, source?.stated.hosts.map(({ regionCode }) => regionCode) ?? []),
    proposal: source && propose(source),
    offers: source ? [] : await listCloneSources(runtime, actor),
  };
});

/** The plan of the source, moved on to the next edition. */
function propose({ competitionId, code, stated, years, series }: CloneSource) {
  const startsOn = addYears(stated.startsOn, years);
  return {
    fromId: competitionId,
    code: advanceCode(code, years, shanghaiYear(startsOn)),
    source: { name: stated.name, nameEn: stated.nameEn },
    years,
    series,
    stated: {
      ...stated,
      name: advanceName(stated.name, years),
      nameEn: advanceNameEn(stated.nameEn, years),
      registrationClosesAt: addYears(stated.registrationClosesAt, years).toISOString(),
      startsOn: startsOn.toISOString(),
      endsOn: addYears(stated.endsOn, years).toISOString(),
    },
  };
}

export const action = defineAction({
  "create-competition": defineIntent({
    access: ACCESS,
    form: CreateCompetitionSchema,
    run: async ({ runtime, actor, input }) => {
      const decision = await createCompetition(runtime, actor, input);
      return decision.ok ? redirect(`/office/${decision.value.code}`) : decision;
    },
  }),
  "clone-competition": defineIntent({
    access: ACCESS,
    form: CloneCompetitionSchema,
    run: async ({ runtime, actor, input }) => {
      const decision = await cloneCompetition(runtime, actor, input);
      if (decision.ok) return redirect(`/office/${decision.value.code}?open=${decision.value.openLinks.join(",")}`);
      if (decision.refusals.some(({ code }) => code === "clone-source-unknown")) throw notFound();
      return decision;
    },
  }),
});

export const handle: PageHandle = { title: "competition:plan.title" };

export default function NewCompetition() {
  const { choices, proposal, offers } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["competition", "account"]);
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const breadcrumbs = [{ label: t("account:desk.title"), to: PATHS.desk }];
  if (proposal) {
    const { fromId, source, years, series, stated, code } = proposal;
    return (
      <PublicShell>
        <PageHeader
          title={t("plan.clone.title")}
          breadcrumbs={breadcrumbs}
          description={t("plan.clone.lead", { name: named(source), years })}
        />
        <Notice tone="info">
          <p>{t("plan.clone.source")}</p>
          {series && <p>{t("plan.clone.series", { series: named(series), edition: series.edition })}</p>}
        </Notice>
        <Form method="post">
          <input type="hidden" name="fromId" value={fromId} />
          <PlanFields
            key={fromId}
            choices={choices}
            refusals={refusalsOf(answer, "clone-competition")}
            stated={stated}
            proposedCode={code}
          />
          <ActButton intent="clone-competition" namespace="competition" icon={Check} size="md">
            {t("plan.clone.create")}
          </ActButton>
        </Form>
      </PublicShell>
    );
  }
  return (
    <PublicShell>
      <PageHeader title={t("plan.title")} breadcrumbs={breadcrumbs} description={t("plan.lead")} />
      {offers.length > 0 && <Offers offers={offers} />}
      <Form method="post">
        <PlanFields choices={choices} refusals={refusalsOf(answer, "create-competition")} />
        <ActButton intent="create-competition" namespace="competition" icon={Check} size="md">
          {t("plan.create")}
        </ActButton>
      </Form>
    </PublicShell>
  );
}

type Offer = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly tier: CloneSource["stated"]["tier"];
};

/** Earlier editions to begin with, the newest first. */
function Offers({ offers }: { offers: readonly Offer[] }) {
  const { t } = useTranslation("competition");
  const named = useNamed();
  const word = useWord();
  return (
    <Section title={t("plan.clone.offer")} description={t("plan.clone.offerLead")} boxed>
      <ul className={classes.tasks}>
        {offers.map((offer) => (
          <li key={offer.code}>
            <Link to={`?from=${offer.code}`} className={classes.task}>
              <CopyPlus size={20} aria-hidden="true" className={classes.icon} />
              <span className={classes.role}>{named(offer)}</span>
              <span className={classes.waiting}>{word("tier", offer.tier)}</span>
              <ArrowRight size={18} aria-hidden="true" className={classes.arrow} />
            </Link>
          </li>
        ))}
      </ul>
      <p className={classes.of}>{t("plan.clone.more")}</p>
    </Section>
  );
}
