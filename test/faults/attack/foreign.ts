/** Addresses of what is not theirs: a leader asks for another's delegation, and everyone for objects of one competition at another's address. */
import type { SqliteFile } from "../../support/sqlite-file.ts";
import { ask } from "./ask.ts";
import type { DemoServer } from "./demo.ts";
import type { Served } from "./served.ts";

/** Objects that addresses name, each with its competition. */
const OBJECTS: Readonly<Record<string, string>> = {
  certificate: `SELECT "id", "competitionId" FROM "Certificate"`,
  entry: `SELECT n."id", e."competitionId" FROM "Entry" n JOIN "Event" e ON e."id" = n."eventId"`,
  delegation: `SELECT "id", "competitionId" FROM "Delegation"`,
  form: `SELECT f."id", e."competitionId" FROM "MarkingForm" f JOIN "Round" r ON r."id" = f."roundId" JOIN "Event" e ON e."id" = r."eventId"`,
  message: `SELECT "id", "competitionId" FROM "Message"`,
  notice: `SELECT "id", "competitionId" FROM "Notice"`,
  draw: `SELECT d."id", e."competitionId" FROM "Draw" d JOIN "Round" r ON r."id" = d."roundId" JOIN "Event" e ON e."id" = r."eventId"`,
  version: `SELECT s."id", e."competitionId" FROM "MarkingScheme" s JOIN "Event" e ON e."id" = s."eventId"`,
  owed: `SELECT "id", "competitionId" FROM "Entitlement" WHERE "competitionId" IS NOT NULL`,
  case: `SELECT "id", "competitionId" FROM "Objection"`,
};
const OF_EACH = 3;

export async function attackForeign(
  demo: DemoServer,
  served: readonly Served[],
): Promise<{ readonly cases: number; readonly accepted: string[] }> {
  const accepted: string[] = [];
  let cases = 0;
  const look = async (who: string, cookie: string, path: string, thing: string) => {
    cases += 1;
    const { status } = await ask(demo.url, { path, headers: { Cookie: cookie } });
    if (status < 300) accepted.push(`${who} finds something at ${path} (${thing})`);
  };
  const codes = new Map(
    demo.file.all(`SELECT "id", "code" FROM "Competition"`).map(({ id, code }) => [String(id), String(code)]),
  );
  const objects = new Map(Object.entries(OBJECTS).map(([name, sql]) => [name, readObjects(demo.file, sql)] as const));
  const organiser = await demo.signIn("organiser");
  const pages = served.filter(({ kind, path }) => kind === "load" && path.includes("/:competition"));
  for (const { path, thing } of pages) {
    const name = [...path.matchAll(/:(\w+)/g)].map(([, one]) => String(one)).find((one) => objects.has(one));
    if (name === undefined) continue;
    for (const { id, competitionId } of pickOfEach(objects.get(name) ?? [])) {
      const others = [...codes].filter(([other]) => other !== competitionId).slice(0, 2);
      for (const [other, code] of others) {
        const [{ event } = {}] = demo.file.all(`SELECT "code" AS event FROM "Event" WHERE "competitionId" = ? LIMIT 1`, other);
        await look("organiser", organiser, fill(path, { competition: code, event: String(event), [name]: id }), thing);
      }
    }
  }
  const [leader, others] = [await demo.signIn("leader-a"), readDelegations(demo.file, "leader-a")];
  for (const { path, thing } of served.filter((one) => one.kind === "load" && one.path.includes(":delegation"))) {
    for (const { delegation, competition, event, entry } of others) {
      await look("leader-a", leader, fill(path, { competition, event, delegation, entry }), thing);
    }
  }
  return { cases, accepted };
}

type Owned = { readonly id: string; readonly competitionId: string };

function readObjects(file: SqliteFile, sql: string): Owned[] {
  return file.all(sql).map(({ id, competitionId }) => ({ id: String(id), competitionId: String(competitionId) }));
}

function pickOfEach(objects: readonly Owned[]): Owned[] {
  const counts = new Map<string, number>();
  return objects.filter(({ competitionId }) => {
    const count = counts.get(competitionId) ?? 0;
    counts.set(competitionId, count + 1);
    return count < OF_EACH;
  });
}

/** Delegations that are not this leader's, each with an entry of its own. */
function readDelegations(
  file: SqliteFile,
  username: string,
): { delegation: string; competition: string; event: string; entry: string }[] {
  return file
    .all(
      `SELECT d."id" AS delegation, c."code" AS competition, e."code" AS event, min(n."id") AS entry FROM "Delegation" d
        JOIN "Competition" c ON c."id" = d."competitionId" JOIN "Entry" n ON n."delegationId" = d."id" JOIN "Event" e ON e."id" = n."eventId"
        WHERE d."id" NOT IN (SELECT g."delegationId" FROM "RoleGrant" g JOIN "User" u ON u."id" = g."userId"
          WHERE u."username" = ? AND g."delegationId" IS NOT NULL) GROUP BY d."id"`,
      username,
    )
    .map((row) => row as { delegation: string; competition: string; event: string; entry: string });
}

function fill(path: string, names: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)\??/g, (_all, name: string) => encodeURIComponent(names[name] ?? "pdf"));
}
