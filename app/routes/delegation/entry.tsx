/** 报名填报: one entry of a delegation, its people and coaches, their files and consents, and what is missing before it is handed in. */
import { Button, NativeSelect } from "@mantine/core";
import { redirect } from "@remix-run/node";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { FileImage, Save, Send, ShieldCheck, Trash2, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ATTACHMENT_KINDS, type AttachmentKind, LARGEST_DOCUMENT_BYTES } from "#app/domain/registration/attachment.ts";
import {
  RecordConsentSchema,
  RemoveAttachmentSchema,
  SaveEntrySchema,
  UploadAttachmentSchema,
  WithdrawConsentSchema,
} from "#app/forms/entry.ts";
import { NoFieldsSchema } from "#app/forms/no-fields.ts";
import { useWord } from "#app/i18n/word.ts";
import { defineAction, defineIntent, defineLoader, notFound } from "#app/platform/access/define.server.ts";
import {
  type EntryPage,
  type EntryPageEntry,
  type EntryPageMember,
  findEntryPage,
} from "#app/queries/registration/find-entry-page.server.ts";
import { recordConsent } from "#app/services/registration/record-consent.server.ts";
import { removeAttachment } from "#app/services/registration/remove-attachment.server.ts";
import { saveEntry } from "#app/services/registration/save-entry.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { uploadAttachment } from "#app/services/registration/upload-attachment.server.ts";
import { withdrawRecordedConsent } from "#app/services/registration/withdraw-recorded-consent.server.ts";
import { ActButton } from "#app/ui/act-button.tsx";
import { refusalsOf } from "#app/ui/answer.ts";
import { Countdown } from "#app/ui/countdown.tsx";
import { FileDrop } from "#app/ui/file-drop.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { RefusalList, Refusals } from "#app/ui/refusals.tsx";
import { ConsentFields } from "#app/ui/registration/consent-fields.tsx";
import { DelegationShell } from "#app/ui/registration/delegation-shell.tsx";
import { EntryFields } from "#app/ui/registration/entry-fields.tsx";
import records from "#app/ui/registration/member-records.module.css";
import { MemberRecords } from "#app/ui/registration/member-records.tsx";
import { Section } from "#app/ui/section.tsx";
import form from "#app/ui/setup/form.module.css";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useAnswer } from "#app/ui/use-answer.ts";
import { useNamed } from "#app/ui/use-named.ts";

const ACCESS = { roles: ["team-leader"], within: "scope" } as const;
/** Stands in the address where an entry is not yet. */
const NEW = "new";

export const loader = defineLoader({ access: ACCESS }, async ({ runtime, scope, params, url }) => {
  const page = await findEntryPage(runtime, {
    delegationId: String(scope.delegationId),
    entryId: params.entry === NEW ? null : String(params.entry),
    eventCode: url.searchParams.get("event"),
  });
  if (page === null) throw notFound();
  return page;
});

/** The entry that the address names. */
function placeOf(asked: { scope: { delegationId: string | null }; params: Readonly<Record<string, string | undefined>> }) {
  return { delegationId: String(asked.scope.delegationId), entryId: String(asked.params.entry) };
}

export const action = defineAction({
  "save-entry": defineIntent({
    access: ACCESS,
    form: SaveEntrySchema,
    sendsBackTyped: true,
    run: async ({ runtime, actor, input, ...asked }) => {
      const { delegationId, entryId } = placeOf(asked);
      const saved = await saveEntry(runtime, actor, { ...input, delegationId, entryId: entryId === NEW ? null : entryId });
      return saved.ok ? redirect(`/delegations/${delegationId}/entries/${saved.value.entryId}?saved=yes`) : saved;
    },
  }),
  "submit-entry": defineIntent({
    access: ACCESS,
    form: NoFieldsSchema,
    run: ({ runtime, actor, ...asked }) => {
      const { delegationId, entryId } = placeOf(asked);
      return submitEntries(runtime, actor, { delegationId, entryIds: [entryId] });
    },
  }),
  "upload-attachment": defineIntent({
    access: ACCESS,
    form: UploadAttachmentSchema,
    run: async ({ runtime, actor, input: { file, ...input }, ...asked }) =>
      uploadAttachment(runtime, actor, { ...placeOf(asked), ...input, bytes: new Uint8Array(await file.arrayBuffer()) }),
  }),
  "remove-attachment": defineIntent({
    access: ACCESS,
    form: RemoveAttachmentSchema,
    run: ({ runtime, actor, input, ...asked }) => removeAttachment(runtime, actor, { ...placeOf(asked), ...input }),
  }),
  "record-consent": defineIntent({
    access: ACCESS,
    form: RecordConsentSchema,
    run: ({ runtime, actor, input, ...asked }) => recordConsent(runtime, actor, { ...placeOf(asked), ...input }),
  }),
  "withdraw-consent": defineIntent({
    access: ACCESS,
    form: WithdrawConsentSchema,
    run: ({ runtime, actor, input, ...asked }) => withdrawRecordedConsent(runtime, actor, { ...placeOf(asked), ...input }),
  }),
});

