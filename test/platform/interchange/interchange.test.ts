/**
 * The interchange format without a database: what it promises is published and accepted by another validator, hundreds of
 * competitions come back with the results they had, and thousands of damaged documents are refused with a path and a sentence.
 * INTERCHANGE_TIMES=10 does ten times as many.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import { INTERCHANGE_FAULTS, toJsonPath } from "#app/domain/interchange/faults.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence, type Sentence } from "#app/i18n/sentence.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { competitionPart } from "#app/platform/interchange/competition-part.ts";
import { type CompetitionDocument, describeDocument } from "#app/platform/interchange/document.ts";
import type { Children, Fields, Part } from "#app/platform/interchange/field.ts";
import { planImport } from "#app/platform/interchange/plan-import.ts";
import { readDocument, readDocumentText } from "#app/platform/interchange/read-document.ts";
import { createFileIds, readPart } from "#app/platform/interchange/to-document.ts";
import { Dice } from "../../golden/second-scorer/generate.ts";
import { damage } from "../../support/damage.ts";
import { generateDocument, joinRows } from "../../support/interchange-world.ts";

const FILE = "../../../app/public/schemas/competition.schema.json";
const TIMES = Number(process.env.INTERCHANGE_TIMES ?? "1");

type Validate = ((value: unknown) => boolean) & { errors?: unknown };
const require = createRequire(import.meta.url);

it("is published as it reads: `npx vitest run test/platform/interchange -u` writes the file anew", async () => {
  await expect(`${JSON.stringify(describeDocument(), null, 2)}\n`).toMatchFileSnapshot(FILE);
  const published = JSON.parse(fs.readFileSync(new URL(FILE, import.meta.url), "utf8"));
  expect(Object.keys(published.properties)).toContain("competition");
});

describe("an independent validator", () => {
  let validate: Validate;
  beforeAll(() => {
    const { default: Ajv } = require("ajv/dist/2020.js") as {
      default: new (options: object) => { compile(schema: object): Validate };
    };
    const published = JSON.parse(fs.readFileSync(new URL(FILE, import.meta.url), "utf8"));
    validate = new Ajv({ strict: false, validateFormats: false }).compile(published);
  });

  it("accepts what the format holds, and refuses what it does not", () => {
    for (let seed = 0; seed < 20; seed += 1) {
      expect(validate(JSON.parse(JSON.stringify(generateDocument(seed)))), JSON.stringify(validate.errors)).toBe(true);
    }
    const document = JSON.parse(JSON.stringify(generateDocument(1)));
    expect(validate({ ...document, version: 2 })).toBe(false);
    expect(validate({ ...document, competition: { ...document.competition, offerHours: "24" } })).toBe(false);
  });
});

it(`${500 * TIMES} generated competitions are written and read again with equal results`, () => {
  let results = 0;
  for (let seed = 0; seed < 500 * TIMES; seed += 1) {
    const document = generateDocument(seed, 1);
    const first = travel(document);
    const before = resultsByNumber(document);
    expect(resultsByNumber(first)).toEqual(before);
    // From then on it does not change in a single word.
    if (seed % 10 === 0) expect(travel(first)).toEqual(first);
    results += Object.keys(before).length;
  }
  expect(results).toBeGreaterThan(2_000);
}, 120_000);

it("says where people live, but not without personal data; a document made before it was asked says nothing", () => {
  const list = ({ competition }: CompetitionDocument) =>
    competition.events.flatMap(({ entries }) =>
      entries.flatMap(({ members }) => members.map(({ residenceRegion }) => residenceRegion ?? "")),
    );
  const document = generateDocument(1, 1);
  expect(list(document)).toContain("110112");
  expect(list(travel(document)).sort()).toEqual(list(document).sort());
  expect(new Set(list(travel(document, false)))).toEqual(new Set([""]));
  const older = JSON.parse(JSON.stringify(document), (key, value) => (key === "residenceRegion" ? undefined : value));
  expect(JSON.stringify(older)).not.toContain("residenceRegion");
  expect(new Set(list(travel(older)))).toEqual(new Set([""]));
});

describe("damaged documents", () => {
  const sentences: Sentence[] = [];
  beforeAll(async () => {
    for (const locale of LOCALES) sentences.push(createSentence(await createI18n(locale), "interchange"));
  });

  it(`${5_000 * TIMES} of them are taken whole or refused with a path and a sentence`, () => {
    const bases = Array.from({ length: 100 }, (_, seed) => generateDocument(seed, 1)).filter(
      ({ persons }) => persons.length > 0 && persons.length < 7,
    );
    const codes = new Map<string, number>();
    let taken = 0;
    for (let seed = 0; seed < 5_000 * TIMES; seed += 1) {
      const dice = new Dice(seed);
      const base = bases[seed % bases.length] as CompetitionDocument;
      const damaged = damage(base, dice);
      const read = readDocument(damaged);
      const planned = read.ok ? planImport(read.value, { newId }) : read;
      if (planned.ok) {
        taken += 1;
        expect(listDangling(planned.value.rows)).toEqual([]);
        continue;
      }
      expect(planned.faults.length).toBeGreaterThan(0);
      for (const { path, code, params = {} } of planned.faults) {
        codes.set(code, (codes.get(code) ?? 0) + 1);
        expect(toJsonPath(path)).toMatch(/^\$/);
        if ((codes.get(code) ?? 0) > 20) continue;
        for (const sentence of sentences) expect(sentence({ code, params })).toMatch(/[。.]$/);
      }
    }
    // Neither everything nor nothing is refused, and the faults are of many kinds.
    expect(taken).toBeGreaterThan(20);
    expect(codes.size).toBeGreaterThan(9);
    expect([...codes.keys()].filter((code) => !(INTERCHANGE_FAULTS as readonly string[]).includes(code))).toEqual([]);
    // The last resort of a computation that no rule foresaw is met by none of them.
    expect(codes.get("results-not-computable") ?? 0).toBe(0);
  }, 120_000);

  it("a mark that was changed afterwards is named where the results say otherwise", () => {
    const document = JSON.parse(JSON.stringify(generateDocument(7, 1)));
    const results = document.competition.events[0].rounds[0].results;
    const index = results.findIndex(({ total }: { total: number | null }) => total !== null);
    results[index].total += 1;
    const read = readDocument(document);
    const planned = read.ok ? planImport(read.value, { newId }) : read;
    expect(planned).toMatchObject({
      ok: false,
      faults: [
        {
          path: ["competition", "events", 0, "rounds", 0, "results", index, "total"],
          code: "result-differs",
          params: { stated: String(results[index].total), computed: String(results[index].total - 1) },
        },
      ],
    });
  });

  it("a text that is no JSON is named by row and column, a newer version by its number", () => {
    expect(readDocumentText('{\n  "format": oops }')).toMatchObject({ faults: [{ code: "json-malformed", params: { row: 2 } }] });
    expect(readDocument({ ...generateDocument(1), version: 9 })).toMatchObject({
      faults: [{ path: ["version"], code: "version-newer", params: { version: 9, newest: 1 } }],
    });
  });
});

/** What a document becomes when it is stored and exported again. */
function travel(document: CompetitionDocument, withPersonalData = true): CompetitionDocument {
  const read = readDocument(JSON.parse(JSON.stringify(document)));
  const planned = read.ok ? planImport(read.value, { newId }) : read;
  if (!planned.ok) throw new Error(JSON.stringify(planned.faults.slice(0, 5)));
  const { rows, ids } = planned.value;
  const fileIds = createFileIds();
  const results = new Map<string, unknown>();
  const entryIds = new Map((rows.get("entry") ?? []).map((row) => [`${row.eventId} ${row.entrantNumber}`, row.id as string]));
  for (const round of rows.get("round") ?? []) {
    const event = rows.get("event")?.find(({ id }) => id === round.eventId);
    const from = document.competition.events.find(({ code }) => code === event?.code);
    const numbers = new Map(from?.entries.map(({ id, entrantNumber }) => [id, entrantNumber]));
    const own = from?.rounds.find(({ number }) => number === round.number)?.results ?? null;
    results.set(
      round.id as string,
      own?.map((result) => ({
        ...result,
        entry: fileIds.fileIdOf("entry", entryIds.get(`${round.eventId} ${numbers.get(result.entry)}`) ?? ""),
      })),
    );
  }
  const competition = readPart(competitionPart as unknown as Part<Fields, Children>, joinRows(rows), {
    fileIdOf: fileIds.fileIdOf,
    withPersonalData,
    resultsOf: (roundId) => results.get(roundId) ?? null,
  });
  const rename = <Item extends { id: string }>(kind: "organisation" | "official" | "person", list: readonly Item[]): Item[] =>
    list
      .map((item) => ({ ...item, id: fileIds.fileIdOf(kind, ids[kind].get(item.id) ?? "") }))
      .sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
  const organisations = rename("organisation", document.organisations);
  const organisationIds = new Map(
    document.organisations.map(({ id }) => [id, fileIds.fileIdOf("organisation", ids.organisation.get(id) ?? "")]),
  );
  return {
    ...document,
    organisations,
    officials: rename("official", document.officials).map((official) => ({
      ...official,
      organisation: official.organisation === null ? null : (organisationIds.get(official.organisation) ?? null),
    })),
    persons: rename("person", document.persons),
    competition: competition as unknown as CompetitionDocument["competition"],
  };
}

