/** Which sessions open what: one that a PIN opened on a tablet, and those in which nothing else is open, which can still be ended. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Access } from "#app/domain/access/access.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { defineMount } from "#app/platform/access/mount.server.ts";
import { defineWatch } from "#app/platform/access/watch.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findJudgeActor, setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";
import { findActor, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { action as signOut } from "#app/routes/account/sign-out.ts";
import { action as judgeSessions } from "#app/routes/judge/sessions.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const HERE = "http://localhost";

describeOnEachDatabase("a session", (provider) => {
  let runtime: TestRuntime;
  let userId: string;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    userId = newId();
    const createdAt = runtime.clock.now();
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.user.create({ data: { id: userId, username: "zhao.min", displayName: "赵敏", createdAt } });
      for (const role of ["marking-judge", "administrator", "policy-officer", "organiser"] satisfies Role[])
        await tables.roleGrant.create({ data: { id: newId(), userId, role, createdAt } });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "user", objectId: userId });
      return allow(null);
    });
  });
  afterEach(() => runtime.dispose());

  /** The Cookie header of a new session of the person, in the ordinary cookie and in the one of a tablet. */
  async function open(session: { readonly onTablet?: boolean; readonly mustRenew?: boolean } = {}): Promise<string> {
    const opened = await runtime.database.write<string, never>(async ({ tables, audit }) => {
      const token = await openSession({ tables }, { userId, userAgent: "test", at: runtime.clock.now(), ...session });
      await audit({ chain: "system", actorId: userId, act: "sign-in", objectKind: "user", objectId: userId });
      return allow(token);
    });
    if (!opened.ok) throw new Error("no session");
    const cookies = [await setSessionCookie(runtime, opened.value), await setJudgeCookie(runtime, userId, opened.value)];
    return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  }

  const argumentsOf = (of: Runtime, request: Request) =>
    ({ request, params: {}, context: { runtime: of, nonce: "", requestId: "" } }) as unknown as LoaderFunctionArgs;

  /** The status that a page or an act of this access answers with, however the session is named. */
  async function ask(access: Access, cookie: string, search = ""): Promise<number> {
    const request = new Request(`${HERE}/somewhere${search}`, { headers: { Cookie: cookie } });
    const loader = defineLoader({ access }, () => 200);
    return loader(argumentsOf(runtime, request)).catch((answer: Response) => answer.status);
  }

  describe("that a PIN opened on a tablet", () => {
    const MARKS = { roles: ["marking-judge"], within: "anywhere" } as const;
    const OFFICE = { roles: ["administrator", "policy-officer", "organiser"], within: "anywhere" } as const;

    it("carries the duties of the hall, whichever cookie holds it, and needs no second factor for them", async () => {
      const required = { ...runtime, env: { ...runtime.env, secondFactor: "required" as const } };
      const cookie = await open({ onTablet: true });
      for (const of of [runtime, required])
        for (const actor of [await findActor(of, cookie), await findJudgeActor(of, cookie, userId)]) {
          expect(actor).toMatchObject({ userId, onTablet: true });
          expect(actor?.grants.map(({ role }) => role)).toEqual(["marking-judge"]);
          expect(actor?.mustEnrol).toBeUndefined();
        }
      expect((await findActor(runtime, await open()))?.grants).toHaveLength(4);
    });

    it("opens no office and nothing of the account, on a page, a mount or a socket", async () => {
      const [tablet, ordinary] = [await open({ onTablet: true }), await open()];
      for (const search of ["", `?judge=${userId}`]) {
        const statuses = (cookie: string) =>
          Promise.all(
            ([MARKS, OFFICE, "signed-in", "enrolling", "any-session"] as const).map((access) => ask(access, cookie, search)),
          );
        expect(await statuses(tablet)).toEqual([200, 404, 404, 404, 200]);
        expect(await statuses(ordinary)).toEqual([200, 200, 200, 200, 200]);
      }
      const found = {
        find: (of: Runtime, cookie: string | null) => findJudgeActor(of, cookie, userId),
        take: async () => "done",
      };
      const mount = (access: typeof MARKS | typeof OFFICE) =>
        defineMount({ id: "m", path: "/m", kind: "m", mostBytes: 9, access, body: z.object({}), ...found });
      const nothing = { keyOf: () => null, read: async () => ({ snapshot: {}, encoded: null }) };
      const watch = (access: typeof MARKS | typeof OFFICE) =>
        defineWatch({ name: "w", access, payload: z.object({}), scope: () => ({}), find: async () => "key", ...nothing });
      for (const [cookie, access, status, key] of [
        [tablet, MARKS, 200, "key"],
        [tablet, OFFICE, 404, null],
        [ordinary, OFFICE, 200, "key"],
      ] as const) {
        expect((await mount(access).answer(runtime, { cookieHeader: cookie, body: "{}" })).status).toBe(status);
        expect(await watch(access).admit(runtime, {}, cookie)).toBe(key);
      }
    });
  });

  describe.each([
    ["the second factor is to be set up", {}, "required"],
    ["the password is to be renewed", { mustRenew: true }, "offered"],
  ] as const)("in which nothing is open because %s", (_name, session, secondFactor) => {
    const limited = () => ({ ...runtime, env: { ...runtime.env, secondFactor } });
    const post = (address: string, intent: string, cookie: string) =>
      new Request(HERE + address, { method: "POST", body: new URLSearchParams({ intent }), headers: { Cookie: cookie } });

    it.each([
      ["signed out", "/sign-out", "sign-out", signOut, 302],
      ["ended on a tablet", "/judge/sessions?judge=", "end-session", judgeSessions, 200],
    ] as const)("is %s", async (_how, address, intent, action, status) => {
      const cookie = await open(session);
      expect((await findActor(limited(), cookie))?.grants).toEqual([]);
      const request = post(address.endsWith("=") ? address + userId : address, intent, cookie);
      const answer = (await action(argumentsOf(limited(), request))) as unknown as Response;
      expect([answer.status, answer.headers.get("Location")]).toEqual([status, status === 302 ? "/" : null]);
      expect(answer.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
      expect(await findActor(limited(), cookie)).toBeNull();
    });
  });
});
