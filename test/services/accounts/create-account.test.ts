/** Opening accounts. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { createAccount } from "#app/services/accounts/create-account.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
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

  it("signs in with the password that was answered", async () => {
    const { username, password, pin } = must(await createAccount(runtime, administrator, ACCOUNT));
    expect(password).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    expect(pin).toMatch(/^\d{6}$/);
    expect((await signIn(runtime, { username, password, userAgent: "test" })).ok).toBe(true);
    expect((await signIn(runtime, { username, password: "wrong", userAgent: "test" })).ok).toBe(false);
  });

  it("has a name and a unit of its own", async () => {
    must(await createAccount(runtime, administrator, ACCOUNT));
    const before = await runtime.database.read.user.count();
    expect(codesOf(await createAccount(runtime, administrator, { ...ACCOUNT, organisationId: "nobody" }))).toEqual([
      "username-taken",
      "organisation-unknown",
    ]);
    expect(await runtime.database.read.user.count()).toBe(before);
  });
});
