/** One version of a policy document: what it changes, whom it affects while it waits, and the second officer's yes or no. */
import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { BadgeCheck, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { ConfirmPackSchema, DropPackSchema } from "#app/forms/pack-versions.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findPackVersion, type PackVersionPage } from "#app/queries/policy/find-pack-version.server.ts";
import { confirmPackVersion } from "#app/services/policy/confirm-pack-version.server.ts";
import { dropPackVersion } from "#app/services/policy/drop-pack-version.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { DocumentStatusBadge } from "#app/ui/citation.tsx";
import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Affected } from "#app/ui/packs/affected.tsx";
import { DifferenceList } from "#app/ui/packs/difference-list.tsx";
import { PackContent } from "#app/ui/packs/pack-content.tsx";
import { PackStateBadge } from "#app/ui/packs/pack-state-badge.tsx";
import classes from "#app/ui/packs/packs.module.css";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";
import { When } from "#app/ui/when.tsx";

const ACTS = { roles: ["policy-officer"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: POLICY_ROOMS.packs, within: "scope" } },
  async ({ runtime, actor, params }) => {
    const page = await findPackVersion(runtime, actor, String(params.pack), Number(params.packVersion));
    if (page === null) throw notFound();
    return page;
  },
);

export const action = defineAction({
  "confirm-pack-version": defineIntent({
    access: ACTS,
    form: ConfirmPackSchema,
    run: ({ runtime, actor, params, input }) =>
      confirmPackVersion(runtime, actor, { name: String(params.pack), version: Number(params.packVersion), ...input }),
  }),
  "drop-pack-version": defineIntent({
    access: ACTS,
    form: DropPackSchema,
    run: ({ runtime, actor, params, input }) =>
      dropPackVersion(runtime, actor, { name: String(params.pack), version: Number(params.packVersion), ...input }),
  }),
});

export const handle: PageHandle = { title: "packs:history.version" };

export default function PackVersion() {
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("packs");
  const named = useNamed();
  const { line, pack, isFounded, before, differences, regions, preview } = page;
  const { version } = line;
  const title = named({ name: pack.document.title, nameEn: pack.document.titleEn });
  const done = answer?.ok ? answer.value : undefined;
  return (
    <>
      <PageHeader
        title={t("versionOf", { title, version })}
        status={<PackStateBadge {...line} />}
        breadcrumbs={[
          { label: t("title"), to: "/policy/packs" },
          ...(isFounded ? [{ label: title, to: `/policy/packs/${pack.name}` }] : []),
        ]}
      />
      {done !== undefined && (
        <Notice tone="done" live>
          {done === null ? t(isFounded ? "one.droppedNow" : "founding.dropped") : t("one.confirmed", done)}
        </Notice>
      )}
      <Section title={t("document.title")} boxed>
        <DefinitionList items={useFacts(page)} />
      </Section>
      <Section
        title={t("differences.title")}
        description={
          before === null ? t("differences.first") : t("differences.lead", { before, after: version, count: differences.length })
        }
      >
        {before !== null && <DifferenceList differences={differences} regions={regions} />}
      </Section>
      {!isFounded && <PackContent pack={pack} regions={regions} />}
      {preview && <Affected preview={preview} />}
      {preview && page.unmet !== null && <Settle page={page} preview={preview} unmet={page.unmet} />}
    </>
  );
}

function useFacts({ line, pack }: PackVersionPage): readonly Definition[] {
  const { t } = useTranslation("packs");
  const { state, source, reason, reference, createdBy, createdAt, settledBy, settledAt } = line;
  const step = (by: string, at: string) => (
    <>
      {by} · <When at={at} />
    </>
  );
  return [
    { term: t("document.status"), value: <DocumentStatusBadge status={pack.document.status} /> },
    { term: t("one.source"), value: t(`source.${source}`) },
    { term: t("one.proposedBy"), value: step(createdBy ?? t("history.software"), createdAt) },
    ...(reason === "" ? [] : [{ term: t("one.reason"), value: reason }]),
    ...(settledBy === null || settledAt === null ? [] : [{ term: t("one.settledBy"), value: step(settledBy, settledAt) }]),
    ...(reference === "" ? [] : [{ term: t(state === "dropped" ? "one.dropped" : "one.reference"), value: reference }]),
  ];
}

type SettleProps = {
  readonly page: PackVersionPage;
  readonly preview: NonNullable<PackVersionPage["preview"]>;
  readonly unmet: NonNullable<PackVersionPage["unmet"]>;
};

function Settle({ page: { line, isFounded, needsReference }, preview: { competitions }, unmet }: SettleProps) {
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("packs");
  const word = useWord();
  const named = useNamed();
  const { version } = line;
  const confirming = useFieldErrors("packs", refusalsOf(answer, "confirm-pack-version"), ["reference"]);
  const dropping = refusalsOf(answer, "drop-pack-version");
  const { errorOf, others } = useFieldErrors("packs", dropping, ["reason"]);
  return (
    <Section title={t("one.confirmTitle")} description={t(isFounded ? "one.confirmLead" : "founding.confirmLead")} boxed>
      <Form method="post">
        <Refusals namespace="packs" refusals={confirming.others} />
        {competitions.length === 0 ? (
          <p className={classes.soft}>{t(isFounded ? "one.noCompetition" : "founding.noCompetition")}</p>
        ) : (
          <Checkbox.Group label={t("one.choose")} description={t("one.chooseHint")} defaultValue={listOpen(competitions)}>
            <div className={classes.choices}>
              {competitions.map(({ competitionId, isFinal, phase, pinnedVersion, ...competition }) => (
                <Checkbox
                  key={competitionId}
                  name="competitionIds[]"
                  value={competitionId}
                  label={named(competition)}
                  description={
                    isFinal
                      ? t("one.chooseFinal", { version: pinnedVersion })
                      : t("one.chooseOpen", { phase: word("competitionPhase", phase), version: pinnedVersion })
                  }
                />
              ))}
            </div>
          </Checkbox.Group>
        )}
        {needsReference && (
          <div className={form.foot}>
            <TextInput
              name="reference"
              label={t("one.referenceField")}
              description={t("one.referenceHint")}
              error={confirming.errorOf("reference")}
              maxLength={200}
              required
            />
          </div>
        )}
        <div className={form.foot}>
          <ActButton
            intent="confirm-pack-version"
            namespace="packs"
            icon={BadgeCheck}
            unmet={unmet}
            consequence={t("one.confirmConsequence")}
          >
            {t("one.confirm", { version })}
          </ActButton>
        </div>
      </Form>
      <div className={form.foot}>
        <Disclosure id="drop" label={t("one.drop")} icon={CircleX} open={dropping.length > 0}>
          <Form method="post">
            <Refusals namespace="packs" refusals={others} />
            <Textarea
              name="reason"
              label={t("one.dropReason")}
              error={errorOf("reason")}
              maxLength={500}
              autosize
              minRows={2}
              required
            />
            <div className={form.foot}>
              <ActButton intent="drop-pack-version" namespace="packs" icon={CircleX} look="grave">
                {t("one.drop")}
              </ActButton>
            </div>
          </Form>
        </Disclosure>
      </div>
    </Section>
  );
}

/** Whose results are not final move on unless somebody takes them out. */
function listOpen(competitions: NonNullable<PackVersionPage["preview"]>["competitions"]): string[] {
  return competitions.filter(({ isFinal }) => !isFinal).map(({ competitionId }) => competitionId);
}
