/** Opening accounts, and the links that set their passwords. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "#app/platform/env.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findAccountLink } from "#app/queries/accounts/find-account-link.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { makeAccountLink } from "#app/services/accounts/make-account-link.server.ts";
import { setPassword } from "#app/services/accounts/set-password.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { grantRole } from "#app/services/people/grant-role.server.ts";
import { grantSystemRole } from "#app/services/people/grant-system-role.server.ts";
import { createFirstAdministrator } from "#seeds/system.ts";
import { actorOfToken, PASSWORD, takeLink, tokenOf } from "../../support/account-steps.ts";
import { addCompetition, addGround, appoint, codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a new account", (provider) => {
  let runtime: TestRuntime;
  let administrator: Actor;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    administrator = await addGround(runtime);
  });
  afterEach(() => runtime.dispose());

  const ACCOUNT = { username: "zhao.min", displayName: "赵敏", organisationId: "unit-college" };
  const open = async () => must(await createAccount(runtime, administrator, ACCOUNT));
  const attempt = (password: string) => signIn(runtime, { username: ACCOUNT.username, password, userAgent: "test" });
  const renew = (actor: Actor, userId: string, competitionId: string | null = null, resetsSecondFactor = false) =>
    makeAccountLink(runtime, actor, { userId, resetsSecondFactor, competitionId });

  it("signs in with the password that its person set through the link, and with none before", async () => {
    const { link } = await open();
    expect(link.expiresAt).toBe("2026-11-23T01:00:00.000Z");
    expect(codesOf(await attempt(""))).toEqual(["sign-in-wrong"]);
    const used = must(await takeLink(runtime, tokenOf(link)));
    expect((await actorOfToken(runtime, String(used.sessionToken)))?.displayName).toBe("赵敏");
    expect((await attempt(PASSWORD)).ok).toBe(true);
    expect(codesOf(await attempt("wrong"))).toEqual(["sign-in-wrong"]);
  });

  it("stores neither token nor password, and says them in no audit record", async () => {
    const { link } = await open();
    const token = tokenOf(link);
    must(await takeLink(runtime, token));
    const stored = JSON.stringify([
      await runtime.database.read.accountLink.findMany(),
      await runtime.database.read.auditRecord.findMany(),
      await runtime.database.read.user.findMany(),
    ]);
    expect(token).toHaveLength(43);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
    // What is stored in its place opens nothing.
    const { id } = await runtime.database.read.accountLink.findFirstOrThrow();
    expect(codesOf(await takeLink(runtime, id))).toEqual(["link-unknown"]);
  });

  it("has a link that works once, for 72 hours, until the next one", async () => {
    const { link, userId } = await open();
    const refusals = await setPassword(runtime, {
      token: tokenOf(link),
      password: "zhao.min",
      repeated: "zhao.mim",
      pin: "111111",
      userAgent: "test",
    });
    expect(codesOf(refusals)).toEqual(["password-too-short", "password-has-username", "passwords-differ", "pin-too-plain"]);
    const next = must(await renew(administrator, userId)).link;
    expect(codesOf(await takeLink(runtime, tokenOf(link)))).toEqual(["link-withdrawn"]);
    expect(await findAccountLink(runtime, tokenOf(link))).toEqual({ state: "withdrawn" });
    expect(await findAccountLink(runtime, tokenOf(next))).toMatchObject({ state: "open", displayName: "赵敏", asksPin: true });
    must(await takeLink(runtime, tokenOf(next)));
    expect(codesOf(await takeLink(runtime, tokenOf(next)))).toEqual(["link-used"]);
    expect(await findAccountLink(runtime, tokenOf(next))).toEqual({ state: "used" });
    const late = must(await renew(administrator, userId)).link;
    runtime.clock.advanceMinutes(72 * 60);
    expect(codesOf(await takeLink(runtime, tokenOf(late)))).toEqual(["link-expired"]);
    expect(await findAccountLink(runtime, tokenOf(late))).toEqual({ state: "expired" });
    expect(await findAccountLink(runtime, "no-such-token")).toEqual({ state: "unknown" });
  });

  it("is taken by one of two who use the link at the same moment", async () => {
    const { link } = await open();
    const answers = await Promise.all([takeLink(runtime, tokenOf(link)), takeLink(runtime, tokenOf(link), `${PASSWORD}-2`)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap(codesOf)).toEqual(["link-used"]);
  });

  it("keeps its sessions while a new link waits, and loses all of them when it is used", async () => {
    const { link, userId } = await open();
    const first = must(await takeLink(runtime, tokenOf(link)));
    const next = must(await renew(administrator, userId)).link;
    expect(await actorOfToken(runtime, String(first.sessionToken))).not.toBeNull();
    must(await takeLink(runtime, tokenOf(next), "另一个密码，再长一些-2026"));
    expect(await actorOfToken(runtime, String(first.sessionToken))).toBeNull();
    expect(codesOf(await attempt(PASSWORD))).toEqual(["sign-in-wrong"]);
  });

  it("is renewed by the organiser of its competition, and by no other", async () => {
    const own = await addCompetition(runtime);
    const foreign = await addCompetition(runtime, { code: "tz-2027" });
    const judge = await appoint(runtime, own.organiser, "marking-judge", own);
    expect((await renew(own.organiser, judge, own.competitionId)).ok).toBe(true);
    expect(codesOf(await renew(foreign.organiser, judge, foreign.competitionId))).toEqual(["account-unknown"]);
    // Appointing somebody who works elsewhere does not hand over his account.
    const role = { role: "reviewer", eventId: null, delegationId: null } as const;
    must(await grantRole(runtime, foreign.organiser, { ...role, competitionId: foreign.competitionId, userId: judge }));
    expect(codesOf(await renew(foreign.organiser, judge, foreign.competitionId))).toEqual(["account-of-others"]);
    expect(codesOf(await renew(own.organiser, judge, own.competitionId))).toEqual(["account-of-others"]);
    expect((await renew(administrator, judge)).ok).toBe(true);
  });

  it("does not follow its person to higher offices through a link that was made before", async () => {
    const { organiser, competitionId, eventId } = await addCompetition(runtime);
    const judge = await appoint(runtime, organiser, "tally-clerk", { competitionId, eventId });
    const { link } = must(await renew(organiser, judge, competitionId));
    must(await grantSystemRole(runtime, administrator, { userId: judge, role: "treasurer" }));
    expect(codesOf(await takeLink(runtime, tokenOf(link)))).toEqual(["link-withdrawn"]);
    const byAdministrator = must(await renew(administrator, judge)).link;
    expect((await takeLink(runtime, tokenOf(byAdministrator))).ok).toBe(true);
  });

  it("has a name and a unit of its own", async () => {
    await open();
    const before = await runtime.database.read.user.count();
    expect(codesOf(await createAccount(runtime, administrator, { ...ACCOUNT, organisationId: "nobody" }))).toEqual([
      "username-taken",
      "organisation-unknown",
    ]);
    expect(await runtime.database.read.user.count()).toBe(before);
  });
});

describeOnEachDatabase("the first administrator", (provider) => {
  it("gets a link at each start until he has a password, and never after", async () => {
    const runtime = await createTestRuntime(provider);
    try {
      const first = String(await createFirstAdministrator(runtime));
      const second = String(await createFirstAdministrator(runtime));
      const token = (url: string) => tokenOf({ url, expiresAt: "" });
      expect(codesOf(await takeLink(runtime, token(first)))).toEqual(["link-withdrawn"]);
      const { sessionToken } = must(await takeLink(runtime, token(second)));
      expect((await actorOfToken(runtime, String(sessionToken)))?.grants).toMatchObject([
        { role: "administrator", competitionId: null },
      ]);
      expect(await createFirstAdministrator(runtime)).toBeNull();
      expect(await runtime.database.read.user.count()).toBe(1);
    } finally {
      await runtime.dispose();
    }
  });
});

it("an installation of its own asks offices for a second factor; where nobody says which it is, its database does", () => {
  expect(readEnv({ DEMO: "off" }).secondFactor).toBe("required");
  expect(readEnv({}).secondFactor).toBeNull();
  expect(readEnv({ DEMO: "off", SECOND_FACTOR: "offered" }).secondFactor).toBe("offered");
});
