/** 更正方案: re-score sets of a round, prepared by one, looked at side by side, applied or dropped as a whole by another. */
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { Check, CircleCheck, CircleX, FilePenLine, Hourglass, Plus, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EVENT_PAGES, RESCORE_DECIDERS, RESCORE_PREPARERS } from "#app/domain/access/office-rooms.ts";
import { type RescoreChange, RULED_PARTICIPATIONS } from "#app/domain/results/rescore.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import { PrepareRescoreSchema, RescoreSetSchema } from "#app/forms/rescore.ts";
import { useWord } from "#app/i18n/word.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getRescorePage, type RescorePage, type RescoreSetView } from "#app/queries/rescore/get-rescore-page.server.ts";
import { applyRescoreSet } from "#app/services/rescore/apply-rescore-set.server.ts";
import { dropRescoreSet } from "#app/services/rescore/drop-rescore-set.server.ts";
import { prepareRescoreSet } from "#app/services/rescore/prepare-rescore-set.server.ts";
import { reverseRescoreSet } from "#app/services/rescore/reverse-rescore-set.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/appeals/appeals.module.css";
import rows from "#app/ui/appeals/rescore.module.css";
import { Effect } from "#app/ui/appeals/rescore-effect.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { ToneBadge } from "#app/ui/tone-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const PREPARERS = { roles: RESCORE_PREPARERS, within: "scope" } as const;
const DECIDERS = { roles: RESCORE_DECIDERS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.rescore, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    return {
      page: await getRescorePage(runtime, actor, scope.roundId),
      round: scope.roundNumber,
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
    };
  },
);

