/** What logs say of a request: never the token of a one-time link; and of an error: never the values that a database repeats in it. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { createLogger, describeError, toLoggedPath } from "#app/platform/logger.server.ts";
import { plantUser } from "../support/plant.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

it.each([
  ["/set-password/abc-DEF_123", "/set-password/[redacted]"],
  ["/set-password/abc-DEF_123.data?_routes=x", "/set-password/[redacted]"],
  ["/SET-PASSWORD/abc", "/SET-PASSWORD/[redacted]"],
  ["/set-password/abc/", "/set-password/[redacted]/"],
  ["/verify/A7F2-K9QX?from=qr", "/verify/[redacted]"],
  ["/verify/A7F2-K9QX.data", "/verify/[redacted]"],
  ["/__manifest?p=%2Fset-password%2Fabc", "/__manifest"],
  ["/office/tz-2026/people?role=reviewer", "/office/tz-2026/people"],
])("%s is logged as %s", (url, path) => {
  expect(toLoggedPath(url)).toBe(path);
});

describeOnEachDatabase("an error of the database in the log", (provider) => {
  let runtime: TestRuntime;
  const name = "林晓楠-linxiaonan";

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  /** What the log has of what the work throws, and the whole error as text. */
  async function fail(work: () => Promise<unknown>): Promise<{ line: string; whole: string }> {
    const lines: string[] = [];
    const logger = createLogger({ logLevel: "info" }, { write: (line) => void lines.push(line) });
    const error = await work().then(
      () => {
        throw new Error("It did not fail.");
      },
      (failure: unknown) => failure,
    );
    logger.error({ err: error }, "request failed");
    const { message, cause, meta } = error as Error & { readonly meta?: unknown };
    return { line: lines.join(""), whole: `${message} ${String((cause as Error)?.message)} ${JSON.stringify(meta)}` };
  }

  const add = (username: string) =>
    runtime.database.write(async ({ tables, audit }) => {
      await plantUser(tables, { username, displayName: name, passwordHash: "secret-hash", at: runtime.clock.now() });
      await audit({ chain: "system", actorId: null, act: "plant-user", objectKind: "user", objectId: "x" });
      return allow(null);
    });

  it("names its kind and where it came from, and none of the values", async () => {
    await add(name);
    const failures = [
      () => add(name),
      () => runtime.database.read.user.findMany({ where: { username: { unknown: name } } as never }),
      () => runtime.database.read.$queryRawUnsafe(`SELECT "${name}" FROM "User"`),
    ];
    for (const failure of failures) {
      const { line } = await fail(failure);
      expect(line).toMatch(/"type":"(Prisma\w+|DriverAdapterError)"/);
      expect(line).toContain("    at ");
      expect(line).not.toContain("linxiaonan");
      expect(line).not.toContain("secret-hash");
    }
  });

  it("would have had them: the errors themselves carry the values", async () => {
    const { whole } = await fail(() => runtime.database.read.user.findMany({ where: { username: { unknown: name } } as never }));
    expect(whole).toContain("linxiaonan");
  });
});

it("of an error of PostgreSQL leaves out the row that it tells of", () => {
  const error = Object.assign(new Error(`duplicate key value violates unique constraint "User_username_key" (username)=(lin)`), {
    name: "error",
    code: "23505",
    detail: "Key (username)=(lin) already exists.",
    parameters: ["lin"],
  });
  expect(JSON.stringify(describeError(new Error("failed", { cause: error })))).not.toContain("lin)");
  expect(describeError(error)).toMatchObject({ type: "error", errorCode: "23505" });
  expect(Object.keys(describeError(error) ?? {}).sort()).toEqual(["errorCode", "message", "stack", "type"]);
});