export const handle: PageHandle = { title: "entry:title" };

export default function Entry() {
  const page = useLoaderData<typeof loader>();
  const { delegation, competition, event, entry, closed } = page;
  const { t } = useTranslation("entry");
  const named = useNamed();
  const people = entry?.members.map(({ name }) => name || t("erased")).join(t("separator"));
  return (
    <DelegationShell delegation={delegation} competition={competition}>
      <PageHeader
        title={people || (event ? t("newOf", { event: named(event) }) : t("new"))}
        breadcrumbs={[{ label: t("roster"), to: `/delegations/${delegation.id}` }]}
        status={entry && <StatusBadge list="registrationStatus" value={entry.status} />}
        description={
          <>
            {event && entry && <p>{t("of", { event: named(event), number: entry.rosterNumber })}</p>}
            {competition.phase === "registration" && <Countdown until={competition.registrationClosesAt} label={t("deadline")} />}
          </>
        }
      />
      <Outcome />
      {closed.length > 0 && (
        <Notice tone="info" title={t("closed")}>
          <RefusalList namespace="entry" refusals={closed} />
        </Notice>
      )}
      {entry?.reason && (
        <Notice tone="act" title={t("reason")}>
          {entry.reason}
        </Notice>
      )}
      {event === null ? (
        <ChooseEvent events={page.events} />
      ) : (
        <>
          {entry && <HandIn entry={entry} />}
          <People page={page} event={event} key={entry?.seenAt ?? event.code} />
          {entry && <Records page={page} entry={entry} />}
        </>
      )}
    </DelegationShell>
  );
}

/** What the last act did. */
function Outcome() {
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("entry");
  const word = useWord();
  if (answer && !answer.ok) {
    const ownPlace = answer.intent === "save-entry" || answer.intent === "record-consent";
    return ownPlace ? null : <Refusals namespace="entry" refusals={answer.refusals} />;
  }
  const said =
    answer?.intent === "submit-entry"
      ? t("done.submitted", { status: word("registrationStatus", "submitted") })
      : answer?.intent === "upload-attachment"
        ? t("done.uploaded")
        : answer?.intent === "remove-attachment"
          ? t("done.removed")
          : answer?.intent === "record-consent"
            ? t("done.consent")
            : answer?.intent === "withdraw-consent"
              ? t("done.consentWithdrawn")
              : parameters.get("saved")
                ? t("done.saved")
                : null;
  return said === null ? null : (
    <Notice tone="done" live>
      {said}
    </Notice>
  );
}

function ChooseEvent({ events }: Pick<EntryPage, "events">) {
  const { t } = useTranslation("entry");
  const named = useNamed();
  const word = useWord();
  return (
    <Form method="get">
      <div className={form.grid}>
        <NativeSelect
          name="event"
          label={t("event")}
          data={events.map((event) => ({
            value: event.code,
            label: t("eventOption", { event: named(event), kind: word("entryKind", event.entryKind) }),
          }))}
        />
      </div>
      <div className={form.foot}>
        <Button type="submit" leftSection={<UserRoundPlus size={18} aria-hidden="true" />}>
          {t("begin")}
        </Button>
      </div>
    </Form>
  );
}

/** What stands between the entry and its review, with the clauses; then the act. */
function HandIn({ entry }: { entry: EntryPageEntry }) {
  const { t } = useTranslation("entry");
  const { eligibility, unmet } = entry;
  return (
    <>
      <Refusals namespace="entry" refusals={eligibility.refusals} title={t("ineligible")} />
      {eligibility.notes.length > 0 && (
        <Notice tone="info" title={t("toCheck")}>
          <RefusalList namespace="entry" refusals={eligibility.notes} />
        </Notice>
      )}
      {unmet && (
        <Section title={t("handIn")} description={t("handInHint")} boxed>
          <Form method="post" action="?">
            <ActButton intent="submit-entry" namespace="entry" icon={Send} unmet={unmet}>
              {t("submit")}
            </ActButton>
          </Form>
        </Section>
      )}
    </>
  );
}

