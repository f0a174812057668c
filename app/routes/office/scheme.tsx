/** 评分方案: written, copied, read and compared; who may not change it reads it. */
import { TextInput } from "@mantine/core";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { CopyCheck, CopyPlus, FileDown, FileUp, ListTree, ScanSearch } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { EVENT_PAGES, OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { CopySchemeSchema, SaveSchemeSchema } from "#app/forms/scheme.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findSchemePage, type SchemePage, type SchemeVersionLine } from "#app/queries/schemes/get-scheme-page.server.ts";
import { copyMarkingScheme } from "#app/services/schemes/copy-marking-scheme.server.ts";
import { editMarkingScheme } from "#app/services/schemes/edit-marking-scheme.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { Disclosure } from "#app/ui/setup/disclosure.tsx";
import form from "#app/ui/setup/form.module.css";
import { SchemeChanges } from "#app/ui/setup/scheme-changes.tsx";
import { SchemeEditor } from "#app/ui/setup/scheme-editor.tsx";
import { SchemeSheet } from "#app/ui/setup/scheme-sheet.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";
import classes from "./scheme.module.css";

const ACTORS = { roles: OFFICE_ACTORS, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.scheme, within: "scope" } },
  async ({ runtime, actor, scope, params, url }) => {
    const from = toVersion(url.searchParams.get("from"));
    const to = toVersion(url.searchParams.get("to"));
    const page = await findSchemePage(runtime, actor, {
      competitionId: String(scope.competitionId),
      eventId: String(scope.eventId),
      round: toVersion(url.searchParams.get("round")) ?? scope.roundNumber ?? 1,
      compare: from !== null && to !== null ? { from, to } : null,
      copy: url.searchParams.get("copy"),
    });
    if (page === null) throw notFound();
    return { base: `/office/${params.competition}/events/${params.event}`, events: `/office/${params.competition}/events`, page };
  },
);