/** Results by event and entrant number: the ids of a document are its own. */
function resultsByNumber({ competition }: CompetitionDocument): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { code, entries, rounds } of competition.events) {
    const numbers = new Map(entries.map(({ id, entrantNumber }) => [id, entrantNumber]));
    for (const { number, results } of rounds) {
      for (const { entry, ...result } of results ?? []) found[`${code} ${number} ${numbers.get(entry)}`] = result;
    }
  }
  return found;
}

/** Columns that name a row that nobody would write. */
function listDangling(rows: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>): string[] {
  const ids = (table: string) => new Set((rows.get(table) ?? []).map(({ id }) => id));
  const targets: Readonly<Record<string, ReadonlySet<unknown>>> = {
    eventId: ids("event"),
    roundId: ids("round"),
    entryId: ids("entry"),
    delegationId: ids("delegation"),
    subjectId: ids("blindSubject"),
    panelId: ids("panel"),
    formId: ids("markingForm"),
    rulesId: ids("eventRules"),
    schemeId: ids("markingScheme"),
    appealId: ids("appeal"),
  };
  const dangling: string[] = [];
  for (const [table, list] of rows) {
    for (const row of list) {
      for (const [column, known] of Object.entries(targets)) {
        const value = row[column];
        if (value !== undefined && value !== null && !known.has(value)) dangling.push(`${table}.${column}`);
      }
    }
  }
  return dangling;
}