function People({ page, event }: { page: EntryPage; event: NonNullable<EntryPage["event"]> }) {
  const { entry, closed, organisations, regions } = page;
  const answer = useAnswer<typeof action>();
  const { t } = useTranslation("entry");
  const isReady = entry?.unmet?.length === 0;
  return (
    <Form method="post" action={entry ? "?" : undefined}>
      <input type="hidden" name="eventCode" value={event.code} />
      <input type="hidden" name="seenAt" value={entry?.seenAt ?? ""} />
      <fieldset className={form.plainStep} disabled={closed.length > 0}>
        <EntryFields
          size={event.size}
          members={entry?.members ?? []}
          coaches={entry?.coaches ?? []}
          organisations={organisations}
          regions={regions}
          refusals={refusalsOf(answer, "save-entry")}
          typed={answer && !answer.ok ? answer.typed : undefined}
        />
      </fieldset>
      {closed.length === 0 && (
        <div className={form.foot}>
          <ActButton
            intent="save-entry"
            namespace="entry"
            icon={Save}
            look={isReady ? "quiet" : "primary"}
            consequence={entry?.status === "submitted" ? t("draftAgain") : undefined}
          >
            {t("save")}
          </ActButton>
        </div>
      )}
    </Form>
  );
}

function Records({ page, entry }: { page: EntryPage; entry: EntryPageEntry }) {
  const { t } = useTranslation("entry");
  const files = `/delegations/${page.delegation.id}/entries/${entry.id}/files`;
  const isOpen = page.closed.length === 0;
  const mayAdd = isOpen || page.mayAddRecords;
  return (
    <Section title={t("records.title")} description={t("records.lead")}>
      {entry.members.map((member) => (
        <MemberRecords
          key={member.id}
          name={member.name || t("erased")}
          record={member.record}
          files={files}
          actOn={(file) =>
            isOpen && (
              <Form method="post" action="?">
                <input type="hidden" name="attachmentId" value={file.id} />
                <button type="submit" name="intent" value="remove-attachment" className={records.remove}>
                  <Trash2 size={16} aria-hidden="true" />
                  {t("records.remove")}
                </button>
              </Form>
            )
          }
        >
          {mayAdd && member.name !== "" && <Upload member={member} onlyNew={!isOpen} />}
          {member.name !== "" && <ConsentOf member={member} isOpen={mayAdd} />}
        </MemberRecords>
      ))}
    </Section>
  );
}

/** @param props.onlyNew kinds that are on record stay as they were reviewed */
function Upload({ member, onlyNew }: { member: EntryPageMember; onlyNew: boolean }) {
  const { t } = useTranslation("entry");
  const word = useWord();
  const { attachments } = member.record;
  const has = (kind: AttachmentKind) => attachments.some((one) => one.kind === kind);
  const kinds = ATTACHMENT_KINDS.filter((kind) => !onlyNew || !has(kind));
  if (kinds.length === 0) return null;
  return (
    <details className={records.more}>
      <summary>{t("records.upload")}</summary>
      <Form method="post" action="?" encType="multipart/form-data" key={attachments.map(({ id }) => id).join()}>
        <input type="hidden" name="memberId" value={member.id} />
        <div className={records.upload}>
          <NativeSelect
            name="kind"
            label={t("records.kind")}
            defaultValue={has("photo") ? "identity-document" : "photo"}
            data={kinds.map((value) => ({ value, label: word("attachmentKind", value) }))}
          />
          <FileDrop
            name="file"
            label={t("records.file")}
            accept=".jpg,.jpeg,.png,.pdf"
            hint={t("records.fileHint")}
            maximumBytes={LARGEST_DOCUMENT_BYTES}
            icon={FileImage}
            required
          />
        </div>
        <ActButton intent="upload-attachment" namespace="entry" icon={FileImage} look="quiet">
          {t("records.uploadAct")}
        </ActButton>
      </Form>
    </details>
  );
}

function ConsentOf({ member, isOpen }: { member: EntryPageMember; isOpen: boolean }) {
  const answer = useAnswer<typeof action>();
  const [parameters] = useSearchParams();
  const { t } = useTranslation("entry");
  const { consent, minor } = member.record;
  if (consent !== null) {
    return (
      <details className={records.more}>
        <summary>{t("consent.withdrawTitle")}</summary>
        <Form method="post" action="?">
          <input type="hidden" name="memberId" value={member.id} />
          <ActButton intent="withdraw-consent" namespace="entry" look="grave" consequence={t("consent.withdrawHint")}>
            {t("consent.withdraw")}
          </ActButton>
        </Form>
      </details>
    );
  }
  if (!isOpen) return null;
  const asked = parameters.get("consent") === member.id;
  return (
    <details className={records.more} open={asked || undefined}>
      <summary>{t("consent.recordTitle")}</summary>
      <Form method="post" action={`?consent=${member.id}`}>
        <input type="hidden" name="memberId" value={member.id} />
        <ConsentFields minor={minor === true} by="leader" refusals={asked ? refusalsOf(answer, "record-consent") : []} />
        <ActButton
          intent="record-consent"
          namespace="entry"
          icon={ShieldCheck}
          look="quiet"
          unmet={minor === null ? [{ code: "birth-date-missing" }] : []}
        >
          {t("consent.record")}
        </ActButton>
      </Form>
    </details>
  );
}
