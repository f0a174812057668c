/** Lists as files, from the running server: the reader's own page as text with commas or as a workbook, and nothing for anyone else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseCsv } from "#app/domain/trial/csv.ts";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import { readWorkbook } from "#app/platform/excel/index.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { addUser } from "../support/competition-steps.ts";
import { addSystemActor, plantRows } from "../support/entitlement-steps.ts";

let server: AppServer;
const cookies: Record<"administrator" | "treasurer", string> = { administrator: "", treasurer: "" };
const list = encodeURIComponent("Accounts");

beforeAll(async () => {
  server = await startAppServer();
  for (const role of ["administrator", "treasurer"] as const) {
    const { userId } = await addSystemActor(server.runtime, `the-${role}`, role);
    const token = newSecret();
    const createdAt = server.clock.now();
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    await plantRows(server.runtime, (tables) =>
      tables.session.create({ data: { id: sessionIdOf(token), userId, createdAt, expiresAt, userAgent: "test" } }),
    );
    cookies[role] = `${(await setSessionCookie(server.runtime, token)).split(";")[0]}; locale=en`;
  }
  for (let index = 0; index < 5; index += 1) await addUser(server.runtime, `account-${index}`);
});
afterAll(() => server?.close());

it("a list is the reader's page as text with commas: its rows, in the order and with the filter of the address", async () => {
  const answer = await server.ask(`/accounts?sort=username&list=${list}&as=csv`, { cookie: cookies.administrator });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  const { rows, faults } = parseCsv(await answer.text());
  expect(faults).toEqual([]);
  const names = rows.slice(1).map(({ cells }) => cells[0]);
  expect(names).toEqual([...names].sort());
  expect(names).toContain("account-3");
  const found = await server.ask(`/accounts?q=account-3&list=${list}&as=csv`, { cookie: cookies.administrator });
  expect(parseCsv(await found.text()).rows).toHaveLength(2);
});

it("the same as a workbook", async () => {
  const answer = await server.ask(`/accounts?list=${list}&as=xlsx`, { cookie: cookies.administrator });
  const workbook = await readWorkbook(new Uint8Array(await answer.arrayBuffer()));
  expect(JSON.stringify(workbook)).toContain("account-3");
});

it("who may not see the page gets no list of it: he is asked to sign in, or there is nothing", async () => {
  const address = `/accounts?list=${list}&as=csv`;
  const stranger = await server.ask(address);
  expect([stranger.status, stranger.headers.get("location")?.startsWith("/sign-in")]).toEqual([302, true]);
  const other = await server.ask(address, { cookie: cookies.treasurer });
  expect([other.status, await other.text()]).toEqual([404, ""]);
  expect((await server.ask(`/accounts?list=nothing&as=csv`, { cookie: cookies.administrator })).status).toBe(404);
});