export const action = defineAction({
  "prepare-rescore-set": defineIntent({
    access: PREPARERS,
    form: PrepareRescoreSchema,
    run: ({ runtime, actor, scope, input }) => prepareRescoreSet(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "apply-rescore-set": defineIntent({
    access: DECIDERS,
    form: RescoreSetSchema,
    run: ({ runtime, actor, scope, input }) => applyRescoreSet(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "drop-rescore-set": defineIntent({
    access: DECIDERS,
    form: RescoreSetSchema,
    run: ({ runtime, actor, scope, input }) => dropRescoreSet(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "reverse-rescore-set": defineIntent({
    access: DECIDERS,
    form: RescoreSetSchema,
    run: ({ runtime, actor, scope, input }) => reverseRescoreSet(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "rescore:title" };

const INTENTS = ["prepare-rescore-set", "apply-rescore-set", "drop-rescore-set", "reverse-rescore-set"] as const;

export default function Rescore() {
  const { page, round, watched } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("rescore");
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, sets, isBlind, prepare } = page;
  return (
    <>
      <PageHeader
        title={`${t("title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("lead")}
      />
      <Refusals namespace="rescore" refusals={INTENTS.flatMap((intent) => refusalsOf(answer, intent))} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as (typeof INTENTS)[number]}`)}
        </Notice>
      )}
      {isBlind && <Notice tone="info">{t("blind")}</Notice>}
      {prepare && <Prepare page={page} round={round} unmet={prepare} key={sets.length} />}
      {!isBlind && (
        <Section title={t("sets")}>
          {sets.length === 0 ? (
            <EmptyState icon={FilePenLine} title={t("none")} hint={t("noneHint")} />
          ) : (
            <ul className={classes.cards}>
              {sets.map((set) => (
                <SetCard key={set.setId} set={set} page={page} round={round} />
              ))}
            </ul>
          )}
        </Section>
      )}
    </>
  );
}

function useEntryName(page: RescorePage) {
  const { t } = useTranslation("rescore");
  const formats = useFormats();
  return (entryId: string) => {
    const entry = page.entries[entryId];
    return entry ? t("entry", { number: entry.entrantNumber ?? "", names: formats.list(entry.names) }) : entryId;
  };
}

const FIRST_ROWS = 3;

type PrepareProps = { page: RescorePage; round: number | null; unmet: NonNullable<RescorePage["prepare"]> };

function Prepare({ page, round, unmet }: PrepareProps) {
  const { t } = useTranslation(["rescore", "appeals"]);
  const formats = useFormats();
  const [parameters] = useSearchParams();
  const answer = useAnswer<typeof action>();
  const [count, setCount] = useState(FIRST_ROWS);
  const chosen = parameters.get("ruling") ?? "";
  const isRefused = refusalsOf(answer, "prepare-rescore-set").length > 0;
  return (
    <Disclosure id="prepare" label={t("prepare.open")} icon={FilePenLine} open={isRefused || chosen !== ""}>
      <Form method="post" action={`?round=${round}`} className={classes.form} style={{ maxWidth: "60rem" }}>
        <NativeSelect
          name="rulingId"
          label={t("prepare.ruling")}
          defaultValue={page.rulings.some(({ rulingId }) => rulingId === chosen) ? chosen : ""}
          data={[
            { value: "", label: t("prepare.noRuling") },
            ...page.rulings.map(({ rulingId, kind, outcome, ruledAt }) => ({
              value: rulingId,
              label: t("prepare.rulingOf", {
                kind: t(`appeals:kind.${kind}`),
                outcome: t(`appeals:outcome.${outcome}`),
                time: formats.dateTime(ruledAt),
              }),
            })),
          ]}
        />
        <div>
          <p className={classes.label}>{t("prepare.rows")}</p>
          <p className={classes.soft}>{t("prepare.rowsHint")}</p>
          <div className={rows.rows}>
            {Array.from({ length: count }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end.
              <ChangeRow key={index} row={index + 1} page={page} />
            ))}
          </div>
          <Button
            type="button"
            variant="default"
            size="xs"
            leftSection={<Plus size={16} aria-hidden="true" />}
            onClick={() => setCount(count + 1)}
          >
            {t("prepare.add")}
          </Button>
        </div>
        <Textarea name="reason" label={t("prepare.reason")} autosize minRows={3} maxLength={2000} required />
        <ActButton
          intent="prepare-rescore-set"
          namespace="rescore"
          icon={FilePenLine}
          unmet={unmet}
          consequence={t("prepare.consequence")}
        >
          {t("prepare.submit")}
        </ActButton>
      </Form>
    </Disclosure>
  );
}

function ChangeRow({ row, page }: { row: number; page: RescorePage }) {
  const { t } = useTranslation("rescore");
  const word = useWord();
  const nameOf = useEntryName(page);
  return (
    <div className={rows.row}>
      <NativeSelect
        name="entry[]"
        aria-label={t("prepare.entry", { row })}
        data={[{ value: "", label: t("prepare.noEntry") }, ...page.order.map((id) => ({ value: id, label: nameOf(id) }))]}
      />
      <NativeSelect
        name="fact[]"
        aria-label={t("prepare.fact", { row })}
        data={[
          {
            group: t("fact.aspects"),
            items: page.aspects.map(({ id, text, maximum }) => ({
              value: `aspect ${id}`,
              label: t("fact.aspect", { id, text, maximum: formatHundredths(maximum) }),
            })),
          },
          ...(page.components.length > 0
            ? [
                {
                  group: t("fact.components"),
                  items: page.components.map(({ key, name }) => ({ value: `component ${key}`, label: name })),
                },
              ]
            : []),
          {
            group: t("fact.others"),
            items: [
              { value: "penalty", label: t("fact.penalty") },
              { value: "time", label: t("fact.time") },
              ...RULED_PARTICIPATIONS.map((participation) => ({
                value: `participation ${participation}`,
                label: t("fact.participation", { word: word("participation", participation) }),
              })),
            ],
          },
        ]}
      />
      <TextInput
        name="value[]"
        aria-label={t("prepare.value", { row })}
        maxLength={40}
        autoComplete="off"
        classNames={{ input: "tabular" }}
      />
    </div>
  );
}

const LOOKS = {
  prepared: ["act", Hourglass],
  applied: ["done", CircleCheck],
  dropped: ["off", CircleX],
  reversed: ["off", RotateCcw],
} as const;

function SetCard({ set, page, round }: { set: RescoreSetView; page: RescorePage; round: number | null }) {
  const { t } = useTranslation("rescore");
  const nameOf = useEntryName(page);
  const { setId, status, effect, apply, drop, reverse } = set;
  const [tone, icon] = LOOKS[status];
  const steps = [
    { key: "prepared", name: set.preparedBy, at: set.preparedAt },
    { key: status === "dropped" ? "dropped" : "applied", name: set.decidedBy, at: set.decidedAt },
    { key: "reversed", name: set.reversedBy, at: set.reversedAt },
  ] as const;
  return (
    <li className={classes.card} id={setId}>
      <div className={classes.head}>
        <ToneBadge tone={tone} icon={icon}>
          {t(`status.${status}`)}
        </ToneBadge>
        {set.fromRuling && <span className={classes.soft}>{t("fromRuling")}</span>}
      </div>
      <ol className={classes.timeline}>
        {steps.map(
          ({ key, name, at }) =>
            at && (
              <li key={key} className={classes.moment}>
                <span>{t(`by.${key}`, { name: name ?? "" })}</span>
                <When at={at} relative />
              </li>
            ),
        )}
      </ol>
      <p className={classes.words}>{set.reason}</p>
      <ul className={rows.changes}>
        {set.changes.map((change) => (
          <li key={JSON.stringify(change)}>
            {nameOf(change.entryId)} · <ChangeText change={change} page={page} />
          </li>
        ))}
      </ul>
      {effect && (
        <>
          <h3 className={classes.name}>{t("effect.title")}</h3>
          <Effect effect={effect} nameOf={nameOf} />
        </>
      )}
      {(apply || drop || reverse) && (
        <Form method="post" action={`?round=${round}`} className={rows.acts}>
          <input type="hidden" name="setId" value={setId} />
          {apply && (
            <ActButton
              intent="apply-rescore-set"
              namespace="rescore"
              icon={Check}
              unmet={apply}
              consequence={t("applyConsequence")}
            >
              {t("apply")}
            </ActButton>
          )}
          {drop && (
            <ActButton intent="drop-rescore-set" namespace="rescore" icon={Trash2} look="grave" unmet={drop}>
              {t("drop")}
            </ActButton>
          )}
          {reverse && (
            <ActButton
              intent="reverse-rescore-set"
              namespace="rescore"
              icon={RotateCcw}
              look="grave"
              unmet={reverse}
              consequence={t("reverseConsequence")}
            >
              {t("reverse")}
            </ActButton>
          )}
        </Form>
      )}
    </li>
  );
}

function ChangeText({ change, page }: { change: RescoreChange; page: RescorePage }) {
  const { t } = useTranslation("rescore");
  const word = useWord();
  const formats = useFormats();
  switch (change.kind) {
    case "aspect":
      return t("change.aspect", { id: change.aspectId, mark: formatHundredths(change.mark) });
    case "component": {
      const name = page.components.find(({ key }) => key === change.component)?.name ?? change.component;
      return t("change.component", { name, mark: formatHundredths(change.mark) });
    }
    case "penalty":
      return t("change.penalty", { mark: formatHundredths(change.penalty) });
    case "time":
      return t("change.time", { time: formats.duration(change.seconds * 1000) });
    case "participation":
      return t("change.participation", { word: word("participation", change.participation) });
  }
}
