/** Printed codes sign judges in on tablets with their PINs; several are signed in on one browser, and each request is of the one it names. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { findJudgeActor, listSignedIn, setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { getTabletCodes } from "#app/queries/accounts/list-tablet-codes.server.ts";
import { makeTabletCodes } from "#app/services/accounts/make-tablet-codes.server.ts";
import { signInOnTablet } from "#app/services/accounts/sign-in-on-tablet.server.ts";
import { addNote } from "#app/services/marking/add-note.server.ts";
import { whileItDecides } from "../../support/account-steps.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { createScene, findFormId, openScene, PIN, type Scene } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a tablet", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
  });
  afterEach(() => runtime.dispose());

  const print = (...judgeIds: string[]) => {
    const { competitionId, eventId } = scene;
    return makeTabletCodes(runtime, scene.chief, { competitionId, eventId, judgeIds });
  };
  const tokenOf = (url: string | undefined) => String(url?.split("#sign-in/")[1]);
  const signIn = (token: string, pin = PIN) => signInOnTablet(runtime, { token, pin, userAgent: "test" });

  it("lets a judge in by his code and his PIN, again on another tablet, until the code is printed anew or two weeks are over", async () => {
    const [a] = scene.judges;
    const [code] = must(await print(a.userId));
    const token = tokenOf(code?.url);
    expect(code?.displayName).toBe(a.displayName);
    expect(codesOf(await signIn(token, "000000"))).toEqual(["pin-wrong"]);
    expect(must(await signIn(token)).judgeId).toBe(a.userId);
    expect(must(await signIn(token)).judgeId).toBe(a.userId);
    expect((await getTabletCodes(runtime, scene.eventId)).judges.find(({ judgeId }) => judgeId === a.userId)).toMatchObject({
      hasPin: true,
      validUntil: "2026-12-04T01:00:00.000Z",
    });
    const [again] = must(await print(a.userId));
    expect(codesOf(await signIn(token))).toEqual(["tablet-link-over"]);
    runtime.clock.set("2026-12-04T01:00:00Z");
    expect(codesOf(await signIn(tokenOf(again?.url)))).toEqual(["tablet-link-over"]);
  });

  it("opens no session where the code, the PIN or the account changed while the PIN was proven", async () => {
    const [a] = scene.judges;
    const change = (data: Parameters<typeof runtime.database.read.user.update>[0]["data"]) => async () => {
      await runtime.database.write(async ({ tables }) => allow(await tables.user.update({ where: { id: a.userId }, data })), {
        isNoAct: true,
      });
    };
    const [code] = must(await print(a.userId));
    const token = tokenOf(code?.url);
    const attempt = (happens: () => Promise<unknown>) =>
      signInOnTablet(whileItDecides(runtime, happens), { token, pin: PIN, userAgent: "test" });
    const before = await runtime.database.read.session.count();
    const { pinHash } = await runtime.database.read.user.findUniqueOrThrow({ where: { id: a.userId } });
    expect(codesOf(await attempt(change({ pinHash: "another" })))).toEqual(["pin-wrong"]);
    await change({ pinHash })();
    expect(codesOf(await attempt(change({ disabledAt: runtime.clock.now() })))).toEqual(["tablet-link-over"]);
    await change({ disabledAt: null })();
    expect(codesOf(await attempt(() => print(a.userId)))).toEqual(["tablet-link-over"]);
    expect(await runtime.database.read.session.count()).toBe(before);
  });

  it("stores no token, and prints no code for who does not mark the event", async () => {
    const [a] = scene.judges;
    const [code] = must(await print(a.userId));
    const stored = JSON.stringify([
      await runtime.database.read.tabletLink.findMany(),
      await runtime.database.read.auditRecord.findMany(),
    ]);
    expect(stored).not.toContain(tokenOf(code?.url));
    const { id } = await runtime.database.read.tabletLink.findFirstOrThrow();
    expect(codesOf(await signIn(id))).toEqual(["tablet-link-over"]);
    expect(codesOf(await print(a.userId, scene.clerk.userId))).toEqual(["judge-unknown"]);
  });

  it("knows each of the judges who are signed in on it, and nobody else", async () => {
    const [a, b, c] = scene.judges;
    const codes = must(await print(a.userId, b.userId, c.userId));
    const tokens = new Map<string, string>();
    for (const { judgeId, url } of codes) tokens.set(judgeId, must(await signIn(tokenOf(url))).token);
    const header = async (cookie: Promise<string>) => String((await cookie).split(";")[0]);
    const cookieOf = (judgeId: string, of = judgeId) => header(setJudgeCookie(runtime, judgeId, String(tokens.get(of))));
    const session = await header(setSessionCookie(runtime, String(tokens.get(c.userId))));
    const browser = [await cookieOf(a.userId), await cookieOf(b.userId), session].join("; ");
    for (const { userId } of [a, b, c])
      expect(await findJudgeActor(runtime, browser, userId)).toMatchObject({ userId, onTablet: true });
    expect((await listSignedIn(runtime, browser)).map(({ userId }) => userId).sort()).toEqual(
      [a.userId, b.userId, c.userId].sort(),
    );
    expect(await findJudgeActor(runtime, browser, scene.chief.userId)).toBeNull();
    // The cookie of one with the session of another is nobody's.
    expect(await findJudgeActor(runtime, await cookieOf(a.userId, b.userId), a.userId)).toBeNull();
    expect(await findJudgeActor(runtime, browser, "x=1; session")).toBeNull();
    expect(await listSignedIn(runtime, null)).toEqual([]);
  });

  it("brings a comment once, however often it is sent", async () => {
    await openScene(runtime, scene);
    const [a] = scene.judges;
    const formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    const key = "01920000-0000-7000-8000-0000000000aa";
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
    const note = { key, formId, aspectId: "A1.1", text: "端子松动", photo: jpeg, deviceId: "t", enteredAt: runtime.clock.now() };
    const first = must(await addNote(runtime, a, note));
    runtime.clock.advanceMinutes(5);
    expect(must(await addNote(runtime, a, note))).toEqual(first);
    expect(await runtime.database.read.aspectNote.count()).toBe(1);
    expect(codesOf(await addNote(runtime, a, { ...note, text: "其他" }))).toEqual(["key-reused"]);
    const other = { ...note, key: "01920000-0000-7000-8000-0000000000ab" };
    expect(codesOf(await addNote(runtime, scene.clerk, other))).toEqual(["not-in-team"]);
    expect(codesOf(await addNote(runtime, a, { ...other, text: "", photo: null }))).toEqual(["note-empty"]);
    expect(codesOf(await addNote(runtime, a, { ...other, photo: new Uint8Array([1, 2, 3]), aspectId: "Z9" }))).toEqual([
      "photo-not-jpeg",
      "aspect-unknown",
    ]);
    expect(codesOf(await addNote(runtime, a, { ...other, formId: "no-such-form" }))).toEqual(["not-found"]);
  });
});
