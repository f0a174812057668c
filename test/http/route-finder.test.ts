/** Which route answers an address, as the router would choose; and what of it everyone may see. */
import type { ServerBuild } from "@remix-run/node";
import { expect, it } from "vitest";
import { createRouteFinder } from "../../server/route-finder.ts";

const route = (id: string, parentId: string | undefined, path: string | undefined, access: unknown) => ({
  id,
  parentId,
  path,
  module: { loader: { access } },
});
const OFFICE = { roles: ["organiser"] };
const routes = [
  route("root", undefined, "", "public"),
  route("routes/public/home", "root", undefined, "public"),
  route("routes/public/missing", "root", "*", "public"),
  route("routes/public/competition", "root", "competitions/:competition", "public"),
  route("routes/public/screen", "root", "competitions/:competition/screen", "public"),
  route("routes/public/board", "root", "competitions/:competition/events/:event", "public"),
  route("routes/public/verification", "root", "verify/:code?", "public"),
  route("routes/account/sign-in", "root", "sign-in", "public"),
  route("routes/office/layout", "root", "office/:competition", OFFICE),
  route("routes/office/overview", "routes/office/layout", undefined, OFFICE),
];
const find = createRouteFinder({
  routes: Object.fromEntries(routes.map((one) => [one.id, one])),
} as unknown as Pick<ServerBuild, "routes">);

it.each([
  ["/", "routes/public/home", true],
  ["/_root.data", "routes/public/home", true],
  ["/competitions/tz-2026", "routes/public/competition", true],
  ["/competitions/tz-2026.data", "routes/public/competition", true],
  ["/competitions/tz-2026/screen", "routes/public/screen", true],
  ["/competitions/tz-2026/events/E1", "routes/public/board", true],
  ["/verify", "routes/public/verification", true],
  ["/verify/ABC", "routes/public/verification", true],
  ["/sign-in", "routes/account/sign-in", false],
  ["/office/tz-2026", "routes/office/overview", false],
  ["/nowhere/at/all", "routes/public/missing", false],
])("%s is answered by %s; kept for everyone: %s", (path, id, isPublic) => {
  expect(find(path)).toMatchObject({ id, isPublic });
  expect(find(path)).toMatchObject({ id, isPublic });
});
