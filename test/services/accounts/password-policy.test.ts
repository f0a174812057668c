/** The password policy as an administrator sets it: enforced wherever a password or PIN is set, on record, and never backwards. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEFAULT_PASSWORD_POLICY, type PasswordPolicy } from "#app/domain/access/password-policy.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getPasswordPolicy } from "#app/queries/accounts/get-password-policy.server.ts";
import { findTokenUse } from "#app/queries/api/find-token-use.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { disableAccount } from "#app/services/accounts/disable-account.server.ts";
import { setPasswordPolicy } from "#app/services/accounts/set-password-policy.server.ts";
import { setPin } from "#app/services/accounts/set-pin.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { createApiToken } from "#app/services/api/create-api-token.server.ts";
import { actorOfToken, PASSWORD, takeLink, tokenOf } from "../../support/account-steps.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const DAY_MINUTES = 24 * 60;

describeOnEachDatabase("the password policy", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;
  let link: string;

  const set = (policy: Partial<PasswordPolicy>) =>
    setPasswordPolicy(runtime, administrator, { ...DEFAULT_PASSWORD_POLICY, ...policy });
  const enter = (password = PASSWORD) => signIn(runtime, { username: "zhao.min", password, userAgent: "test" });
  const enterAs = async (password = PASSWORD) =>
    (await actorOfToken(runtime, String(must(await enter(password)).token))) as Actor;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
    const account = { username: "zhao.min", displayName: "赵敏", organisationId: null };
    link = tokenOf(must(await createAccount(runtime, administrator, account)).link);
  });
  afterEach(() => runtime.dispose());

  it("is the default until it is set, and on record with what it was before", async () => {
    expect(await getPasswordPolicy(runtime)).toEqual({ policy: DEFAULT_PASSWORD_POLICY, changed: null });
    expect(codesOf(await set({}))).toEqual(["policy-unchanged"]);
    must(await set({ shortest: 14, refusedWords: ["通州技能大赛"] }));
    must(await set({ shortest: 12 }));
    expect(await getPasswordPolicy(runtime)).toMatchObject({ policy: { shortest: 12, refusedWords: [] } });
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: "set-password-policy" },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ payload, actorId }) => ({ ...(payload as object), actorId }))).toMatchObject([
      { actorId: administrator.userId, shortestBefore: 10, shortest: 14, refusedWordsBefore: [], refusedWords: ["通州技能大赛"] },
      { shortestBefore: 14, shortest: 12, refusedWordsBefore: ["通州技能大赛"], refusedWords: [] },
    ]);
  });

  it("holds for a password behind a link, for one that is changed and for a PIN, and not for those in use", async () => {
    must(await set({ shortest: 16, classes: 3, shortestPin: 8 }));
    expect(codesOf(await takeLink(runtime, link, "short-pw"))).toEqual(["password-too-short", "password-too-few-classes"]);
    must(await set({ refusedWords: ["x"] }));
    must(await takeLink(runtime, link));
    const actor = await enterAs();
    must(await set({ shortest: 16, classes: 3, shortestPin: 8 }));
    expect((await enter()).ok).toBe(true);
    const plain = { current: PASSWORD, password: "赵敏的密码", repeated: "赵敏的密码" };
    expect(codesOf(await changePassword(runtime, actor, plain))).toEqual([
      "password-too-short",
      "password-too-few-classes",
      "password-has-name",
    ]);
    expect(codesOf(await setPin(runtime, actor, { current: PASSWORD, pin: "246810" }))).toEqual(["pin-too-short"]);
    must(await setPin(runtime, actor, { current: PASSWORD, pin: "24681357" }));
    const strong = "Correct horse 16 电池";
    must(await changePassword(runtime, actor, { current: PASSWORD, password: strong, repeated: strong }));
  });

  it("lets nobody on with a password that is too old, before it is changed to another one", async () => {
    must(await takeLink(runtime, link));
    runtime.clock.advanceMinutes(100 * DAY_MINUTES);
    expect((await enterAs()).mustRenew).toBeUndefined();
    must(await set({ longestDays: 90 }));
    const actor = await enterAs();
    expect(actor).toMatchObject({ mustRenew: true, grants: [] });
    const same = { current: PASSWORD, password: PASSWORD, repeated: PASSWORD };
    expect(codesOf(await changePassword(runtime, actor, same))).toEqual(["password-same"]);
    const next = "新密码-也很长-2026";
    const { token, ...signedIn } = must(await enter());
    expect(signedIn).toMatchObject({ mustRenew: true });
    const other = (await actorOfToken(runtime, String(token))) as Actor;
    must(await changePassword(runtime, other, { current: PASSWORD, password: next, repeated: next }));
    expect((await actorOfToken(runtime, String(token)))?.mustRenew).toBeUndefined();
    expect((await enterAs(next)).mustRenew).toBeUndefined();
    runtime.clock.advanceMinutes(91 * DAY_MINUTES);
    expect((await enterAs(next)).mustRenew).toBe(true);
  });

  it("an account that is disabled takes the API tokens along that it made, and nobody else's", async () => {
    must(await takeLink(runtime, link));
    const actor = await enterAs();
    const make = async (by: Actor) =>
      must(await createApiToken(runtime, by, { name: "屏幕", scopes: ["results"], days: 30 })).token;
    const [own, others] = [await make(actor), await make(administrator)];
    const use = (token: string) => findTokenUse(runtime, `Bearer ${token}`, null);
    expect([await use(own), await use(others)]).toEqual(["allowed", "allowed"]);
    must(await disableAccount(runtime, administrator, { userId: actor.userId }));
    expect([await use(own), await use(others)]).toEqual(["token-revoked", "allowed"]);
  });
});
