/**
 * Addresses of what is not theirs: objects of one competition at another's address, and another's delegation. Each is made from an address
 * that leads somewhere for somebody, so that it is what was changed in it that must stop him.
 */
import type { Row, SqliteFile } from "../../support/sqlite-file.ts";
import { ask } from "./ask.ts";
import { DEMO_ACCOUNTS, type DemoServer } from "./demo.ts";
import { readNames } from "./names.ts";
import type { Served } from "./served.ts";

/** Objects that addresses name, each with its competition and event. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  certificate: [`SELECT "id", "competitionId" FROM "Certificate"`],
  entry: [`SELECT n."id", e."competitionId", e."code" AS event FROM "Entry" n JOIN "Event" e ON e."id" = n."eventId"`],
  delegation: [`SELECT "id", "competitionId" FROM "Delegation"`],
  form: [inRound("MarkingForm")],
  message: [`SELECT "id", "competitionId" FROM "Message"`],
  notice: [`SELECT "id", "competitionId" FROM "Notice"`],
  draw: [inRound("Draw")],
  version: [`SELECT s."id", e."competitionId", e."code" AS event FROM "MarkingScheme" s JOIN "Event" e ON e."id" = s."eventId"`],
  owed: [`SELECT "id", "competitionId" FROM "Entitlement" WHERE "competitionId" IS NOT NULL`],
  case: [`SELECT "id", "competitionId" FROM "Objection"`, `SELECT "id", "competitionId" FROM "Appeal"`],
};
const OF_EACH = 3;
const MOST_WORDS = 4;
const LEADER = "leader-a";

/** `path` must lead nowhere for `who`; `right` leads somewhere for `reader`. */
export type Foreign = {
  readonly thing: string;
  readonly who: string;
  readonly path: string;
  readonly reader: string;
  readonly right: string;
};

type Cookies = ReadonlyMap<string, string>;
type Asked = { readonly demo: DemoServer; readonly cookies: Cookies };

/** Asks for what is right: that may leave a note of it. @throws Error when nothing leads anywhere */
export async function findForeign(demo: DemoServer, served: readonly Served[]): Promise<readonly Foreign[]> {
  const names = readNames(demo.file);
  const asked = { demo, cookies: await signInAll(demo) };
  const pages = served.filter(({ kind }) => kind === "load");
  const found: Foreign[] = [];
  const never: string[] = [];
  for (const { path, thing } of pages) {
    const words = listWords(path, (name) => names.of(name));
    const before = found.length;
    const places = listPlaces(demo.file, path);
    for (const { right, crossed } of places) {
      const way = await findWay(asked, path, words, right);
      if (way === null) continue;
      for (const elsewhere of crossed)
        found.push({
          thing,
          who: way.reader,
          path: fill(path, { ...way.words, ...elsewhere }),
          reader: way.reader,
          right: way.path,
        });
    }
    const delegations = path.includes(":delegation") ? readDelegations(demo.file, LEADER) : [];
    for (const delegation of delegations) {
      const way = await findWay(asked, path, words, delegation, [LEADER]);
      if (way !== null) found.push({ thing, who: LEADER, path: way.path, reader: way.reader, right: way.path });
    }
    if (places.length + delegations.length > 0 && found.length === before) never.push(path);
  }
  const things = new Set(found.map(({ thing }) => thing));
  console.log(`foreign: ${things.size} pages opened for somebody; for nobody: ${never.join(", ") || "none"}`);
  if (found.length === 0) throw new Error("No address of an object leads anywhere: this run shows nothing.");
  return found;
}

/** @param isRight for a control: asked for is what is right */
export async function attackForeign(
  demo: DemoServer,
  foreign: readonly Foreign[],
  isRight: boolean,
): Promise<{ readonly cases: number; readonly accepted: string[] }> {
  const asked = { demo, cookies: await signInAll(demo) };
  const accepted: string[] = [];
  for (const { thing, who, path, reader, right } of foreign) {
    const [asks, at] = isRight ? [reader, right] : [who, path];
    if (await leadsSomewhere(asked, asks, at)) accepted.push(`${asks} finds something at ${at} (${thing})`);
  }
  return { cases: foreign.length, accepted };
}

