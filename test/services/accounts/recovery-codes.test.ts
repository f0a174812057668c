/** Recovery codes in place of the authenticator: shown once, each used once, renewed by their holder, gone with the factor. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { computeTotpCode, deriveTotpSecret } from "#app/platform/crypto/totp.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getOwnAccount } from "#app/queries/accounts/get-own-account.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { enrolSecondFactor } from "#app/services/accounts/enrol-second-factor.server.ts";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { renewRecoveryCodes } from "#app/services/accounts/renew-recovery-codes.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { signInWithCode } from "#app/services/accounts/sign-in-with-code.server.ts";
import { actorOfToken, PASSWORD, takeLink, tokenOf } from "../../support/account-steps.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { scanRows } from "../../support/scan-rows.ts";

describeOnEachDatabase("recovery codes", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;
  let userId: string;
  let actor: Actor;
  let codes: readonly string[];

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
    const account = { username: "zhao.min", displayName: "赵敏", organisationId: null };
    const opened = must(await createAccount(runtime, administrator, account));
    userId = opened.userId;
    actor = (await actorOfToken(runtime, String(must(await takeLink(runtime, tokenOf(opened.link))).sessionToken))) as Actor;
    const secret = deriveTotpSecret(runtime.keys, actor.sessionId);
    codes = must(await enrolSecondFactor(runtime, actor, { code: computeTotpCode(secret, runtime.clock.now()) })).codes;
  });
  afterEach(() => runtime.dispose());

  async function enter(code: string) {
    const {
      userId: of,
      token,
      ...rest
    } = must(await signIn(runtime, { username: "zhao.min", password: PASSWORD, userAgent: "" }));
    if (token !== null || !("passwordHash" in rest)) throw new Error("a session without a code");
    return signInWithCode(runtime, { userId: of, passwordDigest: sha256(rest.passwordHash) }, { code, userAgent: "test" });
  }
  const left = async () => (await getOwnAccount(runtime, actor)).recoveryCodesLeft;

  it("are ten, all different, and stand nowhere in the database", async () => {
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^(?:[2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(
      await scanRows(
        runtime,
        codes.flatMap((code) => [code, code.replaceAll("-", "")]),
      ),
    ).toEqual([]);
    expect(await left()).toBe(10);
  });

  it("sign in once each, however they are typed, and are counted down on record", async () => {
    const [one = "", two = ""] = codes;
    expect((await enter(one)).ok).toBe(true);
    expect(codesOf(await enter(one))).toEqual(["code-wrong"]);
    expect((await enter(` ${two.replaceAll("-", " ").toLowerCase()} `)).ok).toBe(true);
    expect(await left()).toBe(8);
    const records = await runtime.database.read.auditRecord.findMany({ where: { act: "sign-in" }, orderBy: { sequence: "asc" } });
    expect(records.map(({ payload }) => payload)).toEqual([
      { secondFactor: true, recoveryCodesLeft: 9 },
      { secondFactor: true, recoveryCodesLeft: 8 },
    ]);
  });

  it("give one session to two who send the same code at once, and none to another account", async () => {
    const answers = await Promise.all([enter(String(codes[2])), enter(String(codes[2]))]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await runtime.throttle.succeed(`code:${userId}`);
    const foreign = await signInWithCode(
      runtime,
      { userId: administrator.userId, passwordDigest: "" },
      { code: String(codes[3]), userAgent: "" },
    );
    expect(foreign.ok).toBe(false);
    expect(await left()).toBe(9);
  });

  it("are guessed at five times and no more, together with the other codes", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) expect(codesOf(await enter("2222-3333-4444-5555"))).toEqual(["code-wrong"]);
    expect(codesOf(await enter(String(codes[0])))).toEqual(["code-blocked"]);
    expect(await left()).toBe(10);
  });

  it("are renewed with the password, and those before end", async () => {
    expect(codesOf(await renewRecoveryCodes(runtime, actor, { current: "wrong" }))).toEqual(["current-password-wrong"]);
    const { codes: renewed } = must(await renewRecoveryCodes(runtime, actor, { current: PASSWORD }));
    expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
    expect(codesOf(await enter(String(codes[0])))).toEqual(["code-wrong"]);
    expect((await enter(String(renewed[0]))).ok).toBe(true);
    expect(await runtime.database.read.auditRecord.count({ where: { act: "renew-recovery-codes", objectId: userId } })).toBe(1);
  });

  it("end with the factor that they stand in for", async () => {
    const { link } = must(
      await makeAccountLink(runtime, administrator, { userId, resetsSecondFactor: true, competitionId: null }),
    );
    must(await takeLink(runtime, tokenOf(link)));
    expect(await left()).toBe(0);
    expect(codesOf(await renewRecoveryCodes(runtime, actor, { current: PASSWORD }))).toEqual(["second-factor-missing"]);
  });
});
