/** 团体与单项奖: team totals, the best, excellent organisation and coaches, out of the published results; and their rules. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { PencilLine, Save, Trophy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { POINTS_BY_AWARD, POINTS_BY_PLACE, type SpecialAwardRules } from "#app/domain/awards/special-awards.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { POINT_AWARDS, POINTS_KINDS, SetSpecialAwardsSchema } from "#app/forms/special-awards.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import {
  type CoachWinner,
  getSpecialAwards,
  type SpecialAwardsPage,
  type SpecialWinner,
  type TeamRow,
} from "#app/queries/awards/get-special-awards.server.ts";
import { setSpecialAwards } from "#app/services/awards/set-special-awards.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { AwardBadge } from "#app/ui/award-badge.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Mark } from "#app/ui/mark.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { hintBelow } from "#app/ui/setup/hint-below.ts";
import { Step } from "#app/ui/setup/step.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope }) => ({
    page: await getSpecialAwards(runtime, String(scope.competitionId)),
    mayAct: hasRole(actor.grants, OFFICE_ACTORS, scope),
  }),
);

export const action = defineAction({
  "set-special-awards": defineIntent({
    access: { roles: OFFICE_ACTORS, within: "scope" },
    form: SetSpecialAwardsSchema,
    run: ({ runtime, actor, scope, input }) =>
      setSpecialAwards(runtime, actor, { competitionId: String(scope.competitionId), rules: input }),
  }),
});

export const handle: PageHandle = { title: "specialAwards:title" };

export default function SpecialAwards() {
  const { page, mayAct } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("specialAwards");
  const formats = useFormats();
  const named = useNamed();
  const hasResults = page.events.length > 0;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t("saved")}
        </Notice>
      )}
      {hasResults && page.missing.length > 0 && (
        <Notice tone="info">{t("missing", { events: formats.list(page.missing.map(named)) })}</Notice>
      )}
      {hasResults ? <Winners page={page} /> : <EmptyState icon={Trophy} title={t("empty")} hint={t("emptyHint")} />}
      <Rules rules={page.rules} isOpen={page.isOpen && mayAct} refusals={refusalsOf(answer, "set-special-awards")} />
    </>
  );
}

function Winners({ page }: { page: SpecialAwardsPage }) {
  const { t } = useTranslation("specialAwards");
  const { rules } = page;
  const isScaled = page.highest.every(({ scaleScore }) => scaleScore !== null);
  const words = useAwardWords();
  return (
    <>
      {rules.points && (
        <Section id="teams" title={t("teams")} description={t("teamsLead")}>
          <Teams page={page} />
        </Section>
      )}
      {rules.highest && (
        <Section id="highest" title={t("highest")} description={isScaled ? t("highestLead.scaled") : t("highestLead.share")}>
          <WinnerTable name="highest" caption={t("highest")} rows={page.highest} />
        </Section>
      )}
      {rules.bestOfDelegation && (
        <Section id="best" title={t("best")}>
          <WinnerTable name="best" caption={t("best")} rows={page.bestOfDelegation} />
        </Section>
      )}
      {rules.coachAwards.length > 0 && (
        <Section id="coaches" title={t("coaches")} description={t("coachesLead", { awards: words(rules.coachAwards) })}>
          <Coaches rows={page.coaches} />
        </Section>
      )}
    </>
  );
}

function Teams({ page }: { page: SpecialAwardsPage }) {
  const { t } = useTranslation("specialAwards");
  const named = useNamed();
  const { events, teams, rules } = page;
  const columns: readonly Column<TeamRow>[] = [
    { id: "place", header: t("place"), align: "end", width: "5rem", sortBy: ({ place }) => place, cell: ({ place }) => place },
    {
      id: "delegation",
      header: t("delegation"),
      isRowHeader: true,
      sortBy: ({ delegation }) => delegation.name,
      cell: ({ delegation }) => named(delegation),
    },
    {
      id: "points",
      header: t("points"),
      align: "end",
      sortBy: ({ points }) => points,
      cell: ({ points }) => <strong>{points}</strong>,
    },
    { id: "firsts", header: t("firsts"), align: "end", noWrap: true, cell: ({ firsts }) => firsts.join(" / ") },
    ...events.map(
      (event, index): Column<TeamRow> => ({
        id: event.code,
        header: named(event),
        align: "end",
        sortBy: ({ byEvent }) => byEvent[index] ?? 0,
        cell: ({ byEvent }) => byEvent[index] ?? 0,
      }),
    ),
    ...(rules.organisationPlaces === null
      ? []
      : [
          {
            id: "organisation",
            header: t("organisation"),
            cell: ({ winsOrganisation }: TeamRow) => (winsOrganisation ? t("wins") : ""),
          },
        ]),
  ];
  return (
    <DataTable
      name="teams"
      caption={t("teams")}
      rows={teams}
      rowKey={({ delegation, place }) => `${place} ${delegation.name}`}
      columns={columns}
      empty={<EmptyState icon={Trophy} title={t("nobody")} />}
    />
  );
}

function WinnerTable({ name, caption, rows }: { name: string; caption: string; rows: readonly SpecialWinner[] }) {
  const { t } = useTranslation("specialAwards");
  const formats = useFormats();
  const named = useNamed();
  const isScaled = rows.some(({ scaleScore }) => scaleScore !== null);
  const columns: readonly Column<SpecialWinner>[] = [
    {
      id: "delegation",
      header: t("delegation"),
      isRowHeader: true,
      sortBy: ({ delegation }) => delegation.name,
      cell: ({ delegation }) => named(delegation),
    },
    { id: "names", header: t("names"), cell: ({ names }) => formats.list(names) },
    { id: "event", header: t("event"), sortBy: ({ event }) => event.name, cell: ({ event }) => named(event) },
    { id: "award", header: t("award"), noWrap: true, cell: ({ award }) => award && <AwardBadge award={award} /> },
    { id: "total", header: t("total"), align: "end", sortBy: ({ total }) => total, cell: ({ total }) => <Mark value={total} /> },
    ...(isScaled
      ? [
          {
            id: "scaleScore",
            header: t("scaleScore"),
            align: "end" as const,
            sortBy: ({ scaleScore }: SpecialWinner) => scaleScore,
            cell: ({ scaleScore }: SpecialWinner) => scaleScore,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      name={name}
      caption={caption}
      rows={rows}
      rowKey={({ entryId }) => entryId}
      columns={columns}
      empty={<EmptyState icon={Trophy} title={t("nobody")} />}
    />
  );
}

function Coaches({ rows }: { rows: readonly CoachWinner[] }) {
  const { t } = useTranslation("specialAwards");
  const formats = useFormats();
  const named = useNamed();
  const columns: readonly Column<CoachWinner>[] = [
    { id: "coach", header: t("coach"), isRowHeader: true, sortBy: ({ coach }) => coach, cell: ({ coach }) => coach },
    { id: "delegation", header: t("delegation"), cell: ({ delegation }) => named(delegation) },
    {
      id: "students",
      header: t("students"),
      cell: ({ entries }) => formats.list(entries.map(({ names, event }) => `${formats.list(names)} · ${named(event)}`)),
    },
  ];
  return (
    <DataTable
      name="coaches"
      caption={t("coaches")}
      rows={rows}
      rowKey={({ coach, delegation }) => `${delegation.name} ${coach}`}
      columns={columns}
      search={({ coach, delegation }) => `${coach} ${delegation.name}`}
      empty={<EmptyState icon={Trophy} title={t("nobody")} />}
    />
  );
}

function Rules({ rules, isOpen, refusals }: { rules: SpecialAwardRules; isOpen: boolean; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("specialAwards");
  const sentences = useRulesInWords(rules);
  return (
    <Section id="rules" title={t("rules")} boxed>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {isOpen ? (
        <Disclosure id="edit-rules" label={t("edit")} icon={PencilLine} open={refusals.length > 0}>
          <Form method="post">
            <RulesFields rules={rules} refusals={refusals} />
            <div className={form.foot}>
              <ActButton intent="set-special-awards" namespace="specialAwards" icon={Save} look="quiet">
                {t("save")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      ) : (
        <p className={form.hint}>{t("closed")}</p>
      )}
    </Section>
  );
}

const NUMBERS = ["thenTo", "thenPoints", "rest", "first", "second", "third", "passed", "organisationPlaces"] as const;

function RulesFields({ rules, refusals }: { rules: SpecialAwardRules; refusals: readonly Refusal[] }) {
  const { t } = useTranslation("specialAwards");
  const word = useWord();
  const { errorOf, others } = useFieldErrors("specialAwards", refusals, [...NUMBERS, "places", "pointsKind"]);
  const { points } = rules;
  const byPlace = points?.kind === "by-place" ? points : POINTS_BY_PLACE;
  const byAward = points?.kind === "by-award" ? points : POINTS_BY_AWARD;
  const number = (name: (typeof NUMBERS)[number], value: number | null, hint?: string) => (
    <TextInput
      name={name}
      type="number"
      min={0}
      max={1000}
      label={t(`field.${name}`)}
      description={hint}
      defaultValue={value ?? ""}
      error={errorOf(name)}
      {...hintBelow}
    />
  );
  return (
    <>
      <Refusals namespace="specialAwards" refusals={others} />
      <Step title={t("teams")} plain>
        <div className={form.grid}>
          <NativeSelect
            name="pointsKind"
            label={t("field.pointsKind")}
            defaultValue={points?.kind ?? "none"}
            error={errorOf("pointsKind")}
            data={POINTS_KINDS.map((value) => ({ value, label: t(`field.kinds.${value}`) }))}
          />
          <TextInput
            name="places"
            label={t("field.places")}
            description={t("field.placesHint")}
            defaultValue={byPlace.places.join(", ")}
            error={errorOf("places")}
            {...hintBelow}
          />
          {number("thenTo", byPlace.onward.to)}
          {number("thenPoints", byPlace.onward.points)}
          {number("rest", byPlace.rest)}
          {POINT_AWARDS.map((award) => (
            <div key={award}>{number(award, byAward.awards[award] ?? 0)}</div>
          ))}
          {number("passed", byAward.passed)}
          {number("organisationPlaces", rules.organisationPlaces, t("field.organisationHint"))}
        </div>
      </Step>
      <Step title={t("title")} plain>
        <div className={form.grid}>
          <Checkbox name="bestOfDelegation" label={t("field.bestOfDelegation")} defaultChecked={rules.bestOfDelegation} />
          <Checkbox name="highest" label={t("field.highest")} defaultChecked={rules.highest} />
        </div>
      </Step>
      <Step title={t("field.coachAwards")} plain>
        <div className={form.grid}>
          {COACH_AWARDS.map((award) => (
            <Checkbox
              key={award}
              name="coachAwards[]"
              value={award}
              label={word("award", award)}
              defaultChecked={rules.coachAwards.includes(award)}
            />
          ))}
        </div>
      </Step>
    </>
  );
}

const COACH_AWARDS = ["gold", "silver", "bronze", "first", "second", "third"] as const satisfies readonly Award[];

function useAwardWords(): (awards: readonly Award[]) => string {
  const formats = useFormats();
  const word = useWord();
  return (awards) => formats.list(awards.map((award) => word("award", award)));
}

function useRulesInWords(rules: SpecialAwardRules): readonly string[] {
  const { t } = useTranslation("specialAwards");
  const words = useAwardWords();
  const { points, organisationPlaces, coachAwards } = rules;
  const sentences = [describePoints()];
  if (rules.bestOfDelegation) sentences.push(t("words.best"));
  if (rules.highest) sentences.push(t("words.highest"));
  if (organisationPlaces !== null) sentences.push(t("words.organisation", { count: organisationPlaces }));
  if (coachAwards.length > 0) sentences.push(t("words.coaches", { awards: words(coachAwards) }));
  return sentences;

  function describePoints(): string {
    if (points === null) return t("words.noPoints");
    if (points.kind === "by-place") {
      const { onward, rest } = points;
      return t("words.byPlace", { places: points.places.join(", "), to: onward.to, points: onward.points, rest });
    }
    const { first = 0, second = 0, third = 0 } = points.awards;
    return t("words.byAward", { first, second, third, passed: points.passed });
  }
}
