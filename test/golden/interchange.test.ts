/** A finished competition leaves one installation as a document and arrives in another with the same results, or not at all. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { CompetitionDocument } from "#app/platform/interchange/document.ts";
import { readDocumentText } from "#app/platform/interchange/read-document.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getCompetitionDocument } from "#app/queries/interchange/get-competition-document.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { exportCompetition } from "#app/services/interchange/export-competition.server.ts";
import { importCompetition } from "#app/services/interchange/import-competition.server.ts";
import { loadSystemData } from "#seeds/system.ts";
import { must } from "../support/competition-steps.ts";
import { damage } from "../support/damage.ts";
import { countRows, FINISHED, tellFinished } from "../support/interchange-steps.ts";
import { generateDocument } from "../support/interchange-world.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";
import { Dice } from "./second-scorer/generate.ts";

describeOnEachDatabase("a competition that travels", (provider) => {
  let here: TestRuntime;
  let there: TestRuntime;
  let runtime: Runtime;
  let document: CompetitionDocument;

  beforeAll(async () => {
    [here, there] = [await createTestRuntime(provider), await createTestRuntime(provider)];
    await loadSystemData(there);
    ({ runtime } = await tellFinished(here));
    document = must(await getCompetitionDocument(runtime, FINISHED, { withPersonalData: true }));
  }, 300_000);

  afterAll(async () => {
    await runtime?.close();
    await here?.dispose();
    await there?.dispose();
  });

  it("arrives with the same results, and leaves again as the same document", async () => {
    const read = readDocumentText(JSON.stringify(document));
    if (!read.ok) throw new Error(JSON.stringify(read.faults.slice(0, 10)));
    const imported = await importCompetition(there, null, read.value);
    expect(imported).toMatchObject({ ok: true });
    const again = must(await getCompetitionDocument(there, FINISHED, { withPersonalData: true }));
    const resultsOf = ({ competition }: CompetitionDocument) =>
      competition.events.map(({ code, rounds }) => [code, rounds.map(({ results }) => results)]);
    expect(resultsOf(again).flat(3).length).toBeGreaterThan(10);
    expect(resultsOf(again)).toEqual(resultsOf(document));
    expect(again.competition).toEqual(document.competition);
    expect(again.persons).toEqual(document.persons);
  });

  it("leaves by the office on record: what left, by its digest, and whether people were in it", async () => {
    const { id: competitionId } = await runtime.database.read.competition.findUniqueOrThrow({ where: { code: FINISHED } });
    const { id: userId } = await runtime.database.read.user.findFirstOrThrow();
    const texts: string[] = [];
    for (const withPersonalData of [false, true]) {
      texts.push(must(await exportCompetition(runtime, { userId }, { competitionId, code: FINISHED, withPersonalData })));
    }
    const numbers = document.persons.flatMap(({ document: paper }) => paper?.number ?? []);
    expect(numbers.length).toBeGreaterThan(5);
    const [withheld = "", included = ""] = texts;
    expect(numbers.filter((number) => withheld.includes(number))).toEqual([]);
    expect(numbers.filter((number) => !included.includes(number))).toEqual([]);
    const records = await runtime.database.read.auditRecord.findMany({
      where: { chain: competitionId, act: { in: ["export-competition", "export-with-people"] } },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ act, actorId, payload }) => [act, actorId, payload])).toEqual([
      ["export-competition", userId, { sha256: sha256(withheld) }],
      ["export-with-people", userId, { sha256: sha256(included) }],
    ]);
  });

  it("is refused where it is already, with the path, and leaves no row", async () => {
    const before = await countRows(there);
    expect(Object.keys(before).length).toBeGreaterThan(60);
    expect(await importCompetition(there, null, document)).toMatchObject({
      ok: false,
      faults: [{ path: ["competition", "code"], code: "competition-exists" }],
    });
    expect(await countRows(there)).toEqual(before);
  });

  it("without personal data names nobody, and gives the same results where it arrives", async () => {
    const withheld = must(await getCompetitionDocument(runtime, FINISHED, { withPersonalData: false }));
    const text = JSON.stringify(withheld);
    const persons = await runtime.database.read.person.findMany({ select: { sealed: true, key: { select: { wrapped: true } } } });
    const users = await runtime.database.read.user.findMany({ select: { displayName: true } });
    const data = persons.flatMap((person) => openPerson(runtime.keys, person) ?? []);
    const secrets = [
      ...data.flatMap(({ name, documentNumber, telephone }) => [name, documentNumber, telephone]),
      ...users.map(({ displayName }) => displayName),
    ].filter((secret) => secret.length > 1);
    expect(secrets.length).toBeGreaterThan(40);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    // The same search finds them in a document that has them.
    expect(secrets.filter((secret) => JSON.stringify(document).includes(secret)).length).toBeGreaterThan(20);
    // One person has one pseudonym, in this document and the next.
    const again = must(await getCompetitionDocument(runtime, FINISHED, { withPersonalData: false }));
    expect(again.persons).toEqual(withheld.persons);
    expect(new Set(withheld.persons.map(({ name }) => name)).size).toBe(withheld.persons.length);
    // What was drawn was published: it is one draw, wherever it is.
    const elsewhere = JSON.parse(text) as CompetitionDocument;
    const competition = { ...elsewhere.competition, code: "without-names" };
    for (const { rounds } of competition.events) for (const round of rounds) round.draws = [];
    expect(await importCompetition(there, null, { ...elsewhere, competition })).toMatchObject({ ok: true });
    const arrived = must(await getCompetitionDocument(there, "without-names", { withPersonalData: true }));
    expect(arrived.competition.events.map(({ rounds }) => rounds.map(({ results }) => results))).toEqual(
      document.competition.events.map(({ rounds }) => rounds.map(({ results }) => results)),
    );
  });

  it("generated competitions have the results in the database that they had on paper", async () => {
    for (let seed = 0; seed < 6; seed += 1) {
      const generated = {
        ...generateDocument(seed),
        competition: { ...generateDocument(seed).competition, code: `paper-${seed}` },
      };
      const imported = await importCompetition(there, null, generated);
      if (!imported.ok) throw new Error(JSON.stringify(imported));
      const rounds = await there.database.read.round.findMany({
        where: { event: { competitionId: imported.value.competitionId } },
        select: { id: true, event: { select: { code: true } } },
      });
      for (const { id, event } of rounds) {
        const own = generated.competition.events.find(({ code }) => code === event.code);
        const computed = (await getRoundResultsByEntry(there.database.read, id)).rows;
        const stated = own?.rounds[0]?.results ?? [];
        const figures = (list: readonly { total: number | null; place: number | null; award: string | null }[]) =>
          list.map(({ total, place, award }) => `${total} ${place} ${award}`).sort();
        expect(figures(computed)).toEqual(figures(stated));
      }
    }
  });

  it("damaged documents leave no row, or all of them", async () => {
    let [refused, stored] = [0, 0];
    let before = await countRows(there);
    for (let seed = 0; seed < 400 && (refused < 40 || stored < 10); seed += 1) {
      const damaged = damage(generateDocument(seed % 30, 1), new Dice(seed + 9_000));
      const read = readDocumentText(JSON.stringify(damaged));
      const answer = read.ok ? await importCompetition(there, null, read.value) : read;
      const after = await countRows(there);
      if (answer.ok) {
        stored += 1;
        expect(after.competition).toBe((before.competition ?? 0) + 1);
        expect(after.auditRecord).toBe((before.auditRecord ?? 0) + 1);
        before = after;
      } else {
        refused += 1;
        expect("faults" in answer && answer.faults.length).toBeGreaterThan(0);
        expect(after).toEqual(before);
      }
    }
    expect([refused >= 40, stored >= 5]).toEqual([true, true]);
  }, 120_000);
});
