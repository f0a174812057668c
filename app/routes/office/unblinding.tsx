/** 解密: layer by layer a keeper asks and a supervisor opens; what the open layers tell, who was present, and the record of it. */
import { TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { FileDown, KeyRound, LockKeyholeOpen, UserPlus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import type { BlindLayer, OpenedLine } from "#app/domain/blinding/layers.ts";
import { UNBLINDING_ROLES } from "#app/domain/blinding/sight.ts";
import { RecordPresenceSchema, VoidPresenceSchema } from "#app/forms/blinding.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getUnblinding, type UnblindingLayer, type UnblindingPage } from "#app/queries/blinding/get-unblinding.server.ts";
import { listCodedSessionsOf } from "#app/queries/check-in/list-standings.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { recordPresence } from "#app/services/blinding/record-presence.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { voidPresence } from "#app/services/blinding/void-presence.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import classes from "#app/ui/blinding/blinding.module.css";
import { CodeSheets } from "#app/ui/blinding/code-sheets.tsx";
import { useLayerWords } from "#app/ui/blinding/layer-words.ts";
import { Checklist, type ChecklistItem } from "#app/ui/checklist.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const BLINDING_JUDGE = { roles: ["blinding-judge"], within: "scope" } as const;
const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;
/** The two sides that open it. */
const PARTIES = { roles: UNBLINDING_ROLES, within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["blinding-judge", "supervisor", "organiser", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    return {
      page: await getUnblinding(runtime, actor, scope.roundId),
      base: `/office/${params.competition}/events/${params.event}`,
      round: scope.roundNumber ?? 1,
      codedSessions: await listCodedSessionsOf(runtime, scope.roundId),
      watched: {
        competition: String(params.competition),
        event: String(params.event),
        round: scope.roundNumber ?? undefined,
      },
      mayRequest: hasRole(actor.grants, BLINDING_JUDGE.roles, scope),
      mayConfirm: hasRole(actor.grants, SUPERVISOR.roles, scope),
    };
  },
);

export const action = defineAction({
  "request-unblinding": defineIntent({
    access: BLINDING_JUDGE,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => requestUnblinding(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "confirm-unblinding": defineIntent({
    access: SUPERVISOR,
    form: NoFieldsSchema,
    run: ({ runtime, actor, scope }) => confirmUnblinding(runtime, actor, { roundId: String(scope.roundId) }),
  }),
  "record-presence": defineIntent({
    access: PARTIES,
    form: RecordPresenceSchema,
    sendsBackTyped: true,
    run: ({ runtime, actor, scope, input }) => recordPresence(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
  "void-presence": defineIntent({
    access: PARTIES,
    form: VoidPresenceSchema,
    run: ({ runtime, actor, scope, input }) => voidPresence(runtime, actor, { ...input, roundId: String(scope.roundId) }),
  }),
});

export const handle: PageHandle = { title: "blinding:title" };

const DONE = {
  "request-unblinding": "asked",
  "confirm-unblinding": "confirmed",
  "record-presence": "present.added",
  "void-presence": "present.removed",
} as const;

export default function Unblinding() {
  const { page, base, round, codedSessions, watched, mayRequest, mayConfirm } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("blinding");
  const named = useNamed();
  useFreshPage("round", watched);
  const { event, phase, layers, request, confirm, requestsLayers, sheets, next } = page;
  const { nameOf, listOf } = useLayerWords();
  const pending = layers.filter(({ requested, isOpen }) => requested !== null && !isOpen).map(({ layer }) => layer);
  return (
    <>
      <PageHeader
        title={`${t("title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("lead")}
      />
      <Refusals
        namespace="results"
        refusals={[...refusalsOf(answer, "request-unblinding"), ...refusalsOf(answer, "confirm-unblinding")]}
      />
      <Refusals namespace="blinding" refusals={refusalsOf(answer, "void-presence")} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(DONE[answer.intent as keyof typeof DONE])}
        </Notice>
      )}
      <Section title={t("steps")}>
        <Notice tone={next === null ? "done" : "info"}>
          <NextStep page={page} pending={pending} />
        </Notice>
        <Checklist items={useSteps(page)} />
        {phase === "recheck" && (
          <Form method="post" className={classes.acts}>
            {mayRequest && pending.length === 0 && (
              <ActButton
                intent="request-unblinding"
                namespace="results"
                icon={KeyRound}
                unmet={request.flatMap(({ unmet }) => unmet)}
                consequence={t("requestConsequence", { layers: listOf(requestsLayers) })}
              >
                {t("request")}
              </ActButton>
            )}
            {mayConfirm && (
              <ActButton
                intent="confirm-unblinding"
                namespace="results"
                icon={LockKeyholeOpen}
                unmet={confirm.flatMap(({ unmet }) => unmet)}
                consequence={t("confirmConsequence", { layers: listOf(pending) })}
              >
                {t("confirm")}
              </ActButton>
            )}
          </Form>
        )}
      </Section>
      <Opened page={page} record={`${base}/unblinding/record`} round={round} />
      <Present page={page} mayWrite={mayRequest || mayConfirm} answer={answer} />
      {mayRequest && (
        <Section title={t("sheets.title")} description={t("sheets.lead")}>
          <CodeSheets
            sheets={layers.filter(({ layer }) => sheets.includes(layer)).map(({ layer, from, to }) => ({ layer, from, to }))}
            base={base}
            round={round}
            nameOf={nameOf}
            sessions={codedSessions}
          />
        </Section>
      )}
    </>
  );
}

function NextStep({ page, pending }: { page: UnblindingPage; pending: readonly BlindLayer[] }) {
  const { t } = useTranslation("blinding");
  const formats = useFormats();
  const { nameOf, listOf } = useLayerWords();
  const { next, layers, submittedAt } = page;
  if (next === null) return <p>{t("done")}</p>;
  if (submittedAt === null) return <p>{t("next.submit")}</p>;
  if (pending.length > 0) return <p>{t("next.confirm", { layers: listOf(pending) })}</p>;
  const keepers = layers.find(({ layer }) => layer === next)?.keepers ?? [];
  if (keepers.length === 0) return <p>{t("next.unkept", { layer: nameOf(next) })}</p>;
  return <p>{t("next.request", { layer: nameOf(next), keepers: formats.list(keepers) })}</p>;
}

function useSteps({ submittedAt, layers }: UnblindingPage): readonly ChecklistItem[] {
  const { t } = useTranslation("blinding");
  const formats = useFormats();
  const { nameOf } = useLayerWords();
  const detail = ({ requested, confirmed, keepers, isOpen }: UnblindingLayer) => {
    if (requested && confirmed) {
      return t("open", {
        asker: requested.displayName,
        askedAt: formats.dateTime(requested.at),
        confirmer: confirmed.displayName,
        confirmedAt: formats.dateTime(confirmed.at),
      });
    }
    if (requested) return t("pending", { asker: requested.displayName, askedAt: formats.dateTime(requested.at) });
    if (isOpen) return null;
    return keepers.length === 0 ? t("unkept") : t("waiting", { keepers: formats.list(keepers) });
  };
  return [
    {
      id: "submitted",
      label: t("submitted"),
      done: submittedAt !== null,
      detail: submittedAt && formats.dateTime(submittedAt),
    },
    ...layers.map((layer) => ({
      id: String(layer.layer),
      label: t("pair", { layer: nameOf(layer.layer), from: t(`word.${layer.from}`), to: t(`word.${layer.to}`) }),
      done: layer.isOpen,
      detail: detail(layer),
    })),
  ];
}

/** As much as the open layers tell this reader; after the last one the whole record, also to print. */
function Opened({ page, record, round }: { page: UnblindingPage; record: string; round: number }) {
  const { t } = useTranslation("blinding");
  const { lines, next, followsLayers } = page;
  if (lines.length === 0) {
    return <Notice tone="info">{t(followsLayers || page.layers.every(({ isOpen }) => !isOpen) ? "closed" : "withheld")}</Notice>;
  }
  const isDone = next === null;
  return (
    <Section
      title={t("record")}
      description={t(isDone ? "recordLead" : "partly")}
      actions={
        isDone &&
        (["pdf", "xlsx"] as const).map((format) => {
          const label = t(format === "pdf" ? "sheets.pdf" : "sheets.excel");
          return (
            <a
              key={format}
              href={`${record}/${format}?round=${round}`}
              target="_blank"
              rel="noreferrer"
              className={classes.file}
              aria-label={t("sheets.download", { paper: t("record"), format: label })}
            >
              <FileDown size={18} aria-hidden="true" />
              {label}
            </a>
          );
        })
      }
    >
      <Lines lines={lines} />
    </Section>
  );
}

type CodeColumn = "code" | "seatCode" | "entrantNumber" | "publicCode";

function Lines({ lines }: { lines: readonly OpenedLine[] }) {
  const { t } = useTranslation("blinding");
  const formats = useFormats();
  const named = useNamed();
  const isKnown = (word: keyof OpenedLine) => lines.some((line) => line[word] !== null);
  const isSeat = lines.every(({ code, seatCode }) => code === seatCode);
  const code = (id: CodeColumn): Column<OpenedLine> => ({
    id,
    header: t(`column.${id}`),
    isRowHeader: id === "code" || (isSeat && id === "seatCode"),
    noWrap: true,
    sortBy: (line) => line[id],
    cell: (line) => <span className="tabular">{line[id]}</span>,
  });
  const codes = (["code", "seatCode", "entrantNumber"] as const).filter((id) => isKnown(id) && !(isSeat && id === "code"));
  const columns: readonly Column<OpenedLine>[] = [
    ...codes.map(code),
    ...(isKnown("names")
      ? [
          { id: "names", header: t("column.names"), cell: ({ names }: OpenedLine) => formats.list(names ?? []) },
          {
            id: "delegation",
            header: t("column.delegation"),
            cell: ({ delegation }: OpenedLine) => delegation && named(delegation),
          },
          code("publicCode"),
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("record")}
      rows={lines}
      rowKey={(line) => line.code}
      columns={columns}
      search={(line) =>
        [line.code, line.seatCode, line.entrantNumber, line.publicCode, ...(line.names ?? []), line.delegation?.name].join(" ")
      }
      empty={<EmptyState icon={KeyRound} title={t("empty")} />}
    />
  );
}

type PresentProps = { page: UnblindingPage; mayWrite: boolean; answer: ReturnType<typeof useAnswer<typeof action>> };

function Present({ page: { present, presenceUnmet }, mayWrite, answer }: PresentProps) {
  const { t } = useTranslation("blinding");
  const { errorOf, others } = useFieldErrors("blinding", refusalsOf(answer, "record-presence"), ["name", "duty"]);
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const acts = mayWrite && presenceUnmet.length === 0;
  if (!acts && present.length === 0) return null;
  return (
    <Section title={t("present.title")} description={t("present.lead")}>
      <Refusals namespace="blinding" refusals={others} />
      {present.length === 0 ? (
        <p className={classes.soft}>{t("present.nobody")}</p>
      ) : (
        <ul className={classes.present}>
          {present.map(({ id, name, duty }) => (
            <li key={id}>
              <span className={classes.who}>
                {name}
                <span className={classes.soft}>{duty}</span>
              </span>
              {acts && (
                <Form method="post">
                  <input type="hidden" name="presenceId" value={id} />
                  <button
                    type="submit"
                    name="intent"
                    value="void-presence"
                    className={classes.strike}
                    aria-label={t("present.removeOf", { name })}
                  >
                    <X size={16} aria-hidden="true" />
                    {t("present.remove")}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {acts && (
        <Form method="post" className={classes.form} key={present.map(({ id }) => id).join(" ")}>
          <TextInput
            name="name"
            label={t("present.name")}
            defaultValue={typed?.name?.[0]}
            error={errorOf("name")}
            required
            maxLength={40}
            autoComplete="off"
          />
          <TextInput
            name="duty"
            label={t("present.duty")}
            placeholder={t("present.dutyHint")}
            defaultValue={typed?.duty?.[0]}
            error={errorOf("duty")}
            required
            maxLength={40}
            autoComplete="off"
          />
          <ActButton intent="record-presence" namespace="blinding" icon={UserPlus} look="quiet">
            {t("present.add")}
          </ActButton>
        </Form>
      )}
    </Section>
  );
}
