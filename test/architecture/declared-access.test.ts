/** Every loader, action and socket message declares its access; without one the server does not start. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineAction, defineIntent, defineLoader } from "#app/platform/access/define.server.ts";
import { listRegistered } from "#app/platform/access/registered.server.ts";
import { findDatabaseInRoutes, findUndeclaredAccess } from "./declared-access.ts";
import { parseSource, readSources, toLines } from "./source.ts";

const sources = readSources(["app"]);
const IMPORT = `import { defineAction, defineLoader } from "#app/platform/access/define.server.ts";`;

it("every loader and action declares its access", () => {
  expect(toLines(findUndeclaredAccess(sources))).toEqual([]);
});

it("no route uses the database", () => {
  expect(toLines(findDatabaseInRoutes(sources))).toEqual([]);
});

describe("a planted route without access is found", () => {
  it.each([
    "export async function loader() { return null; }",
    "export const loader = async () => null;",
    "export const action = async () => null;",
    `export { loader } from "./other.ts";`,
    "const defineLoader = (a, b) => b; export const loader = defineLoader({ access: 'public' }, () => null);",
    `${IMPORT} export const loader = Object.assign(async () => null, { access: "public" });`,
  ])("%s", (text) => {
    expect(findUndeclaredAccess([parseSource("app/routes/public/home.tsx", text)])).toHaveLength(1);
  });
  it("and a declared one is not", () => {
    const text = `${IMPORT} export const loader = defineLoader({ access: "public" }, () => null); export const action = defineAction({});`;
    expect(findUndeclaredAccess([parseSource("app/routes/public/home.tsx", text)])).toEqual([]);
  });
  it.each(["runtime.database.read.user.count()", "const { database } = runtime;"])("so is %s", (text) => {
    expect(findDatabaseInRoutes([parseSource("app/routes/public/home.tsx", text)])).toHaveLength(1);
  });
});

describe("the boot check", () => {
  const route = (module: object) => ({ id: "routes/planted", path: "planted", module });
  const register = (module: object) => listRegistered({ routes: { "routes/planted": route(module) } } as never);

  it("stops the server where a loader or an action declares nothing", () => {
    expect(() => register({ loader: async () => null })).toThrow("routes/planted (loader)");
    expect(() => register({ action: async () => null })).toThrow("routes/planted (action)");
  });
  it("lists what is declared", () => {
    const loader = defineLoader({ access: "signed-in" }, () => null);
    const planted = defineIntent({ access: "public", form: z.object({}), run: async () => ({ ok: true, value: null }) as const });
    expect(register({ loader, action: defineAction({ planted }) })).toEqual([
      { routeId: "routes/planted", path: "/planted", kind: "load", access: "signed-in" },
      { routeId: "routes/planted", path: "/planted", kind: "planted", access: "public" },
    ]);
  });
});
