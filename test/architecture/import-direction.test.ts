/** Imports run one way, and the rule finds those that do not. */
import { describe, expect, it } from "vitest";
import { findWrongImports } from "./import-direction.ts";
import { parseSource, readSources, toLines } from "./source.ts";

it("holds in the whole repository", () => {
  expect(toLines(findWrongImports(readSources(["", "app", "server", "prisma", "seeds", "test"])))).toEqual([]);
});

describe("a planted import is found", () => {
  it.each([
    ["app/domain/marking/form.ts", `import fs from "node:fs";`],
    ["app/domain/marking/form.ts", `import { z } from "zod";`],
    ["app/domain/results/rules.ts", `import type { Tables } from "#app/platform/db/database.server.ts";`],
    ["app/domain/results/rules.ts", `export { read } from "../../i18n/lookup.ts";`],
    ["app/forms/entry.ts", `import { useTranslation } from "#app/i18n/index.ts";`],
    ["app/i18n/en/common.ts", `import { Logo } from "../../ui/logo.tsx";`],
    ["app/live/contract.ts", `import { createBus } from "#app/platform/bus.server.ts";`],
    ["app/ui/board.tsx", `import { getBoard } from "#app/queries/board/get-board.server.ts";`],
    ["app/ui/board.tsx", `import fs from "node:fs";`],
    ["app/platform/files.server.ts", `import { signIn } from "#app/services/accounts/sign-in.server.ts";`],
    ["app/queries/board/get-board.server.ts", `import { signIn } from "#app/services/accounts/sign-in.server.ts";`],
    ["app/queries/board/get-board.server.ts", `import { PrismaClient } from "#prisma/generated/sqlite/client.ts";`],
    ["app/routes/public/home.tsx", `import { PrismaPg } from "@prisma/adapter-pg";`],
    ["app/routes/public/home.tsx", `import { openDatabase } from "#app/platform/db/database.server.ts";`],
    ["app/root.tsx", `import { seedDemo } from "#seeds/seed.ts";`],
    ["server/main.ts", `import { createRuntime } from "../app/platform/runtime.server.ts";`],
    ["server/main.ts", `import { createWorld } from "../test/support/world.ts";`],
    ["server/commands/trial.ts", `import home from "#app/routes/public/home.tsx";`],
    ["seeds/seed.ts", `import { createWorld } from "../test/support/world.ts";`],
    ["test/faults/oracle/judge.ts", `import { divideHalfUp } from "#app/domain/shared/units.ts";`],
    ["test/bench/start.ts", `import { createHttp } from "../../server/http.ts";`],
  ])("%s: %s", (path, text) => {
    expect(findWrongImports([parseSource(path, text)])).toHaveLength(1);
  });
});

describe("a service that calls a service is found", () => {
  const service = parseSource(
    "app/services/accounts/sign-in.server.ts",
    "export const signIn = (runtime) => runtime.database.write(work);",
  );
  const step = parseSource(
    "app/services/accounts/open-account.server.ts",
    "export const openAccount = ({ tables }) => tables.user.create({});",
  );
  it.each([
    [`import { signIn } from "#app/services/accounts/sign-in.server.ts";`, 1],
    [`const { signIn } = await import("../accounts/sign-in.server.ts");`, 1],
    [`import type { SignedIn } from "#app/services/accounts/sign-in.server.ts";`, 0],
    [`import { openAccount } from "#app/services/accounts/open-account.server.ts";`, 0],
  ])("%s", (text, faults) => {
    expect(findWrongImports([service, step, parseSource("app/services/people/a.server.ts", text)])).toHaveLength(faults);
  });
});

describe("what the arrows allow is left alone", () => {
  it.each([
    ["app/domain/marking/form.ts", `import { hundredths } from "#app/domain/shared/units.ts";`],
    [
      "app/services/jobs/run-next-job.server.ts",
      `import { computeAdvancement } from "#app/services/jobs/compute-advancement.server.ts";`,
    ],
    [
      "app/services/jobs/compute-advancement.server.ts",
      `import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";`,
    ],
    ["app/routes/public/home.tsx", `import { listHome } from "#app/queries/public/list-home.server.ts";`],
    ["server/main.ts", `import type { Runtime } from "../app/platform/runtime.server.ts";`],
    ["server/commands/trial.ts", `import { readTrialRules } from "#app/forms/trial-rules.ts";`],
    ["server/commands/interchange.ts", `import { createRuntime } from "#app/platform/runtime.server.ts";`],
    ["server/main.ts", `type Entry = typeof import("../app/entry.server.tsx");`],
  ])("%s: %s", (path, text) => {
    expect(findWrongImports([parseSource(path, text)])).toEqual([]);
  });
});
