/** The second factor at sign-in, and sessions that end: each code once, and nothing open before it. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { computeTotpCode, findTotpStep, toTotpUri } from "#app/platform/crypto/totp.server.ts";
import { findSecondStep, setSecondStepCookie } from "#app/platform/sessions/second-step.server.ts";
import { type Actor, findActor, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { findAccountLink } from "#app/queries/accounts/find-account-link.server.ts";
import { getOwnAccount } from "#app/queries/accounts/get-own-account.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { disableAccount } from "#app/services/accounts/disable-account.server.ts";
import { enableAccount } from "#app/services/accounts/enable-account.server.ts";
import { endAccountSessions } from "#app/services/accounts/end-account-sessions.server.ts";
import { endOtherSessions } from "#app/services/accounts/end-other-sessions.server.ts";
import { endOwnSession } from "#app/services/accounts/end-own-session.server.ts";
import { enrolSecondFactor } from "#app/services/accounts/enrol-second-factor.server.ts";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { setPassword } from "#app/services/accounts/set-password.server.ts";
import { setPin } from "#app/services/accounts/set-pin.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { signInWithCode } from "#app/services/accounts/sign-in-with-code.server.ts";
import { grantSystemRole } from "#app/services/people/grant-system-role.server.ts";
import { actorOfToken, enrol, PASSWORD, takeLink, tokenOf, whileItDecides } from "../../support/account-steps.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

it("a code is the published one, and its step is taken once", () => {
  // RFC 6238, appendix B: the secret "12345678901234567890" at 59 s gives 94287082, of which six digits are 287082.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const at = new Date(59_000);
  expect(computeTotpCode(secret, at)).toBe("287082");
  expect(findTotpStep(secret, "287082", at, null)).toBe(1);
  expect(findTotpStep(secret, "287082", new Date(89_000), null)).toBe(1);
  expect(findTotpStep(secret, "287082", new Date(90_000), null)).toBeNull();
  expect(findTotpStep(secret, "287082", at, 1)).toBeNull();
  expect(findTotpStep(secret, "287082", at, 0)).toBe(1);
  expect(toTotpUri(secret, "li.na")).toMatch(/^otpauth:\/\/totp\/SkillLadder:li\.na\?.*secret=GEZDGNBV/);
});

describeOnEachDatabase("an account with a second factor", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;
  let userId: string;
  let actor: Actor;
  let token: string;

  const ACCOUNT = { username: "zhao.min", displayName: "赵敏", organisationId: null };
  const enter = (password = PASSWORD) => signIn(runtime, { username: ACCOUNT.username, password, userAgent: "test" });

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
    const opened = must(await createAccount(runtime, administrator, ACCOUNT));
    userId = opened.userId;
    token = String(must(await takeLink(runtime, tokenOf(opened.link))).sessionToken);
    actor = (await actorOfToken(runtime, token)) as Actor;
  });
  afterEach(() => runtime.dispose());

  async function passPassword() {
    const value = must(await enter());
    if (value.token !== null) throw new Error("a session without a code");
    return { userId: value.userId, passwordDigest: sha256(value.passwordHash) };
  }
  const prove = (step: Awaited<ReturnType<typeof findSecondStep>>, code: string) =>
    signInWithCode(runtime, step, { code, userAgent: "test" });

  it("has no session before the code, and each code opens one", async () => {
    const secret = await enrol(runtime, actor);
    const sessions = await runtime.database.read.session.count();
    const step = await passPassword();
    expect(await runtime.database.read.session.count()).toBe(sessions);
    // The code that put it in force was taken by that.
    const used = computeTotpCode(secret, runtime.clock.now());
    expect(codesOf(await prove(step, used))).toEqual(["code-wrong"]);
    runtime.clock.advanceMinutes(1);
    const code = computeTotpCode(secret, runtime.clock.now());
    const signedIn = must(await prove(step, code));
    expect((await actorOfToken(runtime, signedIn.token))?.userId).toBe(userId);
    expect(codesOf(await prove(step, code))).toEqual(["code-wrong"]);
    expect(codesOf(await prove(null, code))).toEqual(["second-step-over"]);
  });

  it("gives one session to two who send the same code at once", async () => {
    const secret = await enrol(runtime, actor);
    runtime.clock.advanceMinutes(1);
    const step = await passPassword();
    const code = computeTotpCode(secret, runtime.clock.now());
    const answers = await Promise.all([prove(step, code), prove(step, code)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is guessed at five times and no more, by account", async () => {
    const secret = await enrol(runtime, actor);
    runtime.clock.advanceMinutes(1);
    const step = await passPassword();
    const right = computeTotpCode(secret, runtime.clock.now());
    const wrong = right === "000000" ? "000001" : "000000";
    for (let attempt = 0; attempt < 5; attempt += 1) expect(codesOf(await prove(step, wrong))).toEqual(["code-wrong"]);
    expect(codesOf(await prove(step, right))).toEqual(["code-blocked"]);
  });

  it("asks again for the password when it changed, and after ten minutes", async () => {
    const secret = await enrol(runtime, actor);
    runtime.clock.advanceMinutes(1);
    const step = await passPassword();
    must(
      await changePassword(runtime, actor, { current: PASSWORD, password: "新密码-也很长-2026", repeated: "新密码-也很长-2026" }),
    );
    expect(codesOf(await prove(step, computeTotpCode(secret, runtime.clock.now())))).toEqual(["second-step-over"]);
    const cookie = (await setSecondStepCookie(runtime, userId, "hash")).split(";")[0] ?? "";
    expect(await findSecondStep(runtime, cookie)).toEqual({ userId, passwordDigest: sha256("hash") });
    // Not the last character: some of its bits are no part of the signature.
    const forged = cookie.replace(/.(?=.$)/, (character) => (character === "A" ? "B" : "A"));
    expect(await findSecondStep(runtime, forged)).toBeNull();
    runtime.clock.advanceMinutes(10);
    expect(await findSecondStep(runtime, cookie)).toBeNull();
  });

  it("seals its secret, and is put in force by a right code only", async () => {
    expect(codesOf(await enrolSecondFactor(runtime, actor, { code: "000000" }))).toEqual(["code-wrong"]);
    const secret = await enrol(runtime, actor);
    const { totpSealed } = await runtime.database.read.user.findUniqueOrThrow({ where: { id: userId } });
    expect(Buffer.from(totpSealed ?? []).toString("latin1")).not.toContain(secret);
    const code = computeTotpCode(secret, runtime.clock.now());
    expect(codesOf(await enrolSecondFactor(runtime, actor, { code }))).toEqual(["second-factor-in-force"]);
  });

  it("outlives a link that does not say that it resets it, and not one that does", async () => {
    await enrol(runtime, actor);
    const renew = async (resetsSecondFactor: boolean) =>
      must(await makeAccountLink(runtime, administrator, { userId, resetsSecondFactor, competitionId: null })).link;
    expect(must(await takeLink(runtime, tokenOf(await renew(false)))).sessionToken).toBeNull();
    expect(must(await enter()).token).toBeNull();
    expect(must(await takeLink(runtime, tokenOf(await renew(true)))).sessionToken).not.toBeNull();
    expect(must(await enter()).token).not.toBeNull();
  });

  it("is not gone round by a PIN that a link sets, which leaves it in force", async () => {
    await enrol(runtime, actor);
    const take = async (resetsSecondFactor: boolean, pin: string | null) => {
      const made = await makeAccountLink(runtime, administrator, { userId, resetsSecondFactor, competitionId: null });
      const token = tokenOf(must(made).link);
      const { state, ...page } = await findAccountLink(runtime, token);
      const taken = await setPassword(runtime, { token, password: PASSWORD, repeated: PASSWORD, pin, userAgent: "test" });
      return { asksPin: state === "open" && "asksPin" in page && page.asksPin, codes: taken.ok ? [] : codesOf(taken) };
    };
    const hasPin = async () => (await runtime.database.read.user.findUniqueOrThrow({ where: { id: userId } })).pinHash !== null;
    expect(await take(false, "482913")).toEqual({ asksPin: false, codes: ["pin-behind-second-factor"] });
    expect(await take(false, null)).toEqual({ asksPin: false, codes: [] });
    expect(await hasPin()).toBe(false);
    expect(await take(true, "482913")).toEqual({ asksPin: true, codes: [] });
    expect(await hasPin()).toBe(true);
  });

  it("is asked for where it was set up while the password was looked at; a password that changed meanwhile is wrong", async () => {
    const attempt = (happens: () => Promise<unknown>) =>
      signIn(whileItDecides(runtime, happens), { username: ACCOUNT.username, password: PASSWORD, userAgent: "test" });
    const next = "新密码-也很长-2026";
    const change = (current: string, password: string) =>
      changePassword(runtime, actor, { current, password, repeated: password });
    const before = await runtime.database.read.session.count();
    expect(codesOf(await attempt(() => change(PASSWORD, next)))).toEqual(["sign-in-wrong"]);
    must(await change(next, PASSWORD));
    expect(codesOf(await attempt(() => disableAccount(runtime, administrator, { userId })))).toEqual(["sign-in-wrong"]);
    must(await enableAccount(runtime, administrator, { userId }));
    expect(codesOf(await attempt(() => enrol(runtime, actor)))).toEqual(["sign-in-wrong"]);
    expect(await runtime.database.read.session.count()).toBe(before);
    expect(must(await enter()).token).toBeNull();
  });

  it("is asked for at the next request of who gets an office, where the installation requires it", async () => {
    const required = { ...runtime, env: { ...runtime.env, secondFactor: "required" as const } };
    const cookie = (await setSessionCookie(runtime, token)).split(";")[0] ?? null;
    expect((await findActor(required, cookie))?.mustEnrol).toBeUndefined();
    must(await grantSystemRole(runtime, administrator, { userId, role: "treasurer" }));
    expect(await findActor(required, cookie)).toMatchObject({ mustEnrol: true, grants: [] });
    expect((await findActor(runtime, cookie))?.grants).toHaveLength(1);
    await enrol(runtime, actor);
    expect(await findActor(required, cookie)).toMatchObject({ grants: [{ role: "treasurer" }] });
  });
});

describeOnEachDatabase("sessions", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;
  let userId: string;
  let tokens: readonly string[];

  const enter = () => signIn(runtime, { username: "zhao.min", password: PASSWORD, userAgent: "test" });
  const alive = async () => (await Promise.all(tokens.map((token) => actorOfToken(runtime, token)))).map((one) => one !== null);

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
    const account = { username: "zhao.min", displayName: "赵敏", organisationId: null };
    const opened = must(await createAccount(runtime, administrator, account));
    userId = opened.userId;
    const first = must(await takeLink(runtime, tokenOf(opened.link))).sessionToken;
    tokens = [String(first), String(must(await enter()).token)];
  });
  afterEach(() => runtime.dispose());

  it("of a disabled account stop at once; enabled, it signs in anew", async () => {
    expect(await alive()).toEqual([true, true]);
    const { link } = must(
      await makeAccountLink(runtime, administrator, { userId, resetsSecondFactor: false, competitionId: null }),
    );
    must(await disableAccount(runtime, administrator, { userId }));
    expect(await alive()).toEqual([false, false]);
    expect(codesOf(await enter())).toEqual(["sign-in-wrong"]);
    expect(codesOf(await takeLink(runtime, tokenOf(link)))).toEqual(["link-withdrawn"]);
    expect(codesOf(await disableAccount(runtime, administrator, { userId }))).toEqual(["account-disabled"]);
    must(await enableAccount(runtime, administrator, { userId }));
    expect(await alive()).toEqual([false, false]);
    expect((await enter()).ok).toBe(true);
    expect(codesOf(await enableAccount(runtime, administrator, { userId }))).toEqual(["account-not-disabled"]);
    const own = { userId: administrator.userId };
    expect(codesOf(await disableAccount(runtime, administrator, own))).toEqual(["own-account-disable"]);
  });

  it("are ended elsewhere by their person, and everywhere by an administrator", async () => {
    const actor = (await actorOfToken(runtime, tokens[1] ?? "")) as Actor;
    expect((await getOwnAccount(runtime, actor)).sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    expect(must(await endOtherSessions(runtime, actor))).toEqual({ ended: 1 });
    expect(await alive()).toEqual([false, true]);
    expect(must(await endAccountSessions(runtime, administrator, { userId }))).toEqual({ ended: 1 });
    expect(await alive()).toEqual([false, false]);
  });

  it("are ended one by one by their person, and nobody else's", async () => {
    const actor = (await actorOfToken(runtime, tokens[1] ?? "")) as Actor;
    const { sessions } = await getOwnAccount(runtime, actor);
    const [own, other] = [true, false].map((isThis) => String(sessions.find((one) => one.isThis === isThis)?.id));
    const end = (session = "", by = actor) => endOwnSession(runtime, by, { session });
    expect(sessions.map(({ id }) => id)).not.toContain(actor.sessionId);
    expect(codesOf(await end(own))).toEqual(["session-over"]);
    expect(codesOf(await end(other, administrator))).toEqual(["session-over"]);
    expect(await alive()).toEqual([true, true]);
    must(await end(other));
    expect(await alive()).toEqual([false, true]);
    expect(codesOf(await end(other))).toEqual(["session-over"]);
    expect((await getOwnAccount(runtime, actor)).sessions).toHaveLength(1);
  });

  it("elsewhere end with a new password, which asks for the present one", async () => {
    const actor = (await actorOfToken(runtime, tokens[0] ?? "")) as Actor;
    const next = "新密码-也很长-2026";
    const wrong = await changePassword(runtime, actor, { current: "wrong", password: next, repeated: next });
    expect(codesOf(wrong)).toEqual(["current-password-wrong"]);
    expect(await alive()).toEqual([true, true]);
    must(await changePassword(runtime, actor, { current: PASSWORD, password: next, repeated: next }));
    expect(await alive()).toEqual([true, false]);
    expect(codesOf(await enter())).toEqual(["sign-in-wrong"]);
    expect(codesOf(await setPin(runtime, actor, { current: PASSWORD, pin: "246810" }))).toEqual(["current-password-wrong"]);
    must(await setPin(runtime, actor, { current: next, pin: "246810" }));
    expect((await getOwnAccount(runtime, actor)).hasPin).toBe(true);
  });
});
