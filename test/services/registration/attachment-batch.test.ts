/** Many photos and documents at once: what is shown is what is stored, all of it or nothing, and of the own delegation only. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { writeZip } from "#app/platform/files/zip.ts";
import { findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { findAttachmentBatch } from "#app/queries/registration/find-attachment-batch.server.ts";
import { addBatchFiles } from "#app/services/registration/add-batch-files.server.ts";
import { cancelAttachmentBatch } from "#app/services/registration/cancel-attachment-batch.server.ts";
import { dropBatchFiles } from "#app/services/registration/drop-batch-files.server.ts";
import { placeBatchFile } from "#app/services/registration/place-batch-file.server.ts";
import { saveEntry } from "#app/services/registration/save-entry.server.ts";
import { storeAttachmentBatch } from "#app/services/registration/store-attachment-batch.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { uploadAttachment } from "#app/services/registration/upload-attachment.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { addEntry, typeEntry, typeMember } from "../../support/entry-steps.ts";
import { makePdf, makePng } from "../../support/picture.ts";
import { addRegistrationScene, makeDocument, type RegistrationScene } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { scanRows } from "../../support/scan-rows.ts";

const PHOTO = makePng(300, 400);
const PLANTED = "PLANTED-BATCH-TEXT";

describeOnEachDatabase("a batch of photos and documents", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let document: string;
  let entries: { readonly han: string; readonly wei: string };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    document = makeDocument();
    entries = {
      han: await addEntry(runtime, scene, { members: [typeMember({ name: "韩梅梅", documentNumber: document })] }),
      wei: await addEntry(runtime, scene, { members: [typeMember({ name: "李伟" })] }),
    };
  });
  afterAll(() => runtime.dispose());

  const add = (...files: readonly (readonly [string, Uint8Array])[]) =>
    addBatchFiles(runtime, scene.leader, {
      competitionId: scene.competitionId,
      delegationId: scene.delegationId,
      files: files.map(([path, bytes]) => ({ path, bytes })),
    });
  const look = async () => {
    const batch = await findAttachmentBatch(runtime, scene.delegationId);
    if (batch === null) throw new Error("There is no batch.");
    return batch;
  };
  const lines = async () =>
    (await look()).lines.map(({ path, person, kind, refusals }) => [
      path,
      person?.name ?? null,
      kind,
      refusals.map(({ code }) => code).join(),
    ]);
  const store = async (digest?: string) =>
    storeAttachmentBatch(runtime, scene.leader, { delegationId: scene.delegationId, digest: digest ?? (await look()).digest });
  const fileOf = async (path: string) => (await look()).lines.find((line) => line.path === path)?.fileId ?? "";
  const personOf = async (entryId: string) =>
    (await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId } })).personId;
  const kindsOf = async (entryId: string) => {
    const where = { personId: await personOf(entryId), withdrawnAt: null };
    return (await runtime.database.read.attachment.findMany({ where, orderBy: { kind: "asc" } })).map(({ kind }) => kind);
  };

  it("shows whose each file is, stores all of them in one act, and seals them under their people's keys", async () => {
    must(await add([`${document}.png`, PHOTO], ["李伟-身份证.pdf", makePdf(PLANTED)]));
    expect(await lines()).toEqual([
      [`${document}.png`, "韩梅梅", "photo", ""],
      ["李伟-身份证.pdf", "李伟", "identity-document", ""],
    ]);
    expect(await scanRows(runtime, [PLANTED, document])).toEqual([]);
    expect(await kindsOf(entries.han)).toEqual([]);
    expect(must(await store())).toEqual({ files: 2, people: 2 });
    expect([await kindsOf(entries.han), await kindsOf(entries.wei)]).toEqual([["photo"], ["identity-document"]]);
    const photo = await runtime.database.read.attachment.findFirstOrThrow({ where: { personId: await personOf(entries.han) } });
    const within = { delegationId: scene.delegationId };
    const shown = await findPhoto(runtime, { within, entryId: entries.han, attachmentId: photo.id });
    expect(Buffer.from(shown?.bytes ?? []).equals(PHOTO)).toBe(true);
    expect(await runtime.database.read.batchFile.count({ where: { batch: { delegationId: scene.delegationId } } })).toBe(0);
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { chain: scene.competitionId, act: "store-attachment-batch" },
    });
    expect(acts).toHaveLength(1);
    expect(JSON.stringify(acts[0]?.payload)).not.toMatch(new RegExp(`韩|李|${document}`));
    expect(await findAttachmentBatch(runtime, scene.delegationId)).toBeNull();
  });

  it("stores nothing while one file is not settled; by hand it is placed or left out", async () => {
    must(await add(["韩梅梅.png", PHOTO], ["IMG_0001.png", makePng(200, 300)], ["notes.txt", new Uint8Array([65, 66])]));
    must(await add(["李伟.pdf", makePdf("?")]));
    expect(await lines()).toEqual([
      ["韩梅梅.png", "韩梅梅", "photo", ""],
      ["IMG_0001.png", null, "photo", "batch-person-unknown"],
      ["notes.txt", null, null, "batch-person-unknown,attachment-not-readable"],
      ["李伟.pdf", "李伟", null, "batch-kind-unknown"],
    ]);
    expect(codesOf(await store())).toEqual(["batch-unsettled"]);
    expect(await kindsOf(entries.han)).toEqual([]);
    const place = async (path: string, personId: string | null, kind: AttachmentKind | null) =>
      placeBatchFile(runtime, scene.leader, { delegationId: scene.delegationId, fileId: await fileOf(path), personId, kind });
    must(await place("IMG_0001.png", await personOf(entries.wei), null));
    must(await place("李伟.pdf", null, "level-certificate"));
    must(await dropBatchFiles(runtime, scene.leader, { delegationId: scene.delegationId, fileIds: [await fileOf("notes.txt")] }));
    expect(must(await store())).toEqual({ files: 3, people: 2 });
    expect(await kindsOf(entries.wei)).toEqual(["level-certificate", "photo"]);
  });

  it("takes an archive apart, and the same file only once", async () => {
    const archive = writeZip([
      { name: "一队/照片/韩梅梅.png", content: PHOTO },
      { name: "一队/身份证/韩梅梅.pdf", content: makePdf("身份证") },
    ]);
    expect(must(await add(["一队.zip", archive]))).toEqual({ added: 2, known: 0 });
    expect(must(await add(["一队.zip", archive], ["李伟.png", PHOTO]))).toEqual({ added: 1, known: 2 });
    expect((await lines()).map(([path, , kind]) => [path, kind])).toEqual([
      ["照片/韩梅梅.png", "photo"],
      ["身份证/韩梅梅.pdf", "identity-document"],
      ["李伟.png", "photo"],
    ]);
    expect(codesOf(await add(["b.zip", archive.subarray(0, 60)]))).toEqual(["archive-damaged"]);
  });

  it("takes no more files than a batch has, however many archives they come in", async () => {
    const archive = (name: string) =>
      writeZip(
        Array.from({ length: 260 }, (_, index) => ({ name: `${name}/${index}.pdf`, content: makePdf(`${name} ${index}`) })),
      );
    expect(codesOf(await add(["一.zip", archive("一")], ["二.zip", archive("二")]))).toEqual(["batch-too-many"]);
    expect(await findAttachmentBatch(runtime, scene.delegationId)).toBeNull();
  });

  it("names what is too large, of the wrong kind, or there twice", async () => {
    const large = new Uint8Array(2 * 1024 * 1024 + 1);
    large.set(PHOTO);
    must(
      await add(
        ["韩梅梅.png", large],
        ["李伟-照片.pdf", makePdf("?")],
        ["李伟-身份证正面.png", PHOTO],
        ["李伟-身份证反面.png", makePng(200, 200)],
        ["韩梅梅-其他.png", makePng(60, 60)],
      ),
    );
    expect((await lines()).map(([path, , , code]) => [path, code])).toEqual([
      ["韩梅梅.png", "attachment-too-large"],
      ["李伟-照片.pdf", "photo-not-an-image"],
      ["李伟-身份证正面.png", "batch-kind-twice"],
      ["李伟-身份证反面.png", "batch-kind-twice"],
      ["韩梅梅-其他.png", ""],
    ]);
  });

  it("says what it replaces, and refuses what has changed since it was looked at", async () => {
    must(await add(["韩梅梅.png", PHOTO]));
    const seen = await look();
    expect(seen.lines.map(({ replaces }) => replaces)).toEqual([false]);
    const member = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId: entries.han } });
    const place = { delegationId: scene.delegationId, entryId: entries.han, memberId: member.id };
    must(await uploadAttachment(runtime, scene.leader, { ...place, kind: "photo", bytes: makePng(200, 200) }));
    expect(codesOf(await store(seen.digest))).toEqual(["preview-outdated"]);
    expect((await look()).lines.map(({ replaces }) => replaces)).toEqual([true]);
    must(await store());
    expect(await kindsOf(entries.han)).toEqual(["photo"]);
    expect(codesOf(await storeAttachmentBatch(runtime, scene.leader, { delegationId: scene.delegationId, digest: "" }))).toEqual([
      "not-found",
    ]);
  });

  it("makes what was handed in a draft again, and is refused after the deadline", async () => {
    const { delegationId } = scene;
    must(await submitEntries(runtime, scene.leader, { delegationId, entryIds: [entries.han, entries.wei] }));
    must(await add(["韩梅梅.png", PHOTO]));
    must(await store());
    const statusOf = async (id: string) => (await runtime.database.read.entry.findUniqueOrThrow({ where: { id } })).status;
    expect([await statusOf(entries.han), await statusOf(entries.wei)]).toEqual(["draft", "submitted"]);
    must(await add(["李伟.png", PHOTO]));
    runtime.clock.set("2026-11-28T01:00:00Z");
    expect((await lines()).map(([, , , code]) => code)).toEqual(["registration-deadline-past"]);
    expect(codesOf(await store())).toEqual(["batch-unsettled"]);
  });

  it("finds nobody of another delegation, by no name and no number, and is not another leader's", async () => {
    const stranger = makeDocument();
    const other = typeEntry(scene, { members: [typeMember({ name: "赵外队", documentNumber: stranger })] });
    const { entryId } = must(await saveEntry(runtime, scene.otherLeader, { ...other, delegationId: scene.otherDelegationId }));
    must(await add(["赵外队.png", PHOTO], [`${stranger}.png`, makePng(200, 200)]));
    const batch = await look();
    expect(batch.lines.map(({ person, candidates }) => [person, candidates])).toEqual([
      [null, []],
      [null, []],
    ]);
    expect(batch.people.map(({ name }) => name)).toEqual(["韩梅梅", "李伟"]);
    const fileId = await fileOf("赵外队.png");
    const { delegationId, otherDelegationId } = scene;
    const personId = await personOf(entryId);
    expect(codesOf(await placeBatchFile(runtime, scene.leader, { delegationId, fileId, personId, kind: null }))).toEqual([
      "not-found",
    ]);
    expect(await findAttachmentBatch(runtime, otherDelegationId)).toBeNull();
    const foreign = { delegationId: otherDelegationId };
    expect(codesOf(await dropBatchFiles(runtime, scene.otherLeader, { ...foreign, fileIds: [fileId] }))).toEqual(["not-found"]);
    expect(codesOf(await placeBatchFile(runtime, scene.otherLeader, { ...foreign, fileId, personId, kind: null }))).toEqual([
      "not-found",
    ]);
    expect(codesOf(await cancelAttachmentBatch(runtime, scene.otherLeader, foreign))).toEqual(["not-found"]);
    must(await cancelAttachmentBatch(runtime, scene.leader, { delegationId }));
    expect(await runtime.database.read.batchFile.count({ where: { batch: { delegationId } } })).toBe(0);
  });
});
