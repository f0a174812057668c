/** Who may import whom (HOUSE: domain ← forms, i18n, live ← ui ← routes, light; domain ← platform ← services, queries ← routes; server last). */
import path from "node:path";
import ts from "typescript";
import { type Fault, faultAt, type Source, walk } from "./source.ts";

/** The rooms of app/, and the rooms that each may import beside itself. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  forms: ["domain"],
  i18n: ["domain"],
  live: ["domain"],
  ui: ["domain", "forms", "i18n", "live"],
  light: ["domain", "i18n", "live", "ui"],
  platform: ["domain"],
  services: ["domain", "platform", "queries"],
  queries: ["domain", "platform"],
  routes: ["domain", "forms", "i18n", "live", "ui", "platform", "services", "queries"],
};

/** Packages and rooms of the repository that only some rooms may import; whoever is not listed may not. */
const RESTRICTED: readonly { readonly what: RegExp; readonly rooms: readonly string[] }[] = [
  { what: /^(@prisma\/|#prisma\/|pg$|better-sqlite3$)/, rooms: ["platform"] },
  { what: /^#seeds\//, rooms: [] },
  { what: /^node:|^(fs|path|crypto|os|http)$/, rooms: ["platform", "services", "queries"] },
];

/** Streams the page that Remix rendered: the one file of app that stands at the server's door, and hands it what a start needs. */
const SERVER_ENTRY = "app/entry.server.tsx";
const SEED = "#seeds/seed.ts";
/** What judges the app from outside: it must not share a line with what it judges. */
const INDEPENDENT = /^test\/(faults|bench)\/(?!.*\.test\.ts$)/;
/** Run in processes of their own, beside no bundle: they share rooms with the app and make no second copy of anything running. */
const COMMANDS = "server/commands/";
const SHARED_WITH_COMMANDS = /^app\/(domain|forms|i18n|platform|queries|services)\//;
/** Run in processes of their own: they prepare what is judged, or run it. */
const RUN_WHAT_IS_JUDGED: ReadonlySet<string> = new Set([
  "test/faults/world.ts",
  "test/faults/fill.ts",
  "test/faults/tamper-world.ts",
  "test/faults/privacy-world.ts",
  "test/faults/attack/changed-runtime.ts",
  "test/faults/attack/guesses.ts",
  "test/faults/attack/secrets.ts",
  "test/faults/attack/served.ts",
  "test/faults/tablets-process.ts",
  "test/faults/commit/write-process.ts",
  "test/bench/roster-world.ts",
  "test/bench/board-world.ts",
  "test/bench/watched-server.mjs",
  "test/bench/certificates-process.ts",
  "test/bench/certificates-world.ts",
  "test/bench/results-process.ts",
  "test/bench/entitlements-process.ts",
  "test/bench/entitlements-world.ts",
]);

type Import = { readonly node: ts.Node; readonly name: string; readonly typeOnly: boolean };

/** Every import that goes against the arrows. */
export function findWrongImports(sources: readonly Source[]): Fault[] {
  const services = new Set(sources.filter(isService).map(({ path: file }) => file));
  return sources.flatMap((source) =>
    listImports(source).flatMap((imported) => {
      const what = judge(source.path, imported, services);
      return what === null ? [] : [faultAt(source, imported.node, what)];
    }),
  );
}

/** A service opens a write; steps that several services share take the write of their caller, as the handlers of jobs do. */
function isService(source: Source): boolean {
  return (
    source.path.startsWith("app/services/") &&
    [...walk(source)].some(
      (node) =>
        ts.isPropertyAccessExpression(node) &&
        /^write(Rows)?$/.test(node.name.text) &&
        /\bdatabase$/.test(node.expression.getText(source.tree)),
    )
  );
}

function judge(from: string, { name, typeOnly }: Import, services: ReadonlySet<string>): string | null {
  const target = resolveImport(from, name);
  const room = roomOf(from);
  if (/^test\//.test(target) && !/^(test\/|playwright\.config|vitest\.config)/.test(from)) return `imports a test (${name})`;
  if (INDEPENDENT.test(from) && !RUN_WHAT_IS_JUDGED.has(from) && /^(app|server|seeds)\//.test(target))
    return `judges the app and imports it (${name})`;
  if (from.startsWith(COMMANDS) && SHARED_WITH_COMMANDS.test(target)) return null;
  if (from.startsWith("server/") && target.startsWith("app/") && !typeOnly) return `makes a second copy of ${name}: types only`;
  if (room === null) return null;
  if (/^(server|seeds)\//.test(target) && !(from === SERVER_ENTRY && name === SEED)) return `app imports ${name}`;
  if (room === "domain" && !target.startsWith("app/domain/")) return `domain imports ${name}`;
  const restricted = RESTRICTED.find(({ what }) => what.test(name));
  if (restricted && !restricted.rooms.includes(room) && from !== SERVER_ENTRY) return `${room} imports ${name}`;
  const targetRoom = roomOf(target);
  if (targetRoom === null) return null;
  if (targetRoom !== room && !ROOMS[room]?.includes(targetRoom)) return `${room} imports ${targetRoom} (${name})`;
  if (room === "routes" && target.startsWith("app/platform/db/")) return `routes import the database (${name})`;
  if (["domain", "forms", "i18n", "live", "ui"].includes(room) && /\.server(\.ts)?$/.test(target))
    return `${room} imports a server file (${name})`;
  if (room === "services" && services.has(target) && !typeOnly) return `a service imports a service (${name})`;
  return null;
}

/** Files directly in app/ (root, entries) count as routes: they put pages together. */
function roomOf(file: string): string | null {
  const [top, room, ...rest] = file.split("/");
  if (top !== "app") return null;
  return rest.length > 0 && room !== undefined && room in ROOMS ? room : "routes";
}

/** The path from the root of a relative or `#app/` import; the name itself for a package. */
export function resolveImport(from: string, name: string): string {
  if (name.startsWith("#")) return name.slice(1);
  return name.startsWith(".") ? path.posix.join(path.posix.dirname(from), name) : name;
}

export function listImports(source: Source): Import[] {
  const imports: Import[] = [];
  for (const node of walk(source)) {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      imports.push({ node, name: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      imports.push({ node, name: node.argument.literal.text, typeOnly: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) imports.push({ node, name: argument.text, typeOnly: false });
    }
  }
  return imports;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const { importClause } = node;
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const { namedBindings } = importClause;
  if (importClause.name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}
