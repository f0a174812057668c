/** 个人信息申请: what people ask of their own data, recorded for them where they ask by telephone or letter, and decided. */
import { NativeSelect, TextInput } from "@mantine/core";
import { Form, useLoaderData } from "@remix-run/react";
import { CircleX, Download, Eraser, FileDown, Inbox, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DATA_REQUEST_KINDS } from "#app/domain/people/data-request.ts";
import {
  DecideDataRequestSchema,
  EXPORT_SHAPES,
  RecordDataRequestSchema,
  RefuseDataRequestSchema,
} from "#app/forms/data-requests.ts";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { type DataRequestRow, listDataRequests } from "#app/queries/people/list-data-requests.server.ts";
import { erasePerson } from "#app/services/people/erase-person.server.ts";
import { grantDataExport } from "#app/services/people/grant-data-export.server.ts";
import { refuseDataRequest } from "#app/services/people/refuse-data-request.server.ts";
import { requestData } from "#app/services/people/request-data.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFieldErrors } from "#app/ui/field-errors.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { PATHS } from "#app/ui/paths.ts";
import { PublicShell } from "#app/ui/public-shell.tsx";
import { Refusals } from "#app/ui/refusals.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { useAnswer } from "#app/ui/use-answer.ts";
import { When } from "#app/ui/when.tsx";

const ACCESS = { roles: ["organiser", "administrator"], within: "anywhere" } as const;

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, actor }) => ({
  requests: await listDataRequests(runtime, actor),
}));

export const action = defineAction({
  "record-request": defineIntent({
    access: ACCESS,
    form: RecordDataRequestSchema,
    run: ({ runtime, actor, input: { kind, documentNumber } }) =>
      requestData(runtime, actor, { kind, subject: { documentNumber } }),
  }),
  "grant-export": defineIntent({
    access: ACCESS,
    form: DecideDataRequestSchema,
    run: ({ runtime, actor, input }) => grantDataExport(runtime, actor, input),
  }),
  "erase-person": defineIntent({
    access: ACCESS,
    form: DecideDataRequestSchema,
    run: ({ runtime, actor, input }) => erasePerson(runtime, actor, input),
  }),
  "refuse-request": defineIntent({
    access: ACCESS,
    form: RefuseDataRequestSchema,
    run: ({ runtime, actor, input }) => refuseDataRequest(runtime, actor, input),
  }),
});

export const handle: PageHandle = { title: "dataRequests:title" };

export default function DataRequests() {
  const { requests } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["dataRequests", "account"]);
  const answer = useAnswer<typeof action>();
  const open = requests.filter(({ state }) => state === "open");
  const decided = requests.filter(({ state }) => state !== "open");
  return (
    <PublicShell>
      <PageHeader title={t("title")} description={t("lead")} breadcrumbs={[{ label: t("account:desk.title"), to: PATHS.desk }]} />
      {answer?.ok && (
        <Notice tone="done" live>
          {t(`done.${answer.intent as "record-request" | "grant-export" | "erase-person" | "refuse-request"}`)}
        </Notice>
      )}
      {answer && !answer.ok && answer.intent !== "record-request" && (
        <Refusals namespace="dataRequests" refusals={answer.refusals} />
      )}
      <Section title={t("open")}>
        {open.length === 0 ? (
          <EmptyState icon={Inbox} title={t("empty")} hint={t("emptyHint")} />
        ) : (
          open.map((request) => <OpenRequest key={request.id} request={request} />)
        )}
      </Section>
      <RecordRequest />
      {decided.length > 0 && <Decided rows={decided} />}
    </PublicShell>
  );
}

function OpenRequest({ request }: { request: DataRequestRow }) {
  const { t } = useTranslation("dataRequests");
  const { id, kind, name, maskedDocument, requestedBy, requestedAt, unmet } = request;
  return (
    <Section
      level={3}
      boxed
      title={t(`of.${kind}`, { name: name || t("erased") })}
      description={
        <>
          <span className="tabular">{maskedDocument}</span>{" "}
          {requestedBy === "" ? t("bySelf") : t("byOffice", { name: requestedBy })} <When at={requestedAt} relative />
        </>
      }
    >
      <Form method="post" className={form.foot}>
        <input type="hidden" name="requestId" value={id} />
        {kind === "export" ? (
          <ActButton intent="grant-export" namespace="dataRequests" icon={FileDown} look="quiet" unmet={unmet}>
            {t("grant")}
          </ActButton>
        ) : (
          <ActButton
            intent="erase-person"
            namespace="dataRequests"
            icon={Eraser}
            look="grave"
            unmet={unmet}
            consequence={t("eraseHint")}
          >
            {t("erase")}
          </ActButton>
        )}
      </Form>
      <Form method="post" className={form.foot}>
        <input type="hidden" name="requestId" value={id} />
        <TextInput name="decision" aria-label={t("reason")} placeholder={t("reason")} maxLength={500} />
        <ActButton intent="refuse-request" namespace="dataRequests" icon={CircleX} look="quiet">
          {t("refuse")}
        </ActButton>
      </Form>
    </Section>
  );
}

function RecordRequest() {
  const { t } = useTranslation("dataRequests");
  const answer = useAnswer<typeof action>();
  const { errorOf, others } = useFieldErrors("dataRequests", refusalsOf(answer, "record-request"), ["documentNumber", "kind"]);
  return (
    <Section title={t("record")} description={t("recordHint")} boxed>
      <Refusals namespace="dataRequests" refusals={others} />
      <Form method="post">
        <div className={form.grid}>
          <NativeSelect
            name="kind"
            label={t("kindLabel")}
            data={DATA_REQUEST_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <TextInput
            name="documentNumber"
            label={t("documentNumber")}
            description={t("documentHint")}
            error={errorOf("documentNumber")}
            maxLength={100}
            autoComplete="off"
            required
          />
        </div>
        <div className={form.foot}>
          <ActButton intent="record-request" namespace="dataRequests" icon={Plus}>
            {t("recordAct")}
          </ActButton>
        </div>
      </Form>
    </Section>
  );
}

function Decided({ rows }: { rows: readonly DataRequestRow[] }) {
  const { t } = useTranslation("dataRequests");
  const columns: readonly Column<DataRequestRow>[] = [
    { id: "name", header: t("name"), isRowHeader: true, cell: ({ name }) => name || t("erased") },
    { id: "kind", header: t("kindLabel"), cell: ({ kind }) => t(`kind.${kind}`) },
    { id: "state", header: t("stateLabel"), cell: ({ state }) => t(`state.${state}`) },
    {
      id: "decided",
      header: t("decided"),
      sortBy: ({ decidedAt }) => decidedAt,
      cell: ({ decidedAt, decidedBy }) => (
        <>
          {decidedAt && <When at={decidedAt} />} {decidedBy}
        </>
      ),
    },
    { id: "decision", header: t("reason"), cell: ({ decision }) => decision },
    {
      id: "file",
      header: t("file"),
      cell: ({ id, hasFile }) =>
        hasFile &&
        EXPORT_SHAPES.map((shape) => (
          <Form key={shape} method="post" action={`/data-requests/${id}/file`} reloadDocument>
            <input type="hidden" name="shape" value={shape} />
            <ActButton intent="open-export" namespace="dataRequests" icon={Download} look="quiet">
              {t(`download.${shape}`)}
            </ActButton>
          </Form>
        )),
    },
  ];
  return <DataTable caption={t("decidedTitle")} rows={rows} rowKey={({ id }) => id} columns={columns} empty={null} />;
}
