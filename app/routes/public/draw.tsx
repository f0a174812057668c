/** 抽签验证: everything that is published of one draw, how it is computed, and its being computed again in the reader's browser. */
import { Link, useLoaderData } from "@remix-run/react";
import { FileDown, FileJson, Shuffle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DRAW_SCHEMA, type DrawDocument, type DrawnLine } from "#app/domain/draw/document.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findDrawPage } from "#app/queries/draw/find-draw-page.server.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import classes from "#app/ui/draw/draw.module.css";
import { DrawProof } from "#app/ui/draw/draw-proof.tsx";
import { useDrawName } from "#app/ui/draw/draw-words.ts";
import { VERIFIER, Verification } from "#app/ui/draw/verification.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PublicPage } from "#app/ui/public/public-page.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope, params }) => {
  const page = await findDrawPage(runtime, { drawId: String(params.draw), eventId: String(scope.eventId) });
  if (page === null) throw notFound();
  return page;
});

export const handle: PageHandle = { title: "draw:public.title" };

const METHOD = ["freeze", "commit", "contribute", "seed", "stream"] as const;

export default function PublicDraw() {
  const { competition, event, document, isWithheld } = useLoaderData<typeof loader>();
  const { t } = useTranslation("draw");
  const nameOf = useNamed();
  const drawName = useDrawName();
  const formats = useFormats();
  const { kind, module, sessions, superseded, statement, way } = document;
  const session = kind === "seat" ? (sessions[0]?.number ?? null) : null;
  const isComputed = way === "computer";
  return (
    <PublicPage>
      <PageHeader
        title={`${nameOf(event)} · ${drawName({ kind, module, session })}`}
        description={t("public.lead")}
        actions={<Link to={`/competitions/${competition.code}#draw`}>{nameOf(competition)}</Link>}
      />
      {superseded && (
        <Notice tone="act">
          {t("public.supersededBecause", { at: formats.dateTime(superseded.at), reason: superseded.reason })}
        </Notice>
      )}
      {isWithheld && <Notice tone="info">{t("public.withheld")}</Notice>}
      {statement && <Notice tone="info">{t("public.byHand", { statement })}</Notice>}
      <Section title={t("public.verifyTitle")}>
        <Verification document={document} />
        <p className={classes.links}>
          <a href={`/competitions/${competition.code}/events/${event.code}/draws/${document.id}/draw.json`} download>
            <FileDown size={16} aria-hidden="true" />
            {t("public.download")}
          </a>
          <a href={VERIFIER} download>
            <FileDown size={16} aria-hidden="true" />
            {t("public.program")}
          </a>
          <a href={DRAW_SCHEMA}>
            <FileJson size={16} aria-hidden="true" />
            {t("public.schema")}
          </a>
        </p>
        <p>
          {t("public.command")} <code className={classes.value}>node verify-draw.mjs draw.json</code>
        </p>
      </Section>
      <Section title={t("public.published")} boxed>
        <DrawProof document={document} />
      </Section>
      <Result document={document} />
      {isComputed && (
        <Section title={t("public.stepsTitle")}>
          <ol className={classes.method}>
            {[...METHOD, kind].map((step) => (
              <li key={step}>{t(`public.steps.${step}`)}</li>
            ))}
          </ol>
        </Section>
      )}
    </PublicPage>
  );
}

type Row = DrawDocument["roster"][number] & { readonly drawn: DrawnLine | null };

function Result({ document }: { document: DrawDocument }) {
  const { t } = useTranslation("draw");
  const { kind, roster, result } = document;
  const drawnOf = new Map(result.map((line) => [line.ref, line]));
  const rows = roster
    .map((line): Row => ({ ...line, drawn: drawnOf.get(line.ref) ?? null }))
    .sort((one, other) => (one.drawn?.place ?? 0) - (other.drawn?.place ?? 0));
  const columns: readonly Column<Row>[] = [
    ...(result.length === 0
      ? []
      : [
          {
            id: "place",
            header: kind === "session" ? t("public.session") : t("public.place"),
            align: "end" as const,
            sortBy: ({ drawn }: Row) => drawn?.place ?? null,
            cell: ({ drawn }: Row) => drawn?.place,
          },
          ...(kind === "seat"
            ? [
                {
                  id: "seat",
                  header: t("public.seat"),
                  noWrap: true,
                  cell: ({ drawn }: Row) => <span className="tabular">{drawn?.seatCode}</span>,
                },
              ]
            : []),
        ]),
    {
      id: "ref",
      header: t("public.ref"),
      isRowHeader: true,
      cell: ({ ref }) => <code className={classes.value}>{ref}</code>,
    },
    {
      id: "group",
      header: t("public.group"),
      sortBy: ({ group }) => group,
      cell: ({ group }) => (group === null ? t("public.groupNone") : <code className={classes.value}>{group}</code>),
    },
    ...(result.some(({ entrantNumber }) => entrantNumber !== undefined)
      ? [
          {
            id: "number",
            header: t("public.number"),
            noWrap: true,
            cell: ({ drawn }: Row) => <span className="tabular">{drawn?.entrantNumber}</span>,
          },
        ]
      : []),
  ];
  return (
    <Section title={t("public.result")} description={t("public.resultHint")}>
      <DataTable
        caption={t("public.result")}
        rows={rows}
        rowKey={({ ref }) => ref}
        columns={columns}
        search={({ ref, group, drawn }) => [ref, group ?? "", drawn?.seatCode ?? "", drawn?.entrantNumber ?? ""].join(" ")}
        empty={<EmptyState icon={Shuffle} title={t("public.resultEmpty")} />}
      />
    </Section>
  );
}
