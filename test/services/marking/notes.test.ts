/** Comments and photos of judges: sealed at rest, read by code by those who judge, count, recheck and rule, erased with their person. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Grant } from "#app/domain/access/access.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { ResolvedScope } from "#app/platform/access/scope.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findNotePhoto, getNotesPage } from "#app/queries/marking/get-notes-page.server.ts";
import { listNotes } from "#app/queries/marking/list-notes.server.ts";
import { addNote } from "#app/services/marking/add-note.server.ts";
import { sealPlainPhotos } from "#app/services/marking/seal-plain-photos.server.ts";
import { erasePerson } from "#app/services/people/erase-person.server.ts";
import { must } from "../../support/competition-steps.ts";
import { createScene, findFormId, openScene, type Scene } from "../../support/judging-steps.ts";
import { makeJpeg } from "../../support/picture.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("notes of judges", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let scope: ResolvedScope;
  let formId: string;
  const JPEG = makeJpeg();
  const ids = { photo: newId(), comment: newId() };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
    await openScene(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    const { competitionId, eventId, roundId } = scene;
    scope = { ...({ delegationId: null, formId: null, roundNumber: 1 } as ResolvedScope), competitionId, eventId, roundId };
    const [first, second] = scene.judges;
    const note = { formId, aspectId: "A1.1", deviceId: "tablet", enteredAt: runtime.clock.now() };
    must(await addNote(runtime, first, { ...note, key: ids.photo, text: "", photo: JPEG }));
    must(await addNote(runtime, second, { ...note, key: ids.comment, text: "焊缝有气孔", photo: null }));
  });
  afterAll(() => runtime.dispose());

  const as = (...roles: readonly Role[]): Actor => ({
    ...scene.chief,
    userId: `as ${roles.join(" ")}`,
    grants: roles.map(
      (role): Grant => ({ ...(scene.chief.grants[0] as Grant), role, competitionId: scene.competitionId, eventId: null }),
    ),
  });
  const photoFor = (actor: Actor) => findNotePhoto(runtime, actor, { noteId: ids.photo, roundId: scene.roundId, scope });
  const read = (actor: Actor) => getNotesPage(runtime, actor, { roundId: scene.roundId, scope });
  const listFor = (readerId: string) => listNotes(runtime, { roundId: scene.roundId, readerId });

  it("keep no photo in the database that could be looked at there", async () => {
    const row = await runtime.database.read.aspectNote.findUniqueOrThrow({ where: { key: ids.photo } });
    expect(Buffer.from(row.photo ?? []).includes(Buffer.from("JFIF"))).toBe(false);
    expect(row.photoKey?.length).toBeGreaterThan(32);
  });

  it("take a note that comes again for the same one, and another photo under its key for none", async () => {
    const again = { key: ids.photo, formId, aspectId: "A1.1", text: "", deviceId: "tablet", enteredAt: runtime.clock.now() };
    must(await addNote(runtime, scene.judges[0], { ...again, photo: JPEG }));
    const other = await addNote(runtime, scene.judges[0], { ...again, photo: new Uint8Array([...JPEG, 0]) });
    expect(other).toEqual({ ok: false, refusals: [{ code: "key-reused" }] });
    expect(await runtime.database.read.aspectNote.count({ where: { formId } })).toBe(2);
  });

  it("stand under the code of the work and the judge's name, and name nobody whose work it is", async () => {
    for (const role of ["chief-judge", "tally-clerk", "supervisor"] as const) {
      const page = await read(as(role));
      expect(page?.notes?.map(({ code, aspectId, judge, text, photo }) => [code, aspectId, judge, text, photo])).toEqual([
        [scene.entries[0]?.code, "A1.1", scene.judges[0].displayName, "", "kept"],
        [scene.entries[0]?.code, "A1.1", scene.judges[1].displayName, "焊缝有气孔", "none"],
      ]);
      for (const secret of scene.secrets) expect(JSON.stringify(page)).not.toContain(secret);
      expect(await photoFor(as(role))).toEqual(JPEG);
    }
  });

  it("show an arbitrator no code before the round is unblinded, and whoever seats people where the seat is the code nothing", async () => {
    expect((await read(as("arbitrator")))?.notes).toBeNull();
    expect(await photoFor(as("arbitrator"))).toBeNull();
    const seated = await createScene(runtime, { rules: { blindLayers: 2 } });
    await openScene(runtime, seated);
    const of = { roundId: seated.roundId, scope: { ...scope, competitionId: seated.competitionId, eventId: seated.eventId } };
    const both = as("supervisor", "organiser");
    const grants = both.grants.map((grant) => ({ ...grant, competitionId: seated.competitionId }));
    expect(await getNotesPage(runtime, { ...both, grants }, of)).toBeNull();
  });

  it("of colleagues are hidden from one who marks the form himself until it is signed", async () => {
    const [first, second, third] = scene.judges;
    expect((await listFor(third.userId)).map(({ noteId }) => noteId)).toEqual([]);
    expect((await listFor(second.userId)).map(({ noteId }) => noteId)).toEqual([ids.comment]);
    expect(
      await findNotePhoto(
        runtime,
        { ...as("chief-judge"), userId: second.userId },
        { noteId: ids.photo, roundId: scene.roundId, scope },
      ),
    ).toBeNull();
    await change((tables) => tables.markingForm.update({ where: { id: formId }, data: { status: "signed" } }));
    expect(await listFor(first.userId)).toHaveLength(2);
  });

  it("that earlier versions kept in the open are sealed at the next start, once", async () => {
    const key = newId();
    const data = { key, formId, aspectId: "A1.1", judgeId: scene.judges[0].userId, text: "", photo: JPEG, deviceId: "tablet" };
    const now = runtime.clock.now();
    await change((tables) => tables.aspectNote.create({ data: { ...data, enteredAt: now, receivedAt: now } }));
    expect(await sealPlainPhotos(runtime)).toBe(1);
    expect(await sealPlainPhotos(runtime)).toBe(0);
    const row = await runtime.database.read.aspectNote.findUniqueOrThrow({ where: { key } });
    expect(Buffer.from(row.photo ?? []).includes(Buffer.from("JFIF"))).toBe(false);
    const opened = await findNotePhoto(runtime, as("supervisor"), { noteId: key, roundId: scene.roundId, scope });
    expect(opened).toEqual(JPEG);
  });

  it("lose their photos when the person whose work it was is erased; the comments stay with the marks", async () => {
    const requestId = newId();
    await change(async (tables) => {
      const subject = await tables.markingForm.findUniqueOrThrow({ where: { id: formId }, select: { subjectId: true } });
      const mapping = await tables.blindMapping.findUniqueOrThrow({
        where: { subjectId: subject.subjectId },
        select: { entry: { select: { members: { select: { personId: true } } } } },
      });
      const personId = String(mapping.entry.members[0]?.personId);
      await tables.competition.update({ where: { id: scene.competitionId }, data: { phase: "final" } });
      await tables.dataRequest.create({
        data: { id: requestId, personId, kind: "erasure", state: "open", reason: "", requestedAt: runtime.clock.now() },
      });
    });
    const organiser = { ...as("organiser"), userId: scene.organiser.userId };
    must(await erasePerson(runtime, organiser, { requestId }));
    expect((await listFor("nobody")).map(({ text, photo }) => [text, photo])).toEqual([
      ["", "erased"],
      ["焊缝有气孔", "none"],
      ["", "erased"],
    ]);
    expect(await photoFor(as("supervisor"))).toBeNull();
    const rows = await runtime.database.read.aspectNote.findMany({ where: { formId, photo: { not: null } } });
    expect(rows.map(({ photo, photoKey }) => [photo?.length, photoKey])).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  function change(work: (tables: Parameters<Parameters<typeof runtime.database.write>[0]>[0]["tables"]) => Promise<unknown>) {
    return runtime.database.write(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "note", objectId: formId });
      return allow(null);
    });
  }
});
