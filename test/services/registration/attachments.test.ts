/** Photos, documents and consents: what is taken, who sees it, what an event asks for, and that nothing lies in the open. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { findEntryPage } from "#app/queries/registration/find-entry-page.server.ts";
import { setEventQuota } from "#app/services/competitions/set-event-quota.server.ts";
import { answerOffer } from "#app/services/registration/answer-offer.server.ts";
import { recordConsent } from "#app/services/registration/record-consent.server.ts";
import { removeAttachment } from "#app/services/registration/remove-attachment.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { uploadAttachment } from "#app/services/registration/upload-attachment.server.ts";
import { viewAttachment } from "#app/services/registration/view-attachment.server.ts";
import { withdrawRecordedConsent } from "#app/services/registration/withdraw-recorded-consent.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { addEntry, setRules, typeMember } from "../../support/entry-steps.ts";
import { makePdf, makePng } from "../../support/picture.ts";
import { addRegistrationScene, makeDocument, type RegistrationScene, seeEntries } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PHOTO = makePng(300, 400);
const PLANTED = "PLANTED-DOCUMENT-TEXT";
const NOBODY = { name: "", relation: "", telephone: "" };
const GUARDIAN = { name: "赵建国", relation: "父亲", telephone: "13700007777" };

describeOnEachDatabase("files and consents of an entry", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let place: { delegationId: string; entryId: string; memberId: string };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    place = await placeOf(await addEntry(runtime, scene));
  });
  afterAll(() => runtime.dispose());

  async function placeOf(entryId: string) {
    const [member] = await runtime.database.read.entryMember.findMany({ where: { entryId } });
    return { delegationId: scene.delegationId, entryId, memberId: member?.id ?? "" };
  }
  const upload = (kind: AttachmentKind, bytes: Uint8Array) => uploadAttachment(runtime, scene.leader, { ...place, kind, bytes });
  const submit = () => submitEntries(runtime, scene.leader, { delegationId: place.delegationId, entryIds: [place.entryId] });
  const consent = (guardian = NOBODY) =>
    recordConsent(runtime, scene.leader, { ...place, version: CONSENT_VERSION, ticked: true, guardian });
  const unmet = async () =>
    (await findEntryPage(runtime, { ...place, eventCode: null }))?.entry?.unmet?.map(({ code, params }) =>
      `${code} ${params?.kind ?? ""}`.trim(),
    );

  it("takes a photo by its bytes and refuses what is none", async () => {
    must(await upload("photo", PHOTO));
    expect(codesOf(await upload("photo", makePdf("a photo?")))).toEqual(["photo-not-an-image"]);
    expect(codesOf(await upload("photo", makePng(60, 400)))).toEqual(["photo-dimensions"]);
    expect(codesOf(await upload("identity-document", new Uint8Array([1, 2, 3])))).toEqual(["attachment-not-readable"]);
    const large = new Uint8Array(3 * 1024 * 1024);
    large.set(PHOTO);
    expect(codesOf(await upload("photo", large))).toEqual(["attachment-too-large"]);
  });

  it("keeps one photo, whose bytes come back as they were, and none of the one before", async () => {
    const first = must(await upload("photo", PHOTO)).attachmentId;
    const second = must(await upload("photo", makePng(200, 200))).attachmentId;
    const within = { delegationId: scene.delegationId };
    const shown = await findPhoto(runtime, { within, entryId: place.entryId, attachmentId: second });
    expect(Buffer.from(shown?.bytes ?? []).equals(makePng(200, 200))).toBe(true);
    expect(await findPhoto(runtime, { within, entryId: place.entryId, attachmentId: first })).toBeNull();
    const old = await runtime.database.read.attachment.findUniqueOrThrow({ where: { id: first } });
    expect([old.sealed.length, old.withdrawnAt !== null]).toEqual([0, true]);
  });

  it("seals what is stored, and puts each opening of a document on record", async () => {
    const attachmentId = must(await upload("identity-document", makePdf(PLANTED))).attachmentId;
    const row = await runtime.database.read.attachment.findUniqueOrThrow({ where: { id: attachmentId } });
    expect(Buffer.from(row.sealed).includes(PLANTED)).toBe(false);
    expect(Buffer.from(makePdf(PLANTED)).includes(PLANTED)).toBe(true);
    const open = (within: { delegationId: string } | { competitionId: string }) =>
      viewAttachment(runtime, scene.leader, { within, entryId: place.entryId, attachmentId });
    expect(Buffer.from(must(await open({ delegationId: scene.delegationId })).bytes).includes(PLANTED)).toBe(true);
    // A draft is the team leader's own; and nobody's of another delegation or competition.
    const { competitionId } = scene;
    expect(codesOf(await open({ competitionId }))).toEqual(["not-found"]);
    expect(codesOf(await open({ delegationId: scene.otherDelegationId }))).toEqual(["not-found"]);
    must(await submit());
    must(await open({ competitionId }));
    const views = await runtime.database.read.auditRecord.count({
      where: { chain: competitionId, act: "view-attachment", objectId: place.entryId },
    });
    expect(views).toBe(2);
    expect(await findPhoto(runtime, { within: { competitionId }, entryId: place.entryId, attachmentId })).toBeNull();
  });

  it("makes what was handed in a draft again", async () => {
    must(await submit());
    const { attachmentId } = must(await upload("level-certificate", makePdf("证书")));
    const statusOf = async () => (await runtime.database.read.entry.findUniqueOrThrow({ where: { id: place.entryId } })).status;
    expect(await statusOf()).toBe("draft");
    must(await submit());
    must(await removeAttachment(runtime, scene.leader, { ...place, attachmentId }));
    expect(await statusOf()).toBe("draft");
    expect(codesOf(await removeAttachment(runtime, scene.leader, { ...place, attachmentId }))).toEqual(["not-found"]);
  });

  it("asks for nothing unless the event does; then handing in is refused by the clause until it is there", async () => {
    expect(await unmet()).toEqual([]);
    const requires = {
      attachments: ["photo", "level-certificate", "guardian-consent"],
      consent: true,
      clause: "技术文件 2.3",
    } as const;
    await setRules(runtime, scene.electrician.eventId, { requires });
    const refused = await submit();
    expect(codesOf(refused)).toEqual(["attachment-missing", "attachment-missing", "consent-missing"]);
    expect(refused.ok ? [] : refused.refusals.map(({ params }) => params?.clause)).toEqual(Array(3).fill("技术文件 2.3"));
    must(await upload("photo", PHOTO));
    must(await upload("level-certificate", makePdf("证书")));
    expect(await unmet()).toEqual(["consent-missing"]);
    must(await consent());
    expect(await unmet()).toEqual([]);
    must(await submit());
    must(await withdrawRecordedConsent(runtime, scene.leader, place));
    expect(await unmet()).toEqual(["consent-missing"]);
    const rows = await runtime.database.read.consent.findMany({
      where: { version: CONSENT_VERSION, withdrawnAt: { not: null } },
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(codesOf(await withdrawRecordedConsent(runtime, scene.leader, place))).toEqual(["consent-none"]);
  });

  it("asks for it again on acceptance: what was taken back, or asked for since the entry was handed in", async () => {
    const accept = async () => {
      const entries = await seeEntries(runtime, [place.entryId]);
      const { competitionId } = scene;
      return reviewEntries(runtime, scene.reviewer, { competitionId, act: "accept-or-wait", reason: "", entries });
    };
    must(await submit());
    const requires = { attachments: ["photo"], consent: true, clause: "技术文件 2.3" } as const;
    await setRules(runtime, scene.electrician.eventId, { requires });
    expect(codesOf(await accept())).toEqual(["attachment-missing", "consent-missing"]);
    // The leader repairs it: the upload makes it a draft again, also of an entry that was returned after the deadline.
    must(await upload("photo", PHOTO));
    must(await consent());
    must(await submit());
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.consent.updateMany({ data: { withdrawnAt: runtime.clock.now() } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "test", objectKind: "entry", objectId: place.entryId });
      return allow(null);
    });
    expect(codesOf(await accept())).toEqual(["consent-missing"]);
    runtime.clock.set("2026-11-28T01:00:00Z");
    const { competitionId } = scene;
    const entries = await seeEntries(runtime, [place.entryId]);
    must(await reviewEntries(runtime, scene.reviewer, { competitionId, act: "return", reason: "同意书已撤回", entries }));
    must(await consent());
    must(await submit());
    must(await accept());
  });

  it("asks for it when an offered place is taken; whoever waits may add what is missing, and replaces nothing", async () => {
    const { eventId } = scene.electrician;
    const { competitionId, delegationId } = scene;
    must(await setEventQuota(runtime, scene.organiser, { eventId, quota: 1, delegationQuota: null }));
    const first = await addEntry(runtime, scene, { members: [typeMember({ name: "韩梅梅" })] });
    must(await upload("photo", PHOTO));
    for (const entryId of [first, place.entryId]) {
      must(await submitEntries(runtime, scene.leader, { delegationId, entryIds: [entryId] }));
      const entries = await seeEntries(runtime, [entryId]);
      must(await reviewEntries(runtime, scene.reviewer, { competitionId, act: "accept-or-wait", reason: "", entries }));
    }
    const requires = { attachments: ["photo", "identity-document"], consent: true, clause: "技术文件 2.3" } as const;
    await setRules(runtime, eventId, { requires });
    must(await setEventQuota(runtime, scene.organiser, { eventId, quota: 4, delegationQuota: null }));
    const take = () => answerOffer(runtime, scene.leader, { delegationId, entryId: place.entryId, act: "accept" });
    expect(codesOf(await take())).toEqual(["attachment-missing", "consent-missing"]);
    expect(codesOf(await upload("photo", PHOTO))).toEqual(["entry-not-editable"]);
    must(await upload("identity-document", makePdf("身份证")));
    must(await consent());
    must(await take());
  });

  it("wants a guardian for a minor, and seals what it is told of him", async () => {
    // Seventeen on the first day, 4 December 2026.
    const digits = "11011220090307011";
    const minor = typeMember({ documentNumber: digits + computeCheckDigit(digits), years: "" });
    place = await placeOf(await addEntry(runtime, scene, { members: [minor] }));
    const requires = { attachments: ["guardian-consent"], consent: true, clause: "技术文件 2.3" } as const;
    await setRules(runtime, scene.electrician.eventId, { requires });
    expect(await unmet()).toEqual(["attachment-missing guardian-consent", "consent-missing"]);
    expect(codesOf(await consent())).toEqual([
      "guardian-name-malformed",
      "guardian-relation-missing",
      "guardian-telephone-malformed",
    ]);
    must(await consent(GUARDIAN));
    const stored = await runtime.database.read.consent.findFirstOrThrow({
      orderBy: { givenAt: "desc" },
      where: { guardian: { not: null } },
    });
    expect(Buffer.from(stored.guardian ?? []).includes(Buffer.from(GUARDIAN.name))).toBe(false);
    expect(codesOf(await consent(GUARDIAN))).toEqual(["consent-stands"]);
    expect(await unmet()).toEqual(["attachment-missing guardian-consent"]);
  });

  it("refuses a consent to an old text, and one that nobody ticked", async () => {
    const record = (version: string, ticked: boolean) =>
      recordConsent(runtime, scene.leader, { ...place, version, ticked, guardian: NOBODY });
    expect(codesOf(await record("2020-1", true))).toEqual(["consent-version-old"]);
    expect(codesOf(await record(CONSENT_VERSION, false))).toEqual(["consent-not-ticked"]);
  });

  it("touches nobody of another delegation", async () => {
    const foreign = { ...place, delegationId: scene.otherDelegationId };
    const bytes = makePdf(makeDocument());
    expect(codesOf(await uploadAttachment(runtime, scene.otherLeader, { ...foreign, kind: "other", bytes }))).toEqual([
      "not-found",
    ]);
    expect(codesOf(await withdrawRecordedConsent(runtime, scene.otherLeader, foreign))).toEqual(["not-found"]);
  });
});
