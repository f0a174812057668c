/** Two fields to one's own results: found, refused uniformly, slowed down, and recorded without personal data. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { lookUpResults } from "#app/services/results/look-up-results.server.ts";
import { addBoardWorld, type BoardEntry } from "../../support/board-steps.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("looking up one's results", (provider) => {
  let runtime: TestRuntime;
  let person: BoardEntry;
  let other: BoardEntry;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    [person, other] = (await addBoardWorld(runtime)).entries;
  });
  afterEach(() => runtime.dispose());

  it("finds a person by number and name, however both are typed", async () => {
    const { name, documentNumber, personId } = person;
    for (const typed of [name, ` ${name} `, [...name].join(" "), [...name].join("\u3000")]) {
      expect(must(await lookUpResults(runtime, { name: typed, documentNumber }))).toEqual({ personId });
    }
    expect(must(await lookUpResults(runtime, { name, documentNumber: ` ${documentNumber} ` }))).toEqual({ personId });
  });

  it("gives one answer to an unknown number, another name, and an erased person, and writes nothing", async () => {
    const before = await runtime.database.read.auditRecord.count();
    const unknown = await lookUpResults(runtime, { name: person.name, documentNumber: "11010519491231002X" });
    const wrongName = await lookUpResults(runtime, { name: other.name, documentNumber: person.documentNumber });
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.personKey.delete({ where: { personId: other.personId } });
      await audit({ chain: "system", actorId: null, act: "erase-person", objectKind: "person", objectId: other.personId });
      return { ok: true, value: null };
    });
    const erased = await lookUpResults(runtime, { name: other.name, documentNumber: other.documentNumber });
    for (const answer of [unknown, wrongName, erased]) {
      expect(answer).toEqual({ ok: false, refusals: [{ code: "look-up-unknown" }] });
    }
    expect(await runtime.database.read.auditRecord.count()).toBe(before + 1);
  });

  it("says what is wrong with a number that nobody can have", async () => {
    const wrong = person.documentNumber.replace(/.$/, person.documentNumber.endsWith("1") ? "2" : "1");
    expect(codesOf(await lookUpResults(runtime, { name: person.name, documentNumber: wrong }))).toEqual(["id-check-digit"]);
    expect(codesOf(await lookUpResults(runtime, { name: person.name, documentNumber: "1" }))).toEqual(["document-malformed"]);
  });

  it("slows down who tries names on a number, and no other number", async () => {
    const { documentNumber, name } = person;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect(codesOf(await lookUpResults(runtime, { name: "张三", documentNumber }))).toEqual(["look-up-unknown"]);
    }
    expect(codesOf(await lookUpResults(runtime, { name: "张三", documentNumber }))).toEqual(["look-up-blocked"]);
    expect(codesOf(await lookUpResults(runtime, { name, documentNumber }))).toEqual(["look-up-blocked"]);
    expect((await lookUpResults(runtime, { name: other.name, documentNumber: other.documentNumber })).ok).toBe(true);
  });

  it("slows down who tries numbers on a name, and no other name", async () => {
    const tried = Array.from({ length: 101 }, (_, index) => {
      const digits = `1101051980${String(101 + (index % 9)).slice(1)}01${String(index + 100)}`;
      return digits + computeCheckDigit(digits);
    });
    const answers: (readonly string[])[] = [];
    for (const documentNumber of tried)
      answers.push(codesOf(await lookUpResults(runtime, { name: person.name, documentNumber })));
    expect(new Set(answers.slice(0, 100).flat())).toEqual(new Set(["look-up-unknown"]));
    expect(answers[100]).toEqual(["look-up-blocked"]);
    expect((await lookUpResults(runtime, { name: other.name, documentNumber: other.documentNumber })).ok).toBe(true);
  });

  it("records who was looked up, without a name or a number", async () => {
    const { name, documentNumber, personId } = person;
    must(await lookUpResults(runtime, { name, documentNumber }));
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "look-up-results" } });
    expect(record).toMatchObject({ chain: "system", actorId: null, objectKind: "person", objectId: personId, payload: {} });
  });
});
