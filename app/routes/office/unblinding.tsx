/** 解密: a blinding judge asks, a supervisor opens; after that the record of which code was whose, with time and those present. */
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { KeyRound, LockKeyholeOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasRole } from "#app/domain/access/access.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getUnblinding, type UnblindingLine, type UnblindingStep } from "#app/queries/blinding/get-unblinding.server.ts";
import { confirmUnblinding } from "#app/services/blinding/confirm-unblinding.server.ts";
import { requestUnblinding } from "#app/services/blinding/request-unblinding.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Checklist, type ChecklistItem } from "#app/ui/checklist.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useFormats } from "#app/ui/use-formats.ts";
import { useNamed } from "#app/ui/use-named.ts";

const BLINDING_JUDGE = { roles: ["blinding-judge"], within: "scope" } as const;
const SUPERVISOR = { roles: ["supervisor"], within: "scope" } as const;

export const loader = defineLoader(
  { access: { roles: ["blinding-judge", "supervisor", "organiser", "administrator"], within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    return {
      ...(await getUnblinding(runtime, actor, scope.roundId)),
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
});

export const handle: PageHandle = { title: "results:unblinding.title" };

export default function Unblinding() {
  const { event, phase, submittedAt, requested, confirmed, request, confirm, record, watched, mayRequest, mayConfirm } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("results");
  const named = useNamed();
  const formats = useFormats();
  useFreshPage("round", watched);
  const by = (step: UnblindingStep | null) =>
    step && t("unblinding.by", { name: step.displayName, time: formats.dateTime(step.at) });
  const steps: readonly ChecklistItem[] = [
    {
      id: "submitted",
      label: t("unblinding.submitted"),
      done: submittedAt !== null,
      detail: submittedAt && formats.dateTime(submittedAt),
    },
    { id: "requested", label: t("unblinding.requested"), done: requested !== null, detail: by(requested) },
    { id: "confirmed", label: t("unblinding.confirmed"), done: confirmed !== null, detail: by(confirmed) },
  ];
  return (
    <>
      <PageHeader
        title={`${t("unblinding.title")} · ${named(event)}`}
        status={<StatusBadge list="roundPhase" value={phase} />}
        description={t("unblinding.lead")}
      />
      <Refusals
        namespace="results"
        refusals={[...refusalsOf(answer, "request-unblinding"), ...refusalsOf(answer, "confirm-unblinding")]}
      />
      <Section title={t("unblinding.steps")}>
        <Checklist items={steps} />
        {phase === "recheck" && (
          <Form method="post">
            {mayRequest && requested === null && (
              <ActButton
                intent="request-unblinding"
                namespace="results"
                icon={KeyRound}
                unmet={request.flatMap(({ unmet }) => unmet)}
                consequence={t("unblinding.requestConsequence")}
              >
                {t("unblinding.request")}
              </ActButton>
            )}
            {mayConfirm && (
              <ActButton
                intent="confirm-unblinding"
                namespace="results"
                icon={LockKeyholeOpen}
                unmet={confirm.flatMap(({ unmet }) => unmet)}
                consequence={t("unblinding.confirmConsequence")}
              >
                {t("unblinding.confirm")}
              </ActButton>
            )}
          </Form>
        )}
      </Section>
      {confirmed === null ? (
        <Notice tone="info">{t("unblinding.closed")}</Notice>
      ) : (
        <Section title={t("unblinding.record")} description={t("unblinding.recordLead")}>
          <Record lines={record} />
        </Section>
      )}
    </>
  );
}

function Record({ lines }: { lines: readonly UnblindingLine[] }) {
  const { t } = useTranslation("results");
  const formats = useFormats();
  const named = useNamed();
  const code = (id: keyof UnblindingLine & ("code" | "publicCode" | "seatCode" | "entrantNumber")): Column<UnblindingLine> => ({
    id,
    header: t(`column.${id}`),
    isRowHeader: id === "code",
    noWrap: true,
    sortBy: (line) => line[id],
    cell: (line) => <span className="tabular">{line[id]}</span>,
  });
  const columns: readonly Column<UnblindingLine>[] = [
    code("code"),
    code("publicCode"),
    code("seatCode"),
    code("entrantNumber"),
    { id: "names", header: t("column.names"), cell: ({ names }) => formats.list(names) },
    { id: "delegation", header: t("column.delegation"), cell: ({ delegation }) => named(delegation) },
  ];
  return (
    <DataTable
      caption={t("unblinding.record")}
      rows={lines}
      rowKey={(line) => line.code}
      columns={columns}
      search={(line) => [line.code, line.publicCode, line.entrantNumber, ...line.names, line.delegation.name].join(" ")}
      empty={<EmptyState icon={KeyRound} title={t("unblinding.empty")} />}
    />
  );
}