function toVersion(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

export const action = defineAction({
  "save-scheme": defineIntent({
    access: ACTORS,
    form: SaveSchemeSchema,
    run: ({ runtime, actor, scope, input }) => editMarkingScheme(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
  "copy-scheme": defineIntent({
    access: ACTORS,
    form: CopySchemeSchema,
    run: ({ runtime, actor, scope, input }) => copyMarkingScheme(runtime, actor, { ...input, eventId: String(scope.eventId) }),
  }),
});

export const handle: PageHandle<{ readonly page: SchemePage }> = {
  title: (text, { page }) => `${text("scheme:page.title")} ${page.event.name}`,
};

export default function SchemePageOfOffice() {
  const { base, events, page } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation(["scheme", "competition"]);
  const named = useNamed();
  const { current, phase, mayAct } = page;
  const isOpen = phase === "draw" || phase === "judging";
  return (
    <>
      <PageHeader
        title={t("page.title")}
        breadcrumbs={[
          { label: t("competition:events.title"), to: events },
          { label: named(page.event), to: base },
        ]}
        description={
          <>
            <p>{t("page.lead")}</p>
            {current && <p>{t("page.version", { version: current.version })}</p>}
          </>
        }
        actions={
          <>
            {current && (
              <a className={classes.link} href={`${base}/scheme/${current.version}`} download>
                <FileDown size={18} aria-hidden="true" />
                {t("page.download")}
              </a>
            )}
            {mayAct && phase === "draw" && (
              <Link className={classes.link} to={`${base}#import`}>
                <FileUp size={18} aria-hidden="true" />
                {t("page.import")}
              </Link>
            )}
          </>
        }
      />
      {page.rounds.length > 1 && <Rounds page={page} />}
      {answer?.ok && (
        <Notice tone="done" live>
          {t("page.saved", { version: answer.value.version })}
        </Notice>
      )}
      {phase === "judging" && mayAct && (
        <Notice tone="act" title={t("page.judging")}>
          {t("page.judgingText")}
        </Notice>
      )}
      {!isOpen && <Notice tone="info">{t("page.closed")}</Notice>}
      {page.comparison && (
        <Section id="differences" title={t("history.differences", page.comparison)} boxed>
          <SchemeChanges changes={page.comparison.changes} />
        </Section>
      )}
      {mayAct && isOpen ? <Writing page={page} /> : <Reading page={page} />}
      <History base={base} page={page} />
    </>
  );
}

function Rounds({ page }: { page: SchemePage }) {
  const { t } = useTranslation("scheme");
  const word = useWord();
  return (
    <nav aria-label={t("page.rounds")} className={classes.rounds}>
      {page.rounds.map(({ number, kind }) => (
        <Link
          key={number}
          to={`?round=${number}`}
          className={classes.link}
          aria-current={number === page.round ? "page" : undefined}
        >
          {t("page.round", { number, kind: word("roundKind", kind) })}
        </Link>
      ))}
    </nav>
  );
}

function Reading({ page: { current } }: { page: SchemePage }) {
  const { t } = useTranslation("scheme");
  if (!current) return <EmptyState icon={ListTree} title={t("page.none")} hint={t("page.noneHint")} />;
  return (
    <Section title={t("page.content")}>
      <SchemeSheet scheme={current.scheme} />
    </Section>
  );
}

function Writing({ page }: { page: SchemePage }) {
  const { t } = useTranslation("scheme");
  const answer = useAnswer<typeof action>();
  const { current, round, needs } = page;
  const saved = answer?.ok ? answer.value.version : null;
  // Begun anew only when he saved something himself: whatever else changes meanwhile, what he has written stays.
  const [begun, setBegun] = useState({ version: current?.version ?? null, scheme: current?.scheme ?? null, round });
  useEffect(() => {
    if ((saved !== null && saved === current?.version && saved !== begun.version) || round !== begun.round) {
      setBegun({ version: current?.version ?? null, scheme: current?.scheme ?? null, round });
    }
  }, [saved, current, round, begun]);
  return (
    <>
      <Section title={t("page.edit")}>
        <SchemeEditor
          key={`${begun.round} ${begun.version}`}
          scheme={begun.scheme}
          version={begun.version}
          round={begun.round}
          needs={needs}
          refusals={refusalsOf(answer, "save-scheme")}
        />
      </Section>
      <Copying page={page} />
    </>
  );
}

function Copying({ page }: { page: SchemePage }) {
  const { t } = useTranslation("scheme");
  const named = useNamed();
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { sources, preview, current, round } = page;
  const refusals = refusalsOf(answer, "copy-scheme");
  const { errorOf, others } = useFieldErrors("scheme", refusals, ["reason"]);
  const chosen = parameters.get("copy");
  return (
    <Disclosure id="copy" label={t("copy.title")} icon={CopyPlus} open={chosen !== null}>
      <p className={form.hint}>{sources.length === 0 ? t("copy.none") : t("copy.lead")}</p>
      {sources.length > 0 && (
        <Form method="get" action="#copy" className={classes.choose}>
          <input type="hidden" name="round" value={round} />
          <label className={classes.label}>
            {t("copy.source")}
            <select name="copy" defaultValue={chosen ?? ""} required className={classes.select}>
              <option value="">{t("copy.choose")}</option>
              {sources.map(({ schemeId, competition, event, version }) => (
                <option key={schemeId} value={schemeId}>
                  {t("copy.option", { competition: named(competition), event: named(event), version })}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className={classes.link}>
            <ScanSearch size={18} aria-hidden="true" />
            {t("copy.preview")}
          </button>
        </Form>
      )}
      {chosen !== null && !preview && <Refusals namespace="scheme" refusals={[{ code: "scheme-source-unknown" }]} />}
      {preview && (
        <Form method="post" className={classes.preview}>
          <h3 className={classes.heading}>
            {t("copy.previewed", {
              competition: named(preview.competition),
              event: named(preview.event),
              version: preview.version,
            })}
          </h3>
          <SchemeSheet scheme={preview.scheme} />
          <Refusals namespace="scheme" refusals={others} />
          <input type="hidden" name="source" value={preview.schemeId} />
          <input type="hidden" name="basedOn" value={current?.version ?? 0} />
          <input type="hidden" name="round" value={round} />
          <TextInput
            name="reason"
            label={t("editor.reason")}
            withAsterisk={current !== null}
            aria-required={current !== null}
            error={errorOf("reason")}
            maxLength={200}
          />
          <div className={form.foot}>
            <ActButton intent="copy-scheme" namespace="scheme" icon={CopyCheck} look="quiet">
              {t("copy.confirm")}
            </ActButton>
          </div>
        </Form>
      )}
    </Disclosure>
  );
}

function History({ base, page }: { base: string; page: SchemePage }) {
  const { t } = useTranslation("scheme");
  if (page.versions.length === 0) return null;
  return (
    <Section id="versions" title={t("history.title")} boxed>
      <ol className={classes.versions}>
        {page.versions.map((version, index) => (
          <VersionLine
            key={version.version}
            base={base}
            round={page.round}
            version={version}
            before={page.versions[index + 1]?.version ?? null}
            isOfSeveral={page.rounds.length > 1}
          />
        ))}
      </ol>
    </Section>
  );
}

type VersionLineProps = {
  base: string;
  round: number;
  version: SchemeVersionLine;
  /** The version before it; null for the first. */
  before: number | null;
  isOfSeveral: boolean;
};

function VersionLine({ base, round, version: line, before, isOfSeveral }: VersionLineProps) {
  const { t } = useTranslation("scheme");
  const formats = useFormats();
  const { version, roundNumber, source, fileName, reason, by, at } = line;
  const origin =
    source === "editor"
      ? t("history.source.editor")
      : t(source === "copy" ? "history.source.copy" : "history.source.file", { name: fileName });
  return (
    <li className={classes.version}>
      <span>
        <strong>{t("history.line", { version })}</strong>
        {isOfSeveral && <span className={classes.soft}>{t("history.forRound", { round: roundNumber })}</span>}
        {reason !== "" && <span className={classes.reason}>{reason}</span>}
      </span>
      <span className={classes.soft}>
        {t("history.by", { name: by, time: formats.dateTime(at) })} · {origin}
      </span>
      <span className={classes.acts}>
        {before !== null && <Link to={`?round=${round}&from=${before}&to=${version}#differences`}>{t("history.compare")}</Link>}
        <a href={`${base}/scheme/${version}`} download aria-label={t("history.download", { version })}>
          {t("page.download")}
        </a>
      </span>
    </li>
  );
}
