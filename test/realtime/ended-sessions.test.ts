/** An account that is disabled, a session that ended, a password or a role that changed: its sockets are cut, in every process. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { hashToldSecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { setJudgeCookie } from "#app/platform/sessions/judge-sessions.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";
import { type Actor, findActor, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { listWatches } from "#app/routes/sockets/watches.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { disableAccount } from "#app/services/accounts/disable-account.server.ts";
import { endOtherSessions } from "#app/services/accounts/end-other-sessions.server.ts";
import { signOut } from "#app/services/accounts/sign-out.server.ts";
import { revokeRole } from "#app/services/people/revoke-role.server.ts";
import { startRealtime } from "../../server/realtime.ts";
import { PASSWORD } from "../support/account-steps.ts";
import { addBoardWorld, type BoardWorld } from "../support/board-steps.ts";
import { must } from "../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";
import { openSecondRuntime } from "../support/two-runtimes.ts";

const SECOND_MS = 1_000;

type Served = { readonly server: Server; readonly realtime: ReturnType<typeof startRealtime> };
type SignedIn = { readonly userId: string; readonly cookie: string; readonly actor: Actor };

describeOnEachDatabase("sockets of a session that ended", (provider) => {
  let runtime: TestRuntime;
  let other: Runtime | null;
  let world: BoardWorld;
  let served: Served[];
  let sockets: Socket[];

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    // A SQLite file belongs to one process.
    other = provider === "postgresql" ? await openSecondRuntime(runtime) : null;
    world = await addBoardWorld(runtime);
    sockets = [];
    served = await Promise.all([runtime, ...(other ? [other] : [])].map(serve));
  });
  afterEach(async () => {
    for (const socket of sockets) socket.close();
    for (const { server, realtime } of served) {
      await realtime.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
    await other?.close();
    await runtime.dispose();
  });

  async function serve(of: Runtime): Promise<Served> {
    const server = createServer();
    const realtime = startRealtime({ server, runtime: of, watches: listWatches() });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { server, realtime };
  }

  /** One socket at each process, none of which comes back by itself. */
  async function connect(cookie: string): Promise<Socket[]> {
    const made = served.map(({ server }) =>
      io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
        forceNew: true,
        reconnection: false,
        transports: ["websocket"],
        extraHeaders: { cookie },
      }),
    );
    sockets.push(...made);
    await vi.waitFor(() => expect(made.every(({ connected }) => connected)).toBe(true), { timeout: 8_000 });
    // What it says is heard after its sessions are noted.
    for (const socket of made) await ask(socket, "board");
    return made;
  }

  function ask(socket: Socket, name: "board" | "round"): Promise<{ ok: boolean }> {
    return socket.timeout(8_000).emitWithAck(name, { competition: world.competition, event: world.event });
  }

  async function addAccount(role: Role): Promise<{ userId: string; grantId: string }> {
    const [userId, grantId] = [newId(), newId()];
    const passwordHash = await hashToldSecret(PASSWORD);
    await runtime.database.write(async ({ tables, audit }) => {
      const at = runtime.clock.now();
      const { competitionId, eventId } = world;
      await tables.user.create({ data: { id: userId, username: userId, displayName: role, passwordHash, createdAt: at } });
      await tables.roleGrant.create({ data: { id: grantId, userId, role, competitionId, eventId, createdAt: at } });
      await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "create-account", objectKind: "user", objectId: userId });
      return allow(null);
    });
    return { userId, grantId };
  }

  async function signIn(userId: string, as: "browser" | "tablet" = "browser"): Promise<SignedIn> {
    const opened = await runtime.database.write<string, never>(async ({ tables, audit }) => {
      const token = await openSession({ tables }, { userId, userAgent: "test", at: runtime.clock.now() });
      await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "sign-in", objectKind: "user", objectId: userId });
      return allow(token);
    });
    const token = must(opened);
    const plain = String((await setSessionCookie(runtime, token)).split(";")[0]);
    const tablet = String((await setJudgeCookie(runtime, userId, token)).split(";")[0]);
    const actor = await findActor(runtime, plain);
    if (actor === null) throw new Error("Nobody is signed in.");
    return { userId, cookie: as === "tablet" ? tablet : plain, actor };
  }

  async function expectCut(cut: readonly Socket[], going: readonly Socket[]): Promise<void> {
    await vi.waitFor(() => expect(cut.map(({ connected }) => connected)).toEqual(cut.map(() => false)), {
      timeout: SECOND_MS,
      interval: 5,
    });
    expect(going.map(({ connected }) => connected)).toEqual(going.map(() => true));
  }

  it("are cut within a second when the account is disabled: of a browser and of a tablet, and nobody else's", async () => {
    const judge = await addAccount("marking-judge");
    const administrator = await signIn((await addAccount("administrator")).userId);
    const inBrowser = await connect((await signIn(judge.userId)).cookie);
    const onTablet = await connect((await signIn(judge.userId, "tablet")).cookie);
    const others = await connect(administrator.cookie);
    must(await disableAccount(runtime, administrator.actor, { userId: judge.userId }));
    await expectCut([...inBrowser, ...onTablet], others);
  });

  it("are not cut by what another account does", async () => {
    const [one, two] = [await addAccount("chief-judge"), await addAccount("chief-judge")];
    const watching = await connect((await signIn(one.userId)).cookie);
    must(await signOut(runtime, (await signIn(two.userId)).actor));
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    await expectCut([], watching);
  });

  it("are cut when the session is ended from another one, or by a new password; the session that asks goes on", async () => {
    const { userId } = await addAccount("chief-judge");
    const [here, there] = [await signIn(userId), await signIn(userId)];
    const [own, ended] = [await connect(here.cookie), await connect(there.cookie)];
    must(await endOtherSessions(runtime, here.actor));
    await expectCut(ended, own);
    const later = await connect((await signIn(userId)).cookie);
    const password = "另一个很长的密码-77";
    must(await changePassword(runtime, here.actor, { current: PASSWORD, password, repeated: password }));
    await expectCut(later, own);
  });

  it("leave what a role allowed when it is taken back, and do not get in again", async () => {
    const chief = await addAccount("chief-judge");
    const organiser = await signIn((await addAccount("organiser")).userId);
    const { cookie } = await signIn(chief.userId);
    const watching = await connect(cookie);
    for (const socket of watching) expect(await ask(socket, "round")).toMatchObject({ ok: true });
    const { competitionId } = world;
    must(await revokeRole(runtime, organiser.actor, { competitionId, grantId: chief.grantId }));
    await expectCut(watching, []);
    for (const socket of await connect(cookie)) expect(await ask(socket, "round")).toEqual({ ok: false });
  });
});