async function signInAll(demo: DemoServer): Promise<Cookies> {
  return new Map(await Promise.all(DEMO_ACCOUNTS.map(async (name) => [name, await demo.signIn(name)] as const)));
}

async function leadsSomewhere({ demo, cookies }: Asked, who: string, path: string): Promise<boolean> {
  return (await ask(demo.url, { path, headers: { Cookie: cookies.get(who) ?? "" } })).status < 300;
}

/** Who finds something there, and with which words. */
async function findWay(
  asked: Asked,
  path: string,
  words: readonly Readonly<Record<string, string>>[],
  names: Readonly<Record<string, string>>,
  except: readonly string[] = [],
) {
  for (const reader of DEMO_ACCOUNTS.filter((name) => !except.includes(name))) {
    for (const one of words) {
      const address = fill(path, { ...one, ...names });
      if (await leadsSomewhere(asked, reader, address)) return { reader, words: one, path: address };
    }
  }
  return null;
}

/** What may stand for the parameters that name no object of a competition. */
function listWords(path: string, of: (name: string) => readonly string[]): readonly Readonly<Record<string, string>>[] {
  const others = namesIn(path).filter((name) => !["competition", "event", "delegation"].includes(name) && !(name in OBJECTS));
  return others.reduce<readonly Readonly<Record<string, string>>[]>(
    (known, name) =>
      known.flatMap((one) =>
        of(name)
          .slice(0, MOST_WORDS)
          .map((word) => ({ ...one, [name]: word })),
      ),
    [{}],
  );
}

type Place = {
  readonly right: Readonly<Record<string, string>>;
  /** The same object at the addresses of other competitions. */
  readonly crossed: readonly Readonly<Record<string, string>>[];
};

/** Of a page of a competition that names an object, a few of these. */
function listPlaces(file: SqliteFile, path: string): readonly Place[] {
  const name = namesIn(path).find((one) => one in OBJECTS);
  if (name === undefined || !path.includes("/:competition")) return [];
  const codes = new Map(file.all(`SELECT "id", "code" FROM "Competition"`).map(({ id, code }) => [String(id), String(code)]));
  const eventOf = (competitionId: string) =>
    String(file.all(`SELECT "code" FROM "Event" WHERE "competitionId" = ? LIMIT 1`, competitionId)[0]?.code);
  return (OBJECTS[name] ?? []).flatMap((sql) =>
    pickOfEach(file.all(sql)).map((row) => {
      const [id, own] = [String(row.id), String(row.competitionId)];
      const event = String(row.event ?? eventOf(own));
      return {
        right: { competition: codes.get(own) ?? "", event, [name]: id },
        crossed: [...codes]
          .filter(([other]) => other !== own)
          .slice(0, 2)
          .map(([other, code]) => ({ competition: code, event: eventOf(other), [name]: id })),
      };
    }),
  );
}

function inRound(table: string): string {
  return `SELECT o."id", e."competitionId", e."code" AS event FROM "${table}" o JOIN "Round" r ON r."id" = o."roundId" JOIN "Event" e ON e."id" = r."eventId"`;
}

function pickOfEach(objects: readonly Row[]): readonly Row[] {
  const counts = new Map<string, number>();
  return objects.filter(({ competitionId }) => {
    const count = counts.get(String(competitionId)) ?? 0;
    counts.set(String(competitionId), count + 1);
    return count < OF_EACH;
  });
}

/** Delegations that are not this leader's, each with an entry of its own. */
function readDelegations(file: SqliteFile, username: string): readonly Readonly<Record<string, string>>[] {
  return file
    .all(
      `SELECT d."id" AS delegation, c."code" AS competition, e."code" AS event, min(n."id") AS entry FROM "Delegation" d
        JOIN "Competition" c ON c."id" = d."competitionId" JOIN "Entry" n ON n."delegationId" = d."id" JOIN "Event" e ON e."id" = n."eventId"
        WHERE d."id" NOT IN (SELECT g."delegationId" FROM "RoleGrant" g JOIN "User" u ON u."id" = g."userId"
          WHERE u."username" = ? AND g."delegationId" IS NOT NULL) GROUP BY d."id"`,
      username,
    )
    .map((row) => row as Readonly<Record<string, string>>);
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => String(name));
}

function fill(path: string, names: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)\??/g, (_all, name: string) => encodeURIComponent(names[name] ?? ""));
}
